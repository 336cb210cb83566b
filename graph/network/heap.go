package network

// An entry of a heap is a node and how far it may be.
type entry struct {
	dist float64
	node int32
}

// less orders entries by distance, equals by node.
func (a entry) less(b entry) bool {
	return a.dist < b.dist || a.dist == b.dist && a.node < b.node
}

// A heap gives the nearest entry first. It is binary, and is here because
// container/heap makes a value of every entry.
type heap []entry

func (h *heap) push(e entry) {
	s := append(*h, e)
	i := len(s) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !e.less(s[up]) {
			break
		}
		s[i], i = s[up], up
	}
	s[i] = e
	*h = s
}

func (h *heap) pop() entry {
	s := *h
	top, e := s[0], s[len(s)-1]
	s = s[:len(s)-1]
	*h = s
	i := 0
	for len(s) > 0 {
		down := 2*i + 1
		if down >= len(s) {
			break
		}
		if down+1 < len(s) && s[down+1].less(s[down]) {
			down++
		}
		if !s[down].less(e) {
			break
		}
		s[i], i = s[down], down
	}
	if len(s) > 0 {
		s[i] = e
	}
	return top
}
