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
	Rate    float64 // learning rate of Adagrad (Duchi et al. 2011), default 0.15
	Decay   float64 // weight of the squared norm, default 1e-3
	AtLeast int     // a feature seen in fewer examples is left out, default 3
	Seed    uint64  // of the order of examples
	// Threshold is the least score kept, default 0.42.
	Threshold float64
}

func (o Options) defaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 12
	}
	if o.Rate == 0 {
		o.Rate = 0.15
	}
	if o.Decay == 0 {
		o.Decay = 1e-3
	}
	if o.AtLeast == 0 {
		o.AtLeast = 3
	}
	if o.Threshold == 0 {
		o.Threshold = 0.42
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
	n := len(position.Classes())
	w := make([]float64, len(names)*n)
	g2 := make([]float64, len(w))
	sum := make([]float64, len(w))
	var rows [][]int32
	var class []int
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
		rows, class = append(rows, row), append(class, e.Class)
	}
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	random := rand.New(rand.NewPCG(o.Seed, 1))
	p := make([]float64, n)
	averaged := 0
	for epoch := range o.Epochs {
		random.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			clear(p)
			for _, k := range rows[i] {
				for c, v := range w[int(k)*n : int(k)*n+n] {
					p[c] += v
				}
			}
			m, z := slices.Max(p), 0.0
			for c := range p {
				p[c] = math.Exp(p[c] - m)
				z += p[c]
			}
			for c := range p {
				p[c] /= z
			}
			p[class[i]]--
			for _, k := range rows[i] {
				at := int(k) * n
				for c := range p {
					g := p[c] + o.Decay*w[at+c]
					g2[at+c] += g * g
					w[at+c] -= o.Rate * g / (1e-2 + math.Sqrt(g2[at+c]))
				}
			}
		}
		if epoch >= o.Epochs/2 { // the second half is averaged
			averaged++
			for i := range w {
				sum[i] += w[i]
			}
		}
	}
	out := make([]float32, len(w))
	for i := range w {
		out[i] = float32(sum[i] / float64(max(1, averaged)))
	}
	j := position.NewJudge(names, out)
	j.Threshold = o.Threshold
	return j
}
