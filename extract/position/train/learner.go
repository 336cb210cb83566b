package train

import (
	"math"
	"math/rand/v2"

	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
	"github.com/demarche-kg/demarche/extract/position/judge"
)

// A learner is a net in training: back-propagation with dropout, and Adam
// (Kingma and Ba 2015); rows of features move only when they are seen.
type learner struct {
	o   Options
	in  int // columns that can be seen of a word
	rnd *rand.Rand

	lens, lensBias, features, input, bias, out, outBias *param

	gemm kernel.Gemm
	pack kernel.Packed
}

// width is the columns of what the net is given.
func (l *learner) width() int { return judge.Looks*l.o.View + l.o.Embed }

// A param is a matrix with its gradient and moments.
type param struct{ w, g, m, v []float32 }

func (l *learner) param(n int, deviation float64) *param {
	p := &param{make([]float32, n), make([]float32, n), make([]float32, n), make([]float32, n)}
	if deviation > 0 {
		for i := range p.w {
			p.w[i] = float32(l.rnd.NormFloat64() * deviation)
		}
	}
	return p
}

// Adam's constants.
const (
	beta1   = 0.9
	beta2   = 0.99
	epsilon = 1e-8
)

// update moves w[lo:hi] and clears its gradient.
func (p *param) update(lo, hi int, rate float64, step int) {
	a := float32(rate * math.Sqrt(1-math.Pow(beta2, float64(step))) / (1 - math.Pow(beta1, float64(step))))
	w, g, m, v := p.w[lo:hi], p.g[lo:hi], p.m[lo:hi], p.v[lo:hi]
	for i, x := range g {
		m[i] = beta1*m[i] + (1-beta1)*x
		v[i] = beta2*v[i] + (1-beta2)*x*x
		w[i] -= a * m[i] / (float32(math.Sqrt(float64(v[i]))) + epsilon)
		g[i] = 0
	}
}

// A pass holds what a step computed on the way forward.
type pass struct {
	from          []int // first word of each sentence
	words, rows   int
	seen, z       []float32 // words×in, words×View
	x, xKeep      []float32 // rows×width
	h, hKeep      []float32 // rows×Hidden
	rowFeatures   [][]int32 // those kept
	class         []int
	share         []float32
	y             []float32 // rows×Outputs
	sentence      []int     // of each row
	dz, dx, dh, d []float32
}

// step learns from a batch and returns the sum of its losses.
func (l *learner) step(batch []codedSentence, rate float64, step int) float64 {
	p := l.forward(batch)
	loss := l.losses(p)
	l.backward(batch, p)
	for _, q := range []*param{l.lens, l.lensBias, l.input, l.bias, l.out, l.outBias} {
		q.update(0, len(q.w), rate, step)
	}
	touched := map[int32]bool{}
	e := l.o.Embed
	for _, fs := range p.rowFeatures {
		for _, f := range fs {
			if !touched[f] {
				touched[f] = true
				l.features.update(int(f)*e, int(f+1)*e, rate, step)
			}
		}
	}
	return loss
}

// mul sets c to a·b, m×k by k×n, and adds bias to each row where there is one.
func (l *learner) mul(m, k, n int, a, b, bias, c []float32) {
	for r := range m {
		if bias != nil {
			copy(c[r*n:(r+1)*n], bias)
		}
	}
	kernel.Pack(&l.pack, b, k, n, n, 1)
	l.gemm.Mul(m, a, k, 1, &l.pack, c, n)
}

func (l *learner) forward(batch []codedSentence) *pass {
	l.gemm.Path = kernel.Best()
	d, h, looks, width := l.o.View, l.o.Hidden, judge.Looks*l.o.View, l.width()
	p := &pass{}
	for _, s := range batch {
		p.from = append(p.from, p.words)
		p.words += len(s.views)
		p.rows += len(s.cs)
	}
	p.seen, p.z = make([]float32, p.words*l.in), make([]float32, p.words*d)
	for k, s := range batch {
		for i, v := range s.views {
			copy(p.seen[(p.from[k]+i)*l.in:], v)
		}
	}
	if l.in > 0 {
		l.mul(p.words, l.in, d, p.seen, l.lens.w, l.lensBias.w, p.z)
	}
	for i, v := range p.z {
		if v < 0 {
			p.z[i] = judge.Leak * v
		}
	}
	p.x, p.h = make([]float32, p.rows*width), make([]float32, p.rows*h)
	row := 0
	for k, s := range batch {
		views := make([][]float32, len(s.views))
		for i := range views {
			views[i] = p.z[(p.from[k]+i)*d:][:d]
		}
		for i, c := range s.cs {
			x := p.x[row*width:][:width]
			judge.Fill(x, views, 0, d, c)
			kept := l.keepFeatures(s.rows[i])
			judge.Sum(x[looks:], l.features.w, kept, float32(1/(1-l.o.Forget)))
			copy(p.h[row*h:], l.bias.w)
			p.rowFeatures = append(p.rowFeatures, kept)
			p.class, p.share, p.sentence = append(p.class, s.class[i]), append(p.share, s.share[i]), append(p.sentence, k)
			row++
		}
	}
	p.xKeep = l.drop(p.x)
	l.mul(p.rows, width, h, p.x, l.input.w, nil, p.h)
	for i, v := range p.h {
		if v < 0 {
			p.h[i] = judge.Leak * v
		}
	}
	p.hKeep = l.drop(p.h)
	p.y = make([]float32, p.rows*judge.Outputs)
	l.mul(p.rows, h, judge.Outputs, p.h, l.out.w, l.outBias.w, p.y)
	return p
}

// drop sets a share of x to zero, scales up the rest, and returns the factors.
func (l *learner) drop(x []float32) []float32 {
	keep := make([]float32, len(x))
	scale := float32(1 / (1 - l.o.Drop))
	for i := range x {
		if l.rnd.Float64() >= l.o.Drop {
			keep[i] = scale
		}
		x[i] *= keep[i]
	}
	return keep
}

func (l *learner) keepFeatures(row []int32) []int32 {
	var out []int32
	for _, f := range row {
		if l.rnd.Float64() >= l.o.Forget {
			out = append(out, f)
		}
	}
	return out
}

// losses sets p.d to the gradient of the outputs: the logistic loss of being a
// position, and for positions the softmax loss of the stance.
func (l *learner) losses(p *pass) float64 {
	p.d = make([]float32, len(p.y))
	total, mean := 0.0, 1/float32(p.rows)
	for r, class := range p.class {
		y, d := p.y[r*judge.Outputs:][:judge.Outputs], p.d[r*judge.Outputs:][:judge.Outputs]
		take := 1 / (1 + math.Exp(-float64(y[0])))
		share := float64(p.share[r])
		total -= share*math.Log(max(1e-12, take)) + (1-share)*math.Log(max(1e-12, 1-take))
		d[0] = float32(take-share) * mean
		if class == 0 {
			continue
		}
		top, sum := math.Inf(-1), 0.0
		for _, v := range y[1:] {
			top = max(top, float64(v))
		}
		for _, v := range y[1:] {
			sum += math.Exp(float64(v) - top)
		}
		for c := 1; c < judge.Outputs; c++ {
			q := math.Exp(float64(y[c])-top) / sum
			if c == class {
				total -= share * math.Log(max(1e-12, q))
				q--
			}
			d[c] = float32(share*q) * mean
		}
	}
	return total
}

// backward adds the gradients of a pass to those of the parameters.
func (l *learner) backward(batch []codedSentence, p *pass) {
	d, h, e, looks, width, outs := l.o.View, l.o.Hidden, l.o.Embed, judge.Looks*l.o.View, l.width(), judge.Outputs
	l.gemm.MulAdd(h, outs, p.rows, p.h, 1, h, p.d, outs, 1, l.out.g, outs)
	sumRows(l.outBias.g, p.d)
	p.dh = make([]float32, p.rows*h)
	l.gemm.MulAdd(p.rows, h, outs, p.d, outs, 1, l.out.w, 1, outs, p.dh, h)
	through(p.dh, p.h, p.hKeep)
	sumRows(l.bias.g, p.dh)
	l.gemm.MulAdd(width, h, p.rows, p.x, 1, width, p.dh, h, 1, l.input.g, h)
	p.dx = make([]float32, p.rows*width)
	l.gemm.MulAdd(p.rows, width, h, p.dh, h, 1, l.input.w, 1, h, p.dx, width)
	for i, k := range p.xKeep {
		p.dx[i] *= k
	}
	for r, fs := range p.rowFeatures {
		src := p.dx[r*width+looks:][:e]
		for _, f := range fs {
			add(l.features.g[int(f)*e:][:e], src, float32(1/(1-l.o.Forget)))
		}
	}
	p.dz = make([]float32, len(p.z))
	row := 0
	for k, s := range batch {
		for _, c := range s.cs {
			l.spread(p, p.from[k], len(s.views), c, p.dx[row*width:][:looks])
			row++
		}
	}
	for i, v := range p.z {
		if v < 0 {
			p.dz[i] *= judge.Leak
		}
	}
	if l.in > 0 {
		l.gemm.MulAdd(l.in, d, p.words, p.seen, 1, l.in, p.dz, d, 1, l.lens.g, d)
	}
	sumRows(l.lensBias.g, p.dz)
}

// spread takes the gradient of what a candidate is seen by back to its words: the
// reverse of judge.Fill.
func (l *learner) spread(p *pass, from, words int, c judge.Candidate, dx []float32) {
	d := l.o.View
	for k, token := range [5]int{c.Lo, c.Hi - 1, c.Head, c.Pred, c.Cue} {
		if token >= 0 && token < words {
			add(p.dz[(from+token)*d:][:d], dx[k*d:][:d], 1)
		}
	}
	for t := c.Lo; t < min(c.Hi, words); t++ {
		add(p.dz[(from+t)*d:][:d], dx[5*d:][:d], 1/float32(c.Hi-c.Lo))
	}
}

func add(dst, src []float32, by float32) {
	for i, v := range src {
		dst[i] += by * v
	}
}

// through takes a gradient back through dropout and the rectifier; x is what came
// out, zero where it was dropped.
func through(d, x, keep []float32) {
	for i, k := range keep {
		d[i] *= k
		if x[i] < 0 {
			d[i] *= judge.Leak
		}
	}
}

// sumRows adds the rows of d to sum.
func sumRows(sum, d []float32) {
	for r := 0; r < len(d); r += len(sum) {
		add(sum, d[r:r+len(sum)], 1)
	}
}
