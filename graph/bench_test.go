package graph

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

// size is how many quads the benchmarks work on: say
//
//	go test ./graph -run xxx -bench . -quads 1000000
var size = flag.Int("quads", 50_000, "quads in benchmarks")

// world makes records as real ones are, until they hold n quads: 190 states,
// 400 instruments of which some are spoken of far more than others, 25
// positions a speech.
func world(tb testing.TB, n int) map[string][]schema.Position {
	tb.Helper()
	d := rand.New(rand.NewPCG(7, 7))
	stances := schema.Stances()
	records := map[string][]schema.Position{}
	for quads := 0; quads < n; {
		name := fmt.Sprintf("S/PV.%d", 1000+len(records))
		var ps []schema.Position
		for speech := range 8 {
			holder := fmt.Sprintf("S%02d", int(190*d.Float64()*d.Float64()))
			for k := range 25 {
				i := int(400 * d.Float64() * d.Float64() * d.Float64())
				title := fmt.Sprintf("Treaty on Matter %d", i)
				named := []schema.Mention{{Mention: "the Treaty", Type: schema.TypeInstrument, Name: title, ID: schema.Key(schema.TypeInstrument, title)}}
				if d.IntN(3) == 0 {
					named = nil
				}
				p := position(name, speech+1, holder, stances[d.IntN(len(stances))], fmt.Sprintf("the work of the Treaty on matter %d", i), float64(d.IntN(100))/100, named...)
				p.Start, p.End = 400*k, 400*k+len(p.Evidence)
				p.Cue, p.Proposition, p.Strength, p.Modality = "we believe that", "the work on it should go on as before", 2, schema.Should
				p.SetID()
				ps = append(ps, p)
			}
		}
		records[name] = ps
		quads += len(ps) * 22
	}
	return records
}

func filled(tb testing.TB, n int) *Graph {
	tb.Helper()
	g := inMemory(tb)
	for name, ps := range world(tb, n) {
		if err := g.ReplaceRecord(context.Background(), name, ps); err != nil {
			tb.Fatal(err)
		}
	}
	return g
}

// each reports the time a quad.
func each(b *testing.B, g *Graph) {
	b.Helper()
	s, err := g.Stats(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(s.Quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
}

func BenchmarkReplaceRecords(b *testing.B) {
	records := world(b, *size)
	var g *Graph
	for b.Loop() {
		g, _ = Open("", Options{})
		for name, ps := range records {
			if err := g.ReplaceRecord(context.Background(), name, ps); err != nil {
				b.Fatal(err)
			}
		}
	}
	each(b, g)
}

func BenchmarkReplaceOneRecord(b *testing.B) {
	g := filled(b, *size)
	ps := all(b, g, Filter{Record: "S/PV.1000"})
	for b.Loop() {
		ps[0].Confidence += 0.001
		if err := g.ReplaceRecord(context.Background(), "S/PV.1000", ps); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPositions(b *testing.B) {
	g := filled(b, *size)
	for b.Loop() {
		all(b, g, Filter{Holder: "S01"})
	}
	each(b, g)
}

func BenchmarkExport(b *testing.B) {
	g := filled(b, *size)
	for _, f := range rdf.Formats() {
		b.Run(f.String(), func(b *testing.B) {
			for b.Loop() {
				if err := g.Export(context.Background(), io.Discard, f, Filter{}); err != nil {
					b.Fatal(err)
				}
			}
			each(b, g)
		})
	}
}

// hops runs a traversal from a state that is neither the loudest nor mute.
func hops(b *testing.B, walk func(*path.Path) *path.Path) {
	g := filled(b, *size)
	view, err := g.store.view(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	state := rdf.IRI(g.base, "state/S60")
	n := int64(0)
	for b.Loop() {
		if n, err = walk(path.StartPath(view, state)).Iterate(context.Background()).Count(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n), "results")
}

func BenchmarkOneHop(b *testing.B) {
	advocates := quad.IRI(schema.PropAdvocates)
	hops(b, func(p *path.Path) *path.Path { return p.Out(advocates) })
}

func BenchmarkTwoHops(b *testing.B) {
	advocates := quad.IRI(schema.PropAdvocates)
	hops(b, func(p *path.Path) *path.Path { return p.Out(advocates).In(advocates) })
}

func BenchmarkGizmoTwoHops(b *testing.B) {
	g := filled(b, *size)
	for b.Loop() {
		_, err := g.Query(context.Background(), Gizmo, `g.V("state/S60").Out("dm:advocates").In("dm:advocates").Unique().All()`, Limits{Results: -1})
		if err != nil {
			b.Fatal(err)
		}
	}
}
