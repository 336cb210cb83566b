package model

import (
	"math/rand/v2"
	"testing"
)

// The tree found has the highest sum of scores of all trees with one root, for small
// sentences with every tree tried.
func TestTree(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 400 {
		n := 2 + rnd.IntN(4)
		s := make([]float32, n*n)
		for i := range s {
			s[i] = float32(rnd.NormFloat64())
		}
		want := bestByTrying(s, n, make([]int, n), 1)
		h := Tree(append([]float32(nil), s...), n)
		if got := sum(s, n, h); !isTree(h) || got < want-1e-4 {
			t.Fatalf("n=%d: %v has %g, best %g", n, h, got, want)
		}
	}
}

func bestByTrying(s []float32, n int, h []int, i int) float32 {
	if i == n {
		if !isTree(h) {
			return -1e9
		}
		return sum(s, n, h)
	}
	best := float32(-1e9)
	for j := range n {
		if j != i {
			h[i] = j
			best = max(best, bestByTrying(s, n, h, i+1))
		}
	}
	return best
}

func sum(s []float32, n int, h []int) float32 {
	v := float32(0)
	for i := 1; i < n; i++ {
		v += s[i*n+h[i]]
	}
	return v
}

func isTree(h []int) bool {
	roots := 0
	for i := 1; i < len(h); i++ {
		if h[i] == 0 {
			roots++
		}
		x := i
		for steps := 0; x != 0; x = h[x] {
			if steps++; steps > len(h) {
				return false
			}
		}
	}
	return roots == 1
}
