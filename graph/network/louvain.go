package network

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// LouvainOptions are the options of Louvain. The zero value will do.
type LouvainOptions struct {
	// Resolution is γ of Modularity: more than 1 gives smaller blocs, less
	// gives larger ones. It defaults to 1 where it is not positive.
	Resolution float64
	// Seed begins the random orders in which nodes are visited.
	Seed uint64
	// Runs is how many orders are tried; the best modularity wins, and the
	// first of equals. It defaults to 10.
	Runs int
}

// Blocs are a partition of the nodes of a graph.
type Blocs struct {
	// Of is the bloc of each node. Blocs are numbered from 0, the largest
	// first, equals by their first node.
	Of []int
	// Members lists the nodes of each bloc, in order.
	Members [][]int
	// Modularity is that of the partition.
	Modularity float64
}

// Louvain finds blocs: nodes tied more strongly to each other than to the
// rest, by the method of Blondel, Guillaume, Lambiotte and Lefebvre 2008
// (Journal of Statistical Mechanics, P10008, section 2). Edges whose weight is
// not positive tie nobody. At the end, a bloc that hangs together by nothing
// is parted into its pieces, which the method can leave undone (Traag, Waltman
// and van Eck 2019, Scientific Reports 9, 5233) and which never lowers
// modularity.
//
// The same graph, with the same options, gives the same blocs.
func Louvain(g *Graph, o LouvainOptions) Blocs {
	if o.Resolution <= 0 {
		o.Resolution = 1
	}
	if o.Runs <= 0 {
		o.Runs = 10
	}
	ties := g.ties()
	var best []int
	bestQ := 0.0
	for run := range o.Runs {
		rng := rand.New(rand.NewPCG(o.Seed, uint64(run)))
		of := ties.pieces(louvain(&ties, o.Resolution, rng))
		// A difference that rounding can make is none.
		if q := Modularity(g, of, o.Resolution); best == nil || q > bestQ+1e-12 {
			best, bestQ = of, q
		}
	}
	b := blocsOf(best)
	b.Modularity = Modularity(g, b.Of, o.Resolution)
	return b
}

// A level is a graph whose nodes are the blocs of the level below it.
type level struct {
	adjacency
	loop     []float64 // twice the weight within each node
	strength []float64 // of all ties of each node, loops among them
	total    float64   // of all strengths: 2m
}

// louvain returns the bloc of each node: the first phase moves nodes to the
// bloc of a neighbour while modularity rises, the second makes nodes of the
// blocs, in turn until nothing moves.
func louvain(ties *adjacency, resolution float64, rng *rand.Rand) []int {
	l := newLevel(*ties, make([]float64, ties.nodes()))
	of := make([]int, ties.nodes())
	for v := range of {
		of[v] = v
	}
	for {
		blocs, n := l.move(resolution, rng)
		for v := range of {
			of[v] = blocs[of[v]]
		}
		if n == l.nodes() {
			return of
		}
		l = l.gather(blocs, n)
	}
}

func newLevel(a adjacency, loop []float64) level {
	l := level{adjacency: a, loop: loop, strength: make([]float64, a.nodes())}
	for v := range l.strength {
		_, weights := a.of(v)
		s := loop[v]
		for _, w := range weights {
			s += w
		}
		l.strength[v] = s
		l.total += s
	}
	return l
}

// move is the first phase. It returns the bloc of each node, numbered from 0
// in the order of their first nodes, and how many there are.
func (l *level) move(resolution float64, rng *rand.Rand) ([]int, int) {
	n := l.nodes()
	bloc, sum := make([]int, n), slices.Clone(l.strength)
	for v := range bloc {
		bloc[v] = v
	}
	toward := make([]float64, n) // weight of the ties from the node to each bloc
	var near []int               // the blocs that have any
	order := rng.Perm(n)
	for moved := l.total > 0; moved; {
		moved = false
		for _, v := range order {
			near = near[:0]
			to, weights := l.of(v)
			for i, u := range to {
				b := bloc[u]
				if toward[b] == 0 {
					near = append(near, b)
				}
				toward[b] += weights[i]
			}
			own := bloc[v]
			sum[own] -= l.strength[v]
			// Up to what all blocs have in common, the gain of bloc b is
			// w(v,b) - γ·k_v·Σ_b/2m (Blondel et al. 2008, eq. 2).
			gain := func(b int) float64 {
				return toward[b] - float64(resolution*l.strength[v]*sum[b]/l.total)
			}
			best, most := own, gain(own)
			least := 1e-12 * l.strength[v]
			for _, b := range near {
				if q := gain(b); q > most+least || q > most-least && best != own && b < best {
					best, most = b, max(most, q)
				}
			}
			sum[best] += l.strength[v]
			if best != own {
				bloc[v], moved = best, true
			}
			for _, b := range near {
				toward[b] = 0
			}
		}
	}
	return renumber(bloc)
}

// gather is the second phase: the graph of n blocs.
func (l *level) gather(blocs []int, n int) level {
	members := make([][]int, n)
	for v, b := range blocs {
		members[b] = append(members[b], v)
	}
	a := adjacency{start: make([]int, 1, n+1)}
	loop := make([]float64, n)
	toward := make([]float64, n)
	for b, vs := range members {
		var near []int
		for _, v := range vs {
			loop[b] += l.loop[v]
			to, weights := l.of(v)
			for i, u := range to {
				c := blocs[u]
				if c == b {
					loop[b] += weights[i]
					continue
				}
				if toward[c] == 0 {
					near = append(near, c)
				}
				toward[c] += weights[i]
			}
		}
		slices.Sort(near)
		for _, c := range near {
			a.to, a.weight = append(a.to, int32(c)), append(a.weight, toward[c])
			toward[c] = 0
		}
		a.start = append(a.start, len(a.to))
	}
	return newLevel(a, loop)
}

// pieces parts each bloc into those that hang together.
func (a *adjacency) pieces(blocs []int) []int {
	piece := make([]int, len(blocs))
	for v := range piece {
		piece[v] = -1
	}
	n := 0
	for v := range piece {
		if piece[v] >= 0 {
			continue
		}
		piece[v] = n
		for todo := []int{v}; len(todo) > 0; {
			u := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			to, _ := a.of(u)
			for _, w := range to {
				if piece[w] < 0 && blocs[w] == blocs[u] {
					piece[w] = n
					todo = append(todo, int(w))
				}
			}
		}
		n++
	}
	return piece
}

// renumber numbers blocs from 0 in the order of their first nodes.
func renumber(blocs []int) ([]int, int) {
	number := map[int]int{}
	of := make([]int, len(blocs))
	for v, b := range blocs {
		n, ok := number[b]
		if !ok {
			n = len(number)
			number[b] = n
		}
		of[v] = n
	}
	return of, len(number)
}

// blocsOf sorts blocs by their size.
func blocsOf(of []int) Blocs {
	of, n := renumber(of)
	members := make([][]int, n)
	for v, b := range of {
		members[b] = append(members[b], v)
	}
	slices.SortStableFunc(members, func(a, b []int) int { return cmp.Compare(len(b), len(a)) })
	for b, vs := range members {
		for _, v := range vs {
			of[v] = b
		}
	}
	return Blocs{Of: of, Members: members}
}
