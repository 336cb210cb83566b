package network

import (
	"fmt"
	"math/rand/v2"
	"testing"

	gonum "gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
)

// large is a random graph of 5,000 nodes and 50,000 edges.
func large() *Graph {
	r := rand.New(rand.NewPCG(11, 11))
	seen := map[[2]int]bool{}
	var edges [][3]float64
	for len(edges) < 50_000 {
		a, b := r.IntN(5000), r.IntN(5000)
		if at := [2]int{min(a, b), max(a, b)}; a != b && !seen[at] {
			seen[at] = true
			edges = append(edges, [3]float64{float64(a), float64(b), 1 + float64(r.IntN(9))})
		}
	}
	return graphOf(5000, edges...)
}

// BenchmarkBetweenness measures 5,000 nodes and 50,000 edges, ours and
// gonum's:
//
//	go test ./graph/network -run xxx -bench Betweenness -benchtime 1x -timeout 30m
func BenchmarkBetweenness(b *testing.B) {
	g := large()
	for name, o := range map[string]PathOptions{"steps": {}, "weights": {Weighted: true}, "steps, one worker": {Workers: 1}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				paths(b, g, o)
			}
		})
	}
	b.Run("gonum, steps", func(b *testing.B) {
		peer := simple.NewUndirectedGraph()
		for _, e := range g.Edges {
			peer.SetEdge(simple.Edge{F: simple.Node(e.From), T: simple.Node(e.To)})
		}
		for b.Loop() {
			gonum.Betweenness(peer)
		}
	})
}

// TestGonumAgrees compares with the peer of the benchmark, which counts each
// pair from both ends and leaves out nodes between nobody.
func TestGonumAgrees(t *testing.T) {
	g := scattered(7, 120, 0.06)
	peer := simple.NewUndirectedGraph()
	for _, e := range g.Edges {
		if e.Weight > 0 {
			peer.SetEdge(simple.Edge{F: simple.Node(e.From), T: simple.Node(e.To)})
		}
	}
	theirs := gonum.Betweenness(peer)
	want := make([]float64, len(g.Nodes))
	for v := range want {
		want[v] = theirs[int64(v)] / 2
	}
	checkAll(t, "betweenness", paths(t, g, PathOptions{Raw: true}).Betweenness, want, 1e-9)
}

// BenchmarkCollect reads 100,000 positions of 190 holders toward 400 targets.
func BenchmarkCollect(b *testing.B) {
	ps := random(1, 100_000, 190, 400)
	for _, window := range []string{"", "1y", "5y/1y"} {
		b.Run(fmt.Sprintf("window=%s", window), func(b *testing.B) {
			var o Options
			if window != "" {
				w, err := ParseWindow(window)
				if err != nil {
					b.Fatal(err)
				}
				o.Window = w
			}
			b.ReportAllocs()
			for b.Loop() {
				c, err := Collect(All(ps), o)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := c.Slices(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkProject(b *testing.B) {
	n := twoModeOf(b, random(1, 100_000, 5000, 2000), Options{})
	for b.Loop() {
		if _, err := n.Project(Subtract, Jaccard); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLouvain(b *testing.B) {
	g := large()
	for b.Loop() {
		Louvain(g, LouvainOptions{})
	}
}
