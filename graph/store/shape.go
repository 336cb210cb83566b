package store

import (
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

var _ shape.Optimizer = (*Store)(nil)

// OptimizeShape implements shape.Optimizer. Cayley walks a query bottom-up and
// offers each part:
//
//   - one step of a path (the nodes in one direction of quads that are
//     constrained in others) becomes a links, which seeks in the fitting order
//     instead of intersecting scans;
//   - a comparison over all values becomes a range of the sorted values;
//   - an intersection becomes a meet, which chooses what to list by exact
//     counts and leaves out no combination of tags;
//   - a union loses parts that are empty.
func (v *view) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.QuadsAction:
		return v.optimizeNodesFrom(s.Simplify().(shape.NodesFrom))
	case shape.NodesFrom:
		return v.optimizeNodesFrom(s)
	case shape.Filter:
		return v.optimizeFilter(s)
	case shape.Intersect:
		return optimizeIntersect(s, nil), true
	case shape.IntersectOpt:
		return optimizeIntersect(s.Sub, s.Opt), true
	case shape.Union:
		return optimizeUnion(s)
	}
	return s, false
}

// A links is the shape of one step of a path: the nodes in position result of
// the quads that match fixed and whose nodes in other positions are of the
// shapes in from.
type links struct {
	v        *view
	result   int
	fixed    pattern
	labelled bool        // leave out the default graph
	tags     [4][]string // names under which to save the node of a position
	from     []source
}

// A source is a shape that the node in a position must be of.
type source struct {
	pos   int
	shape shape.Shape
}

// optimizeNodesFrom turns a step into a links, where its quads are given by
// constraints on their directions, which all steps of graph/path but Labels
// are.
func (v *view) optimizeNodesFrom(n shape.NodesFrom) (shape.Shape, bool) {
	quads, ok := n.Quads.(shape.Quads)
	result, known := position(n.Dir)
	if !ok || !known {
		return n, false
	}
	l := &links{v: v, result: result}
	for _, f := range quads {
		pos, known := position(f.Dir)
		if !known {
			return n, false
		}
		if !l.constrain(pos, f.Values) {
			return nothing{}, true
		}
	}
	return l, true
}

// A nothing is the shape of no nodes. shape.Null would do, but for Cayley's
// optimizer: it drops nodes around a Null and trips over the gap.
type nothing struct{}

// Optimize implements shape.Shape.
func (n nothing) Optimize(shape.Optimizer) (shape.Shape, bool) { return n, false }

// BuildIterator implements shape.Shape.
func (nothing) BuildIterator(graph.QuadStore) graph.Iterator { return iterator.NewNull() }

// constrain adds that the node in pos is of the shape s; false means that no
// quad can match.
func (l *links) constrain(pos int, s shape.Shape) bool {
	if shape.IsNull(s) {
		return false
	}
	switch s := s.(type) {
	case shape.Save:
		l.tags[pos] = append(l.tags[pos][:len(l.tags[pos]):len(l.tags[pos])], s.Tags...)
		return l.constrain(pos, s.From)
	case shape.AllNodes:
		l.labelled = l.labelled || pos == posG
		return true
	case shape.Fixed:
		if len(s) != 1 {
			break
		}
		id := l.v.nodeID(s[0])
		if id == 0 || l.fixed.bound[pos] && l.fixed.ids[pos] != id {
			return false
		}
		l.fixed = l.fixed.with(pos, id)
		return true
	}
	l.from = append(l.from, source{pos, s})
	return true
}

// Optimize implements shape.Shape; the parts were optimized before.
func (l *links) Optimize(shape.Optimizer) (shape.Shape, bool) { return l, false }

// BuildIterator implements shape.Shape.
func (l *links) BuildIterator(qs graph.QuadStore) graph.Iterator {
	it := &linksIter{links: l}
	for _, f := range l.from {
		it.subs = append(it.subs, l.v.buildSource(qs, f.shape))
	}
	return graph.AsLegacy(it)
}

// buildSource builds the iterator of a constraint: sets of nodes are tested by
// hash, where Cayley would compare one by one.
func (v *view) buildSource(qs graph.QuadStore, s shape.Shape) graph.IteratorShape {
	if fixed, ok := s.(shape.Fixed); ok {
		return v.newSet(fixed)
	}
	return graph.AsShape(s.BuildIterator(qs))
}

// optimizeUnion drops empty parts, some of which Cayley leaves in and then
// trips over.
func optimizeUnion(u shape.Union) (shape.Shape, bool) {
	out := slices.DeleteFunc(slices.Clone(u), shape.IsNull)
	switch {
	case len(out) == 0:
		return nothing{}, true
	case len(out) == len(u):
		return u, false
	}
	return out, true
}

// optimizeFilter turns comparisons over all values into a range.
func (v *view) optimizeFilter(f shape.Filter) (shape.Shape, bool) {
	if _, all := f.From.(shape.AllNodes); !all {
		return f, false
	}
	for i, c := range f.Filters {
		cmp, ok := c.(shape.Comparison)
		if !ok {
			continue
		}
		r, ok := v.newRange(cmp.Op, cmp.Val)
		if !ok {
			continue
		}
		rest := append(append([]shape.ValueFilter(nil), f.Filters[:i]...), f.Filters[i+1:]...)
		if len(rest) == 0 {
			return r, true
		}
		return shape.Filter{From: r, Filters: rest}, true
	}
	return f, false
}
