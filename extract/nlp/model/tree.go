package model

import "math"

// never is the score of an arc that no tree may use.
const never = -1e9

// Tree returns the head of each of n nodes, node 0 being the root with head -1,
// that make the tree with the highest sum of scores in which the root has one
// child: the algorithm of Chu and Liu (1965) and Edmonds (1967), run again with
// each candidate alone under the root where the first tree has several.
// scores[i*n+j] is that of j as the head of i; the diagonal is overwritten.
func Tree(scores []float32, n int) []int {
	for i := range n {
		scores[i*n+i] = never
	}
	heads := edmonds(scores, n)
	var roots []int
	for i := 1; i < n; i++ {
		if heads[i] == 0 {
			roots = append(roots, i)
		}
	}
	if len(roots) == 1 {
		return heads
	}
	const most = 8 // candidates tried: the best under the root
	roots = bestRoots(scores, n, roots, most)
	best := math.Inf(-1)
	for _, r := range roots {
		h := edmonds(underOneRoot(scores, n, r), n)
		sum := 0.0
		for i := 1; i < n; i++ {
			sum += float64(scores[i*n+h[i]])
		}
		if sum > best {
			best, heads = sum, h
		}
	}
	return heads
}

// bestRoots keeps the most nodes that score best under the root.
func bestRoots(scores []float32, n int, roots []int, most int) []int {
	for len(roots) > most {
		worst := 0
		for i, r := range roots {
			if scores[r*n] <= scores[roots[worst]*n] {
				worst = i
			}
		}
		roots = append(roots[:worst], roots[worst+1:]...)
	}
	return roots
}

func underOneRoot(scores []float32, n, root int) []float32 {
	s := append([]float32(nil), scores...)
	for i := 1; i < n; i++ {
		if i != root {
			s[i*n] = never
		}
	}
	return s
}

// edmonds returns the highest-scoring tree, with any number of children under
// node 0. It contracts one cycle and calls itself.
func edmonds(s []float32, n int) []int {
	h := make([]int, n)
	h[0] = -1
	for i := 1; i < n; i++ {
		row := s[i*n : (i+1)*n]
		b := 0
		for j, v := range row {
			if j != i && v > row[b] {
				b = j
			}
		}
		h[i] = b
	}
	cycle := findCycle(h)
	if cycle == nil {
		return h
	}
	return contract(s, n, h, cycle)
}

// findCycle returns the nodes of a cycle in h, or nil.
func findCycle(h []int) []int {
	seen := make([]int, len(h))
	for i := 1; i < len(h); i++ {
		x := i
		for x > 0 && seen[x] == 0 {
			seen[x] = i
			x = h[x]
		}
		if x > 0 && seen[x] == i {
			cycle := []int{x}
			for y := h[x]; y != x; y = h[y] {
				cycle = append(cycle, y)
			}
			return cycle
		}
	}
	return nil
}

// contract makes one node of the cycle, solves the smaller problem, and opens the
// cycle where the solution enters it.
func contract(s []float32, n int, h, cycle []int) []int {
	in := make([]bool, n)
	for _, y := range cycle {
		in[y] = true
	}
	var out []int
	for i := range n {
		if !in[i] {
			out = append(out, i)
		}
	}
	k := len(out) // the number of the contracted node
	m := k + 1
	a := make([]float32, m*m)
	from, to := make([]int, k), make([]int, k)
	for x, i := range out {
		for y, j := range out {
			a[x*m+y] = s[i*n+j]
		}
		leave := cycle[0]
		enter, gain := cycle[0], float32(math.Inf(-1))
		for _, j := range cycle {
			if s[i*n+j] > s[i*n+leave] {
				leave = j
			}
			if v := s[j*n+i] - s[j*n+h[j]]; v > gain {
				enter, gain = j, v
			}
		}
		a[x*m+k], from[x] = s[i*n+leave], leave
		a[k*m+x], to[x] = gain, enter
	}
	a[k*m+k] = never
	r := edmonds(a, m)
	heads := append([]int(nil), h...)
	for x, i := range out {
		switch {
		case i == 0:
		case r[x] == k:
			heads[i] = from[x]
		default:
			heads[i] = out[r[x]]
		}
	}
	heads[to[r[k]]] = out[r[k]]
	return heads
}
