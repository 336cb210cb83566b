package store

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
)

// A linksIter runs a links. It scans the quads of the fixed nodes and tests
// the others, or takes the nodes of one source in turn and scans the quads of
// each: whichever reads less by the counts.
type linksIter struct {
	*links
	subs   []graph.IteratorShape
	sized  bool
	size   graph.Size
	driver int // index in subs; -1 to scan the fixed nodes
}

func (l *linksIter) String() string {
	return fmt.Sprintf("Links(%s of %v)", orders()[l.result].name, l.fixed.ids)
}

func (l *linksIter) SubIterators() []graph.IteratorShape { return l.subs }

func (l *linksIter) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	changed := false
	subs := make([]graph.IteratorShape, len(l.subs))
	for i, s := range l.subs {
		n, ok := s.Optimize(ctx)
		subs[i], changed = n, changed || ok
	}
	if !changed {
		return l, false
	}
	return &linksIter{links: l.links, subs: subs}, true
}

// steps is how many quads a node of a source is taken to have where nothing
// better is known.
const steps = 8

// measure chooses the driver and estimates the size.
func (l *linksIter) measure(ctx context.Context) error {
	if l.sized {
		return nil
	}
	l.driver = -1
	if len(l.subs) == 0 {
		size, err := l.v.sizeOf(ctx, l.fixed)
		if err != nil {
			return err
		}
		l.size = size
		if l.labelled || l.result == posG && !l.fixed.bound[posG] {
			l.size.Exact = false
		}
		l.sized = true
		return nil
	}
	scan := int64(1) << 50
	for _, b := range l.fixed.bound {
		if b {
			size, err := l.v.sizeOf(ctx, l.fixed)
			if err != nil {
				return err
			}
			scan = size.Size
			break
		}
	}
	best, fewest := scan*costNext, scan
	for _, s := range l.subs {
		st, err := s.Stats(ctx)
		if err != nil {
			return err
		}
		best += scan * st.ContainsCost / 4
	}
	for i, s := range l.subs {
		st, err := s.Stats(ctx)
		if err != nil {
			return err
		}
		cost := st.Size.Size * (st.NextCost + costSeek + steps*costNext)
		if cost < best {
			best, l.driver, fewest = cost, i, st.Size.Size*steps
		}
	}
	l.size = graph.Size{Size: min(max(fewest, 1), scan)}
	l.sized = true
	return nil
}

func (l *linksIter) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	c := graph.IteratorCosts{NextCost: costNext, ContainsCost: costSeek}
	if err := l.measure(ctx); err != nil {
		return c, err
	}
	for i, s := range l.subs {
		st, err := s.Stats(ctx)
		if err != nil {
			return c, err
		}
		if i == l.driver {
			c.NextCost += st.NextCost
		} else {
			c.NextCost += st.ContainsCost
		}
		c.ContainsCost += st.ContainsCost
	}
	c.Size = l.size
	return c, nil
}

func (l *linksIter) Iterate() graph.Scanner {
	s := &linksScan{linksTest: linksTest{l: l.links}}
	if len(l.subs) > 0 {
		if s.err = l.measure(context.Background()); s.err != nil {
			return s
		}
	}
	for i, sub := range l.subs {
		if i == l.driver {
			s.drive, s.drivePos = &driver{scan: sub.Iterate()}, l.from[i].pos
			continue
		}
		s.add(l.from[i].pos, sub.Lookup())
	}
	s.s = newScanner(l.v, l.fixed)
	s.s.done = s.drive != nil // nothing to scan before the first node
	return s
}

func (l *linksIter) Lookup() graph.Index {
	x := &linksIndex{linksTest: linksTest{l: l.links}}
	for i, sub := range l.subs {
		x.add(l.from[i].pos, sub.Lookup())
	}
	return x
}

// A linksTest is what listing and testing share: the current quad, and the
// tests that it passed.
type linksTest struct {
	odometer
	l     *links
	pos   []int // of the node that each test is for
	cur   quadID
	valid bool
}

func (t *linksTest) add(pos int, x graph.Index) {
	t.odometer.add(x, false)
	t.pos = append(t.pos, pos)
}

// accept makes q the current quad if it passes.
func (t *linksTest) accept(ctx context.Context, q quadID) bool {
	if q[posG] == 0 && (t.l.labelled || t.l.result == posG) {
		return false
	}
	for i, pos := range t.pos {
		if q[pos] == 0 {
			return false
		}
		t.tests[i].node = nodeRef(q[pos])
	}
	if !t.start(ctx) {
		return false
	}
	t.cur, t.valid = q, true
	return true
}

func (t *linksTest) Result() graph.Ref {
	if !t.valid {
		return nil
	}
	return nodeRef(t.cur[t.l.result])
}

func (t *linksTest) TagResults(dst map[string]graph.Ref) {
	if !t.valid {
		return
	}
	t.tags(dst)
	for pos, names := range t.l.tags {
		for _, name := range names {
			if t.cur[pos] != 0 {
				dst[name] = nodeRef(t.cur[pos])
			}
		}
	}
}

// A linksScan lists the results.
type linksScan struct {
	linksTest
	s        *scanner
	drive    *driver // nil to scan the fixed nodes
	drivePos int
}

func (s *linksScan) String() string { return "LinksScan" }

func (s *linksScan) Err() error {
	switch {
	case s.err != nil:
		return s.err
	case s.s != nil && s.s.err != nil:
		return s.s.err
	case s.drive != nil:
		return s.drive.err
	}
	return nil
}

func (s *linksScan) Next(ctx context.Context) bool {
	s.valid = false
	if s.s == nil {
		return false
	}
	for s.Err() == nil {
		if s.s.next(ctx) {
			if s.drive != nil {
				s.drive.way = 0
			}
			if s.accept(ctx, s.s.quad()) {
				return true
			}
			continue
		}
		if s.s.err != nil || s.drive == nil || !s.drive.next(ctx) {
			return false
		}
		id := s.l.v.nodeID(s.drive.scan.Result())
		p := s.l.fixed
		if id == 0 || p.bound[s.drivePos] && p.ids[s.drivePos] != id {
			continue
		}
		s.s.reset(p.with(s.drivePos, id))
	}
	return false
}

func (s *linksScan) NextPath(ctx context.Context) bool {
	if !s.valid || s.Err() != nil {
		return false
	}
	if s.next(ctx) {
		return true
	}
	return s.err == nil && s.drive != nil && s.drive.nextWay() && s.start(ctx)
}

func (s *linksScan) TagResults(dst map[string]graph.Ref) {
	if s.valid && s.drive != nil {
		s.drive.tags(dst)
	}
	s.linksTest.TagResults(dst)
}

func (s *linksScan) Close() error {
	s.valid = false
	err := s.Err()
	if s.drive != nil {
		s.drive.close()
	}
	s.close()
	s.s = nil
	return err
}

// A linksIndex tests nodes; each further quad of a node is a further path.
type linksIndex struct {
	linksTest
	s *scanner
}

func (x *linksIndex) String() string { return "LinksIndex" }
func (x *linksIndex) Close() error   { x.valid = false; x.close(); return x.Err() }

func (x *linksIndex) Err() error {
	if x.err == nil && x.s != nil {
		return x.s.err
	}
	return x.err
}

func (x *linksIndex) Contains(ctx context.Context, r graph.Ref) bool {
	x.valid = false
	id := x.l.v.nodeID(r)
	p := x.l.fixed
	if x.Err() != nil || id == 0 || p.bound[x.l.result] && p.ids[x.l.result] != id {
		return false
	}
	p = p.with(x.l.result, id)
	if x.s == nil {
		x.s = newScanner(x.l.v, p)
	} else {
		x.s.reset(p)
	}
	return x.advance(ctx)
}

func (x *linksIndex) advance(ctx context.Context) bool {
	for x.Err() == nil && x.s.next(ctx) {
		if x.accept(ctx, x.s.quad()) {
			return true
		}
	}
	return false
}

func (x *linksIndex) NextPath(ctx context.Context) bool {
	if !x.valid || x.Err() != nil {
		return false
	}
	return x.next(ctx) || x.advance(ctx)
}
