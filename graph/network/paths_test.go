package network

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// paths measures g.
func paths(t testing.TB, g *Graph, o PathOptions) Paths {
	t.Helper()
	p, err := ShortestPaths(t.Context(), g, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// checkAll compares numbers one by one.
func checkAll(t *testing.T, what string, got, want []float64, by float64) {
	t.Helper()
	for v := range want {
		if len(got) != len(want) || math.Abs(got[v]-want[v]) > by {
			t.Errorf("%s: %v, want %v", what, got, want)
			return
		}
	}
}

// TestBetweennessByHand: on the path 0-1-2-3-4 node 2 lies between 0,1 and
// 3,4: 4 pairs; node 1 between 0 and 2,3,4: 3. On a square each node lies on
// one of the two paths between its neighbours: 1/2. In a star the centre lies
// between all 6 pairs of its 4 leaves.
func TestBetweennessByHand(t *testing.T) {
	line := graphOf(5, [3]float64{0, 1, 1}, [3]float64{1, 2, 1}, [3]float64{2, 3, 1}, [3]float64{3, 4, 1})
	checkAll(t, "path", paths(t, line, PathOptions{Raw: true}).Betweenness, []float64{0, 3, 4, 3, 0}, 1e-12)
	checkAll(t, "path, of 6 pairs", paths(t, line, PathOptions{}).Betweenness, []float64{0, 0.5, 4.0 / 6, 0.5, 0}, 1e-12)
	checkAll(t, "path, closeness", paths(t, line, PathOptions{}).Closeness, []float64{0.4, 4.0 / 7, 4.0 / 6, 4.0 / 7, 0.4}, 1e-12)
	square := graphOf(4, [3]float64{0, 1, 1}, [3]float64{1, 2, 1}, [3]float64{2, 3, 1}, [3]float64{0, 3, 1})
	checkAll(t, "square", paths(t, square, PathOptions{Raw: true}).Betweenness, []float64{.5, .5, .5, .5}, 1e-12)
	star := graphOf(5, [3]float64{0, 1, 1}, [3]float64{0, 2, 1}, [3]float64{0, 3, 1}, [3]float64{0, 4, 1})
	checkAll(t, "star", paths(t, star, PathOptions{Raw: true}).Betweenness, []float64{6, 0, 0, 0, 0}, 1e-12)
}

// TestWeightsMakeWays: 0-1 is weak (length 4), 0-2-1 strong (1 + 1), so that
// the way leads by 2 where weights count, and does not where they do not. An
// edge of conflict is no way.
func TestWeightsMakeWays(t *testing.T) {
	g := graphOf(3, [3]float64{0, 1, 0.25}, [3]float64{0, 2, 1}, [3]float64{1, 2, 1})
	checkAll(t, "by steps", paths(t, g, PathOptions{Raw: true}).Betweenness, []float64{0, 0, 0}, 1e-12)
	p := paths(t, g, PathOptions{Raw: true, Weighted: true})
	checkAll(t, "by weights", p.Betweenness, []float64{0, 0, 1}, 1e-12)
	checkAll(t, "closeness by weights", p.Closeness, []float64{2.0 / 3, 2.0 / 3, 1}, 1e-12)
	apart := graphOf(4, [3]float64{0, 1, 1}, [3]float64{1, 2, -1}, [3]float64{2, 3, 1})
	checkAll(t, "apart", paths(t, apart, PathOptions{}).Betweenness, []float64{0, 0, 0, 0}, 0)
	checkAll(t, "apart, closeness", paths(t, apart, PathOptions{}).Closeness, []float64{1. / 3, 1. / 3, 1. / 3, 1. / 3}, 1e-12)
}

// kite is Krackhardt's kite: Andre, Beverly, Carol, Diane, Ed, Fernando,
// Garth, Heather, Ike and Jane.
func kite() *Graph {
	var edges [][3]float64
	for _, e := range [][2]float64{{0, 1}, {0, 2}, {0, 3}, {0, 5}, {1, 3}, {1, 4}, {1, 6}, {2, 3}, {2, 5},
		{3, 4}, {3, 5}, {3, 6}, {4, 6}, {5, 6}, {5, 7}, {6, 7}, {7, 8}, {8, 9}} {
		edges = append(edges, [3]float64{e[0], e[1], 1})
	}
	return graphOf(10, edges...)
}

// TestKrackhardtsKite has the centralities of Krackhardt 1990 (Administrative
// Science Quarterly 35(2), 342-369, figure 1 and its discussion): most ties
// has Diane, most between is Heather, closest are Fernando and Garth.
func TestKrackhardtsKite(t *testing.T) {
	g := kite()
	if d := Degrees(g); !slices.Equal(d, []int{4, 4, 3, 6, 3, 5, 5, 3, 2, 1}) {
		t.Errorf("degrees %v", d)
	}
	p := paths(t, g, PathOptions{})
	checkAll(t, "betweenness", p.Betweenness, []float64{.023, .023, 0, .102, 0, .231, .231, .389, .222, 0}, 5e-4)
	checkAll(t, "closeness", p.Closeness, []float64{.529, .529, .500, .600, .500, .643, .643, .600, .429, .310}, 5e-4)
}

// brute counts shortest paths by their definition: distances by Floyd and
// Warshall, numbers of paths by going through the nodes by distance.
func brute(g *Graph, weighted bool) []float64 {
	n := len(g.Nodes)
	dist, length, count := make([][]float64, n), make([][]float64, n), make([][]float64, n)
	for i := range n {
		dist[i], length[i], count[i] = make([]float64, n), make([]float64, n), make([]float64, n)
		for j := range n {
			dist[i][j], length[i][j] = math.Inf(1), math.Inf(1)
		}
		dist[i][i] = 0
	}
	for _, e := range g.Edges {
		if e.Weight > 0 {
			l := 1.0
			if weighted {
				l = 1 / e.Weight
			}
			dist[e.From][e.To], dist[e.To][e.From] = l, l
			length[e.From][e.To], length[e.To][e.From] = l, l
		}
	}
	for k := range n {
		for i := range n {
			for j := range n {
				dist[i][j] = min(dist[i][j], dist[i][k]+dist[k][j])
			}
		}
	}
	for s := range n {
		order := make([]int, n)
		for v := range order {
			order[v] = v
		}
		slices.SortStableFunc(order, func(a, b int) int {
			if dist[s][a] < dist[s][b] {
				return -1
			}
			return 1
		})
		count[s][s] = 1
		for _, w := range order {
			for v := range n {
				if w != s && !math.IsInf(dist[s][w], 1) && dist[s][v]+length[v][w] == dist[s][w] {
					count[s][w] += count[s][v]
				}
			}
		}
	}
	b := make([]float64, n)
	for s := range n {
		for t := range s {
			for v := range n {
				if v != s && v != t && !math.IsInf(dist[s][t], 1) && dist[s][v]+dist[v][t] == dist[s][t] {
					b[v] += count[s][v] * count[v][t] / count[s][t]
				}
			}
		}
	}
	return b
}

// scattered is a random graph whose weights have exact inverses.
func scattered(seed uint64, n int, density float64) *Graph {
	r := rand.New(rand.NewPCG(seed, 2))
	var edges [][3]float64
	for b := range n {
		for a := range b {
			if r.Float64() < density {
				edges = append(edges, [3]float64{float64(a), float64(b), []float64{-1, 0.25, 0.5, 1, 2}[r.IntN(5)]})
			}
		}
	}
	return graphOf(n, edges...)
}

func TestBrandesAgainstTheDefinition(t *testing.T) {
	for seed := range uint64(40) {
		g := scattered(seed, 5+int(seed), 0.05+float64(seed%8)/20)
		for _, weighted := range []bool{false, true} {
			checkAll(t, "betweenness", paths(t, g, PathOptions{Raw: true, Weighted: weighted}).Betweenness, brute(g, weighted), 1e-9)
		}
	}
}

// Weights that are all 1 change nothing, nor does the number of workers, to
// the last bit.
func TestWorkersChangeNothing(t *testing.T) {
	g := scattered(1, 300, 0.05)
	for _, weighted := range []bool{false, true} {
		want := paths(t, g, PathOptions{Weighted: weighted, Workers: 1})
		for _, workers := range []int{2, 3, 7, 200} {
			got := paths(t, g, PathOptions{Weighted: weighted, Workers: workers})
			if !slices.Equal(got.Betweenness, want.Betweenness) || !slices.Equal(got.Closeness, want.Closeness) {
				t.Errorf("%d workers give another result", workers)
			}
		}
	}
	for i := range g.Edges {
		g.Edges[i].Weight = 1
	}
	checkAll(t, "unit weights", paths(t, g, PathOptions{Weighted: true}).Betweenness, paths(t, g, PathOptions{}).Betweenness, 1e-9)
}

// renamed is g with node v called perm[v].
func renamed(g *Graph, perm []int) *Graph {
	var edges [][3]float64
	for _, e := range g.Edges {
		edges = append(edges, [3]float64{float64(perm[e.From]), float64(perm[e.To]), e.Weight})
	}
	return graphOf(len(g.Nodes), edges...)
}

func TestNamesAreNothing(t *testing.T) {
	g := scattered(4, 60, 0.1)
	perm := rand.New(rand.NewPCG(1, 1)).Perm(60)
	h := renamed(g, perm)
	back := func(x []float64) []float64 {
		y := make([]float64, len(x))
		for v := range x {
			y[v] = x[perm[v]]
		}
		return y
	}
	for _, weighted := range []bool{false, true} {
		a, b := paths(t, g, PathOptions{Weighted: weighted}), paths(t, h, PathOptions{Weighted: weighted})
		checkAll(t, "betweenness", back(b.Betweenness), a.Betweenness, 1e-12)
		checkAll(t, "closeness", back(b.Closeness), a.Closeness, 1e-12)
	}
	a, err := Eigenvector(t.Context(), g)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Eigenvector(t.Context(), h)
	if err != nil {
		t.Fatal(err)
	}
	checkAll(t, "eigenvector", back(b), a, 1e-8)
	checkAll(t, "strength", back(Strengths(h)), Strengths(g), 1e-12)
}

// TestEigenvectorByHand: on the path 0-1-2 the vector is (1, √2, 1)/2 with λ =
// √2. The star and the path have two sides, on which iteration on A alone
// would swing for ever.
func TestEigenvectorByHand(t *testing.T) {
	x, err := Eigenvector(t.Context(), graphOf(3, [3]float64{0, 1, 1}, [3]float64{1, 2, 1}))
	if err != nil {
		t.Fatal(err)
	}
	checkAll(t, "path", x, []float64{0.5, math.Sqrt2 / 2, 0.5}, 1e-9)
	g := scattered(2, 40, 0.3)
	x, err = Eigenvector(t.Context(), g)
	if err != nil {
		t.Fatal(err)
	}
	// A·x = λ·x, with one λ for all.
	ties := g.ties()
	lambda, squares := 0.0, 0.0
	for v := range x {
		to, weights := ties.of(v)
		sum := 0.0
		for i, u := range to {
			sum += weights[i] * x[u]
		}
		squares += x[v] * x[v]
		if lambda == 0 {
			lambda = sum / x[v]
		}
		if math.Abs(sum-lambda*x[v]) > 1e-8 || x[v] < 0 {
			t.Errorf("node %d: A·x = %v, λ·x = %v", v, sum, lambda*x[v])
		}
	}
	if !near(squares, 1) {
		t.Errorf("length² = %v, want 1", squares)
	}
	if x, err = Eigenvector(t.Context(), graphOf(2, [3]float64{0, 1, -1})); err != nil || !slices.Equal(x, []float64{0, 0}) {
		t.Errorf("no ties: %v, %v", x, err)
	}
}

func TestACancelledMeasureIsAnError(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ShortestPaths(ctx, kite(), PathOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("ShortestPaths: %v", err)
	}
	if _, err := Eigenvector(ctx, kite()); !errors.Is(err, context.Canceled) {
		t.Errorf("Eigenvector: %v", err)
	}
}
