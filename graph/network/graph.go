package network

import "slices"

// A Graph is an undirected, weighted network of nodes of one kind, or the
// graph of a two-mode network.
type Graph struct {
	Slice
	Nodes []Node
	// Edges are sorted by From, then To, and From is less than To.
	Edges []Edge
	// NodeColumns and EdgeColumns are what is known of each node and edge
	// beside its label and weight. Writers write them all.
	NodeColumns, EdgeColumns []Column
}

// An Edge ties two nodes, by index.
type Edge struct {
	From, To int
	Weight   float64
}

// A Column is an attribute with one value for each node or edge. One of the
// slices is set.
type Column struct {
	Name   string
	Texts  []string
	Ints   []int
	Floats []float64
}

// AtLeast returns g with the edges whose weight is at least w.
func (g *Graph) AtLeast(w float64) *Graph {
	return g.keep(func(e Edge) bool { return e.Weight >= w })
}

// keep returns g with the edges that pass.
func (g *Graph) keep(pass func(Edge) bool) *Graph {
	var at []int
	for i, e := range g.Edges {
		if pass(e) {
			at = append(at, i)
		}
	}
	kept := *g
	kept.Edges = pick(g.Edges, at)
	kept.EdgeColumns = make([]Column, len(g.EdgeColumns))
	for i, c := range g.EdgeColumns {
		kept.EdgeColumns[i] = Column{c.Name, pick(c.Texts, at), pick(c.Ints, at), pick(c.Floats, at)}
	}
	kept.NodeColumns = slices.Clone(g.NodeColumns)
	return &kept
}

// pick returns the elements of s at the indices at; nil of nil.
func pick[T any](s []T, at []int) []T {
	if s == nil {
		return nil
	}
	p := make([]T, len(at))
	for i, j := range at {
		p[i] = s[j]
	}
	return p
}

// adjacency lists the neighbours of each node: those of node v are at
// start[v] to start[v+1], sorted.
type adjacency struct {
	start  []int
	to     []int32
	weight []float64
}

// ties is the adjacency of the edges with positive weight. Paths, blocs and
// eigenvectors are about who stands together, so that an edge of conflict is
// no tie for them.
func (g *Graph) ties() adjacency {
	a := adjacency{start: make([]int, len(g.Nodes)+1)}
	for _, e := range g.Edges {
		if e.Weight > 0 {
			a.start[e.From+1]++
			a.start[e.To+1]++
		}
	}
	for v := range g.Nodes {
		a.start[v+1] += a.start[v]
	}
	n := a.start[len(g.Nodes)]
	a.to, a.weight = make([]int32, n), make([]float64, n)
	at := slices.Clone(a.start)
	put := func(from, to int, w float64) {
		a.to[at[from]], a.weight[at[from]] = int32(to), w
		at[from]++
	}
	// Edges come sorted, so that all lower neighbours of a node come before
	// its higher ones, each sorted.
	for _, e := range g.Edges {
		if e.Weight > 0 {
			put(e.To, e.From, e.Weight)
		}
	}
	for _, e := range g.Edges {
		if e.Weight > 0 {
			put(e.From, e.To, e.Weight)
		}
	}
	return a
}

// nodes is the number of nodes.
func (a *adjacency) nodes() int { return len(a.start) - 1 }

// of returns the neighbours of v and the weights of the ties to them.
func (a *adjacency) of(v int) ([]int32, []float64) {
	return a.to[a.start[v]:a.start[v+1]], a.weight[a.start[v]:a.start[v+1]]
}
