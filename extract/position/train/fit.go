package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"

	"github.com/demarche-kg/demarche/extract/position"
)

// Options are the settings of the trainer; the zero value of each means its
// default.
type Options struct {
	Epochs  int     // passes over the examples, default 12
	Rate    float64 // first learning rate, default 0.05
	Decay   float64 // pull of the weights back to where they began, default 3e-3
	Trust   float64 // how far labels begin on the side of the rules, default 3
	AtLeast int     // a feature seen in fewer examples is left out, default 3
	Seed    uint64  // of the order of examples
	// Threshold is the least score kept, default 0.4.
	Threshold float64
}

func (o Options) defaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 12
	}
	if o.Rate == 0 {
		o.Rate = 0.05
	}
	if o.Decay == 0 {
		o.Decay = 3e-3
	}
	if o.Trust == 0 {
		o.Trust = 3
	}
	if o.AtLeast == 0 {
		o.AtLeast = 3
	}
	if o.Threshold == 0 {
		o.Threshold = 0.4
	}
	return o
}

// Fit trains a judge. The same examples and options give the same judge.
func Fit(data []Example, o Options) *position.Judge {
	o = o.defaults()
	count := map[string]int{}
	for _, e := range data {
		for _, f := range e.Features {
			count[f]++
		}
	}
	var names []string
	for f, n := range count {
		if n >= o.AtLeast {
			names = append(names, f)
		}
	}
	sort.Strings(names)
	index := map[string]int32{}
	for i, f := range names {
		index[f] = int32(i)
	}
	classes := position.Classes()
	n := len(classes)
	m := model{n: n, w: make([]float64, len(names)*n), init: make([]float64, len(names)*n), o: o}
	for c, st := range classes[1:] {
		if k, ok := index[position.Said(st)]; ok {
			m.init[int(k)*n+c+1] = o.Trust
		}
	}
	copy(m.w, m.init)
	for _, e := range data {
		if e.Class < 0 {
			continue
		}
		var row []int32
		for _, f := range e.Features {
			if k, ok := index[f]; ok {
				row = append(row, k)
			}
		}
		m.rows, m.class = append(m.rows, row), append(m.class, e.Class)
	}
	w := m.descend()
	out := make([]float32, len(w))
	for i := range w {
		out[i] = float32(w[i])
	}
	j := position.NewJudge(names, out)
	j.Threshold = o.Threshold
	return j
}

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
