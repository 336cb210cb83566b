package store

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// External sorting for bulk loads: what does not fit in memory is written out
// in sorted runs, which are merged at the end.

// runBuffer is the size of the buffers of run files, in bytes.
const runBuffer = 256 << 10

// A runDir makes the files of a load in one folder.
type runDir struct {
	fs   vfs.FS
	path string
	mu   sync.Mutex
	n    int
}

func (d *runDir) name(suffix string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.n++
	return d.fs.PathJoin(d.path, fmt.Sprintf("%06d.%s", d.n, suffix))
}

// writeRun makes a run file with what write puts there.
func (d *runDir) writeRun(write func(*bufio.Writer) error) (string, error) {
	name := d.name("run")
	f, err := d.fs.Create(name, vfs.WriteCategoryUnspecified)
	if err != nil {
		return "", err
	}
	w := bufio.NewWriterSize(f, runBuffer)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return name, err
}

// openRun opens a run for reading.
func (d *runDir) openRun(name string) (*bufio.Reader, io.Closer, error) {
	f, err := d.fs.Open(name, vfs.SequentialReadsOption)
	if err != nil {
		return nil, nil, err
	}
	return bufio.NewReaderSize(f, runBuffer), f, nil
}

// A merge is a k-way merge of sorted sources of T.
type merge[T any] struct {
	compare func(a, b T) int
	heads   []mergeHead[T]
}

type mergeHead[T any] struct {
	item T
	next func() (T, error) // io.EOF at the end
}

func (m *merge[T]) Len() int           { return len(m.heads) }
func (m *merge[T]) Less(i, j int) bool { return m.compare(m.heads[i].item, m.heads[j].item) < 0 }
func (m *merge[T]) Swap(i, j int)      { m.heads[i], m.heads[j] = m.heads[j], m.heads[i] }
func (m *merge[T]) Push(x any)         { m.heads = append(m.heads, x.(mergeHead[T])) }
func (m *merge[T]) Pop() any {
	h := m.heads[len(m.heads)-1]
	m.heads = m.heads[:len(m.heads)-1]
	return h
}

// add adds a source.
func (m *merge[T]) add(next func() (T, error)) error {
	item, err := next()
	if errors.Is(err, io.EOF) {
		return nil
	} else if err != nil {
		return err
	}
	m.heads = append(m.heads, mergeHead[T]{item, next})
	return nil
}

// each calls use for all items in order; equal ones come one after another.
// An item is valid until use returns.
func (m *merge[T]) each(use func(T) error) error {
	heap.Init(m)
	for len(m.heads) > 0 {
		h := &m.heads[0]
		if err := use(h.item); err != nil {
			return err
		}
		item, err := h.next()
		switch {
		case errors.Is(err, io.EOF):
			heap.Pop(m)
		case err != nil:
			return err
		default:
			h.item = item
			if len(m.heads) > 1 {
				heap.Fix(m, 0)
			}
		}
	}
	return nil
}

// compareQuads compares quads whose ids stand in the order of a key.
func compareQuads(a, b quadID) int {
	for i := range a {
		if a[i] != b[i] {
			if a[i] < b[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// sortQuads puts quads into the order o: their ids are permuted from the
// order from (the identity at first), then they are sorted.
func sortQuads(quads []quadID, from, to [4]int) {
	var at [4]int // where in a quad permuted by from each position is
	for i, p := range from {
		at[p] = i
	}
	for i, q := range quads {
		quads[i] = quadID{q[at[to[0]]], q[at[to[1]]], q[at[to[2]]], q[at[to[3]]]}
	}
	slices.SortFunc(quads, compareQuads)
}

// quadRun writes sorted quads, without repetitions, as a run.
func (d *runDir) quadRun(quads []quadID) (string, error) {
	return d.writeRun(func(w *bufio.Writer) error {
		var buf []byte
		for i, q := range quads {
			if i > 0 && q == quads[i-1] {
				continue
			}
			buf = buf[:0]
			for _, id := range q {
				buf = appendID(buf, id)
			}
			if err := w.WriteByte(byte(len(buf))); err != nil {
				return err
			}
			if _, err := w.Write(buf); err != nil {
				return err
			}
		}
		return nil
	})
}

// quadSource reads a run of quads.
func quadSource(r *bufio.Reader) func() (quadID, error) {
	var buf [64]byte
	return func() (q quadID, err error) {
		n, err := r.ReadByte()
		if err != nil {
			return q, err
		}
		b := buf[:min(int(n), len(buf))]
		if _, err := io.ReadFull(r, b); err != nil {
			return q, io.ErrUnexpectedEOF
		}
		for i := range q {
			var ok bool
			if q[i], b, ok = readID(b); !ok {
				return q, fmt.Errorf("%w: a run of a bulk load", ErrCorrupt)
			}
		}
		return q, nil
	}
}

// sliceSource lists a slice.
func sliceSource[T any](items []T) func() (T, error) {
	return func() (item T, err error) {
		if len(items) == 0 {
			return item, io.EOF
		}
		item, items = items[0], items[1:]
		return item, nil
	}
}

// A keyed is a key of the table of values and its id.
type keyed struct {
	key []byte
	id  uint64
}

func compareKeyed(a, b keyed) int { return bytes.Compare(a.key, b.key) }

// A keySorter sorts keys with their ids.
type keySorter struct {
	dir   *runDir
	limit int // bytes to gather before a run is written
	text  []byte
	items []keyItem
	runs  []string
}

// A keyItem is where in text a key is.
type keyItem struct {
	head       uint64 // the first bytes, to compare without a look at text
	start, len uint32
	id         uint64
}

func (s *keySorter) add(key []byte, id uint64) error {
	if len(s.text)+len(key)+32*len(s.items) > s.limit {
		if err := s.spill(); err != nil {
			return err
		}
	}
	var head [8]byte
	copy(head[:], key)
	s.items = append(s.items, keyItem{binary.BigEndian.Uint64(head[:]), uint32(len(s.text)), uint32(len(key)), id})
	s.text = append(s.text, key...)
	return nil
}

func (s *keySorter) key(i keyItem) []byte { return s.text[i.start : i.start+i.len] }

func (s *keySorter) sort() {
	slices.SortFunc(s.items, func(a, b keyItem) int {
		if c := cmp.Compare(a.head, b.head); c != 0 {
			return c
		}
		return bytes.Compare(s.key(a), s.key(b))
	})
}

func (s *keySorter) spill() error {
	s.sort()
	name, err := s.dir.writeRun(func(w *bufio.Writer) error {
		var buf []byte
		for _, i := range s.items {
			buf = binary.AppendUvarint(buf[:0], uint64(i.len))
			buf = append(buf, s.key(i)...)
			buf = binary.AppendUvarint(buf, i.id)
			if _, err := w.Write(buf); err != nil {
				return err
			}
		}
		return nil
	})
	s.runs = append(s.runs, name)
	s.text, s.items = s.text[:0], s.items[:0]
	return err
}

// each calls use for all keys in order.
func (s *keySorter) each(use func(keyed) error) error {
	s.sort()
	m := merge[keyed]{compare: compareKeyed}
	items := s.items
	err := m.add(func() (k keyed, err error) {
		if len(items) == 0 {
			return k, io.EOF
		}
		k = keyed{s.key(items[0]), items[0].id}
		items = items[1:]
		return k, nil
	})
	for _, name := range s.runs {
		if err != nil {
			return err
		}
		r, f, e := s.dir.openRun(name)
		if e != nil {
			return e
		}
		defer f.Close()
		err = m.add(keySource(r))
	}
	if err != nil {
		return err
	}
	return m.each(use)
}

func keySource(r *bufio.Reader) func() (keyed, error) {
	var key []byte
	return func() (k keyed, err error) {
		n, err := binary.ReadUvarint(r)
		if err != nil {
			return k, err
		}
		key = slices.Grow(key[:0], int(n))[:n]
		if _, err := io.ReadFull(r, key); err != nil {
			return k, io.ErrUnexpectedEOF
		}
		id, err := binary.ReadUvarint(r)
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return keyed{key, id}, err
	}
}
