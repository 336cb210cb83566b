package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/cockroachdb/pebble/v2"
)

// writeTables writes the files of a load from what has been read.
func (l *loader) writeTables() error {
	if err := l.names.close(); err != nil {
		return err
	}
	l.files = append(l.files, l.names.files...)
	l.ids = &idTable{count: l.ids.count} // its memory is needed no more
	if err := l.writeValues(); err != nil {
		return err
	}
	var tallies [4]tally
	var added [4]uint64
	var tables [4]*tableWriter
	err := l.sorted(func(i int, quads []quadID) error {
		tables[i] = l.newTable()
		var err error
		added[i], err = l.writeOrder(orders()[i], quads, l.runs[i], tables[i], &tallies[i])
		return errors.Join(err, tables[i].close())
	})
	if err != nil {
		return err
	}
	l.chunk = nil
	l.after.quads += added[0]
	for i, t := range tables {
		l.files = append(l.files, t.files...)
		if added[i] != added[0] { // the orders in the store differ
			return ErrCorrupt
		}
	}
	if added[0] == 0 {
		return nil
	}
	return l.writeCounts(tallies)
}

// writeValues writes the table of values.
func (l *loader) writeValues() error {
	t := l.newTable()
	var id []byte
	err := l.values.each(func(k keyed) error {
		id = appendID(id[:0], k.id)
		return t.set(k.key, id)
	})
	l.values.text, l.values.items = nil, nil
	if e := t.close(); err == nil {
		err = e
	}
	l.files = append(l.files, t.files...)
	return err
}

// writeOrder writes one order from the last chunk and the runs, leaving out
// repetitions and what is stored already, and tallies the leading ids.
func (l *loader) writeOrder(o order, quads []quadID, runs []string, t *tableWriter, sums *tally) (added uint64, err error) {
	var stored *pebble.Iterator
	if l.before.quads > 0 {
		if stored, err = l.s.db.NewIter(&pebble.IterOptions{LowerBound: []byte{o.table}, UpperBound: []byte{o.table + 1}}); err != nil {
			return 0, err
		}
		defer func() { err = errors.Join(err, stored.Close()) }()
	}
	m := merge[quadID]{compare: compareQuads}
	if err := m.add(sliceSource(quads)); err != nil {
		return 0, err
	}
	for _, name := range runs {
		r, f, err := l.dir.openRun(name)
		if err != nil {
			return 0, err
		}
		defer f.Close()
		if err := m.add(quadSource(r)); err != nil {
			return 0, err
		}
	}
	var key []byte
	var last quadID // no quad: the subject is never 0
	steps := 0
	err = m.each(func(q quadID) error {
		if q == last {
			return nil
		}
		last = q
		if steps++; steps%65536 == 0 {
			if err := l.ctx.Err(); err != nil {
				return err
			}
		}
		key = append(key[:0], o.table)
		for _, id := range q {
			key = appendID(key, id)
		}
		if stored != nil && stored.SeekGE(key) && bytes.Equal(stored.Key(), key) {
			return nil
		}
		added++
		sums.add(q[0])
		return t.set(key, nil)
	})
	sums.flush()
	return added, err
}

// A tally is a list of ids in ascending order, each with how often it came,
// packed in a few bytes.
type tally struct {
	buf      []byte
	id, n    uint64
	previous uint64
}

// add counts id, which is that of the call before or greater.
func (t *tally) add(id uint64) {
	if id != t.id {
		t.flush()
		t.id = id
	}
	t.n++
}

func (t *tally) flush() {
	if t.n > 0 && t.id != 0 { // 0 is the default graph
		t.buf = binary.AppendUvarint(t.buf, t.id-t.previous)
		t.buf = binary.AppendUvarint(t.buf, t.n)
		t.previous = t.id
	}
	t.n = 0
}

// A tallied is one entry of a tally, and the position that it counts.
type tallied struct {
	id, n uint64
	pos   int
}

func (t *tally) source(pos int) func() (tallied, error) {
	buf, id := t.buf, uint64(0)
	return func() (tallied, error) {
		if len(buf) == 0 {
			return tallied{}, io.EOF
		}
		d, k := binary.Uvarint(buf)
		n, m := binary.Uvarint(buf[k:])
		buf = buf[k+m:]
		id += d
		return tallied{id, n, pos}, nil
	}
}

// writeCounts writes the table of counts, adding to those that are stored, and
// the state.
func (l *loader) writeCounts(tallies [4]tally) error {
	t := l.newTable()
	var (
		key, val []byte
		id       uint64
		c        counts
	)
	flush := func() error {
		if id == 0 {
			return nil
		}
		if id < l.before.next {
			old, err := l.s.view.counts(id)
			if err != nil {
				return err
			}
			for i := range c {
				c[i] += old[i]
			}
		}
		key = idKey(key[:0], tableCounts, id)
		val = appendCounts(val[:0], c)
		return t.set(key, val)
	}
	m := merge[tallied]{compare: func(a, b tallied) int {
		switch {
		case a.id < b.id:
			return -1
		case a.id > b.id:
			return 1
		}
		return a.pos - b.pos
	}}
	for pos := range tallies {
		if err := m.add(tallies[pos].source(pos)); err != nil {
			return err
		}
	}
	err := m.each(func(e tallied) error {
		if e.id != id {
			if err := flush(); err != nil {
				return err
			}
			id, c = e.id, counts{}
		}
		c[e.pos] += e.n
		return nil
	})
	if err == nil {
		err = flush()
	}
	if e := t.close(); err == nil {
		err = e
	}
	l.files = append(l.files, t.files...)
	if err != nil {
		return err
	}
	state := l.newTable()
	err = state.set(stateKey(), l.after.encode())
	if e := state.close(); err == nil {
		err = e
	}
	l.files = append(l.files, state.files...)
	return err
}
