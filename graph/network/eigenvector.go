package network

import (
	"context"
	"errors"
	"math"
)

// ErrNoEigenvector says that the iteration did not come to rest. It happens
// where two parts of the network are nearly as strong as one another and
// hardly tied: look at each part alone.
var ErrNoEigenvector = errors.New("network: the eigenvector centrality does not settle")

// Eigenvector returns the centrality of Bonacich 1972 (Journal of Mathematical
// Sociology 2(1), 113-120): a node is central as its neighbours are. It is the
// vector x of length 1 and of no negative element with
//
//	λ·x = A·x
//
// for the greatest λ of the matrix A of the positive weights, by power
// iteration on A + sI, whose vectors are the same and which settles in graphs
// of two sides also; s is the mean strength of the nodes that have ties. Where
// nothing is tied, all are 0. In a network that falls apart the strongest
// piece has all the centrality.
func Eigenvector(ctx context.Context, g *Graph) ([]float64, error) {
	const rounds, enough = 10_000, 1e-12
	a := g.ties()
	n := a.nodes()
	x, next := make([]float64, n), make([]float64, n)
	if len(a.to) == 0 {
		return x, nil
	}
	tied, shift := 0, 0.0
	for v := range n {
		_, weights := a.of(v)
		for _, w := range weights {
			shift += w
		}
		if len(weights) > 0 {
			tied++
		}
	}
	shift /= float64(tied)
	for v := range x {
		x[v] = 1 / math.Sqrt(float64(n))
	}
	for range rounds {
		if err := context.Cause(ctx); err != nil {
			return nil, err
		}
		squares := 0.0
		for v := range n {
			to, weights := a.of(v)
			sum := float64(shift * x[v])
			for i, u := range to {
				sum += float64(weights[i] * x[u])
			}
			next[v] = sum
			squares += float64(sum * sum)
		}
		length, change := math.Sqrt(squares), 0.0
		for v := range n {
			next[v] /= length
			change = max(change, math.Abs(next[v]-x[v]))
		}
		x, next = next, x
		if change < enough {
			return x, nil
		}
	}
	return nil, ErrNoEigenvector
}
