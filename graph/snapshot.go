package graph

import (
	"context"
	"errors"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
)

// errReadOnly answers whoever would write through a view.
var errReadOnly = errors.New("a view of the graph cannot be written")

// A node refers to a value, a link to a quad, of one snapshot.
type (
	node uint32
	link uint32
)

func (n node) Key() any { return n }
func (l link) Key() any { return l }

// A snapshot is one state of a memory store as Cayley reads it: the numbers
// of each quad's values, and for each value and direction the quads that have
// it there. It never changes, so any number of queries may read it, and one
// that was cancelled and has not noticed yet does no harm.
type snapshot struct {
	m      *memory
	values []quad.Value
	quads  [][4]uint32 // subject, predicate, object, label
	lists  [4]postings
	nodes  []uint32 // values in use, in the order in which the quads have them
}

// postings lists the quads of each value in one direction, ascending: those
// of value v are list[start[v]:start[v+1]].
type postings struct{ start, list []uint32 }

// newSnapshot indexes the present state of m, whose lock is held.
func newSnapshot(m *memory) *snapshot {
	s := &snapshot{m: m, values: m.values[:len(m.values):len(m.values)]}
	for _, label := range m.sorted() {
		id := m.ids[label]
		for _, t := range m.graphs[label] {
			s.quads = append(s.quads, [4]uint32{t.s, t.p, t.o, id})
		}
	}
	for d := range s.lists {
		s.lists[d] = newPostings(s.quads, d, len(s.values))
	}
	// Not in the order of their numbers, which tells when each was met: the
	// same quads are walked in the same order, whatever came before.
	met := make([]bool, len(s.values))
	for _, q := range s.quads {
		for _, v := range q {
			if !met[v] {
				met[v] = true
				s.nodes = append(s.nodes, v)
			}
		}
	}
	return s
}

// newPostings sorts the quads by the value in direction d, by counting.
func newPostings(quads [][4]uint32, d, values int) postings {
	p := postings{make([]uint32, values+1), make([]uint32, len(quads))}
	for _, q := range quads {
		p.start[q[d]+1]++
	}
	for v := range values {
		p.start[v+1] += p.start[v]
	}
	next := append([]uint32(nil), p.start...)
	for i, q := range quads {
		p.list[next[q[d]]] = uint32(i)
		next[q[d]]++
	}
	return p
}

func (p postings) of(v uint32) []uint32 { return p.list[p.start[v]:p.start[v+1]] }

// has reports whether a value stands in any quad.
func (s *snapshot) has(v uint32) bool {
	for _, p := range s.lists {
		if p.start[v] < p.start[v+1] {
			return true
		}
	}
	return false
}

// direction is the place of d in a quad of numbers.
func direction(d quad.Direction) int {
	switch d {
	case quad.Subject:
		return 0
	case quad.Predicate:
		return 1
	case quad.Object:
		return 2
	}
	return 3
}

// ValueOf is the reference of a value, nil where the graph has none such.
func (s *snapshot) ValueOf(v quad.Value) graph.Ref {
	if v == nil {
		return nil
	}
	if id, ok := s.m.id(v); ok && int(id) < len(s.values) && s.has(id) {
		return node(id)
	}
	return nil
}

// NameOf is the value of a reference.
func (s *snapshot) NameOf(r graph.Ref) quad.Value {
	switch r := r.(type) {
	case node:
		return s.values[r]
	case graph.PreFetchedValue:
		return r.NameOf()
	}
	return nil
}

// Quad is the quad of a reference.
func (s *snapshot) Quad(r graph.Ref) quad.Quad {
	l, ok := r.(link)
	if !ok {
		return quad.Quad{}
	}
	q := s.quads[l]
	return quad.Quad{Subject: s.values[q[0]], Predicate: s.values[q[1]], Object: s.values[q[2]], Label: s.values[q[3]]}
}

// QuadDirection is the value of a quad in one direction.
func (s *snapshot) QuadDirection(r graph.Ref, d quad.Direction) graph.Ref {
	l, ok := r.(link)
	if !ok {
		return nil
	}
	return node(s.quads[l][direction(d)])
}

// QuadIterator walks the quads that have a value in one direction.
func (s *snapshot) QuadIterator(d quad.Direction, r graph.Ref) graph.Iterator {
	n, ok := r.(node)
	if !ok {
		return iterator.NewNull()
	}
	list := s.lists[direction(d)].of(uint32(n))
	if len(list) == 0 {
		return iterator.NewNull()
	}
	return (&walk{s: s, size: len(list), list: list, d: direction(d), value: uint32(n)}).AsLegacy()
}

// QuadIteratorSize counts what QuadIterator walks.
func (s *snapshot) QuadIteratorSize(_ context.Context, d quad.Direction, r graph.Ref) (graph.Size, error) {
	n, ok := r.(node)
	if !ok {
		return graph.Size{Exact: true}, nil
	}
	return graph.Size{Size: int64(len(s.lists[direction(d)].of(uint32(n)))), Exact: true}, nil
}

// NodesAllIterator walks all values in use.
func (s *snapshot) NodesAllIterator() graph.Iterator {
	return (&walk{s: s, size: len(s.nodes), nodes: true}).AsLegacy()
}

// QuadsAllIterator walks all quads.
func (s *snapshot) QuadsAllIterator() graph.Iterator {
	return (&walk{s: s, size: len(s.quads)}).AsLegacy()
}

// Stats counts, exactly.
func (s *snapshot) Stats(context.Context, bool) (graph.Stats, error) {
	return graph.Stats{
		Nodes: graph.Size{Size: int64(len(s.nodes)), Exact: true},
		Quads: graph.Size{Size: int64(len(s.quads)), Exact: true},
	}, nil
}

// ApplyDeltas fails: a snapshot is read only.
func (s *snapshot) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return errReadOnly }

// NewQuadWriter fails: a snapshot is read only.
func (s *snapshot) NewQuadWriter() (quad.WriteCloser, error) { return nil, errReadOnly }

// Close does nothing: a snapshot holds memory only.
func (s *snapshot) Close() error { return nil }
