package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
)

// randomPath is a path of some random steps.
func randomPath(r *rand.Rand, qs graph.QuadStore) *path.Path {
	node := func() quad.Value { return randomQuad(r).Subject }
	via := func() any {
		switch r.IntN(4) {
		case 0:
			return nil
		case 1:
			return []quad.Value{quad.IRI("p0"), quad.IRI("p2")}
		}
		return randomQuad(r).Predicate
	}
	n := 0 // each tag has its own name: of two tags with one name, either may win
	step := func(p *path.Path) *path.Path {
		n++
		switch r.IntN(12) {
		case 0, 1, 2:
			if v := via(); v != nil {
				return p.Out(v)
			}
			return p.Out()
		case 3, 4:
			if v := via(); v != nil {
				return p.In(v)
			}
			return p.In()
		case 5:
			return p.Has(quad.IRI("p1"), randomQuad(r).Object)
		case 6:
			return p.Save(quad.IRI("p0"), fmt.Sprint("saved", n))
		case 7:
			return p.SaveOptional(quad.IRI("p2"), fmt.Sprint("maybe", n))
		case 8:
			return p.Both(quad.IRI("p1"))
		case 9:
			return p.Tag(fmt.Sprint("tag", n))
		case 10:
			return p.LabelContext(quad.IRI("g1"), quad.IRI("g2"))
		default:
			return p.And(path.StartPath(qs, node(), node(), node()).Out())
		}
	}
	var p *path.Path
	switch r.IntN(3) {
	case 0:
		p = path.StartPath(qs)
	case 1:
		p = path.StartPath(qs, node())
	default:
		p = path.StartPath(qs, node(), node(), quad.IRI("nobody"))
	}
	for range 1 + r.IntN(4) {
		p = step(p)
	}
	return p
}

// answers returns the results of a path with their tags, sorted.
func answers(t *testing.T, p *path.Path, qs graph.QuadStore) []string {
	t.Helper()
	var out []string
	it := shape.BuildIterator(qs, p.Shape())
	it, _ = it.Optimize()
	defer it.Close()
	add := func() {
		tags := map[string]graph.Ref{}
		it.TagResults(tags)
		var parts []string
		for name, ref := range tags {
			parts = append(parts, fmt.Sprintf("%s=%v", name, qs.NameOf(ref)))
		}
		slices.Sort(parts)
		out = append(out, fmt.Sprint(qs.NameOf(it.Result()), tagMark, parts))
	}
	for it.Next(t.Context()) {
		add()
		for it.NextPath(t.Context()) {
			add()
		}
	}
	if err := it.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// nodesOf cuts the tags off answers.
func nodesOf(answers []string) []string {
	var out []string
	for _, a := range answers {
		node, _, _ := strings.Cut(a, tagMark)
		out = append(out, node)
	}
	return slices.Compact(out)
}

// tagMark stands between a node and its tags.
const tagMark = " \u2190 "

// TestPathsAsMemstore asks random paths of this store and of Cayley's in
// memory. The nodes must be the same, as sets, for Cayley promises no more; of
// the combinations of tags, its own iterators leave some out.
func TestPathsAsMemstore(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 8))
		quads := make([]quad.Quad, 120)
		for i := range quads {
			quads[i] = randomQuad(r)
		}
		s := open(t, t.TempDir())
		if err := s.Update(t.Context(), quads, nil); err != nil {
			t.Fatal(err)
		}
		mem := memstore.New(quads...)
		found := 0
		for i := range 400 {
			a := rand.New(rand.NewPCG(seed, uint64(1000+i)))
			b := rand.New(rand.NewPCG(seed, uint64(1000+i)))
			got, want := answers(t, randomPath(a, s), s), answers(t, randomPath(b, mem), mem)
			found += len(want)
			if !slices.Equal(nodesOf(got), nodesOf(want)) {
				t.Fatalf("seed %d, path %d:\n%+v\ngot  %q\nwant %q", seed, i, randomPath(rand.New(rand.NewPCG(seed, uint64(1000+i))), mem).Shape(), got, want)
			}
		}
		if found < 1000 {
			t.Errorf("only %d answers were compared", found)
		}
		if err := s.Err(); err != nil {
			t.Error(err)
		}
	}
}

// TestRanges compares ranges of values with a test of each value.
func TestRanges(t *testing.T) {
	s := open(t, t.TempDir())
	long := strings.Repeat("a long text with a common head ", 4)
	values := []quad.Value{
		quad.Int(-3), quad.Int(0), quad.Int(7), quad.Float(-1), quad.Float(0), quad.Float(2.5),
		quad.String(""), quad.String("b"), quad.String(long), quad.String(long + "a"), quad.String(long + "b"), quad.String(long[:30]),
		quad.IRI("a"), quad.IRI("b"), quad.BNode("a"), quad.Time(time.Unix(9, 0)), quad.Time(time.Unix(10, 5)), quad.Bool(true),
	}
	var quads []quad.Quad
	for _, v := range values {
		quads = append(quads, quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI("b"), Object: v})
	}
	if err := s.Update(t.Context(), quads, nil); err != nil {
		t.Fatal(err)
	}
	for _, v := range append(values, quad.String(long[:50]), quad.Int(5)) {
		for op := iterator.CompareLT; op <= iterator.CompareGTE; op++ {
			var want, got []string
			all := iterator.NewComparison(s.NodesAllIterator(), op, v, s)
			for all.Next(t.Context()) {
				want = append(want, fmt.Sprint(s.NameOf(all.Result())))
			}
			sh, _ := shape.Optimize(shape.Compare(shape.AllNodes{}, op, v), s)
			it := shape.BuildIterator(s, sh)
			for it.Next(t.Context()) {
				got = append(got, fmt.Sprint(s.NameOf(it.Result())))
				if c := shape.BuildIterator(s, sh); !c.Contains(t.Context(), it.Result()) {
					t.Errorf("%v %v: %v is listed and not contained", op, v, s.NameOf(it.Result()))
				}
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%v %v: got %q, want %q", op, v, got, want)
			}
		}
	}
}

// TestGizmoBesideWriter runs sessions over snapshots while a writer replaces
// the graph that they ask for: each answer is of one moment.
func TestGizmoBesideWriter(t *testing.T) {
	s := open(t, t.TempDir())
	label := quad.IRI("record")
	version := func(n int) []quad.Quad {
		var out []quad.Quad
		for i := range 20 {
			out = append(out, quad.MakeIRI(fmt.Sprintf("position%d", i), "holder", fmt.Sprintf("state%d", n), "record"))
		}
		return out
	}
	if err := s.ReplaceGraph(t.Context(), label, version(0)); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		wg.Go(func() {
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
				it, err := gizmo.NewSession(snap).Execute(t.Context(), `g.V("<position3>","<position7>").out("<holder>").in("<holder>").tag("p").out("<holder>").all()`, query.Options{Collation: query.Raw, Limit: -1})
				if err != nil {
					t.Error(err)
					return
				}
				names := map[string]bool{}
				n := 0
				for ; it.Next(t.Context()); n++ {
					names[quad.StringOf(snap.NameOf(it.Result().(*gizmo.Result).Tags["id"]))] = true
				}
				if err := errors.Join(it.Err(), it.Close(), snap.Err()); err != nil {
					t.Error(err)
				}
				if n == 0 || len(names) != 1 {
					t.Errorf("%d answers from the versions %v", n, names)
				}
				if err := snap.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for n := range 150 {
		if err := s.ReplaceGraph(t.Context(), label, version(n+1)); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	wg.Wait()
	checked(t, s)
}

// TestCancelledQuery is an error and never a short answer.
func TestCancelledQuery(t *testing.T) {
	s := open(t, t.TempDir())
	if err := s.Update(t.Context(), quadsOf(1, 5000), nil); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	for name, it := range map[string]graph.Iterator{
		"quads": s.QuadsAllIterator(),
		"nodes": s.NodesAllIterator(),
		"links": path.StartPath(s).Out(dmHolder).BuildIterator(),
		"range": shape.BuildIterator(s, shape.Compare(shape.AllNodes{}, iterator.CompareGT, quad.IRI("a"))),
	} {
		ctx, cancel := context.WithCancel(ctx)
		n := 0
		for it.Next(ctx) {
			if n++; n == 3 {
				cancel()
			}
		}
		cancel()
		if !errors.Is(it.Err(), context.Canceled) {
			t.Errorf("%s: %d results and %v", name, n, it.Err())
		}
		it.Close()
	}
	cancel()
	if err := s.GraphQuads(ctx, recordLabel(0), func(quad.Quad) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a graph: got %v", err)
	}
	if _, err := s.Check(ctx); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("check: got %v", err)
	}
	if err := s.Update(ctx, quadsOf(2, 600), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("update: got %v", err)
	}
}
