package network

// Modularity is how much more weight lies within the blocs than chance would
// put there, given how strongly each node is tied (Newman and Girvan 2004,
// Physical Review E 69, 026113, eq. 5; with weights, Newman 2004, Physical
// Review E 70, 056131):
//
//	Q = Σ_c (w_c/m - γ·(d_c/2m)²)
//
// where m is the weight of all edges, w_c that of the edges within bloc c, d_c
// the sum of the strengths of its nodes, and γ the resolution (Reichardt and
// Bornholdt 2006, Physical Review E 74, 016110), 1 where it is not positive.
// Edges whose weight is not positive are left out. A graph without edges has
// Q = 0.
//
// Blocs gives the number of the bloc of each node, from 0.
func Modularity(g *Graph, blocs []int, resolution float64) float64 {
	if resolution <= 0 {
		resolution = 1
	}
	n := 0
	for _, b := range blocs {
		n = max(n, b+1)
	}
	within, strength, m := make([]float64, n), make([]float64, n), 0.0
	for _, e := range g.Edges {
		if e.Weight <= 0 {
			continue
		}
		m += e.Weight
		a, b := blocs[e.From], blocs[e.To]
		strength[a] += e.Weight
		strength[b] += e.Weight
		if a == b {
			within[a] += e.Weight
		}
	}
	if m == 0 {
		return 0
	}
	q := 0.0
	for c := range within {
		share := strength[c] / (2 * m)
		q += float64(within[c]/m) - float64(resolution*float64(share*share))
	}
	return q
}
