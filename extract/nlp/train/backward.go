package train

import "github.com/demarche-kg/demarche/extract/nlp/model/kernel"

// backward computes the losses of a shard and adds the gradients of the dense
// matrices to w.grad; the gradient of the input stays in w.dInput.
func (w *worker) backward(scale float32) {
	l, m := w.lay, w.m
	o, h2 := m.MLP(), 2*m.Hidden
	dProj := grow(&w.dProj, l.rows*o)
	w.tagLoss(scale)
	w.arcLoss(scale)
	w.relLoss(scale)

	w.multiply(dProj, w.mask, o)
	for i, v := range w.proj {
		if v < 0 {
			dProj[i] *= leak
		}
	}
	top := &w.layers[m.Layers-1]
	for i := range w.layers {
		grow(&w.layers[i].dOut, l.rows*h2)
	}
	w.affineGradient(top.out, h2, dProj, w.packs.mlpT, top.dOut, m.MLPs.Cols, w.grad.MLPs.W, w.grad.MLPBias.W)
	tagged := &w.layers[m.TagLayer]
	w.affineGradient(tagged.out, h2, w.dTags, w.packs.tagT, tagged.dOut, m.TagHead.Cols, w.grad.TagHead.W, w.grad.TagsBias.W)

	for i := m.Layers - 1; i >= 0; i-- {
		s := &w.layers[i]
		w.multiply(s.dOut, s.mask, h2)
		dIn, width := grow(&w.dInput, l.rows*m.Input()), m.Input()
		if i > 0 {
			dIn, width = w.layers[i-1].dOut, h2
		}
		for d := range s.dir {
			w.lstmGradient(s, d, w.packs.recT[i][d])
			g := w.grad.LSTMs[i][d]
			n := 3 * m.Hidden
			w.gemm.MulAdd(m.Hidden, n, l.rows, s.dir[d].masked, 1, m.Hidden, s.dir[d].gates, n, 1, g.Rec.W, n)
			w.affineGradient(s.in, width, s.dir[d].gates, w.packs.inT[i][d], dIn, n, g.In.W, g.Bias.W)
		}
	}
}

// affineGradient takes the gradient d of in·b + bias, n columns, to the input and
// to the weights.
func (w *worker) affineGradient(in []float32, width int, d []float32, bT *kernel.Packed, dIn []float32, n int, dB, dBias []float32) {
	rows := w.lay.rows
	w.gemm.Mul(rows, d, n, 1, bT, dIn, width)
	w.gemm.MulAdd(width, n, rows, in, 1, width, d, n, 1, dB, n)
	sumRows(dBias, d)
}

// lstmGradient takes the gradient of a direction's output back through time and
// leaves the gradients of the gates in their place.
func (w *worker) lstmGradient(s *layerState, d int, recT *kernel.Packed) {
	l, h := w.lay, w.m.Hidden
	a := &s.dir[d]
	dH, _ := grow(&a.dH, l.rows*h), grow(&a.dC, l.rows*h)
	for r := range l.rows {
		copy(dH[r*h:(r+1)*h], s.dOut[r*2*h+d*h:][:h])
	}
	for q := l.steps - 1; q >= 0; q-- {
		t, prev, both := l.order(q, d)
		r0, p0 := l.off[t], 0
		if both > 0 {
			p0 = l.off[prev]
		}
		for b := range l.count[t] {
			a.cellGradient(h, r0+b, p0+b, b < both)
		}
		if both == 0 {
			continue
		}
		tmp := grow(&w.temp, both*h)
		w.gemm.Mul(both, a.gates[r0*3*h:], 3*h, 1, recT, tmp, h)
		dst := dH[p0*h : (p0+both)*h]
		for j, v := range tmp {
			dst[j] += v * a.mask[j]
		}
	}
}

// cellGradient goes back through the cell of row r to that of row p, if there is
// one.
func (a *dirState) cellGradient(h, r, p int, hasPrev bool) {
	g := a.gates[r*3*h : (r+1)*3*h]
	gf, gz, gO := g[:h:h], g[h:2*h:2*h], g[2*h:]
	tc, dH, dC := a.tc[r*h:][:h], a.dH[r*h:][:h], a.dC[r*h:][:h]
	prev, dPrev := a.zero[:h], a.zero[:h]
	if hasPrev {
		prev, dPrev = a.c[p*h:][:h], a.dC[p*h:][:h]
	}
	for j := range gf {
		f, z, o, x := gf[j], gz[j], gO[j], tc[j]
		e := dC[j] + dH[j]*o*(1-x*x)
		gO[j] = dH[j] * x * o * (1 - o)
		gf[j] = e * (prev[j] - z) * f * (1 - f)
		gz[j] = e * (1 - f) * (1 - z*z)
		if hasPrev {
			dPrev[j] += e * f
		}
	}
}
