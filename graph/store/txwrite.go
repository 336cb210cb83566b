package store

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/cockroachdb/pebble/v2"
)

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
	if err := t.writeValues(b, touched, deltas, &after); err != nil {
		return after, err
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

// writeValues writes the counts of the values that quads came to or went from,
// and the values themselves where they are new or gone.
func (t *tx) writeValues(b *pebble.Batch, touched []uint64, deltas map[uint64]*[4]int64, after *state) error {
	slices.Sort(touched)
	before, err := t.countsOf(touched)
	if err != nil {
		return err
	}
	var came, gone []uint64
	var kb, vb [64]byte
	for i, id := range touched {
		now := before[i]
		for pos, d := range deltas[id] {
			if d < 0 && uint64(-d) > before[i][pos] {
				return fmt.Errorf("%w: value %d has fewer quads than its count says: run the check, restore a backup", ErrCorrupt, id)
			}
			now[pos] += uint64(d)
		}
		switch {
		case now == before[i]:
			continue
		case now.zero():
			gone = append(gone, id)
			err = b.Delete(idKey(kb[:0], tableCounts, id), nil)
		default:
			if before[i].zero() {
				came = append(came, id)
			}
			err = b.Set(idKey(kb[:0], tableCounts, id), appendCounts(vb[:0], now), nil)
		}
		if err != nil {
			return err
		}
	}
	after.nodes += uint64(len(came)) - uint64(len(gone))
	if err := t.recall(gone); err != nil {
		return err
	}
	if err := t.writeNames(b, came, gone); err != nil {
		return err
	}
	return t.writeKeys(b, came, gone)
}

// countsOf returns the counts of values before the write; ids ascend.
func (t *tx) countsOf(ids []uint64) ([]counts, error) {
	out := make([]counts, len(ids))
	old, _ := slices.BinarySearch(ids, t.fresh)
	return out, t.v.ascend(idKeys(tableCounts, ids[:old]), func(i int, val []byte) (err error) {
		out[i], err = readCounts(val)
		return err
	})
}

// recall reads the encodings of values that were not met by their text; ids
// ascend.
func (t *tx) recall(ids []uint64) error {
	var unread []uint64
	for _, id := range ids {
		if t.encs[id] == nil {
			unread = append(unread, id)
		}
	}
	err := t.v.ascend(idKeys(tableNames, unread), func(i int, val []byte) error {
		t.encs[unread[i]] = bytes.Clone(val)
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range unread {
		if t.encs[id] == nil {
			return fmt.Errorf("%w: value %d of a stored quad is missing: run the check, restore a backup", ErrCorrupt, id)
		}
	}
	return nil
}

func idKeys(table byte, ids []uint64) [][]byte {
	keys := make([][]byte, len(ids))
	for i, id := range ids {
		keys[i] = idKey(nil, table, id)
	}
	return keys
}

// writeNames writes what leads from ids to values.
func (t *tx) writeNames(b *pebble.Batch, came, gone []uint64) error {
	var key []byte
	for _, id := range gone {
		key = idKey(key[:0], tableNames, id)
		if err := b.Delete(key, nil); err != nil {
			return err
		}
	}
	for _, id := range came {
		key = idKey(key[:0], tableNames, id)
		if err := b.Set(key, t.encs[id], nil); err != nil {
			return err
		}
	}
	return nil
}

// writeKeys writes what leads from values to ids.
func (t *tx) writeKeys(b *pebble.Batch, came, gone []uint64) error {
	type change struct {
		key []byte
		id  uint64 // 0 where the value is gone
	}
	var all []change
	for _, id := range gone {
		all = append(all, change{valueKey(nil, t.encs[id]), 0})
	}
	for _, id := range came {
		all = append(all, change{valueKey(nil, t.encs[id]), id})
	}
	slices.SortFunc(all, func(x, y change) int { return bytes.Compare(x.key, y.key) })
	var val []byte
	for _, c := range all {
		var err error
		if c.id == 0 {
			err = b.Delete(c.key, nil)
		} else {
			val = appendID(val[:0], c.id)
			err = b.Set(c.key, val, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
