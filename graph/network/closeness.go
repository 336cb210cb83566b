package network

// closeness is that of the source of the search: see Paths.
func (s *search) closeness() float64 {
	sum := 0.0
	for _, v := range s.order {
		sum += s.dist[v]
	}
	if sum == 0 {
		return 0
	}
	r := float64(len(s.order) - 1)
	return r / float64(len(s.dist)-1) * r / sum
}
