package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A model is what a store must hold, the simplest way.
type model map[string]quad.Quad

func (m model) add(q quad.Quad)    { m[q.NQuad()] = q }
func (m model) remove(q quad.Quad) { delete(m, q.NQuad()) }

func (m model) texts() map[string]bool {
	out := map[string]bool{}
	for k := range m {
		out[k] = true
	}
	return out
}

// list returns the quads in a fixed order.
func (m model) list() []quad.Quad {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := make([]quad.Quad, len(keys))
	for i, k := range keys {
		out[i] = m[k]
	}
	return out
}

// randomQuad is of a small world, so that quads meet.
func randomQuad(r *rand.Rand, graphs ...quad.Value) quad.Quad {
	objects := []quad.Value{
		quad.IRI("n1"), quad.IRI("n2"), quad.BNode("b"), quad.String("text"), quad.Int(r.IntN(5)), quad.Float(0.5), quad.Bool(true),
		quad.LangString{Value: "mot", Lang: "fr"}, quad.Time(time.Unix(int64(r.IntN(3)), 0).UTC()),
		quad.String("a text that is longer than what the key of a literal keeps as it is, number " + fmt.Sprint(r.IntN(4))),
		quad.TypedString{Value: "2024-01-02", Type: xsd + "date"},
	}
	if len(graphs) == 0 {
		graphs = []quad.Value{nil, quad.IRI("g1"), quad.IRI("g2"), quad.IRI("n1")}
	}
	return quad.Quad{
		Subject:   quad.IRI(fmt.Sprintf("n%d", r.IntN(8))),
		Predicate: quad.IRI(fmt.Sprintf("p%d", r.IntN(3))),
		Object:    objects[r.IntN(len(objects))],
		Label:     graphs[r.IntN(len(graphs))],
	}
}

func some(r *rand.Rand, n int, graphs ...quad.Value) []quad.Quad {
	out := make([]quad.Quad, r.IntN(n))
	for i := range out {
		out[i] = randomQuad(r, graphs...)
	}
	return out
}

// TestModel does random things to a store and to a model, and compares.
func TestModel(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 3))
			dir := t.TempDir()
			s, err := Open(dir, Options{NoSync: true, MemTableBytes: 64 << 10})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { s.Close() }()
			m := model{}
			for step := range 120 {
				op := r.IntN(12)
				if err := randomStep(t, r, op, s, m); err != nil {
					t.Fatalf("step %d, operation %d: %v", step, op, err)
				}
				if op == 11 {
					if err := s.Close(); err != nil {
						t.Fatal(err)
					}
					if s, err = Open(dir, Options{NoSync: true, MemTableBytes: 64 << 10}); err != nil {
						t.Fatal(err)
					}
				}
				compare(t, r, s, m)
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
	case op < 4:
		adds, deletes := some(r, 20), some(r, 20)
		for _, q := range deletes {
			m.remove(q)
		}
		for _, q := range adds {
			m.add(q)
		}
		return s.Update(ctx, adds, deletes)
	case op < 7:
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
		if quads == nil {
			return s.RemoveGraph(ctx, label)
		}
		return s.ReplaceGraph(ctx, label, quads)
	case op == 9:
		quads := some(r, 60)
		for _, q := range quads {
			m.add(q)
		}
		_, err := s.BulkLoad(ctx, &sliceReader{quads}, nil)
		return err
	case op == 10: // a failing transaction changes nothing and poisons nothing
		err := s.ApplyDeltas([]graph.Delta{
			{Quad: randomQuad(r), Action: graph.Delete},
			{Quad: quad.MakeIRI("new1", "new2", "new3", "new4"), Action: graph.Add},
			{Quad: quad.MakeIRI("not", "there", "at", "all"), Action: graph.Delete},
		}, graph.IgnoreOpts{})
		if !graph.IsQuadNotExist(err) {
			return fmt.Errorf("deleting a missing quad: got %v", err)
		}
	}
	return nil
}

// compare looks at a store in all the ways there are.
func compare(t *testing.T, r *rand.Rand, s *Store, m model) {
	t.Helper()
	ctx := t.Context()
	same(t, contents(t, s.view), m.texts())
	checked(t, s)
	st, err := s.Statistics(ctx)
	if err != nil {
		t.Fatal(err)
	}
	predicates, graphs, nodes := map[quad.Value]int64{}, map[quad.Value]int64{}, map[string]bool{}
	for _, q := range m {
		predicates[q.Predicate]++
		graphs[q.Label]++
		for _, d := range quad.Directions {
			if v := q.Get(d); v != nil {
				nodes[v.String()] = true
			}
		}
	}
	if st.Quads != int64(len(m)) || st.Nodes != int64(len(nodes)) || len(st.Predicates) != len(predicates) || len(st.Graphs) != len(graphs) {
		t.Errorf("statistics %+v of %d quads, %d nodes", st, len(m), len(nodes))
	}
	for _, p := range st.Predicates {
		if p.Quads != predicates[p.Predicate] {
			t.Errorf("predicate %v has %d quads, want %d", p.Predicate, p.Quads, predicates[p.Predicate])
		}
	}
	for _, g := range st.Graphs {
		if g.Quads != graphs[g.Label] {
			t.Errorf("graph %v has %d quads, want %d", g.Label, g.Quads, graphs[g.Label])
		}
		n := int64(0)
		if err := s.GraphQuads(ctx, g.Label, func(q quad.Quad) error { n++; return nil }); err != nil || n != g.Quads {
			t.Errorf("graph %v lists %d quads, want %d (%v)", g.Label, n, g.Quads, err)
		}
	}
	for range 5 {
		comparePattern(t, r, s, m)
	}
}

// comparePattern asks for the quads of a random pattern.
func comparePattern(t *testing.T, r *rand.Rand, s *Store, m model) {
	t.Helper()
	want := map[string]bool{}
	q, mask := randomQuad(r), r.IntN(16)
	for text, have := range m {
		ok := true
		for pos, d := range quad.Directions {
			a, b := have.Get(d), q.Get(d)
			ok = ok && (mask>>pos&1 == 0 || sameValue(a, b))
		}
		if ok {
			want[text] = true
		}
	}
	var p pattern
	for pos, d := range quad.Directions {
		if mask>>pos&1 == 0 {
			continue
		}
		v := q.Get(d)
		id := uint64(0)
		if v != nil {
			if id = s.nodeID(s.ValueOf(v)); id == 0 {
				if len(want) > 0 {
					t.Errorf("value %v is not found", v)
				}
				return
			}
		}
		p = p.with(pos, id)
	}
	got := map[string]bool{}
	err := s.each(t.Context(), p, func(q quadID) error {
		full, err := s.quad(q)
		got[full.NQuad()] = true
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, want)
	size, err := s.sizeOf(t.Context(), p)
	if err != nil || size.Exact && size.Size != int64(len(want)) || size.Size < int64(len(want)) {
		t.Errorf("pattern %v: size %v, want %d (%v)", p, size, len(want), err)
	}
}

// TestWriters lets six writers do 40 mixed transactions each, with readers
// beside them; each writer has its own graph and all share one.
func TestWriters(t *testing.T) {
	s := open(t, t.TempDir())
	models := make([]model, 6)
	var wg, readers sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				snap, err := s.Snapshot()
				if err != nil {
					t.Error(err)
					return
				}
				st, err := snap.Stats(t.Context(), true)
				n := int64(0)
				for it := snap.QuadsAllIterator(); it.Next(t.Context()); n++ {
					if q := snap.Quad(it.Result()); !q.IsValid() {
						t.Errorf("read %v", q)
					}
				}
				if err != nil || n != st.Quads.Size {
					t.Errorf("a snapshot lists %d quads and counts %d (%v)", n, st.Quads.Size, err)
				}
				if err := snap.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	shared := quad.MakeIRI("shared", "p", "o", "")
	for w := range models {
		m := model{}
		models[w] = m
		wg.Go(func() {
			r := rand.New(rand.NewPCG(uint64(w), 9))
			label := quad.IRI(fmt.Sprintf("graph%d", w))
			for range 40 {
				adds, deletes := some(r, 12, label), some(r, 12, label)
				for _, q := range deletes {
					m.remove(q)
				}
				for _, q := range adds {
					m.add(q)
				}
				if err := s.Update(t.Context(), append(adds, shared), deletes); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	close(stop)
	readers.Wait()
	all := model{}
	all.add(shared)
	for _, m := range models {
		for _, q := range m {
			all.add(q)
		}
	}
	same(t, contents(t, s.view), all.texts())
	checked(t, s)
}
