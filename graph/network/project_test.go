package network

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// near reports whether two numbers are the same but for rounding.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }

// TestProjectByHand works every formula out for
//
//	        One     Two     Three   a    Σx²
//	AAA     +2      -1              3    5
//	BBB     +1      +3      -1      5    11
//	CCC             -2      +1 -1   4    6
//
// Congruence: AAA BBB 2·1 = 2 (One). AAA CCC 1·2 = 2 (Two). BBB CCC 1·1 = 1
// (Three). Conflict: AAA BBB 1·3 = 3 (Two). AAA CCC none. BBB CCC 3·2 + 1·1 = 7
// (Two, Three).
//
// Jaccard, what one says alone, the other alone, both jointly: AAA BBB 1 (Two
// -), 3+1 (Two +, Three -), 2·1 (One +) = 7. AAA CCC 2 (One +), 1+1 (Three +
// and -), 1·2 (Two -) = 6. BBB CCC 1+3 (One +, Two +), 2+1 (Two -, Three +),
// 1·1 (Three -) = 8.
func TestProjectByHand(t *testing.T) {
	n := twoModeOf(t, small(), Options{})
	pairs := []string{"AAA BBB", "AAA CCC", "BBB CCC"}
	for _, tt := range []struct {
		norm     Norm
		divisors [3]float64
	}{
		{NoNorm, [3]float64{1, 1, 1}},
		{AverageActivity, [3]float64{4, 3.5, 4.5}},
		{Jaccard, [3]float64{7, 6, 8}},
		{Cosine, [3]float64{math.Sqrt(55), math.Sqrt(30), math.Sqrt(66)}},
		{Product, [3]float64{15, 12, 20}},
	} {
		for mode, raw := range map[Mode][3]float64{Congruence: {2, 2, 1}, Conflict: {3, 0, 7}, Subtract: {-1, 2, -6}} {
			g, err := n.Project(mode, tt.norm)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]float64{}
			for _, e := range g.Edges {
				got[g.Nodes[e.From].Label+" "+g.Nodes[e.To].Label] = e.Weight
			}
			for i, pair := range pairs {
				if want := raw[i] / tt.divisors[i]; !near(got[pair], want) {
					t.Errorf("%s, %s, %s: %v, want %v", mode, tt.norm, pair, got[pair], want)
				}
			}
		}
	}
}

// TestProjectTargets works the network of targets: holders stand for both.
//
// One Two: congruence BBB 1·3 = 3, conflict AAA 2·1 = 2. One Three: conflict
// BBB 1·1 = 1. Two Three: congruence CCC 2·1 = 2, conflict BBB 3·1 + CCC 2·1 = 5.
func TestProjectTargets(t *testing.T) {
	g, err := twoModeOf(t, small(), Options{}).Transpose().Project(Subtract, NoNorm)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, e := range g.Edges {
		got[g.Nodes[e.From].Label+" "+g.Nodes[e.To].Label] = e.Weight
	}
	if want := map[string]float64{"One Two": 1, "One Three": -1, "Three Two": -3}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestWrongNames(t *testing.T) {
	n := twoModeOf(t, small(), Options{})
	if _, err := n.Project("affinity", NoNorm); err == nil {
		t.Error("no error for a mode that is none")
	}
	if _, err := n.Project(Congruence, "mean"); err == nil {
		t.Error("no error for a normalisation that is none")
	}
}

// TestProjectIsItsDefinition computes random networks by the formulas as they
// stand, over every pair, target and side.
func TestProjectIsItsDefinition(t *testing.T) {
	for seed := range uint64(5) {
		n := twoModeOf(t, random(seed, 600, 25, 30), Options{})
		for _, norm := range Norms() {
			for _, mode := range Modes() {
				g, err := n.Project(mode, norm)
				if err != nil {
					t.Fatal(err)
				}
				got := map[[2]int]float64{}
				for _, e := range g.Edges {
					if e.From >= e.To {
						t.Fatalf("edge from %d to %d", e.From, e.To)
					}
					got[[2]int{e.From, e.To}] = e.Weight
				}
				for i := range n.Holders {
					for j := i + 1; j < len(n.Holders); j++ {
						want := defined(n, i, j, mode, norm)
						if back := defined(n, j, i, mode, norm); !near(want, back) {
							t.Fatalf("%s, %s: %v one way, %v the other", mode, norm, want, back)
						}
						if w := got[[2]int{i, j}]; !near(w, want) {
							t.Fatalf("seed %d, %s, %s, %d %d: %v, want %v", seed, mode, norm, i, j, w, want)
						}
					}
				}
			}
		}
	}
}

// defined is the weight of two holders by the formulas.
func defined(n *TwoMode, a, b int, mode Mode, norm Norm) float64 {
	var congruence, conflict, ai, bi, asq, bsq, alone, joint float64
	for j := range n.Targets {
		x, y := n.Cell(a, j), n.Cell(b, j)
		xs, ys := [2]float64{float64(x.Minus), float64(x.Plus)}, [2]float64{float64(y.Minus), float64(y.Plus)}
		for k := range 2 {
			congruence += xs[k] * ys[k]
			conflict += xs[k] * ys[1-k]
			ai, bi = ai+xs[k], bi+ys[k]
			asq, bsq = asq+xs[k]*xs[k], bsq+ys[k]*ys[k]
			if ys[k] == 0 {
				alone += xs[k]
			}
			if xs[k] == 0 {
				alone += ys[k]
			}
			joint += xs[k] * ys[k]
		}
	}
	y := map[Mode]float64{Congruence: congruence, Conflict: conflict, Subtract: congruence - conflict}[mode]
	d := map[Norm]float64{NoNorm: 1, AverageActivity: (ai + bi) / 2, Jaccard: alone + joint, Cosine: math.Sqrt(asq * bsq), Product: ai * bi}[norm]
	if d == 0 {
		return 0
	}
	return y / d
}

func TestNormalisedWeightsLieBetweenZeroAndOne(t *testing.T) {
	for seed := range uint64(10) {
		ps := random(seed, 500, 20, 10)
		for _, counting := range []Counting{EachPosition, Once} {
			n := twoModeOf(t, ps, Options{Counting: counting})
			for _, norm := range []Norm{AverageActivity, Jaccard, Cosine, Product} {
				for _, mode := range []Mode{Congruence, Conflict} {
					if counting == EachPosition && (norm == AverageActivity || mode == Conflict) {
						continue // as the comment of Norm has it
					}
					g, err := n.Project(mode, norm)
					if err != nil {
						t.Fatal(err)
					}
					for _, e := range g.Edges {
						if e.Weight <= 0 || e.Weight > 1+1e-12 {
							t.Fatalf("%s, %s, counting %q: weight %v", mode, norm, counting, e.Weight)
						}
					}
				}
			}
		}
	}
}

// Two who say the same have cosine 1, and Jaccard 1 if they say it once.
func TestAlike(t *testing.T) {
	ps := slices.Concat(times(2, said("AAA", "supports", "", "One")), times(1, said("AAA", "opposes", "", "Two")),
		times(2, said("BBB", "supports", "", "One")), times(1, said("BBB", "opposes", "", "Two")))
	for _, tt := range []struct {
		norm Norm
		how  Counting
	}{{Cosine, EachPosition}, {Jaccard, Once}, {AverageActivity, Once}} {
		g, err := twoModeOf(t, ps, Options{Counting: tt.how}).Project(Congruence, tt.norm)
		if err != nil || len(g.Edges) != 1 || !near(g.Edges[0].Weight, 1) {
			t.Errorf("%s: %v, %v", tt.norm, g, err)
		}
	}
}

func TestAtLeast(t *testing.T) {
	g, err := twoModeOf(t, small(), Options{}).Project(Subtract, NoNorm)
	if err != nil {
		t.Fatal(err)
	}
	kept := g.AtLeast(0)
	if len(kept.Edges) != 1 || kept.EdgeColumns[0].Ints[0] != 2 || len(g.Edges) != 3 {
		t.Errorf("%+v", kept)
	}
}
