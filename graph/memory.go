package graph

import (
	"context"
	"slices"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
)

// A triple is a statement of one named graph, by the numbers of its values.
type triple struct{ s, p, o uint32 }

// memory is a store in memory: a dictionary of values, and for each named
// graph its triples. Lists once made never change, so a view needs no lock.
// Values of removed graphs stay in the dictionary until the graph is opened
// again.
type memory struct {
	mu     sync.RWMutex
	values []quad.Value
	ids    map[quad.Value]uint32
	graphs map[quad.Value][]triple
	shown  *snapshot // of the present state, if one was asked for
	dirty  bool      // changed since it was saved
}

func newMemory() *memory {
	return &memory{ids: map[quad.Value]uint32{}, graphs: map[quad.Value][]triple{}}
}

// intern numbers a value. The lock is held.
func (m *memory) intern(v quad.Value) uint32 {
	id, ok := m.ids[v]
	if !ok {
		id = uint32(len(m.values))
		m.values = append(m.values, v)
		m.ids[v] = id
	}
	return id
}

func (m *memory) labels(ctx context.Context) ([]quad.Value, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.sorted(), ctx.Err()
}

// sorted returns the labels in order. The lock is held.
func (m *memory) sorted() []quad.Value {
	out := make([]quad.Value, 0, len(m.graphs))
	for label := range m.graphs {
		out = append(out, label)
	}
	slices.SortFunc(out, rdf.Compare)
	return out
}

func (m *memory) quads(ctx context.Context, label quad.Value) ([]quad.Quad, error) {
	m.mu.RLock()
	list, values := m.graphs[label], m.values
	m.mu.RUnlock()
	out := make([]quad.Quad, len(list))
	for i, t := range list {
		out[i] = quad.Quad{Subject: values[t.s], Predicate: values[t.p], Object: values[t.o], Label: label}
	}
	return out, ctx.Err()
}

func (m *memory) replace(ctx context.Context, label quad.Value, quads []quad.Quad) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	quads = slices.Clone(quads)
	slices.SortFunc(quads, rdf.CompareQuads)
	m.mu.Lock()
	defer m.mu.Unlock()
	list := make([]triple, 0, len(quads))
	for i, q := range quads {
		if i == 0 || q != quads[i-1] {
			list = append(list, triple{m.intern(q.Subject), m.intern(q.Predicate), m.intern(q.Object)})
		}
	}
	if slices.Equal(list, m.graphs[label]) {
		return nil
	}
	if len(list) == 0 {
		delete(m.graphs, label)
	} else {
		m.intern(label)
		m.graphs[label] = list
	}
	m.shown, m.dirty = nil, true
	return nil
}

func (m *memory) view(ctx context.Context) (graph.QuadStore, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.shown == nil {
		m.shown = newSnapshot(m)
	}
	return m.shown, ctx.Err()
}

// id looks a value up, for views.
func (m *memory) id(v quad.Value) (uint32, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	id, ok := m.ids[v]
	return id, ok
}

func (m *memory) stats(ctx context.Context) (Stats, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	s := Stats{Graphs: len(m.graphs)}
	used := make([]bool, len(m.values))
	for label, list := range m.graphs {
		s.Quads += len(list)
		used[m.ids[label]] = true
		for _, t := range list {
			used[t.s], used[t.p], used[t.o] = true, true, true
		}
	}
	for _, u := range used {
		if u {
			s.Nodes++
		}
	}
	return s, ctx.Err()
}
