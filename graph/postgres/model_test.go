package postgres

import (
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

type sliceReader struct{ quads []quad.Quad }

func (r *sliceReader) ReadQuad() (quad.Quad, error) {
	if len(r.quads) == 0 {
		return quad.Quad{}, io.EOF
	}
	q := r.quads[0]
	r.quads = r.quads[1:]
	return q, nil
}

// TestModel does random things to a store and to a model, and compares.
func TestModel(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 5))
			s := open(t, address(t))
			m := model{}
			for step := range 60 {
				op := r.IntN(11)
				if err := randomStep(t, r, op, s, m); err != nil {
					t.Fatalf("step %d, operation %d: %v", step, op, err)
				}
				compare(t, s, m)
				if t.Failed() {
					t.Fatalf("step %d, operation %d", step, op)
				}
			}
		})
	}
}

func randomStep(t *testing.T, r *rand.Rand, op int, s *Store, m model) error {
	ctx := t.Context()
	switch {
	case op < 3:
		adds, deletes := some(r, 20), some(r, 20)
		for _, q := range deletes {
			m.remove(q)
		}
		for _, q := range adds {
			m.add(q)
		}
		return s.Update(ctx, adds, deletes)
	case op < 6:
		var deltas []graph.Delta
		for _, q := range some(r, 30) {
			if r.IntN(2) == 0 {
				deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
				m.add(q)
			} else {
				deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Delete})
				m.remove(q)
			}
		}
		return s.ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true})
	case op < 9:
		label := randomQuad(r).Label
		quads := some(r, 25, label)
		if op == 8 && r.IntN(2) == 0 {
			quads = nil
		}
		for _, q := range m.list() {
			if q.Label == label {
				m.remove(q)
			}
		}
		for _, q := range quads {
			m.add(q)
		}
		return s.ReplaceGraph(ctx, label, quads)
	case op == 9:
		quads := some(r, 60)
		for _, q := range quads {
			m.add(q)
		}
		_, err := s.BulkLoad(ctx, &sliceReader{quads})
		return err
	}
	// A failing transaction changes nothing and poisons nothing.
	err := s.ApplyDeltas([]graph.Delta{
		{Quad: quad.MakeIRI("new1", "new2", "new3", "new4"), Action: graph.Add},
		{Quad: quad.MakeIRI("not", "there", "at", "all"), Action: graph.Delete},
	}, graph.IgnoreOpts{})
	if !graph.IsQuadNotExist(err) {
		return fmt.Errorf("deleting a missing quad: got %v", err)
	}
	return nil
}

// compare looks at a store in all the ways there are.
func compare(t *testing.T, s *Store, m model) {
	t.Helper()
	ctx := t.Context()
	same(t, s, m)
	graphs, predicates, nodes := map[quad.Value]int{}, map[quad.Value]int64{}, map[string]bool{}
	for _, q := range m {
		graphs[q.Label]++
		predicates[q.Predicate]++
		for _, d := range quad.Directions {
			if v := q.Get(d); v != nil {
				nodes[v.String()] = true
			}
		}
	}
	st, err := s.Stats(ctx, true)
	if err != nil || st.Quads.Size != int64(len(m)) || st.Nodes.Size != int64(len(nodes)) {
		t.Errorf("counted %+v, want %d quads, %d nodes (%v)", st, len(m), len(nodes), err)
	}
	counted, err := s.Predicates(ctx)
	if err != nil || len(counted) != len(predicates) {
		t.Errorf("predicates %v, want %v (%v)", counted, predicates, err)
	}
	for p, n := range predicates {
		if counted[p] != n {
			t.Errorf("predicate %v has %d quads, want %d", p, counted[p], n)
		}
	}
	labels, err := s.Graphs(ctx)
	if err != nil {
		t.Fatal(err)
	}
	listed := map[quad.Value]bool{nil: true}
	for _, l := range labels {
		listed[l] = true
	}
	for label, n := range graphs {
		got := 0
		err := s.GraphQuads(ctx, label, func(q quad.Quad) error {
			got++
			if _, ok := m[q.NQuad()]; !ok {
				t.Errorf("graph %v has %v", label, q)
			}
			return nil
		})
		if err != nil || got != n || !listed[label] {
			t.Errorf("graph %v, listed %v, has %d quads, want %d (%v)", label, listed[label], got, n, err)
		}
	}
	if len(listed) > len(graphs)+1 {
		t.Errorf("graphs %v, want %v", listed, graphs)
	}
}
