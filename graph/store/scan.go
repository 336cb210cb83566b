package store

import (
	"context"
	"math"
)

// A pattern names the ids that a quad must have; 0 leaves a position free,
// except that bound tells a label of 0 (the default graph) from a free one.
type pattern struct {
	ids   quadID
	bound [4]bool
}

func (p pattern) with(pos int, id uint64) pattern {
	p.ids[pos], p.bound[pos] = id, true
	return p
}

func (p pattern) matches(q quadID) bool {
	for i, b := range p.bound {
		if b && p.ids[i] != q[i] {
			return false
		}
	}
	return true
}

// plan returns the order whose keys start with the most bound positions, and
// how many that is. A label alone with others needs a choice, see view.plan.
func (p pattern) plan() (o order, n int) {
	for _, c := range orders() {
		k := 0
		for k < 4 && p.bound[c.dirs[k]] {
			k++
		}
		if k > n || k == 0 && n == 0 && o.table == 0 {
			o, n = c, k
		}
	}
	return o, n
}

// plan chooses the order to scan for p. Where the label is bound and no order
// starts with all that is bound, the graph of that label may be shorter than
// the scan over the others: their counts decide.
func (v *view) plan(p pattern) (order, int, error) {
	o, n := p.plan()
	bound := 0
	for _, b := range p.bound {
		if b {
			bound++
		}
	}
	if n == bound || !p.bound[posG] || n == 3 {
		return o, n, nil
	}
	graph, err := v.counts(p.ids[posG])
	if err != nil {
		return o, n, err
	}
	least := uint64(math.MaxUint64)
	for pos := posS; pos <= posO; pos++ {
		if p.bound[pos] {
			c, err := v.counts(p.ids[pos])
			if err != nil {
				return o, n, err
			}
			least = min(least, c[pos])
		}
	}
	g := orders()[posG]
	if p.ids[posG] != 0 && graph[posG] < least || o.table == g.table {
		k := 1
		for k < 4 && p.bound[g.dirs[k]] {
			k++
		}
		return g, k, nil
	}
	return o, n, nil
}

// A scanner lists the quads of a pattern, a chunk at a time: between chunks it
// holds nothing, so that Cayley's iterators, which nobody closes reliably,
// cannot keep old files alive, and a long query cannot hold up Close.
type scanner struct {
	v       *view
	p       pattern
	o       order
	planned bool
	prefix  []byte // of the keys to scan
	from    []byte // the next key to look at; nil at the start
	filter  bool   // some bound positions are not in the prefix
	chunk   int

	buf  []quadID
	at   int // index in buf of the current quad
	done bool
	err  error
}

// Sizes of chunks, in quads: short answers should not pay for long ones.
const (
	firstChunk = 16
	lastChunk  = 1024
)

func newScanner(v *view, p pattern) *scanner {
	return &scanner{v: v, p: p, at: -1, chunk: firstChunk}
}

// reset makes s list the quads of p, keeping its memory.
func (s *scanner) reset(p pattern) {
	s.p, s.planned, s.from = p, false, nil
	s.buf, s.at, s.done, s.chunk = s.buf[:0], -1, false, firstChunk
}

// next moves to the next quad. It returns false at the end and after an
// error, which err then tells.
func (s *scanner) next(ctx context.Context) bool {
	if s.err != nil {
		return false
	}
	s.at++
	if s.at < len(s.buf) {
		return true
	}
	for !s.done {
		if s.err = s.fill(ctx); s.err != nil {
			return false
		}
		if len(s.buf) > 0 {
			s.at = 0
			return true
		}
	}
	return false
}

// quad returns the current quad.
func (s *scanner) quad() quadID { return s.buf[s.at] }

// makePlan chooses the order and writes the prefix.
func (s *scanner) makePlan() error {
	o, n, err := s.v.plan(s.p)
	if err != nil {
		return err
	}
	s.o, s.planned = o, true
	s.prefix = append(s.prefix[:0], o.table)
	s.filter = false
	for i, pos := range o.dirs {
		if i < n {
			s.prefix = appendID(s.prefix, s.p.ids[pos])
		} else if s.p.bound[pos] {
			s.filter = true
		}
	}
	return nil
}

// fill reads the next chunk, which may be empty where much was filtered out.
func (s *scanner) fill(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !s.planned {
		if err := s.makePlan(); err != nil {
			return err
		}
	}
	if err := s.v.enter(); err != nil {
		return err
	}
	defer s.v.leave()
	var end [48]byte
	lower := s.prefix
	if s.from != nil {
		lower = s.from
	}
	it, err := s.v.iter(lower, prefixEnd(end[:0], s.prefix))
	if err != nil {
		return readError(err)
	}
	s.buf, s.at = s.buf[:0], -1
	more, seen := it.First(), 0
	for ; more && len(s.buf) < s.chunk && seen < 4*lastChunk; more = it.Next() {
		seen++
		q, err := readQuad(it.Key(), s.o)
		if err != nil {
			s.v.release(it)
			return err
		}
		if !s.filter || s.p.matches(q) {
			s.buf = append(s.buf, q)
		}
	}
	if more {
		s.from = append(s.from[:0], it.Key()...)
		s.chunk = min(4*s.chunk, lastChunk)
	} else {
		s.done = true
	}
	return s.v.release(it)
}

// each calls use for every quad of p in the order of the scan, until use
// returns an error.
func (v *view) each(ctx context.Context, p pattern, use func(quadID) error) error {
	s := newScanner(v, p)
	s.chunk = lastChunk
	for s.next(ctx) {
		if err := use(s.quad()); err != nil {
			return err
		}
	}
	return s.err
}

// An idScanner lists the ids of a table that is sorted by id, in chunks.
type idScanner struct {
	v     *view
	table byte
	from  []byte
	buf   []uint64
	at    int
	done  bool
	err   error
}

func newIDScanner(v *view, table byte) *idScanner { return &idScanner{v: v, table: table, at: -1} }

func (s *idScanner) next(ctx context.Context) bool {
	if s.err != nil {
		return false
	}
	s.at++
	if s.at < len(s.buf) {
		return true
	}
	if s.done {
		return false
	}
	if s.err = s.fill(ctx); s.err != nil || len(s.buf) == 0 {
		return false
	}
	s.at = 0
	return true
}

func (s *idScanner) id() uint64 { return s.buf[s.at] }

func (s *idScanner) fill(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.v.enter(); err != nil {
		return err
	}
	defer s.v.leave()
	lower := []byte{s.table}
	if s.from != nil {
		lower = s.from
	}
	it, err := s.v.iter(lower, []byte{s.table + 1})
	if err != nil {
		return readError(err)
	}
	s.buf, s.at = s.buf[:0], -1
	more := it.First()
	for ; more && len(s.buf) < lastChunk; more = it.Next() {
		id, _, ok := readID(it.Key()[1:])
		if !ok {
			s.v.release(it)
			return ErrCorrupt
		}
		s.buf = append(s.buf, id)
	}
	if more {
		s.from = append(s.from[:0], it.Key()...)
	} else {
		s.done = true
	}
	return s.v.release(it)
}

// distinct calls use for each id that leads the keys of the order o, in
// ascending order: predicates, say, or labels. It skips from id to id.
func (v *view) distinct(ctx context.Context, o order, use func(uint64) error) error {
	var ids []uint64
	from := []byte{o.table}
	for {
		ids = ids[:0]
		if err := ctx.Err(); err != nil {
			return err
		}
		next, err := v.distinctChunk(o, from, &ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := use(id); err != nil {
				return err
			}
		}
		if next == nil {
			return nil
		}
		from = next
	}
}

func (v *view) distinctChunk(o order, from []byte, ids *[]uint64) (next []byte, err error) {
	if err := v.enter(); err != nil {
		return nil, err
	}
	defer v.leave()
	it, err := v.iter(from, []byte{o.table + 1})
	if err != nil {
		return nil, readError(err)
	}
	var prefix, end [16]byte
	more := it.First()
	for more && len(*ids) < lastChunk {
		id, _, ok := readID(it.Key()[1:])
		if !ok {
			v.release(it)
			return nil, ErrCorrupt
		}
		*ids = append(*ids, id)
		more = it.SeekGE(prefixEnd(end[:0], idKey(prefix[:0], o.table, id)))
	}
	if more {
		next = append(next, it.Key()...)
	}
	return next, v.release(it)
}
