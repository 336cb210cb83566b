package train

import (
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
		o.Threshold = 0.3
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
