package postgres

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

// A model is what a store must hold, the simplest way.
type model map[string]quad.Quad

func (m model) add(q quad.Quad)    { m[q.NQuad()] = q }
func (m model) remove(q quad.Quad) { delete(m, q.NQuad()) }

// list returns the quads in a fixed order.
func (m model) list() []quad.Quad {
	out := make([]quad.Quad, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, m[k])
	}
	return out
}

// randomQuad is of a small world, so that quads meet.
func randomQuad(r *rand.Rand, graphs ...quad.Value) quad.Quad {
	objects := []quad.Value{
		quad.IRI("n1"), quad.IRI("n2"), quad.BNode("b"), quad.String("text"), quad.Int(r.IntN(5)), quad.Float(0.5), quad.Bool(true),
		quad.LangString{Value: "mot", Lang: "fr"}, quad.Time(time.Unix(int64(r.IntN(3)), int64(r.IntN(2)*1001)).UTC()),
		quad.String(strings.Repeat("a long text ", 20) + fmt.Sprint(r.IntN(4))), quad.String("a zero \x00 byte"), quad.String(`and its \x00 name`),
		quad.TypedString{Value: "2024-01-02", Type: "http://www.w3.org/2001/XMLSchema#date"},
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

// contents are the quads of one moment, as texts.
func contents(t testing.TB, s *Store) map[string]bool {
	t.Helper()
	v, err := s.View(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	out := map[string]bool{}
	n := 0
	it := v.QuadsAllIterator()
	for it.Next(context.Background()) {
		out[v.Quad(it.Result()).NQuad()] = true
		n++
	}
	if err := it.Err(); err != nil || v.Err() != nil || n != len(out) {
		t.Fatalf("listed %d quads, %d distinct: %v, %v", n, len(out), err, v.Err())
	}
	return out
}

// same compares what a store holds with a model.
func same(t testing.TB, s *Store, m model) {
	t.Helper()
	got := contents(t, s)
	for text := range got {
		if _, ok := m[text]; !ok {
			t.Errorf("invented: %s", text)
		}
	}
	for text := range m {
		if !got[text] {
			t.Errorf("lost: %s", text)
		}
	}
	sound(t, s)
}

// sound makes sure that the tables agree.
func sound(t testing.TB, s *Store) {
	t.Helper()
	problems, err := s.Check(context.Background())
	if err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}
