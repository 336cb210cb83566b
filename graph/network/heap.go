package network

// A heap gives the nearest node first, of equals the one with the lower number.
// It has four children to a parent, and knows where each node lies so that a
// node can come nearer; container/heap knows neither, and makes a value of
// every entry.
type heap struct {
	nodes []int32
	dist  []float64 // of each node in it
	at    []int32   // where each node lies, from 1; 0 where it is not in it
}

func newHeap(n int) heap {
	return heap{dist: make([]float64, n), at: make([]int32, n)}
}

// put adds v at distance d, or brings it nearer.
func (h *heap) put(v int32, d float64) {
	if h.at[v] == 0 {
		h.nodes = append(h.nodes, v)
		h.at[v] = int32(len(h.nodes))
	} else if d >= h.dist[v] {
		return
	}
	h.dist[v] = d
	i := int(h.at[v]) - 1
	for i > 0 {
		up := (i - 1) / 4
		if !h.less(v, h.nodes[up]) {
			break
		}
		h.set(i, h.nodes[up])
		i = up
	}
	h.set(i, v)
}

// pop takes the nearest node out.
func (h *heap) pop() (int32, float64) {
	top := h.nodes[0]
	h.at[top] = 0
	last := h.nodes[len(h.nodes)-1]
	h.nodes = h.nodes[:len(h.nodes)-1]
	if n := len(h.nodes); n > 0 {
		i := 0
		for {
			first := 4*i + 1
			if first >= n {
				break
			}
			down := first
			for c := first + 1; c < min(first+4, n); c++ {
				if h.less(h.nodes[c], h.nodes[down]) {
					down = c
				}
			}
			if !h.less(h.nodes[down], last) {
				break
			}
			h.set(i, h.nodes[down])
			i = down
		}
		h.set(i, last)
	}
	return top, h.dist[top]
}

// set puts v in place i.
func (h *heap) set(i int, v int32) {
	h.nodes[i] = v
	h.at[v] = int32(i + 1)
}

// less reports whether a comes before b.
func (h *heap) less(a, b int32) bool {
	return h.dist[a] < h.dist[b] || h.dist[a] == h.dist[b] && a < b
}
