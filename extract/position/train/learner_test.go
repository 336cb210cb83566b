package train

import (
	"math"
	"testing"

	"github.com/demarche-kg/demarche/extract/position/judge"
)

// Every gradient is the slope of the loss, taken by moving one weight.
func TestGradients(t *testing.T) {
	o := Options{View: 3, Embed: 4, Hidden: 5, Drop: 1e-12, Forget: 1e-12, Seed: 3}.defaults()
	l := newLearner(2, 3, o, 3)
	for i := range l.features.w {
		l.features.w[i] = float32(l.rnd.NormFloat64())
	}
	batch := []codedSentence{
		{views: [][]float32{{1, -2}, {0.5, 1}, {-1, 0.3}}, class: []int{0, 4}, share: []float32{0, 0.7},
			cs:   []judge.Candidate{{Lo: 0, Hi: 2, Head: 1, Pred: 2, Cue: -1}, {Lo: 1, Hi: 3, Head: 2, Pred: 0, Cue: 0}},
			rows: [][]int32{{0, 2}, {1}}},
		{views: [][]float32{{0.2, 0.7}}, class: []int{12}, share: []float32{1}, cs: []judge.Candidate{{Lo: 0, Hi: 1, Cue: 0}}, rows: [][]int32{{2}}},
	}
	loss := func() float64 {
		p := l.forward(batch)
		return l.losses(p) / float64(p.rows)
	}
	p := l.forward(batch)
	l.losses(p)
	l.backward(batch, p)
	for name, q := range map[string]*param{"lens": l.lens, "lens bias": l.lensBias, "features": l.features, "input": l.input,
		"bias": l.bias, "out": l.out, "out bias": l.outBias} {
		for i := range q.w {
			const step = 1e-2
			was := q.w[i]
			q.w[i] = was + step
			up := loss()
			q.w[i] = was - step
			down := loss()
			q.w[i] = was
			if slope := (up - down) / (2 * step); math.Abs(slope-float64(q.g[i])) > 2e-3+0.02*math.Abs(slope) {
				t.Errorf("%s %d: gradient %.5f, slope %.5f", name, i, q.g[i], slope)
			}
		}
	}
}
