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

// A pathStep is one step of a random path.
type pathStep struct {
	kind   int
	via    []quad.Value // nil for any predicate
	object quad.Value
	tag    string
	starts []quad.Value // of the path that is intersected
}

const (
	stepOut = iota
	stepIn
	stepHas
	stepSave
	stepSaveOptional
	stepBoth
	stepTag
	stepLabels
	stepAnd
	stepKinds
)

// randomSteps returns where a random path starts, nil for everywhere, and its
// steps.
func randomSteps(r *rand.Rand) (starts []quad.Value, steps []pathStep) {
	node := func() quad.Value { return randomQuad(r).Subject }
	switch r.IntN(3) {
	case 1:
		starts = []quad.Value{node()}
	case 2:
		starts = []quad.Value{quad.IRI("n1"), quad.IRI("n4"), quad.IRI("nobody")}
	}
	for i := range 1 + r.IntN(4) {
		s := pathStep{kind: r.IntN(stepKinds), via: []quad.Value{randomQuad(r).Predicate}, object: randomQuad(r).Object}
		s.tag = fmt.Sprint("tag", i) // of two tags with one name, either may win
		s.starts = []quad.Value{quad.IRI("n0"), quad.IRI("n3"), quad.IRI("n5")}
		if s.kind == stepOut || s.kind == stepIn {
			switch r.IntN(4) {
			case 0:
				s.via = nil
			case 1:
				s.via = []quad.Value{quad.IRI("p0"), quad.IRI("p2")}
			}
		}
		steps = append(steps, s)
	}
	return starts, steps
}

// labelContext are the graphs of a stepLabels.
var labelContext = [...]quad.Value{quad.IRI("g1"), quad.IRI("g2")}

// buildPath makes Cayley's path of steps.
func buildPath(qs graph.QuadStore, starts []quad.Value, steps []pathStep) *path.Path {
	p := path.StartPath(qs, starts...)
	for _, s := range steps {
		var via []any
		if s.via != nil {
			via = []any{s.via}
		}
		switch s.kind {
		case stepOut:
			p = p.Out(via...)
		case stepIn:
			p = p.In(via...)
		case stepHas:
			p = p.Has(s.via[0], s.object)
		case stepSave:
			p = p.Save(s.via[0], s.tag)
		case stepSaveOptional:
			p = p.SaveOptional(s.via[0], s.tag)
		case stepBoth:
			p = p.Both(s.via[0])
		case stepTag:
			p = p.Tag(s.tag)
		case stepLabels:
			p = p.LabelContext(labelContext[0], labelContext[1])
		case stepAnd:
			p = p.And(path.StartPath(qs, s.starts...).Out())
		}
	}
	return p
}

// A binding is a node and what was tagged on the way to it.
type binding struct {
	node quad.Value
	tags []string
}

func (b binding) tagged(name string, v quad.Value) binding {
	return binding{b.node, append(slices.Clone(b.tags), fmt.Sprintf("%s=%v", name, v))}
}

func (b binding) moved(to quad.Value) binding { return binding{to, b.tags} }

// bruteForce answers a path by looking at all quads for each step.
func bruteForce(m model, starts []quad.Value, steps []pathStep) []string {
	var now []binding
	seen := map[string]bool{}
	quads := m.list()
	for _, q := range quads {
		for _, d := range quad.Directions {
			v := q.Get(d)
			if v == nil || seen[v.String()] || starts != nil && !slices.Contains(starts, v) {
				continue
			}
			seen[v.String()] = true
			now = append(now, binding{node: v})
		}
	}
	labelled := false
	for _, s := range steps {
		if s.kind == stepLabels {
			labelled = true
			continue
		}
		var next []binding
		for _, b := range now {
			next = append(next, s.follow(quads, b, labelled)...)
		}
		now = next
	}
	var out []string
	for _, b := range now {
		slices.Sort(b.tags)
		out = append(out, fmt.Sprint(b.node, tagMark, b.tags))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// follow returns where a step leads from one binding.
func (s pathStep) follow(quads []quad.Quad, b binding, labelled bool) (out []binding) {
	if s.kind == stepTag {
		return []binding{b.tagged(s.tag, b.node)}
	}
	for _, q := range quads {
		if s.kind == stepAnd {
			if q.Object == b.node && slices.Contains(s.starts, q.Subject) {
				return []binding{b}
			}
			continue
		}
		if s.via != nil && !slices.Contains(s.via, q.Predicate) || labelled && !slices.Contains(labelContext[:], q.Label) {
			continue
		}
		from, to := q.Subject == b.node, q.Object == b.node
		switch {
		case from && (s.kind == stepOut || s.kind == stepBoth):
			out = append(out, b.moved(q.Object))
		case from && s.kind == stepHas && q.Object == s.object:
			return []binding{b}
		case from && (s.kind == stepSave || s.kind == stepSaveOptional):
			out = append(out, b.tagged(s.tag, q.Object))
		}
		if to && (s.kind == stepIn || s.kind == stepBoth) {
			out = append(out, b.moved(q.Subject))
		}
	}
	if s.kind == stepSaveOptional && out == nil {
		return []binding{b}
	}
	return out
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

// losesTags reports whether Cayley loses tags before or after this store has a
// say: its union lists some combinations, and its optimizer makes one of two
// optional steps in a row (shape.IntersectOpt.Optimize drops s.Opt).
func losesTags(steps []pathStep) bool {
	optional := 0
	for _, s := range steps {
		switch s.kind {
		case stepBoth:
			return true
		case stepSaveOptional:
			optional++
		}
	}
	return optional > 1
}

// TestPaths asks random paths of a store, and compares with a search through
// all quads, tags and all, and with Cayley's memstore, of which only the nodes
// count: it leaves out combinations of tags.
func TestPaths(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 8))
		m := model{}
		for range 120 {
			m.add(randomQuad(r))
		}
		s := open(t, t.TempDir())
		if err := s.Update(t.Context(), m.list(), nil); err != nil {
			t.Fatal(err)
		}
		mem := memstore.New(m.list()...)
		found := 0
		for i := range 400 {
			starts, steps := randomSteps(rand.New(rand.NewPCG(seed, uint64(1000+i))))
			got, want := answers(t, buildPath(s, starts, steps), s), bruteForce(m, starts, steps)
			found += len(want)
			ok := slices.Equal(got, want)
			if losesTags(steps) {
				ok = slices.Equal(nodesOf(got), nodesOf(want))
			}
			if !ok {
				t.Fatalf("seed %d, path %d: from %v: %+v\ngot  %q\nwant %q", seed, i, starts, steps, got, want)
			}
			if other := answers(t, buildPath(mem, starts, steps), mem); !slices.Equal(nodesOf(got), nodesOf(other)) {
				t.Fatalf("seed %d, path %d: from %v: %+v\ngot      %q\nmemstore %q", seed, i, starts, steps, got, other)
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
