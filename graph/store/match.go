package store

import (
	"context"

	"github.com/cayleygraph/quad"
)

// Match calls use for each quad that has the values of p, nil standing for
// any, until use returns an error, which it then returns. The order is that of
// an index, the same for the same store.
func (v *view) Match(ctx context.Context, p quad.Quad, use func(quad.Quad) error) error {
	var ids pattern
	for pos, val := range [...]quad.Value{p.Subject, p.Predicate, p.Object, p.Label} {
		if val == nil {
			continue
		}
		id, err := v.labelID(val)
		if err != nil || id == 0 {
			return err
		}
		ids = ids.with(pos, id)
	}
	return v.each(ctx, ids, func(q quadID) error {
		full, err := v.quad(q)
		if err != nil {
			return err
		}
		return use(full)
	})
}

// Objects calls use for each value that a quad with the predicate has as its
// object, each once; given a subject, a quad of that subject. It skips from
// value to value, however many quads there are.
func (v *view) Objects(ctx context.Context, subject, predicate quad.Value, use func(quad.Value) error) error {
	o, leads := orders()[posP], []quad.Value{predicate}
	if subject != nil {
		o, leads = orders()[posS], []quad.Value{subject, predicate}
	}
	prefix := []byte{o.table}
	for _, val := range leads {
		id, err := v.labelID(val)
		if err != nil || id == 0 {
			return err
		}
		prefix = appendID(prefix, id)
	}
	var ids []uint64
	for from := prefix; from != nil; {
		if err := ctx.Err(); err != nil {
			return err
		}
		ids = ids[:0]
		next, err := v.objectsChunk(o, len(leads), prefix, from, &ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			val, err := v.value(id)
			if err != nil {
				return err
			}
			if err := use(val); err != nil {
				return err
			}
		}
		from = next
	}
	return nil
}

// objectsChunk appends some of the ids that stand at the place after the
// prefix, from a key on, and returns the key to go on from; nil at the end.
func (v *view) objectsChunk(o order, place int, prefix, from []byte, ids *[]uint64) (next []byte, err error) {
	if err := v.enter(); err != nil {
		return nil, err
	}
	defer v.leave()
	it, err := v.iter(from, prefixEnd(nil, prefix))
	if err != nil {
		return nil, readError(err)
	}
	more := it.First()
	var key []byte
	for more && len(*ids) < lastChunk {
		q, err := readQuad(it.Key(), o)
		if err != nil {
			v.release(it)
			return nil, err
		}
		id := q[o.dirs[place]]
		*ids = append(*ids, id)
		key = appendID(append(key[:0], prefix...), id)
		more = it.SeekGE(prefixEnd(nil, key))
	}
	if more {
		next = append(next, it.Key()...)
	}
	return next, v.release(it)
}
