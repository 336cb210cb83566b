package network

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// graphOf makes a graph of n nodes and of edges {from, to, weight}.
func graphOf(n int, edges ...[3]float64) *Graph {
	g := &Graph{}
	for v := range n {
		g.Nodes = append(g.Nodes, Node{ID: fmt.Sprintf("state/%05d", v), Label: fmt.Sprint(v), Type: "state"})
	}
	for _, e := range edges {
		a, b := int(min(e[0], e[1])), int(max(e[0], e[1]))
		g.Edges = append(g.Edges, Edge{a, b, e[2]})
	}
	slices.SortFunc(g.Edges, func(a, b Edge) int {
		if a.From != b.From {
			return a.From - b.From
		}
		return a.To - b.To
	})
	return g
}

// karate is Zachary's karate club, and the faction of each member.
func karate(t testing.TB) (*Graph, []int) {
	t.Helper()
	text, err := os.ReadFile("testdata/karate.txt")
	if err != nil {
		t.Fatal(err)
	}
	faction := make([]int, 34)
	var edges [][3]float64
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if members, ok := strings.CutPrefix(line, "faction "); ok {
			for _, f := range strings.Fields(members) {
				var v int
				if _, err := fmt.Sscan(f, &v); err != nil {
					t.Fatal(err)
				}
				faction[v-1] = 1
			}
		}
		var a, b float64
		if n, _ := fmt.Sscanf(line, "tie %g %g", &a, &b); n == 2 {
			edges = append(edges, [3]float64{a - 1, b - 1, 1})
		}
	}
	if len(edges) != 78 {
		t.Fatalf("%d ties, want 78", len(edges))
	}
	return graphOf(34, edges...), faction
}

// TestModularityByHand: two triangles joined by one edge have m = 7, and each
// side 3 edges within and 2·3+1 = 7 ends: Q = 2·(3/7 - (7/14)²) = 5/14.
func TestModularityByHand(t *testing.T) {
	g := graphOf(6, [3]float64{0, 1, 1}, [3]float64{0, 2, 1}, [3]float64{1, 2, 1},
		[3]float64{3, 4, 1}, [3]float64{3, 5, 1}, [3]float64{4, 5, 1}, [3]float64{2, 3, 1})
	sides := []int{0, 0, 0, 1, 1, 1}
	if q := Modularity(g, sides, 1); !near(q, 5.0/14) {
		t.Errorf("Q = %v, want 5/14", q)
	}
	// With γ = 2 chance weighs twice: 2·(3/7 - 2·1/4) = -1/7.
	if q := Modularity(g, sides, 2); !near(q, -1.0/7) {
		t.Errorf("Q = %v, want -1/7", q)
	}
	if q := Modularity(g, make([]int, 6), 1); !near(q, 0) {
		t.Errorf("all in one: Q = %v, want 0", q)
	}
	if b := Louvain(g, LouvainOptions{}); !slices.Equal(b.Of, sides) || !near(b.Modularity, 5.0/14) {
		t.Errorf("%+v", b)
	}
	// An edge of conflict ties nobody.
	g.Edges = append(g.Edges, Edge{4, 5, -9})
	if q := Modularity(g, sides, 1); !near(q, 5.0/14) {
		t.Errorf("with an edge of conflict: Q = %v, want 5/14", q)
	}
}

// The split of the karate club has Q = 0.3715 (Newman 2006, Physical Review E
// 74, 036104, section V, has 0.371), and the best of all partitions has 0.4198
// (Brandes et al. 2008, IEEE TKDE 20(2), table 1).
func TestModularityOfTheKarateClub(t *testing.T) {
	g, faction := karate(t)
	if q := Modularity(g, faction, 1); math.Abs(q-0.3715) > 5e-5 {
		t.Errorf("Q of the split = %.4f, want 0.3715", q)
	}
	b := Louvain(g, LouvainOptions{})
	if math.Abs(b.Modularity-0.4198) > 5e-5 || len(b.Members) != 4 {
		t.Errorf("Louvain: Q = %.4f with %d blocs, want 0.4198 with 4", b.Modularity, len(b.Members))
	}
	if q := Modularity(g, b.Of, 1); q != b.Modularity {
		t.Errorf("Louvain says Q = %v, and it is %v", b.Modularity, q)
	}
}

func TestResolution(t *testing.T) {
	g, _ := karate(t)
	last := 0
	for _, resolution := range []float64{0.1, 0.5, 1, 2, 4, 100} {
		n := len(Louvain(g, LouvainOptions{Resolution: resolution}).Members)
		if n < last {
			t.Errorf("%d blocs at resolution %v, and %d below it", n, resolution, last)
		}
		last = n
	}
	if last != 34 {
		t.Errorf("%d blocs at resolution 100, want each member alone", last)
	}
}

// Cliques in a ring, each tied to the next by one edge, are the blocs.
func ringOfCliques(cliques, size int, name func(int) int) (*Graph, []int) {
	var edges [][3]float64
	of := make([]int, cliques*size)
	for c := range cliques {
		for i := range size {
			v := c*size + i
			of[name(v)] = c
			for j := range i {
				edges = append(edges, [3]float64{float64(name(v)), float64(name(c*size + j)), 1})
			}
		}
		edges = append(edges, [3]float64{float64(name(c * size)), float64(name((c+1)%cliques*size + 1)), 1})
	}
	return graphOf(cliques*size, edges...), of
}

func TestBlocsOfCliquesWhateverTheirNames(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 10 {
		perm := r.Perm(40)
		g, want := ringOfCliques(8, 5, func(v int) int { return perm[v] })
		b := Louvain(g, LouvainOptions{})
		for v := range want {
			for u := range v {
				if (want[u] == want[v]) != (b.Of[u] == b.Of[v]) {
					t.Fatalf("nodes %d and %d: %v, want %v", u, v, b.Of, want)
				}
			}
		}
	}
}

func TestTheSameGraphHasTheSameBlocs(t *testing.T) {
	n := twoModeOf(t, random(1, 3000, 80, 60), Options{})
	g, err := n.Project(Subtract, Cosine)
	if err != nil {
		t.Fatal(err)
	}
	want := Louvain(g, LouvainOptions{Seed: 3})
	for range 3 {
		if got := Louvain(g, LouvainOptions{Seed: 3}); !reflect.DeepEqual(got, want) {
			t.Fatal("the same graph and seed give other blocs")
		}
	}
	if one := Louvain(g, LouvainOptions{Seed: 3, Runs: 1}); one.Modularity > want.Modularity+1e-12 {
		t.Errorf("ten runs are worse (%v) than one of them (%v)", want.Modularity, one.Modularity)
	}
}

// Every bloc hangs together, they are numbered by size, and nothing is gained
// by moving one node to another bloc.
func TestBlocsAreLocallyBest(t *testing.T) {
	for seed := range uint64(5) {
		g, err := twoModeOf(t, random(seed, 800, 30, 40), Options{}).Project(Congruence, Jaccard)
		if err != nil {
			t.Fatal(err)
		}
		b := Louvain(g, LouvainOptions{Seed: seed})
		ties := g.ties()
		if _, n := renumber(ties.pieces(b.Of)); n != len(b.Members) {
			t.Errorf("%d blocs in %d pieces", len(b.Members), n)
		}
		for c := 1; c < len(b.Members); c++ {
			if len(b.Members[c]) > len(b.Members[c-1]) {
				t.Errorf("bloc %d is larger than the one before it", c)
			}
		}
		if one := Modularity(g, make([]int, len(g.Nodes)), 1); b.Modularity < one {
			t.Errorf("Q = %v, and all in one bloc have %v", b.Modularity, one)
		}
	}
}
