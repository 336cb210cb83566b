package postgres

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	cayleysql "github.com/cayleygraph/cayley/graph/sql"
	cayleypostgres "github.com/cayleygraph/cayley/graph/sql/postgres"
	"github.com/cayleygraph/quad"
)

// The benchmarks load graphs of 1,000 quads each, like records of some
// speeches, into this store and into Cayley's own backend on the same server:
//
//	go test ./graph/postgres -run '^$' -bench . -benchtime 1x -quads 100000
var (
	benchQuads = flag.Int("quads", 20_000, "quads that the benchmarks load")
	benchStock = flag.Bool("stock", true, "measure Cayley's own backend as well")
)

const perGraph = 1000

// benchGraph has the quads of one record: 125 positions of 8 quads each.
func benchGraph(g int) []quad.Quad {
	label := quad.IRI(fmt.Sprintf("https://demarche.example/id/record/A/%d", g))
	var out []quad.Quad
	add := func(s, p, o quad.Value) {
		out = append(out, quad.Quad{Subject: s, Predicate: p, Object: o, Label: label})
	}
	for i := range perGraph / 8 {
		n := g*perGraph + i
		position := quad.IRI(fmt.Sprintf("https://demarche.example/id/position/%08x", n*2654435761%(1<<32)))
		state := quad.IRI(fmt.Sprintf("https://demarche.example/id/state/%d", n*7%193))
		target := quad.IRI(fmt.Sprintf("https://demarche.example/id/instrument/%d", n*31%997))
		add(position, ns("type"), ns("Position"))
		add(position, ns("holder"), state)
		add(position, ns("target"), target)
		add(position, ns("stance"), ns(fmt.Sprintf("stance%d", n%12)))
		add(position, ns("confidence"), quad.Float(float64(n*37%1000)/1000))
		add(position, ns("start"), quad.Int(n))
		add(position, ns("words"), quad.String(fmt.Sprintf("we welcome, in the words of paragraph %d, further consultations on this instrument", n)))
		add(state, ns("advocates"), target)
	}
	return out
}

func ns(s string) quad.IRI { return quad.IRI("https://demarche.example/ns#" + s) }

// graphReader reads graph after graph.
type graphReader struct {
	graphs, next int
	left         []quad.Quad
}

func (r *graphReader) ReadQuad() (quad.Quad, error) {
	if len(r.left) == 0 && r.next < r.graphs {
		r.left = benchGraph(r.next)
		r.next++
	}
	return (&sliceReader{r.left}).take(&r.left)
}

func (r *sliceReader) take(left *[]quad.Quad) (quad.Quad, error) {
	q, err := r.ReadQuad()
	*left = r.quads
	return q, err
}

// BenchmarkStore measures all in one run, so that what is compared was
// measured together.
func BenchmarkStore(b *testing.B) {
	graphs := max(*benchQuads/perGraph, 1)
	ours := open(b, address(b))
	b.Run("load/demarche", func(b *testing.B) {
		for range b.N {
			s := open(b, address(b))
			if _, err := s.BulkLoad(b.Context(), &graphReader{graphs: graphs}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N*graphs*perGraph)/b.Elapsed().Seconds(), "quads/s")
	})
	if _, err := ours.BulkLoad(b.Context(), &graphReader{graphs: graphs}); err != nil {
		b.Fatal(err)
	}
	if size, err := ours.Bytes(b.Context()); err == nil {
		b.Logf("%d quads take %d bytes each", graphs*perGraph, size/int64(graphs*perGraph))
	}
	var stock graph.QuadStore
	if *benchStock {
		addr := address(b)
		if err := cayleysql.Init(cayleypostgres.Type, addr, nil); err != nil {
			b.Fatal(err)
		}
		var err error
		if stock, err = cayleysql.New(cayleypostgres.Type, addr, nil); err != nil {
			b.Fatal(err)
		}
		defer stock.Close()
		b.Run("load/stock", func(b *testing.B) {
			for range b.N {
				for g := range graphs {
					if err := stock.ApplyDeltas(adding(benchGraph(g)), graph.IgnoreOpts{IgnoreDup: true}); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.N*graphs*perGraph)/b.Elapsed().Seconds(), "quads/s")
		})
		execAt(b, addr, "ANALYZE")
	}
	state := func(i int) quad.Value {
		return quad.IRI(fmt.Sprintf("https://demarche.example/id/state/%d", i*13%193))
	}
	view := func() (graph.QuadStore, func()) {
		v, err := ours.View(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		return v, func() { v.Close() }
	}
	plain := func() (graph.QuadStore, func()) { return stock, func() {} }
	each(b, "1-hop", 20, view, plain, stock != nil, func(i int, p *path.Path) *path.Path {
		return p.Is(state(i)).Out(ns("advocates"))
	})
	each(b, "2-hop", 5, view, plain, stock != nil, func(i int, p *path.Path) *path.Path {
		return p.Is(state(i)).In(ns("holder")).HasFilter(ns("confidence"), false, above(0.8)).Out(ns("target")).Unique()
	})
	each(b, "2-hop-who", 3, view, plain, stock != nil && *benchQuads <= 20_000, func(i int, p *path.Path) *path.Path {
		return p.Is(state(i)).Out(ns("advocates")).Unique().In(ns("advocates")).Unique()
	})
	b.Run("list/demarche", func(b *testing.B) {
		median(b, 20, func(i int) {
			label := benchGraph(i * 3 % graphs)[0].Label
			n := 0
			if err := ours.GraphQuads(b.Context(), label, func(quad.Quad) error { n++; return nil }); err != nil || n != perGraph {
				b.Fatal(n, err)
			}
		})
	})
	if stock != nil {
		b.Run("list/stock", func(b *testing.B) {
			median(b, 3, func(i int) {
				if n := len(listed(stock, benchGraph(i * 3 % graphs)[0].Label)); n != perGraph {
					b.Fatal(n)
				}
			})
		})
	}
	b.Run("replace/demarche", func(b *testing.B) {
		median(b, 10, func(i int) {
			quads := benchGraph(i * 3 % graphs)
			for k := i % 5; k < len(quads); k += 5 { // a fifth is new
				quads[k].Object = quad.String(fmt.Sprint("new ", i, k))
			}
			if err := ours.ReplaceGraph(b.Context(), quads[0].Label, quads); err != nil {
				b.Fatal(err)
			}
		})
	})
	if stock != nil {
		b.Run("replace/stock", func(b *testing.B) {
			median(b, 2, func(i int) { // deletes and adds apart, because together they corrupt
				quads := benchGraph(i * 3 % graphs)
				var gone []graph.Delta
				for _, q := range listed(stock, quads[0].Label) {
					gone = append(gone, graph.Delta{Quad: q, Action: graph.Delete})
				}
				if err := stock.ApplyDeltas(gone, graph.IgnoreOpts{IgnoreMissing: true}); err != nil {
					b.Fatal(err)
				}
				if err := stock.ApplyDeltas(adding(quads), graph.IgnoreOpts{IgnoreDup: true}); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
	sound(b, ours)
}

// above asks for numbers greater than n.
func above(n float64) shape.ValueFilter {
	return shape.Comparison{Op: iterator.CompareGT, Val: quad.Float(n)}
}

func adding(quads []quad.Quad) []graph.Delta {
	out := make([]graph.Delta, len(quads))
	for i, q := range quads {
		out[i] = graph.Delta{Quad: q, Action: graph.Add}
	}
	return out
}

func listed(qs graph.QuadStore, label quad.Value) (out []quad.Quad) {
	for it := qs.QuadIterator(quad.Label, qs.ValueOf(label)); it.Next(context.Background()); {
		out = append(out, qs.Quad(it.Result()))
	}
	return out
}

// each asks both stores the same question about different things.
func each(b *testing.B, name string, runs int, ours, stock func() (graph.QuadStore, func()), both bool, build func(int, *path.Path) *path.Path) {
	for _, who := range []struct {
		name string
		open func() (graph.QuadStore, func())
	}{{"demarche", ours}, {"stock", stock}} {
		if who.name == "stock" && !both {
			continue
		}
		b.Run(name+"/"+who.name, func(b *testing.B) {
			results := 0
			median(b, runs, func(i int) {
				qs, done := who.open()
				defer done()
				got, err := build(i, path.StartPath(qs)).Iterate(b.Context()).AllValues(qs)
				if err != nil {
					b.Fatal(err)
				}
				results = len(got)
			})
			b.ReportMetric(float64(results), "results")
		})
	}
}

// median reports the median time of some runs.
func median(b *testing.B, runs int, once func(i int)) {
	var times []time.Duration
	for range b.N {
		for i := range runs {
			start := time.Now()
			once(i)
			times = append(times, time.Since(start))
		}
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "ms/p50")
}
