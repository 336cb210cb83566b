package train

// An arcState holds the vectors of one sentence while its arcs are scored.
type arcState struct {
	dep, head, mid, score     []float32
	dDep, dHead, dMid, dScore []float32
}

// A relState holds the pairs of a word and its head, for all words of a shard.
type relState struct {
	x, dX, score, dScore []float32
}

// tagLoss adds the losses of the tags; gradients are scaled.
func (w *worker) tagLoss(scale float32) {
	nu := len(w.m.UPOS)
	n := nu + len(w.m.XPOS)
	d := grow(&w.dTags, w.lay.rows*n)
	for b, e := range w.lay.batch {
		for t := 1; t < len(e.words); t++ {
			r := w.lay.row(b, t)
			s, g := w.tags[r*n:(r+1)*n], d[r*n:(r+1)*n]
			w.loss.UPOS += crossEntropy(s[:nu], e.upos[t], g[:nu], scale)
			w.loss.XPOS += crossEntropy(s[nu:], e.xpos[t], g[nu:], scale)
		}
	}
}

// arcScores returns the scores of the arcs of sentence b: element t*n+h is that of
// h as the head of t.
func (w *worker) arcScores(b int) []float32 {
	a, k, o, n := &w.arc, w.m.Arc, w.m.MLP(), len(w.lay.batch[b].words)
	dep, head := grow(&a.dep, n*(k+1)), grow(&a.head, n*k)
	for t := range n {
		z := w.proj[w.lay.row(b, t)*o:]
		copy(dep[t*(k+1):], z[:k])
		dep[t*(k+1)+k] = 1
		copy(head[t*k:(t+1)*k], z[k:2*k])
	}
	mid, s := grow(&a.mid, n*k), grow(&a.score, n*n)
	w.gemm.Mul(n, dep, k+1, 1, w.packs.arc, mid, k)
	w.gemm.MulAdd(n, n, k, mid, k, 1, head, 1, k, s, n)
	for t := range n {
		s[t*n+t] = -1e9
	}
	return s
}

// arcLoss adds the losses of the heads and the gradients of their projections.
func (w *worker) arcLoss(scale float32) {
	for b, e := range w.lay.batch {
		n := len(e.words)
		s := w.arcScores(b)
		ds := grow(&w.arc.dScore, n*n)
		for t := 1; t < n; t++ {
			w.loss.Arc += crossEntropy(s[t*n:(t+1)*n], e.arc[t], ds[t*n:(t+1)*n], scale)
			ds[t*n+t] = 0
		}
		w.loss.Words += n - 1
		w.arcGradient(b, n)
	}
}

func (w *worker) arcGradient(b, n int) {
	a, k, o := &w.arc, w.m.Arc, w.m.MLP()
	dMid, dHead, dDep := grow(&a.dMid, n*k), grow(&a.dHead, n*k), grow(&a.dDep, n*(k+1))
	w.gemm.MulAdd(n, k, n, a.dScore, n, 1, a.head, k, 1, dMid, k)
	w.gemm.MulAdd(n, k, n, a.dScore, 1, n, a.mid, k, 1, dHead, k)
	w.gemm.Mul(n, dMid, k, 1, w.packs.arcT, dDep, k+1)
	w.gemm.MulAdd(k+1, k, n, a.dep, 1, k+1, dMid, k, 1, w.grad.Arcs.W, k)
	for t := range n {
		d := w.dProj[w.lay.row(b, t)*o:]
		for j, v := range dDep[t*(k+1) : t*(k+1)+k] {
			d[j] += v
		}
		for j, v := range dHead[t*k : (t+1)*k] {
			d[k+j] += v
		}
	}
}

// relScores scores the relations of every word to its head, a row a word.
func (w *worker) relScores() []float32 {
	r, k, n := &w.rel, w.m.Label, len(w.m.Rels)
	words := w.lay.words()
	x, s := grow(&r.x, words*2*k), grow(&r.score, words*n)
	w.pairs(func(i int, dep, head []float32, _, _ int) {
		y := x[i*2*k : (i+1)*2*k]
		for j, u := range dep {
			y[j] = u * head[j]
			if v := u + head[j]; v < 0 {
				y[k+j] = leak * v
			} else {
				y[k+j] = v
			}
		}
		copy(s[i*n:(i+1)*n], w.m.LabelBias.W)
	})
	w.gemm.Mul(words, x, 2*k, 1, w.packs.label, s, n)
	return s
}

// relLoss adds the losses of the relations, each read from a word and its head, and
// the gradients of their projections.
func (w *worker) relLoss(scale float32) {
	r, k, o, n := &w.rel, w.m.Label, w.m.MLP(), len(w.m.Rels)
	words := w.lay.words()
	s, x := w.relScores(), r.x
	ds := grow(&r.dScore, words*n)
	i := 0
	for _, e := range w.lay.batch {
		for t := 1; t < len(e.words); t++ {
			w.loss.Rel += crossEntropy(s[i*n:(i+1)*n], e.rel[t], ds[i*n:(i+1)*n], scale)
			i++
		}
	}
	dx := grow(&r.dX, words*2*k)
	w.gemm.Mul(words, ds, n, 1, w.packs.labelT, dx, 2*k)
	w.gemm.MulAdd(2*k, n, words, x, 1, 2*k, ds, n, 1, w.grad.Labels.W, n)
	sumRows(w.grad.LabelBias.W, ds)
	w.pairs(func(i int, dep, head []float32, rd, rh int) {
		g := dx[i*2*k : (i+1)*2*k]
		dd := w.dProj[rd*o+2*w.m.Arc:][:k]
		dh := w.dProj[rh*o+2*w.m.Arc+k:][:k]
		for j, u := range dep {
			v := g[k+j]
			if u+head[j] < 0 {
				v *= leak
			}
			dd[j] += g[j]*head[j] + v
			dh[j] += g[j]*u + v
		}
	})
}

// pairs calls f for every word with its projection and its gold head's, and the
// rows of both.
func (w *worker) pairs(f func(i int, dep, head []float32, rd, rh int)) {
	k, o := w.m.Label, w.m.MLP()
	at := 2 * w.m.Arc
	i := 0
	for b, e := range w.lay.batch {
		for t := 1; t < len(e.words); t++ {
			rd, rh := w.lay.row(b, t), w.lay.row(b, e.head[t])
			f(i, w.proj[rd*o+at:][:k], w.proj[rh*o+at+k:][:k], rd, rh)
			i++
		}
	}
}

// sumRows adds the rows of x to sum.
func sumRows(sum, x []float32) {
	n := len(sum)
	for ; len(x) >= n; x = x[n:] {
		for j, v := range x[:n] {
			sum[j] += v
		}
	}
}
