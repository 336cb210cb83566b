package graph

import (
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
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

// filled is a graph in memory of at least n quads.
func filled(tb testing.TB, n int) *Graph {
	tb.Helper()
	g := inMemory(tb)
	fill(tb, g, world(tb, n))
	return g
}

func fill(tb testing.TB, g *Graph, records map[string][]schema.Position) {
	tb.Helper()
	for _, name := range slices.Sorted(maps.Keys(records)) {
		if err := g.ReplaceRecord(context.Background(), name, records[name]); err != nil {
			tb.Fatal(err)
		}
	}
}

// onDisk is a closed graph of as many quads as the flag says.
func onDisk(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "bench.db")
	g, err := Open(path, Options{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	fill(b, g, world(b, *size))
	if err := g.Compact(context.Background()); err != nil {
		b.Fatal(err)
	}
	if err := g.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// perSecond reports how many quads a second went through.
func perSecond(b *testing.B, g *Graph) {
	b.Helper()
	s, err := g.Stats(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(s.Quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
	b.ReportMetric(float64(s.Bytes)/float64(s.Quads), "bytes/quad")
}

// BenchmarkPut fills a new graph, record by record, with a wait for the disk
// after each and with one at the end.
func BenchmarkPut(b *testing.B) {
	records := world(b, *size)
	for _, o := range []Options{{}, {NoSync: true}} {
		b.Run(fmt.Sprintf("sync=%v", !o.NoSync), func(b *testing.B) {
			var path string
			for b.Loop() {
				path = filepath.Join(b.TempDir(), "put.db")
				g, err := Open(path, o)
				if err != nil {
					b.Fatal(err)
				}
				fill(b, g, records)
				if err := g.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.StopTimer()
			perSecond(b, open(b, path, Options{ReadOnly: true}))
		})
	}
}

// BenchmarkAsk is what users of one graph on the disk wait for.
func BenchmarkAsk(b *testing.B) {
	file := onDisk(b)
	ctx := context.Background()
	for _, o := range []Options{{}, {ReadOnly: true}} {
		b.Run(fmt.Sprintf("open/reading=%v", o.ReadOnly), func(b *testing.B) {
			for b.Loop() {
				g, err := Open(file, o)
				if err != nil {
					b.Fatal(err)
				}
				if err := g.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	g := open(b, file, Options{})
	v, err := g.store.view(ctx)
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	advocates, opposes := quad.IRI(schema.PropAdvocates), quad.IRI(schema.PropOpposes)
	state := rdf.IRI(g.base, "state/S60") // neither the loudest nor mute
	for _, c := range []struct {
		name string
		walk func(*path.Path) *path.Path
	}{
		{"one hop", func(p *path.Path) *path.Path { return p.Out(advocates) }},
		{"two hops and a filter", func(p *path.Path) *path.Path {
			return p.Out(advocates).In(advocates).Has(opposes, rdf.IRI(g.base, "instrument/treaty-on-matter-0")).Unique()
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			n := int64(0)
			for b.Loop() {
				if n, err = c.walk(path.StartPath(v, state)).Iterate(ctx).Count(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n), "results")
		})
	}
	for _, c := range []struct{ name, text string }{
		{"Gizmo, one hop", `g.V("state/S60").Out("dm:advocates").All()`},
		{"Gizmo, two hops and a filter", `g.V("state/S60").Out("dm:advocates").In("dm:advocates").Has("dm:opposes", "instrument/treaty-on-matter-0").Unique().All()`},
	} {
		b.Run(c.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				a, err := g.Query(ctx, Gizmo, c.text, Limits{Results: -1})
				if err != nil {
					b.Fatal(err)
				}
				n = len(a.Results)
			}
			b.ReportMetric(float64(n), "results")
		})
	}
	for _, f := range []Filter{
		{Record: "S/PV.1000"}, {Holder: "S60"}, {Holder: "S60", Stances: []schema.Stance{schema.Opposes}},
		{Entity: "Treaty on Matter 300"}, {Stances: []schema.Stance{schema.Opposes}}, {Side: schema.Against}, {Side: schema.For},
	} {
		b.Run(fmt.Sprintf("positions/record=%s,holder=%s,entity=%s,stances=%v,side=%s", f.Record, f.Holder, f.Entity, f.Stances, f.Side), func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = len(all(b, g, f))
			}
			b.ReportMetric(float64(n), "results")
		})
	}
	label := rdf.IRI(g.base, rdf.RecordKey("S/PV.1000"))
	b.Run("quads of a record", func(b *testing.B) {
		n := 0
		for b.Loop() {
			quads, err := g.store.quads(ctx, label)
			if err != nil {
				b.Fatal(err)
			}
			n = len(quads)
		}
		b.ReportMetric(float64(n), "results")
	})
	b.Run("replace a record", func(b *testing.B) { // a field of a third of its positions
		ps := all(b, g, Filter{Record: "S/PV.1000"})
		for b.Loop() {
			for i := 0; i < len(ps); i += 3 {
				ps[i].Confidence += 0.001
			}
			if err := g.ReplaceRecord(ctx, "S/PV.1000", ps); err != nil {
				b.Fatal(err)
			}
		}
	})
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
			perSecond(b, g)
		})
	}
}
