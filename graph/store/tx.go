package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
)

// A tx gathers the changes of one write. It reads the database as it was
// before, so its own changes are kept in maps beside it.
type tx struct {
	v     *view
	state state

	ids   map[string]uint64 // by encoding; 0 for values that are not there
	encs  map[uint64][]byte // of values met by their text
	fresh uint64            // ids from here on are new
	quads map[quadID]*change
	order []quadID        // the keys of quads, as they came
	known map[uint64]bool // labels of graphs whose every quad is in quads
	buf   []byte
}

// A change is whether a quad was there before and is there now.
type change struct{ was, now bool }

func newTx(v *view, s state) *tx {
	return &tx{
		v: v, state: s, fresh: s.next,
		ids:   make(map[string]uint64),
		encs:  make(map[uint64][]byte),
		quads: make(map[quadID]*change),
		known: make(map[uint64]bool),
	}
}

// step lets a long change be cancelled.
func (t *tx) step(ctx context.Context, i int) error {
	if i%256 == 0 {
		return ctx.Err()
	}
	return nil
}

// learn looks up the values of quads together, which is faster than one by one.
func (t *tx) learn(ctx context.Context, quads []quad.Quad) error {
	type asked struct{ key, enc []byte }
	var all []asked
	for i, q := range quads {
		if err := t.step(ctx, i); err != nil {
			return err
		}
		for _, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v == nil {
				continue
			}
			enc, err := appendValue(t.buf[:0], v)
			t.buf = enc[:0]
			if err != nil {
				return fmt.Errorf("%w in %v", err, q)
			}
			if _, ok := t.ids[string(enc)]; ok {
				continue
			}
			enc = bytes.Clone(enc)
			t.ids[string(enc)] = 0
			all = append(all, asked{valueKey(nil, enc), enc})
		}
	}
	slices.SortFunc(all, func(a, b asked) int { return bytes.Compare(a.key, b.key) })
	keys := make([][]byte, len(all))
	for i := range all {
		keys[i] = all[i].key
	}
	return t.v.ascend(keys, func(i int, val []byte) error {
		id, _, ok := readID(val)
		if !ok {
			return fmt.Errorf("%w: a record of the values is cut short", ErrCorrupt)
		}
		t.ids[string(all[i].enc)], t.encs[id] = id, all[i].enc
		return nil
	})
}

// addQuads adds quads.
func (t *tx) addQuads(ctx context.Context, quads []quad.Quad) error {
	if err := t.learn(ctx, quads); err != nil {
		return err
	}
	for i, q := range quads {
		if err := t.step(ctx, i); err != nil {
			return err
		}
		if _, err := t.addQuad(q); err != nil {
			return err
		}
	}
	return nil
}

// resolve returns the id of a value; create gives it one if it has none, else
// the id is 0.
func (t *tx) resolve(v quad.Value, create bool) (uint64, error) {
	enc, err := appendValue(t.buf[:0], v)
	t.buf = enc[:0]
	if err != nil {
		return 0, err
	}
	id, known := t.ids[string(enc)]
	if !known {
		if id, err = t.v.lookup(enc); err != nil {
			return 0, err
		}
	}
	if id == 0 && create {
		if t.state.next == 0 {
			return 0, errors.New("store: all ids are used up")
		}
		id, known = t.state.next, false
		t.state.next++
	}
	if !known {
		enc = bytes.Clone(enc)
		t.ids[string(enc)] = id
		if id != 0 {
			t.encs[id] = enc
		}
	}
	return id, nil
}

// quadID resolves the values of q; ok is false when one is not there.
func (t *tx) quadID(q quad.Quad, create bool) (out quadID, ok bool, err error) {
	ok = true
	for pos, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil && pos == posG {
			continue
		}
		id, err := t.resolve(v, create)
		if err != nil {
			return out, false, fmt.Errorf("%w in %v", err, q)
		}
		out[pos], ok = id, ok && id != 0
	}
	return out, ok, nil
}

// at returns the change of q, looking up whether it is stored.
func (t *tx) at(q quadID) (*change, error) {
	if c := t.quads[q]; c != nil {
		return c, nil
	}
	c := &change{}
	if !t.known[q[posG]] && q[posS] < t.fresh && q[posP] < t.fresh && q[posO] < t.fresh && q[posG] < t.fresh {
		was, err := t.v.has(q)
		if err != nil {
			return nil, err
		}
		c.was, c.now = was, was
	}
	t.put(q, c)
	return c, nil
}

func (t *tx) put(q quadID, c *change) {
	t.quads[q] = c
	t.order = append(t.order, q)
}

// addQuad reports whether q was missing.
func (t *tx) addQuad(q quad.Quad) (bool, error) {
	for _, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object} {
		if !quad.IsValidValue(v) { // before any value gets an id
			return false, fmt.Errorf("%w: %v lacks a part", ErrInvalidQuad, q)
		}
	}
	id, _, err := t.quadID(q, true)
	if err != nil {
		return false, err
	}
	return t.set(id, true)
}

// deleteQuad reports whether q was there.
func (t *tx) deleteQuad(q quad.Quad) (bool, error) {
	id, ok, err := t.quadID(q, false)
	if err != nil || !ok {
		return false, err
	}
	return t.set(id, false)
}

// set makes q be there or not, and reports whether that is a change.
func (t *tx) set(q quadID, now bool) (bool, error) {
	c, err := t.at(q)
	if err != nil {
		return false, err
	}
	changed := c.now != now
	c.now = now
	return changed, nil
}
