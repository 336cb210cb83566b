package store

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// A meet is the shape of the nodes that are of all of some shapes, with tags
// of further ones where they apply.
type meet struct {
	parts    []shape.Shape
	optional []shape.Shape
	first    bool // list the first part, whatever the costs
}

// optimizeIntersect makes a meet of an intersection. A part that is neither of
// package shape nor of this one is listed: path.FollowRecursive makes such,
// and Cayley's test for membership in one loses tags.
func optimizeIntersect(parts, optional []shape.Shape) *meet {
	m := &meet{parts: slices.Clone(parts), optional: optional}
	for i, p := range parts {
		switch p.(type) {
		case *links, *valueRange, *meet, nothing,
			shape.AllNodes, shape.Count, shape.Except, shape.Filter, shape.Fixed, shape.FixedTags,
			shape.Intersect, shape.IntersectOpt, shape.Lookup, shape.Materialize, shape.NodesFrom,
			shape.Null, shape.Page, shape.Quads, shape.QuadsAction, shape.Save, shape.Sort,
			shape.Union, shape.Unique:
			continue
		}
		m.parts[0], m.parts[i] = m.parts[i], m.parts[0]
		m.first = true
		break
	}
	return m
}

// Optimize implements shape.Shape; the parts were optimized before.
func (m *meet) Optimize(shape.Optimizer) (shape.Shape, bool) { return m, false }

// BuildIterator implements shape.Shape.
func (m *meet) BuildIterator(qs graph.QuadStore) graph.Iterator {
	it := &meetIter{first: m.first}
	for _, p := range m.parts {
		it.parts = append(it.parts, graph.AsShape(p.BuildIterator(qs)))
	}
	for _, p := range m.optional {
		it.optional = append(it.optional, graph.AsShape(p.BuildIterator(qs)))
	}
	return graph.AsLegacy(it)
}

// A meetIter runs a meet: it lists one part and tests the nodes for the others.
type meetIter struct {
	parts, optional []graph.IteratorShape
	first           bool

	costs []graph.IteratorCosts // of parts, once measured
	list  int                   // the part to list
}

func (m *meetIter) String() string { return "Meet" }

func (m *meetIter) SubIterators() []graph.IteratorShape {
	return append(slices.Clone(m.parts), m.optional...)
}

func (m *meetIter) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	changed := false
	optimize := func(in []graph.IteratorShape) []graph.IteratorShape {
		out := make([]graph.IteratorShape, len(in))
		for i, s := range in {
			n, ok := s.Optimize(ctx)
			out[i], changed = n, changed || ok
		}
		return out
	}
	n := &meetIter{parts: optimize(m.parts), optional: optimize(m.optional), first: m.first}
	if !changed {
		return m, false
	}
	return n, true
}

// measure chooses the part to list: that for which listing and testing the
// others together cost least.
func (m *meetIter) measure(ctx context.Context) error {
	if m.costs != nil {
		return nil
	}
	costs := make([]graph.IteratorCosts, len(m.parts))
	for i, p := range m.parts {
		c, err := p.Stats(ctx)
		if err != nil {
			return err
		}
		costs[i] = c
	}
	m.costs = costs
	if m.first {
		return nil
	}
	best := math.Inf(1)
	for i, c := range costs {
		each := float64(c.NextCost)
		for j, o := range costs {
			if j != i {
				each += float64(o.ContainsCost)
			}
		}
		if cost := each * float64(c.Size.Size); cost < best {
			best, m.list = cost, i
		}
	}
	return nil
}

func (m *meetIter) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	if err := m.measure(ctx); err != nil {
		return graph.IteratorCosts{}, err
	}
	out := graph.IteratorCosts{Size: graph.Size{Size: math.MaxInt64}}
	for i, c := range m.costs {
		out.ContainsCost += c.ContainsCost
		if i == m.list {
			out.NextCost += c.NextCost
		} else {
			out.NextCost += c.ContainsCost
		}
		out.Size.Size = min(out.Size.Size, c.Size.Size)
	}
	return out, nil
}

func (m *meetIter) Iterate() graph.Scanner {
	s := &meetScan{}
	if s.err = m.measure(context.Background()); s.err != nil {
		return s
	}
	s.drive = &driver{scan: m.parts[m.list].Iterate()}
	m.addTests(&s.odometer, m.list)
	return s
}

func (m *meetIter) Lookup() graph.Index {
	x := &meetIndex{}
	if x.err = m.measure(context.Background()); x.err == nil {
		m.addTests(&x.odometer, -1)
	}
	return x
}

// addTests adds the parts but one, the cheapest to test first, and what is
// optional.
func (m *meetIter) addTests(o *odometer, but int) {
	which := make([]int, 0, len(m.parts))
	for i := range m.parts {
		if i != but {
			which = append(which, i)
		}
	}
	slices.SortStableFunc(which, func(a, b int) int {
		return int(min(max(m.costs[a].ContainsCost-m.costs[b].ContainsCost, -1), 1))
	})
	for _, i := range which {
		o.add(m.parts[i].Lookup(), false)
	}
	for _, p := range m.optional {
		o.add(p.Lookup(), true)
	}
}

// pass tests one node in all tests.
func (o *odometer) pass(ctx context.Context, node graph.Ref) bool {
	for i := range o.tests {
		o.tests[i].node = node
	}
	return o.start(ctx)
}

// A meetScan lists the nodes.
type meetScan struct {
	odometer
	drive *driver
	cur   graph.Ref
}

func (s *meetScan) String() string    { return "MeetScan" }
func (s *meetScan) Result() graph.Ref { return s.cur }

func (s *meetScan) Err() error {
	if s.err != nil || s.drive == nil {
		return s.err
	}
	return s.drive.err
}

func (s *meetScan) Next(ctx context.Context) bool {
	s.cur = nil
	for s.Err() == nil && s.drive.next(ctx) {
		if node := s.drive.scan.Result(); s.pass(ctx, node) {
			s.cur = node
			return true
		}
	}
	return false
}

func (s *meetScan) NextPath(ctx context.Context) bool {
	if s.cur == nil || s.Err() != nil {
		return false
	}
	return s.next(ctx) || s.err == nil && s.drive.nextWay() && s.start(ctx)
}

func (s *meetScan) TagResults(dst map[string]graph.Ref) {
	if s.cur != nil {
		s.drive.tags(dst)
		s.tags(dst)
	}
}

func (s *meetScan) Close() error {
	s.cur = nil
	s.close()
	if s.drive == nil {
		return s.err
	}
	s.drive.close()
	return errors.Join(s.err, s.drive.err)
}

// A meetIndex tests nodes.
type meetIndex struct {
	odometer
	cur graph.Ref
}

func (x *meetIndex) String() string    { return "MeetIndex" }
func (x *meetIndex) Result() graph.Ref { return x.cur }
func (x *meetIndex) Err() error        { return x.err }
func (x *meetIndex) Close() error      { x.cur = nil; x.close(); return x.err }

func (x *meetIndex) Contains(ctx context.Context, node graph.Ref) bool {
	x.cur = nil
	if x.err != nil || !x.pass(ctx, node) {
		return false
	}
	x.cur = node
	return true
}

func (x *meetIndex) NextPath(ctx context.Context) bool { return x.cur != nil && x.next(ctx) }

func (x *meetIndex) TagResults(dst map[string]graph.Ref) {
	if x.cur != nil {
		x.tags(dst)
	}
}
