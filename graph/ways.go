package graph

import (
	"context"
	"errors"

	"github.com/cayleygraph/quad"
)

// A Path is a way from one node to another: of each step, the links that make
// it.
type Path [][]Link

// Paths returns the shortest paths between two nodes, which are named by key or
// name, whichever way the links of a step lead; of two steps at one place the
// more recorded is taken first. No path within w.Length gives none. More says
// that there are more paths than w allows.
//
// The search goes from both ends, level by level, so that it reads the
// neighbours of the nodes less than half the way off, and no others.
func (g *Graph) Paths(ctx context.Context, from, to string, w Walk) (paths []Path, more bool, err error) {
	err = g.walk(ctx, w, func(x *walker) error {
		a, err := x.find(ctx, from)
		if err != nil {
			return err
		}
		b, err := x.find(ctx, to)
		if err != nil {
			return err
		}
		if a == b {
			return misnamed("%q and %q are one thing, %s", from, to, shorten(x.base, a))
		}
		s := &search{walker: x, ends: [2]*reach{newReach(a), newReach(b)}}
		met, err := s.meet(ctx)
		if err != nil || len(met) == 0 {
			return err
		}
		paths, more, err = s.paths(ctx, a, b, met)
		return err
	})
	return paths, more, err
}

// A search looks for the shortest paths between two ends.
type search struct {
	*walker
	ends [2]*reach
}

// A reach is what has been reached from one end.
type reach struct {
	depth map[quad.IRI]int // steps from the end
	edge  []quad.IRI       // those furthest off
	far   int              // how far that is
	// before has, of a node, the hops by which it was reached: to nodes one
	// step nearer to the end.
	before map[quad.IRI][]hop
}

func newReach(n quad.IRI) *reach {
	return &reach{depth: map[quad.IRI]int{n: 0}, edge: []quad.IRI{n}, before: map[quad.IRI][]hop{}}
}

// meet widens the two reaches, the smaller first, until they have nodes in
// common: all that lie on a shortest path at that place.
func (s *search) meet(ctx context.Context) ([]quad.IRI, error) {
	for s.ends[0].far+s.ends[1].far < s.Length {
		near, other := s.ends[0], s.ends[1]
		if len(other.edge) < len(near.edge) {
			near, other = other, near
		}
		if len(near.edge) == 0 {
			return nil, nil
		}
		if err := s.widen(ctx, near); err != nil {
			return nil, err
		}
		var met []quad.IRI
		for _, n := range near.edge {
			if _, ok := other.depth[n]; ok {
				met = append(met, n)
			}
		}
		if len(met) > 0 {
			return met, nil
		}
	}
	return nil, nil
}

// widen goes one step on from the edge of a reach.
func (s *search) widen(ctx context.Context, r *reach) error {
	r.far++
	var edge []quad.IRI
	for _, n := range r.edge {
		hops, err := s.hops(ctx, n)
		if err != nil {
			return err
		}
		for _, h := range hops {
			depth, seen := r.depth[h.to]
			if !seen {
				depth = r.far
				r.depth[h.to] = depth
				edge = append(edge, h.to)
			}
			if depth == r.far {
				r.before[h.to] = append(r.before[h.to], h.from(n))
			}
		}
	}
	r.edge = edge
	return nil
}

// from is the hop the other way round: back to n.
func (h hop) from(n quad.IRI) hop {
	back := hop{to: n}
	for _, w := range h.ways {
		back.ways = append(back.ways, way{w.by, !w.back, w.labels})
	}
	return back
}

// errEnough ends the list of paths.
var errEnough = errors.New("enough")

// paths lists the paths through the nodes where the reaches met.
func (s *search) paths(ctx context.Context, a, b quad.IRI, met []quad.IRI) (out []Path, more bool, err error) {
	after := s.forward(met)
	var steps []hop
	var step func(n quad.IRI) error
	step = func(n quad.IRI) error {
		if n == b {
			if s.Most >= 0 && len(out) == s.Most {
				more = true
				return errEnough
			}
			p, err := s.told(ctx, a, steps)
			out = append(out, p)
			return err
		}
		for _, h := range after[n] {
			steps = append(steps, h)
			if err := step(h.to); err != nil {
				return err
			}
			steps = steps[:len(steps)-1]
		}
		return ctx.Err()
	}
	if err = step(a); errors.Is(err, errEnough) {
		err = nil
	}
	return out, more, err
}

// forward turns what was reached from the first end to go on from it, and
// joins it with what was reached from the second, up to the nodes in the
// middle.
func (s *search) forward(met []quad.IRI) map[quad.IRI][]hop {
	after := map[quad.IRI][]hop{}
	todo, seen := met, map[quad.IRI]bool{}
	for len(todo) > 0 {
		n := todo[0]
		todo = todo[1:]
		if seen[n] {
			continue
		}
		seen[n] = true
		for _, h := range s.ends[0].before[n] {
			after[h.to] = append(after[h.to], h.from(n))
			todo = append(todo, h.to)
		}
	}
	for n := range after {
		sortHops(after[n])
	}
	todo, seen = met, map[quad.IRI]bool{}
	for len(todo) > 0 {
		n := todo[0]
		todo = todo[1:]
		if seen[n] {
			continue
		}
		seen[n] = true
		after[n] = s.ends[1].before[n]
		sortHops(after[n])
		for _, h := range after[n] {
			todo = append(todo, h.to)
		}
	}
	return after
}

// told gives the steps of a path their names.
func (s *search) told(ctx context.Context, a quad.IRI, steps []hop) (Path, error) {
	var p Path
	for n, i := a, 0; i < len(steps); n, i = steps[i].to, i+1 {
		links, err := s.links(ctx, n, steps[i])
		if err != nil {
			return nil, err
		}
		p = append(p, links)
	}
	return p, nil
}
