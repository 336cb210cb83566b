package network

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// PathOptions say what a path is. The zero value will do.
type PathOptions struct {
	// Weighted makes strong ties short: an edge of weight w is 1/w long
	// (Newman 2001, Physical Review E 64, 016132, section V). Without, every
	// edge has length 1.
	Weighted bool
	// Raw leaves the betweenness as a number of pairs. Without, it is divided
	// by the number of pairs, (n-1)(n-2)/2.
	Raw bool
	// Workers is how many sources are searched from at a time; it defaults to
	// the number of processors, and does not change the result.
	Workers int
}

// Paths is how central nodes are to the shortest paths of a graph.
type Paths struct {
	// Betweenness is the share of the shortest paths between others that lead
	// through the node (Freeman 1977, Sociometry 40(1), 35-41):
	//
	//	C(v) = Σ_{s<t, s≠v≠t} σ_st(v)/σ_st
	Betweenness []float64
	// Closeness is the inverse of the mean distance to the nodes that can be
	// reached, times their share of all others, so that it can be compared
	// between the pieces of a network (Wasserman and Faust 1994, Social
	// Network Analysis, eq. 5.22, p. 201): with r others in reach,
	//
	//	C(v) = r/(n-1) · r/Σ_u d(v,u)
	Closeness []float64
}

// blocks is how many parts the sources are cut into. The sums within each and
// over all are made in one order, however many workers there are.
const blocks = 64

// ShortestPaths measures betweenness and closeness by the algorithm of Brandes
// 2001 (Journal of Mathematical Sociology 25(2), 163-177, algorithm 1): from
// each source a search, by breadth or by Dijkstra, then the dependencies
//
//	δ_s(v) = Σ_{w: v precedes w} σ_sv/σ_sw · (1 + δ_s(w))
//
// in the order of falling distance. It takes O(nm) time, and O(nm + n² log n)
// where paths are weighted. Edges whose weight is not positive are no paths.
func ShortestPaths(ctx context.Context, g *Graph, o PathOptions) (Paths, error) {
	a := g.ties()
	n := a.nodes()
	var lengths []float64
	if o.Weighted {
		lengths = make([]float64, len(a.weight))
		for i, w := range a.weight {
			lengths[i] = 1 / w
		}
	}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	p := Paths{make([]float64, n), make([]float64, n)}
	var parts [blocks][]float64
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(workers, blocks) {
		wait.Go(func() {
			s := newSearch(&a, lengths)
			for b := int(next.Add(1)) - 1; b < blocks && ctx.Err() == nil; b = int(next.Add(1)) - 1 {
				from, to := b*n/blocks, (b+1)*n/blocks
				if from == to {
					continue
				}
				parts[b] = make([]float64, n)
				for source := from; source < to && ctx.Err() == nil; source++ {
					s.run(source)
					p.Closeness[source] = s.closeness()
					s.depend(source, parts[b])
				}
			}
		})
	}
	wait.Wait()
	if err := context.Cause(ctx); err != nil {
		return Paths{}, err
	}
	for _, part := range parts {
		for v := range part {
			p.Betweenness[v] += part[v]
		}
	}
	// Each pair was met from both of its ends.
	scale := 0.5
	if pairs := float64(n-1) * float64(n-2) / 2; !o.Raw && pairs > 0 {
		scale /= pairs
	}
	for v := range p.Betweenness {
		p.Betweenness[v] *= scale
	}
	return p, nil
}

// A search finds the shortest paths from one source at a time.
type search struct {
	*adjacency
	length []float64 // of each arc; nil where all are 1
	order  []int32   // the nodes reached, by rising distance
	dist   []float64 // of each node; -1 where it was not reached
	paths  []float64 // σ: number of shortest paths to each node
	needs  []float64 // δ: dependency of the source on each node
	heap   heap
}

func newSearch(a *adjacency, lengths []float64) *search {
	n := a.nodes()
	s := &search{adjacency: a, length: lengths, order: make([]int32, 0, n),
		dist: make([]float64, n), paths: make([]float64, n), needs: make([]float64, n), heap: newHeap(n)}
	for v := range s.dist {
		s.dist[v] = -1
	}
	return s
}

// run searches from source.
func (s *search) run(source int) {
	for _, v := range s.order {
		s.dist[v], s.paths[v], s.needs[v] = -1, 0, 0
	}
	s.order = s.order[:0]
	if s.length == nil {
		s.breadth(source)
	} else {
		s.dijkstra(source)
	}
}

// breadth searches where all edges are equally long.
func (s *search) breadth(source int) {
	s.dist[source], s.paths[source] = 0, 1
	s.order = append(s.order, int32(source))
	for i := 0; i < len(s.order); i++ {
		v := s.order[i]
		far, paths := s.dist[v]+1, s.paths[v]
		to, _ := s.of(int(v))
		for _, w := range to {
			if s.dist[w] < 0 {
				s.dist[w] = far
				s.order = append(s.order, w)
			}
			if s.dist[w] == far {
				s.paths[w] += paths
			}
		}
	}
}

// dijkstra searches where each edge has its length.
func (s *search) dijkstra(source int) {
	s.heap.put(int32(source), 0)
	for len(s.heap.nodes) > 0 {
		v, far := s.heap.pop()
		s.dist[v] = far
		s.order = append(s.order, v)
		for i := s.start[v]; i < s.start[v+1]; i++ {
			if w := s.to[i]; s.dist[w] < 0 {
				s.heap.put(w, far+s.length[i])
			}
		}
	}
	s.paths[source] = 1
	for _, v := range s.order {
		for i := s.start[v]; i < s.start[v+1]; i++ {
			if w := s.to[i]; s.shortest(v, w, i) {
				s.paths[w] += s.paths[v]
			}
		}
	}
}

// shortest reports whether a shortest path leads from v to w by arc i. Sums
// that differ by no more than rounding make equally long paths.
func (s *search) shortest(v, w int32, i int) bool {
	d := s.dist[v] + s.length[i] - s.dist[w]
	return s.dist[w] > s.dist[v] && d <= 1e-12*s.dist[w]
}

// depend adds the dependency of the source on each other node to sum.
func (s *search) depend(source int, sum []float64) {
	for k := len(s.order) - 1; k > 0; k-- {
		w := s.order[k]
		sum[w] += s.needs[w]
		share := (1 + s.needs[w]) / s.paths[w]
		for i := s.start[w]; i < s.start[w+1]; i++ {
			v := s.to[i]
			// Edges lead both ways, and both ways are equally long.
			if s.length == nil && s.dist[v] < s.dist[w] || s.length != nil && s.shortest(v, w, i) {
				s.needs[v] += float64(s.paths[v] * share)
			}
		}
	}
}
