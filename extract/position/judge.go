package position

import (
	"math"
	"slices"
	"sort"
)

// A judge says how likely each stance is for a candidate: multinomial
// logistic regression over readable features.
type judge struct {
	classes []string // "" is no position
	index   map[string]int
	weights []float32 // feature-major
}

func (j *judge) probs(feats []string, out []float64) {
	n := len(j.classes)
	for i := range out {
		out[i] = 0
	}
	for _, f := range feats {
		if k, ok := j.index[f]; ok {
			for c := 0; c < n; c++ {
				out[c] += float64(j.weights[k*n+c])
			}
		}
	}
	m := slices.Max(out)
	sum := 0.0
	for c := range out {
		out[c] = math.Exp(out[c] - m)
		sum += out[c]
	}
	for c := range out {
		out[c] /= sum
	}
}

type example struct {
	feats []string
	label int
	w     float64
}

func trainJudge(classes []string, data []example, epochs int, lr, l2 float64, minCount int) *judge {
	count := map[string]int{}
	for _, e := range data {
		for _, f := range e.feats {
			count[f]++
		}
	}
	var names []string
	for f, n := range count {
		if n >= minCount {
			names = append(names, f)
		}
	}
	sort.Strings(names)
	j := &judge{classes: classes, index: map[string]int{}}
	for i, f := range names {
		j.index[f] = i
	}
	n := len(classes)
	w := make([]float64, len(names)*n)
	g2 := make([]float64, len(w))
	idx := make([][]int32, len(data))
	for i, e := range data {
		for _, f := range e.feats {
			if k, ok := j.index[f]; ok {
				idx[i] = append(idx[i], int32(k))
			}
		}
	}
	order := make([]int, len(data))
	for i := range order {
		order[i] = i
	}
	seed := uint64(7)
	p := make([]float64, n)
	for ep := 0; ep < epochs; ep++ {
		for i := len(order) - 1; i > 0; i-- {
			seed = seed*6364136223846793005 + 1442695040888963407
			k := int((seed >> 33) % uint64(i+1))
			order[i], order[k] = order[k], order[i]
		}
		for _, i := range order {
			for c := range p {
				p[c] = 0
			}
			for _, k := range idx[i] {
				for c := 0; c < n; c++ {
					p[c] += w[int(k)*n+c]
				}
			}
			m := slices.Max(p)
			sum := 0.0
			for c := range p {
				p[c] = math.Exp(p[c] - m)
				sum += p[c]
			}
			for c := range p {
				p[c] /= sum
			}
			p[data[i].label]--
			for _, k := range idx[i] {
				for c := 0; c < n; c++ {
					at := int(k)*n + c
					g := p[c]*data[i].w + l2*w[at]
					g2[at] += g * g
					w[at] -= lr * g / (1e-2 + math.Sqrt(g2[at]))
				}
			}
		}
	}
	j.weights = make([]float32, len(w))
	for i := range w {
		j.weights[i] = float32(w[i])
	}
	return j
}
