package store

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/kv/bolt"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
)

// The benchmarks compare this store with Cayley's memstore and bolt over the
// same quads in the same run:
//
//	go test ./graph/store -run '^$' -bench . -benchtime 2000x -quads 1000000
//
// They report medians, because a mean of microseconds is mostly the noise of
// the machine. bolt takes minutes to load; -peers store,memstore leaves it out.
var (
	benchQuads = flag.Int("quads", 100_000, "quads in benchmarks")
	benchPeers = flag.String("peers", "store,memstore,bolt", "stores in benchmarks")
)

// A peer is a loaded store.
type peer struct {
	name string
	qs   graph.QuadStore
	dir  string // "" in memory
	load time.Duration
	heap uint64 // bytes that the process got from loading
}

// A fixture is what all benchmarks share.
type fixture struct {
	quads []quad.Quad
	peers []peer
}

// loaded is made once and kept until the process ends.
var loaded = sync.OnceValues(func() (*fixture, error) {
	f := &fixture{quads: quadsOf(1, *benchQuads)}
	for _, name := range []string{"store", "memstore", "bolt"} {
		if !slices.Contains(filepath.SplitList(commasToList(*benchPeers)), name) {
			continue
		}
		p, err := loadPeer(name, f.quads)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		f.peers = append(f.peers, p)
	}
	return f, nil
})

func commasToList(s string) string {
	b := []byte(s)
	for i := range b {
		if b[i] == ',' {
			b[i] = filepath.ListSeparator
		}
	}
	return string(b)
}

func loadPeer(name string, quads []quad.Quad) (peer, error) {
	p := peer{name: name}
	if name != "memstore" {
		dir, err := os.MkdirTemp("", "bench-"+name)
		if err != nil {
			return p, err
		}
		p.dir = dir
	}
	before := rss()
	start := time.Now()
	switch name {
	case "store":
		s, err := Open(filepath.Join(p.dir, "s"), Options{})
		if err != nil {
			return p, err
		}
		if _, err := s.BulkLoad(context.Background(), &sliceReader{quads}, nil); err != nil {
			return p, err
		}
		p.qs = s
	case "memstore":
		p.qs = memstore.New(quads...)
	case "bolt":
		if err := graph.InitQuadStore("bolt", p.dir, graph.Options{"nosync": true}); err != nil {
			return p, err
		}
		qs, err := graph.NewQuadStore("bolt", p.dir, graph.Options{"nosync": true})
		if err != nil {
			return p, err
		}
		w, err := qs.NewQuadWriter()
		if err != nil {
			return p, err
		}
		for c := range slices.Chunk(quads, 10000) {
			if _, err := w.WriteQuads(c); err != nil {
				return p, err
			}
		}
		if err := w.Close(); err != nil {
			return p, err
		}
		p.qs = qs
	}
	p.load = time.Since(start)
	p.heap = rss() - before
	return p, nil
}

// rss returns the memory of the process that is in use, in bytes.
func rss() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

func TestMain(m *testing.M) {
	flag.Parse()
	if childMain() {
		return
	}
	code := m.Run()
	if flag.Lookup("test.bench").Value.String() != "" {
		if f, err := loaded(); err == nil {
			for _, p := range f.peers {
				p.qs.Close()
				if p.dir != "" {
					os.RemoveAll(p.dir)
				}
			}
		}
	}
	os.Exit(code)
}

// each runs a benchmark on every peer.
func each(b *testing.B, run func(b *testing.B, f *fixture, p peer)) {
	f, err := loaded()
	if err != nil {
		b.Fatal(err)
	}
	for _, p := range f.peers {
		b.Run(p.name, func(b *testing.B) { run(b, f, p) })
	}
}

// budget is when a benchmark ends before its iterations do: some stores take
// seconds for what others do in microseconds.
const budget = 20 * time.Second

// median runs once for each iteration and reports the median time.
func median(b *testing.B, unit string, per time.Duration, once func(i int)) {
	var times []time.Duration
	begin := time.Now()
	for i := 0; i < b.N && time.Since(begin) < budget; i++ {
		start := time.Now()
		once(i)
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2])/float64(per), "p50-"+unit)
	b.ReportMetric(float64(times[len(times)*95/100])/float64(per), "p95-"+unit)
	b.ReportMetric(float64(len(times)), "runs")
	b.ReportMetric(0, "ns/op")
}

func BenchmarkLoad(b *testing.B) {
	each(b, func(b *testing.B, f *fixture, p peer) {
		for b.Loop() {
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(len(f.quads))/p.load.Seconds(), "quads/s")
		b.ReportMetric(float64(p.heap)/(1<<20), "MB-after")
		if p.dir != "" {
			b.ReportMetric(float64(diskUsage(b, p.dir))/float64(len(f.quads)), "B/quad")
		}
	})
}

// diskUsage returns the size of the files under dir in bytes.
func diskUsage(t testing.TB, dir string) (size int64) {
	err := filepath.Walk(dir, func(_ string, i os.FileInfo, err error) error {
		if err == nil && !i.IsDir() {
			size += i.Sys().(*syscall.Stat_t).Blocks * 512
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return size
}

// sample returns objects or subjects of quads with a predicate, chosen at
// random.
func sample(f *fixture, p quad.Value, object bool) []quad.Value {
	var all []quad.Value
	for _, q := range f.quads {
		if q.Predicate != p {
			continue
		}
		if object {
			all = append(all, q.Object)
		} else {
			all = append(all, q.Subject)
		}
	}
	r := rand.New(rand.NewPCG(7, 7))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:min(len(all), 5000)]
}

func BenchmarkHop(b *testing.B) {
	each(b, func(b *testing.B, f *fixture, p peer) {
		starts := sample(f, dmHolder, false)
		median(b, "µs", time.Microsecond, func(i int) {
			got, err := path.StartPath(p.qs, starts[i%len(starts)]).Out(dmHolder).Iterate(b.Context()).AllValues(p.qs)
			if err != nil || len(got) != 1 {
				b.Fatal(got, err)
			}
		})
	})
}

// BenchmarkTwoHops goes from a speech to its positions, keeps those that
// support, and goes on to their targets.
func BenchmarkTwoHops(b *testing.B) {
	each(b, func(b *testing.B, f *fixture, p peer) {
		starts := sample(f, dmSpeech, true)
		n, runs := 0, 0
		median(b, "µs", time.Microsecond, func(i int) {
			got, err := path.StartPath(p.qs, starts[i%len(starts)]).In(dmSpeech).
				Has(dmStance, quad.IRI(dm+"supports")).Out(dmTarget).
				Iterate(b.Context()).AllValues(p.qs)
			if err != nil {
				b.Fatal(err)
			}
			n += len(got)
			runs++
		})
		b.ReportMetric(float64(n)/float64(runs), "results")
	})
}

func BenchmarkListGraph(b *testing.B) {
	each(b, func(b *testing.B, f *fixture, p peer) {
		graphs := len(f.quads) / quadsOfRecord
		median(b, "ms", time.Millisecond, func(i int) {
			n := 0
			if s, ok := p.qs.(*Store); ok {
				err := s.GraphQuads(b.Context(), recordLabel(i*31%graphs), func(quad.Quad) error { n++; return nil })
				if err != nil {
					b.Fatal(err)
				}
			} else {
				it := p.qs.QuadIterator(quad.Label, p.qs.ValueOf(recordLabel(i*31%graphs)))
				for it.Next(b.Context()) {
					p.qs.Quad(it.Result())
					n++
				}
				it.Close()
			}
			if n < quadsOfRecord/2 {
				b.Fatal(n)
			}
		})
	})
}

// BenchmarkReplaceGraph gives a record wholly new positions.
func BenchmarkReplaceGraph(b *testing.B) {
	each(b, func(b *testing.B, f *fixture, p peer) {
		s, ok := p.qs.(*Store)
		if !ok {
			b.Skip("no such operation")
		}
		g := newGenerator(99)
		graphs := len(f.quads) / quadsOfRecord
		next := make([][]quad.Quad, 64)
		for i := range next {
			next[i] = g.recordAs(recordLabel(i * 31 % graphs))
		}
		round := 0
		median(b, "ms", time.Millisecond, func(i int) {
			if i%len(next) == 0 && i > 0 {
				round++
				b.StopTimer()
				for k := range next {
					next[k] = g.recordAs(recordLabel((round*len(next) + k) * 31 % graphs))
				}
				b.StartTimer()
			}
			q := next[i%len(next)]
			if err := s.ReplaceGraph(b.Context(), q[0].Label, q); err != nil {
				b.Fatal(err)
			}
		})
		if err := s.Err(); err != nil {
			b.Fatal(err)
		}
	})
}
