package network

// Degrees returns how many edges each node has, of whatever weight.
func Degrees(g *Graph) []int {
	d := make([]int, len(g.Nodes))
	for _, e := range g.Edges {
		d[e.From]++
		d[e.To]++
	}
	return d
}

// Strengths returns the sum of the weights of the edges of each node (Barrat,
// Barthélemy, Pastor-Satorras and Vespignani 2004, PNAS 101(11), eq. 2):
// negative ones, of conflict in a subtract network, reduce it.
func Strengths(g *Graph) []float64 {
	s := make([]float64, len(g.Nodes))
	for _, e := range g.Edges {
		s[e.From] += e.Weight
		s[e.To] += e.Weight
	}
	return s
}
