package store

import (
	"bytes"
	"context"
	"fmt"
	"math"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// A valueRange is the shape of the values of one kind between two bounds: a
// scan of the sorted values instead of a test of each.
type valueRange struct {
	v          *view
	lower      []byte // encoding; nil for the first of the kind
	upper      []byte // encoding; nil for the last of the kind
	above      bool   // leave out lower itself
	below      bool   // leave out upper itself
	kind       byte
	start, end []byte // keys
}

// newRange returns the values that are op val as iterator.Comparison means it:
// only those of the same kind compare. ok is false for kinds that it compares
// by their text.
func (v *view) newRange(op iterator.Operator, val quad.Value) (r *valueRange, ok bool) {
	switch f := val.(type) {
	case quad.Int, quad.String, quad.BNode, quad.IRI, quad.Time:
	case quad.Float:
		if math.IsNaN(float64(f)) {
			return nil, false
		}
		if f == 0 { // -0 and 0 are two values that compare equal
			val = quad.Float(0)
			if op == iterator.CompareLT || op == iterator.CompareGTE {
				val = quad.Float(math.Copysign(0, -1))
			}
		}
	default:
		return nil, false
	}
	enc, err := appendValue(nil, val)
	if err != nil {
		return nil, false
	}
	r = &valueRange{v: v, kind: enc[0]}
	switch op {
	case iterator.CompareLT:
		r.upper, r.below = enc, true
	case iterator.CompareLTE:
		r.upper = enc
	case iterator.CompareGT:
		r.lower, r.above = enc, true
	case iterator.CompareGTE:
		r.lower = enc
	default:
		return nil, false
	}
	if r.kind == kindFloat && r.upper == nil { // NaN is above nothing
		r.upper, _ = appendValue(nil, quad.Float(math.Inf(1)))
	}
	r.start = []byte{tableValues, r.kind}
	r.end = []byte{tableValues, r.kind + 1}
	if r.lower != nil {
		r.start = append([]byte{tableValues}, cutHead(r.lower)...)
	}
	if r.upper != nil {
		r.end = prefixEnd(nil, append([]byte{tableValues}, cutHead(r.upper)...))
	}
	return r, true
}

// cutHead returns the part of an encoding by which keys sort.
func cutHead(enc []byte) []byte { return enc[:min(len(enc), valueHead(enc))] }

// Optimize implements shape.Shape.
func (r *valueRange) Optimize(shape.Optimizer) (shape.Shape, bool) { return r, false }

// BuildIterator implements shape.Shape.
func (r *valueRange) BuildIterator(graph.QuadStore) graph.Iterator {
	return graph.AsLegacy(&rangeIter{r})
}

// holds reports whether an encoding is within the bounds.
func (r *valueRange) holds(enc []byte) bool {
	if len(enc) == 0 || enc[0] != r.kind {
		return false
	}
	if r.lower != nil {
		if c := bytes.Compare(enc, r.lower); c < 0 || c == 0 && r.above {
			return false
		}
	}
	if r.upper != nil {
		if c := bytes.Compare(enc, r.upper); c > 0 || c == 0 && r.below {
			return false
		}
	}
	return true
}

// undecided reports whether the head of a key leaves open which side of a
// bound its value is on.
func (r *valueRange) undecided(key []byte) bool {
	head := key[:min(len(key), valueHead(key))]
	return r.lower != nil && bytes.Equal(head, cutHead(r.lower)) ||
		r.upper != nil && bytes.Equal(head, cutHead(r.upper))
}

// rangeIter is the iterator of a valueRange.
type rangeIter struct{ *valueRange }

func (r *rangeIter) String() string                      { return "Range" }
func (r *rangeIter) SubIterators() []graph.IteratorShape { return nil }

func (r *rangeIter) Optimize(context.Context) (graph.IteratorShape, bool) { return r, false }

func (r *rangeIter) Iterate() graph.Scanner { return &rangeScan{r: r.valueRange, at: -1} }
func (r *rangeIter) Lookup() graph.Index    { return &rangeIndex{r: r.valueRange} }

func (r *rangeIter) Stats(context.Context) (graph.IteratorCosts, error) {
	s, err := r.v.readState()
	return graph.IteratorCosts{
		NextCost: costNext, ContainsCost: costSeek,
		Size: graph.Size{Size: int64(s.nodes/4 + 1)},
	}, err
}

// A rangeScan lists the range in order, in chunks as a scanner does.
type rangeScan struct {
	r    *valueRange
	from []byte
	buf  []uint64
	at   int
	done bool
	err  error
}

func (s *rangeScan) String() string                  { return "RangeScan" }
func (s *rangeScan) TagResults(map[string]graph.Ref) {}
func (s *rangeScan) NextPath(context.Context) bool   { return false }
func (s *rangeScan) Err() error                      { return s.err }
func (s *rangeScan) Close() error                    { s.done, s.buf = true, nil; return s.err }

func (s *rangeScan) Result() graph.Ref {
	if s.at < 0 || s.at >= len(s.buf) {
		return nil
	}
	return nodeRef(s.buf[s.at])
}

func (s *rangeScan) Next(ctx context.Context) bool {
	if s.err != nil {
		return false
	}
	s.at++
	for s.at >= len(s.buf) {
		if s.done {
			return false
		}
		if s.err = s.fill(ctx); s.err != nil {
			return false
		}
	}
	return true
}

func (s *rangeScan) fill(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	v := s.r.v
	if err := v.enter(); err != nil {
		return err
	}
	defer v.leave()
	s.buf, s.at = s.buf[:0], 0
	lower := s.r.start
	if s.from != nil {
		lower = s.from
	}
	if bytes.Compare(lower, s.r.end) >= 0 {
		s.done = true
		return nil
	}
	it, err := v.iter(lower, s.r.end)
	if err != nil {
		return readError(err)
	}
	more := it.First()
	for n := 0; more && n < lastChunk; n++ {
		id, _, ok := readID(it.Value())
		if !ok {
			v.release(it)
			return fmt.Errorf("%w: a record of the values is cut short", ErrCorrupt)
		}
		in, err := s.decide(it.Key()[1:], id)
		if err != nil {
			v.release(it)
			return err
		}
		if in {
			s.buf = append(s.buf, id)
		}
		more = it.Next()
	}
	if more {
		s.from = append(s.from[:0], it.Key()...)
	} else {
		s.done = true
	}
	return v.release(it)
}

// decide reports whether the value of a key is in the range, reading it in
// full where the key alone does not tell.
func (s *rangeScan) decide(key []byte, id uint64) (bool, error) {
	if keyIsWhole(key) {
		return s.r.holds(key), nil
	}
	if !s.r.undecided(key) {
		return s.r.holds(key[:valueHead(key)]), nil
	}
	val, closer, err := s.r.v.r.Get(idKey(nil, tableNames, id))
	if err != nil {
		return false, readError(err)
	}
	in := s.r.holds(val)
	return in, readError(closer.Close())
}

// A rangeIndex tests values.
type rangeIndex struct {
	r   *valueRange
	cur graph.Ref
	err error
}

func (x *rangeIndex) String() string                  { return "RangeIndex" }
func (x *rangeIndex) TagResults(map[string]graph.Ref) {}
func (x *rangeIndex) NextPath(context.Context) bool   { return false }
func (x *rangeIndex) Err() error                      { return x.err }
func (x *rangeIndex) Close() error                    { return x.err }
func (x *rangeIndex) Result() graph.Ref               { return x.cur }

func (x *rangeIndex) Contains(_ context.Context, r graph.Ref) bool {
	x.cur = nil
	id := x.r.v.nodeID(r)
	if id == 0 || x.err != nil {
		return false
	}
	val, err := x.r.v.value(id)
	if err != nil || val == nil {
		x.err = err
		return false
	}
	enc, err := appendValue(nil, val)
	if err != nil || !x.r.holds(enc) {
		x.err = err
		return false
	}
	x.cur = r
	return true
}
