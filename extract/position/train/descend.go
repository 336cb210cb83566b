package train

import (
	"math"
	"math/rand/v2"
	"slices"
)

// A model is a judge in training. Column 0 of its weights tells whether a
// proposal is a position at all, by every example; the others which stance it
// then has, by those that are.
type model struct {
	n     int
	w     []float64
	init  []float64
	rows  [][]int32
	class []int
	o     Options
}

// descend is stochastic gradient descent on the two logistic losses, with the
// weights of the second half of the epochs averaged.
func (m *model) descend() []float64 {
	random := rand.New(rand.NewPCG(m.o.Seed, 1))
	order := make([]int, len(m.rows))
	for i := range order {
		order[i] = i
	}
	sum := make([]float64, len(m.w))
	averaged := 0.0
	for epoch := range m.o.Epochs {
		random.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		rate := m.o.Rate / (1 + 0.3*float64(epoch))
		for _, i := range order {
			m.step(m.rows[i], m.class[i], rate)
		}
		shrink := 1 - math.Min(0.5, m.o.Decay*rate*float64(len(order)))
		for i := range m.w {
			m.w[i] = m.init[i] + shrink*(m.w[i]-m.init[i])
		}
		if 2*epoch >= m.o.Epochs {
			averaged++
			for i := range m.w {
				sum[i] += m.w[i]
			}
		}
	}
	for i := range sum {
		sum[i] /= averaged
	}
	return sum
}

// step moves the weights of one example.
func (m *model) step(row []int32, class int, rate float64) {
	var p [16]float64
	for _, k := range row {
		for c, v := range m.w[int(k)*m.n : int(k)*m.n+m.n] {
			p[c] += v
		}
	}
	no := 1 / (1 + math.Exp(-p[0]))
	if class == 0 {
		no--
	}
	for _, k := range row {
		m.w[int(k)*m.n] -= rate * no
	}
	if class == 0 {
		return
	}
	top, z := slices.Max(p[1:m.n]), 0.0
	for c := 1; c < m.n; c++ {
		p[c] = math.Exp(p[c] - top)
		z += p[c]
	}
	for c := 1; c < m.n; c++ {
		p[c] /= z
	}
	p[class]--
	for _, k := range row {
		at := int(k) * m.n
		for c := 1; c < m.n; c++ {
			m.w[at+c] -= rate * p[c]
		}
	}
}
