package store

import (
	"context"
	"fmt"
	"math"

	"github.com/cayleygraph/cayley/graph"
)

// Costs that Cayley's And compares, in its own rough units: a quad read in a
// scan, a test that needs no reading, and one that seeks.
const (
	costNext = 2
	costTest = 1
	costSeek = 8
)

// quadsShape lists the quads of a pattern; results are quadRefs.
type quadsShape struct {
	v    *view
	p    pattern
	size *graph.Size
}

func (q *quadsShape) String() string                      { return fmt.Sprintf("Quads(%v)", q.p.ids) }
func (q *quadsShape) SubIterators() []graph.IteratorShape { return nil }

func (q *quadsShape) Optimize(context.Context) (graph.IteratorShape, bool) { return q, false }

func (q *quadsShape) Iterate() graph.Scanner { return &quadsScan{s: newScanner(q.v, q.p)} }
func (q *quadsShape) Lookup() graph.Index    { return &quadsIndex{v: q.v, p: q.p} }

func (q *quadsShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	c := graph.IteratorCosts{ContainsCost: costTest, NextCost: costNext}
	if q.size == nil {
		size, err := q.v.sizeOf(ctx, q.p)
		if err != nil {
			return c, err
		}
		q.size = &size
	}
	c.Size = *q.size
	return c, nil
}

// sizeOf returns how many quads match p: exactly for at most one bound
// position, else at most the least count of the bound ones.
func (v *view) sizeOf(_ context.Context, p pattern) (graph.Size, error) {
	bound, least := 0, uint64(math.MaxUint64)
	for pos, b := range p.bound {
		if !b {
			continue
		}
		bound++
		if p.ids[pos] == 0 {
			continue // the default graph is not counted
		}
		c, err := v.counts(p.ids[pos])
		if err != nil {
			return graph.Size{}, err
		}
		least = min(least, c[pos])
	}
	if least == math.MaxUint64 {
		s, err := v.readState()
		return graph.Size{Size: int64(s.quads), Exact: err == nil && bound == 0}, err
	}
	return graph.Size{Size: int64(least), Exact: bound == 1 || least == 0}, nil
}

// quadsScan lists quads.
type quadsScan struct{ s *scanner }

func (q *quadsScan) String() string                  { return "QuadsScan" }
func (q *quadsScan) TagResults(map[string]graph.Ref) {}
func (q *quadsScan) NextPath(context.Context) bool   { return false }
func (q *quadsScan) Err() error                      { return q.s.err }
func (q *quadsScan) Close() error                    { q.s.done, q.s.buf = true, nil; return q.s.err }
func (q *quadsScan) Next(ctx context.Context) bool   { return q.s.next(ctx) }
func (q *quadsScan) Result() graph.Ref {
	if q.s.at < 0 || q.s.at >= len(q.s.buf) {
		return nil
	}
	return quadRef(q.s.quad())
}

// quadsIndex tests quads, which carry all that is asked.
type quadsIndex struct {
	v   *view
	p   pattern
	cur graph.Ref
	err error
}

func (q *quadsIndex) String() string                  { return "QuadsIndex" }
func (q *quadsIndex) TagResults(map[string]graph.Ref) {}
func (q *quadsIndex) NextPath(context.Context) bool   { return false }
func (q *quadsIndex) Err() error                      { return q.err }
func (q *quadsIndex) Close() error                    { return q.err }
func (q *quadsIndex) Result() graph.Ref               { return q.cur }
func (q *quadsIndex) Contains(_ context.Context, r graph.Ref) bool {
	ref, ok := r.(quadRef)
	q.cur = nil
	if !ok || !q.p.matches(quadID(ref)) {
		return false
	}
	q.cur = r
	return true
}

// nodesShape lists all values; results are nodeRefs.
type nodesShape struct{ v *view }

func (n *nodesShape) String() string                      { return "Nodes" }
func (n *nodesShape) SubIterators() []graph.IteratorShape { return nil }

func (n *nodesShape) Optimize(context.Context) (graph.IteratorShape, bool) { return n, false }

func (n *nodesShape) Iterate() graph.Scanner {
	return &nodesScan{s: newIDScanner(n.v, tableNames)}
}
func (n *nodesShape) Lookup() graph.Index { return &nodesIndex{v: n.v} }

func (n *nodesShape) Stats(context.Context) (graph.IteratorCosts, error) {
	s, err := n.v.readState()
	return graph.IteratorCosts{
		ContainsCost: costSeek, NextCost: costNext,
		Size: graph.Size{Size: int64(s.nodes), Exact: err == nil},
	}, err
}

type nodesScan struct{ s *idScanner }

func (n *nodesScan) String() string                  { return "NodesScan" }
func (n *nodesScan) TagResults(map[string]graph.Ref) {}
func (n *nodesScan) NextPath(context.Context) bool   { return false }
func (n *nodesScan) Err() error                      { return n.s.err }
func (n *nodesScan) Close() error                    { n.s.done, n.s.buf = true, nil; return n.s.err }
func (n *nodesScan) Next(ctx context.Context) bool   { return n.s.next(ctx) }
func (n *nodesScan) Result() graph.Ref {
	if n.s.at < 0 || n.s.at >= len(n.s.buf) {
		return nil
	}
	return nodeRef(n.s.id())
}

type nodesIndex struct {
	v   *view
	cur graph.Ref
	err error
}

func (n *nodesIndex) String() string                  { return "NodesIndex" }
func (n *nodesIndex) TagResults(map[string]graph.Ref) {}
func (n *nodesIndex) NextPath(context.Context) bool   { return false }
func (n *nodesIndex) Err() error                      { return n.err }
func (n *nodesIndex) Close() error                    { return n.err }
func (n *nodesIndex) Result() graph.Ref               { return n.cur }
func (n *nodesIndex) Contains(ctx context.Context, r graph.Ref) bool {
	n.cur = nil
	ref, ok := r.(nodeRef)
	if !ok || n.err != nil {
		return false
	}
	c, err := n.v.counts(uint64(ref))
	if err != nil || c.zero() {
		n.err = err
		return false
	}
	n.cur = r
	return true
}
