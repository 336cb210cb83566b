package train

import "github.com/demarche-kg/demarche/extract/nlp/model/kernel"

// forward runs the network over a shard with dropout, up to the projections and
// tag scores.
func (w *worker) forward(l *layout, d Dropout) {
	w.lay = l
	w.embed(d.Embedding)
	in, width := w.input, w.m.Input()
	for i := range w.layers {
		w.lstm(i, in, width, d)
		in, width = w.layers[i].out, 2*w.m.Hidden
	}
	tags := len(w.m.UPOS) + len(w.m.XPOS)
	w.affine(w.layers[w.m.TagLayer].out, width, w.packs.tag, w.m.TagsBias.W, grow(&w.tags, l.rows*tags))
	w.affine(in, width, w.packs.mlp, w.m.MLPBias.W, grow(&w.proj, l.rows*w.m.MLP()))
	for i, v := range w.proj {
		if v < 0 {
			w.proj[i] = leak * v
		}
	}
	w.multiply(w.proj, w.dropMask(&w.mask, len(l.batch)*w.m.MLP(), d.Projection), w.m.MLP())
}

// leak is the slope of the rectifier below zero.
const leak = 0.1

// affine sets out to in·b + bias.
func (w *worker) affine(in []float32, width int, b *kernel.Packed, bias, out []float32) {
	n := len(bias)
	for r := range w.lay.rows {
		copy(out[r*n:(r+1)*n], bias)
	}
	w.gemm.Mul(w.lay.rows, in, width, 1, b, out, n)
}

// multiply multiplies each row of x with the row of mask for its sentence.
func (w *worker) multiply(x, mask []float32, n int) {
	for r, s := range w.lay.sent {
		m := mask[int(s)*n : int(s+1)*n]
		row := x[r*n : (r+1)*n : (r+1)*n]
		for j, v := range m {
			row[j] *= v
		}
	}
}

// embed fills the input. Each of the three embeddings of a word is dropped with
// probability drop and those that stay are scaled up, as Dozat and Manning do for
// words and tags (section 3.1.2).
func (w *worker) embed(drop float32) {
	l, c := w.lay, w.m.Config
	width := c.Input()
	x := grow(&w.input, l.rows*width)
	if cap(w.keep) < l.rows {
		w.keep = make([]uint8, l.rows*2)
	}
	w.keep = w.keep[:l.rows]
	for t := range l.steps {
		for r := l.off[t]; r < l.off[t]+l.count[t]; r++ {
			w.keep[r] = 0
			for b := range 3 {
				if drop == 0 || w.rnd.Float32() >= drop {
					w.keep[r] |= 1 << b
				}
			}
			w.embedRow(x[r*width:(r+1)*width], r, t)
		}
	}
}

func (w *worker) embedRow(x []float32, r, t int) {
	c, f, k := w.m.Config, w.lay.features(r, t), w.keep[r]
	scale := keepScale(k)
	if k&1 != 0 {
		for j, v := range w.m.WordTable.Row(f.Word) {
			x[j] = v * scale
		}
	}
	if y := x[c.Word : c.Word+c.Affix]; k&2 != 0 && t > 0 {
		for _, a := range f.Affix {
			for j, v := range w.m.AffixTable.Row(a) {
				y[j] += v * scale
			}
		}
	}
	if y := x[c.Word+c.Affix:]; k&4 != 0 && f.Vector >= 0 {
		for j, v := range w.m.VectorTable.Row(f.Vector) {
			y[j] = v * scale
		}
	}
}

// keepScale returns the factor for a word of which k is kept.
func keepScale(k uint8) float32 {
	n := k&1 + k>>1&1 + k>>2&1
	if n == 0 {
		return 1
	}
	return 3 / float32(n)
}

// lstm runs layer i in both directions.
func (w *worker) lstm(i int, in []float32, width int, drop Dropout) {
	l, h := w.lay, w.m.Hidden
	s := &w.layers[i]
	s.in = in
	out := grow(&s.out, l.rows*2*h)
	for d := range s.dir {
		a := &s.dir[d]
		w.affine(in, width, w.packs.in[i][d], w.m.LSTMs[i][d].Bias.W, grow(&a.gates, l.rows*3*h))
		grow(&a.c, l.rows*h)
		grow(&a.tc, l.rows*h)
		grow(&a.h, l.rows*h)
		grow(&a.masked, l.rows*h)
		grow(&a.zero, h)
		w.dropMask(&a.mask, len(l.batch)*h, drop.Recurrent)
		for q := range l.steps {
			w.step(a, w.packs.rec[i][d], q, d)
		}
		for r := range l.rows {
			copy(out[r*2*h+d*h:][:h], a.h[r*h:(r+1)*h])
		}
	}
	w.multiply(out, w.dropMask(&s.mask, len(l.batch)*2*h, drop.Layer), 2*h)
}

// step runs one word of every sentence.
func (w *worker) step(a *dirState, rec *kernel.Packed, q, d int) {
	l, h := w.lay, w.m.Hidden
	t, prev, both := l.order(q, d)
	r0, p0 := l.off[t], 0
	if both > 0 {
		p0 = l.off[prev]
		m := a.masked[r0*h : (r0+both)*h]
		src := a.h[p0*h : (p0+both)*h]
		for j, v := range a.mask[:both*h] {
			m[j] = src[j] * v
		}
		w.gemm.Mul(both, m, h, 1, rec, a.gates[r0*3*h:], 3*h)
	}
	for b := range l.count[t] {
		r := r0 + b
		pc := a.zero
		if b < both {
			pc = a.c[(p0+b)*h : (p0+b+1)*h]
		}
		kernel.Cell(w.gemm.Path, a.gates[r*3*h:(r+1)*3*h], pc, a.c[r*h:(r+1)*h], a.tc[r*h:(r+1)*h], a.h[r*h:(r+1)*h])
	}
}
