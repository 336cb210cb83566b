package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// Update deletes and adds quads as one: after it either all changes are on
// disk or none. Deletes come first, so a quad in both is there afterwards.
// Adding a quad that is there and deleting one that is not change nothing.
func (s *Store) Update(ctx context.Context, adds, deletes []quad.Quad) error {
	return s.change(ctx, func(t *tx) error {
		for i, q := range deletes {
			if err := t.step(ctx, i); err != nil {
				return err
			}
			if _, err := t.deleteQuad(q); err != nil {
				return err
			}
		}
		for i, q := range adds {
			if err := t.step(ctx, i); err != nil {
				return err
			}
			if _, err := t.addQuad(q); err != nil {
				return err
			}
		}
		return nil
	})
}

// change runs make on a fresh transaction and commits what it left there,
// unless it returns an error. Writers take turns while they think, but wait
// for the disk together.
func (s *Store) change(ctx context.Context, make func(*tx) error) error {
	s.write.Lock()
	unlock := s.write.Unlock
	defer func() { unlock() }()
	if err := s.mayWrite(ctx); err != nil {
		return err
	}
	t := newTx(s.view, s.state)
	if err := make(t); err != nil {
		return err
	}
	b := s.db.NewBatch()
	after, err := t.write(b)
	if err != nil || b.Empty() {
		b.Close()
		return err
	}
	err = s.room(int64(b.Len()))
	if err == nil {
		err = s.gate.enter(ctx, s.db, int64(b.Len()))
	}
	if err != nil {
		b.Close()
		return err
	}
	if s.opts.NoSync {
		s.fail.set(s.db.Apply(b, pebble.NoSync))
	} else {
		s.fail.set(s.db.ApplyNoSyncWait(b, pebble.Sync))
	}
	if err := s.fail.err(); err != nil {
		return err // the batch may still be in use, leave it to the collector
	}
	s.state = after
	s.view.wrote()
	s.write.Unlock()
	unlock = func() {}
	if !s.opts.NoSync {
		s.fail.set(b.SyncWait())
	}
	if err := s.fail.err(); err != nil {
		return err
	}
	b.Close()
	return nil
}

// mayWrite returns why the store takes no writes, if so.
func (s *Store) mayWrite(ctx context.Context) error {
	if s.view.isClosed() {
		return fmt.Errorf("%w: %s", ErrClosed, s.dir)
	}
	if err := s.fail.err(); err != nil {
		return err
	}
	return ctx.Err()
}

// room returns ErrFull when the disk has less room than a write of n bytes
// needs, together with what is in memory and must still be written out.
func (s *Store) room(n int64) error {
	if s.opts.ReserveBytes < 0 {
		return nil
	}
	u, err := s.opts.fs.GetDiskUsage(s.dir)
	if err != nil {
		return nil // some file systems do not say
	}
	if need := uint64(s.opts.ReserveBytes + 2*n); u.AvailBytes < need {
		return fmt.Errorf("%w: %s has %d bytes left and the write needs %d: free space and try again", ErrFull, s.dir, u.AvailBytes, need)
	}
	return nil
}

// A tx gathers the changes of one write. It reads the database as it was
// before, so its own changes are kept in maps beside it.
type tx struct {
	v     *view
	state state

	ids   map[string]uint64 // by encoding; 0 for values that are not there
	encs  map[uint64][]byte // of values met by their text
	fresh uint64            // ids from here on are new
	quads map[quadID]*change
	order []quadID // the keys of quads, as they came
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
	}
}

// step lets a long change be cancelled.
func (t *tx) step(ctx context.Context, i int) error {
	if i%256 == 0 {
		return ctx.Err()
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
	if q[posS] < t.fresh && q[posP] < t.fresh && q[posO] < t.fresh && q[posG] < t.fresh {
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

// write puts the changes into b and returns the state after them.
func (t *tx) write(b *pebble.Batch) (state, error) {
	after := t.state
	deltas := make(map[uint64]*[4]int64)
	var touched []uint64
	var changed []quadID
	for _, q := range t.order {
		c := t.quads[q]
		if c.was == c.now {
			continue
		}
		changed = append(changed, q)
		d := int64(1)
		if !c.now {
			d = -1
		}
		after.quads += uint64(d)
		for pos, id := range q {
			if id == 0 {
				continue
			}
			if deltas[id] == nil {
				deltas[id] = new([4]int64)
				touched = append(touched, id)
			}
			deltas[id][pos] += d
		}
	}
	if len(touched) == 0 {
		return t.state, nil
	}
	if err := t.writeQuads(b, changed); err != nil {
		return after, err
	}
	slices.Sort(touched)
	for _, id := range touched {
		if err := t.writeCounts(b, id, *deltas[id], &after); err != nil {
			return after, err
		}
	}
	return after, b.Set(stateKey(), after.encode(), nil)
}

// writeQuads writes the quads that changed, one order after the other and each
// sorted, as the table in memory takes them fastest.
func (t *tx) writeQuads(b *pebble.Batch, changed []quadID) error {
	var key []byte
	for _, o := range orders() {
		slices.SortFunc(changed, func(x, y quadID) int {
			for _, pos := range o.dirs {
				if c := cmp.Compare(x[pos], y[pos]); c != 0 {
					return c
				}
			}
			return 0
		})
		for _, q := range changed {
			key = appendQuad(key[:0], o, q)
			var err error
			if t.quads[q].now {
				err = b.Set(key, nil, nil)
			} else {
				err = b.Delete(key, nil)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// writeCounts writes the counts of a value, and the value itself when it is
// new or gone.
func (t *tx) writeCounts(b *pebble.Batch, id uint64, delta [4]int64, after *state) error {
	var before counts
	if id < t.fresh {
		var err error
		if before, err = t.v.counts(id); err != nil {
			return err
		}
	}
	now := before
	for pos, d := range delta {
		if d < 0 && uint64(-d) > before[pos] {
			return fmt.Errorf("%w: value %d has fewer quads than its count says: run the check, restore a backup", ErrCorrupt, id)
		}
		now[pos] += uint64(d)
	}
	if now == before {
		return nil
	}
	var kb, vb [64]byte
	countKey := idKey(kb[:0], tableCounts, id)
	if !now.zero() {
		if before.zero() {
			after.nodes++
			enc := t.encs[id]
			if err := b.Set(valueKey(nil, enc), appendID(vb[:0], id), nil); err != nil {
				return err
			}
			if err := b.Set(idKey(nil, tableNames, id), enc, nil); err != nil {
				return err
			}
		}
		return b.Set(countKey, appendCounts(vb[:0], now), nil)
	}
	after.nodes--
	enc := t.encs[id]
	if enc == nil {
		var err error
		if enc, err = t.v.encoding(id); err != nil {
			return err
		}
		if enc == nil {
			return fmt.Errorf("%w: value %d of a stored quad is missing: run the check, restore a backup", ErrCorrupt, id)
		}
	}
	for _, key := range [][]byte{countKey, idKey(nil, tableNames, id), valueKey(nil, enc)} {
		if err := b.Delete(key, nil); err != nil {
			return err
		}
	}
	return nil
}
