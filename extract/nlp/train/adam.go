package train

import (
	"math"

	"github.com/demarche-kg/demarche/extract/nlp/model"
)

// An adam is the optimiser of Kingma and Ba (2015), with the second decay that
// Dozat and Manning chose less of; embeddings are updated only where a step
// touched them (lazy Adam).
type adam struct {
	m             *model.Model
	first, second *model.Model // moments
	step          int
}

const (
	decay1  = 0.9
	decay2  = 0.98
	clipAt  = 5.0 // norm of the dense gradient
	epsilon = 1e-8
)

func newAdam(m *model.Model) *adam {
	v := m.Vocab
	v.Vectors = nil
	return &adam{m: m, first: model.Zeros(m.Config, v), second: model.Zeros(m.Config, v)}
}

// update takes a step along the gradients of the workers and clears them.
func (a *adam) update(ws []*worker, rate float64) {
	a.step++
	clip := a.gather(ws)
	c1 := 1 - math.Pow(decay1, float64(a.step))
	c2 := 1 - math.Pow(decay2, float64(a.step))
	size := float32(rate / c1)
	inv := float32(1 / c2)
	grad := ws[0].grad.Dense()
	first, second := a.first.Dense(), a.second.Dense()
	var jobs []func()
	for i, p := range a.m.Dense() {
		jobs = append(jobs, func() {
			descend(p.W, first[i].W, second[i].W, grad[i].W, size, inv, clip)
			clear(grad[i].W)
		})
	}
	jobs = append(jobs, func() { a.rows(ws, 0, clip, size, inv) }, func() { a.rows(ws, 1, clip, size, inv) })
	each(jobs)
}

// gather sums the workers' gradients into the first's, in order, and returns the
// factor that clips their norm.
func (a *adam) gather(ws []*worker) float32 {
	sum := ws[0].grad.Dense()
	norms := make([]float64, len(sum))
	var jobs []func()
	for i, p := range sum {
		jobs = append(jobs, func() {
			for _, w := range ws[1:] {
				g := w.grad.Dense()[i].W
				for j, v := range g {
					p.W[j] += v
				}
				clear(g)
			}
			for _, v := range p.W {
				norms[i] += float64(v) * float64(v)
			}
		})
	}
	each(jobs)
	norm := 0.0
	for _, v := range norms {
		norm += v
	}
	if norm = math.Sqrt(norm); norm > clipAt {
		return float32(clipAt / norm)
	}
	return 1
}

// descend updates weights w.
func descend(w, m1, m2, g []float32, size, inv, clip float32) {
	for j, v := range g {
		v *= clip
		m1[j] = decay1*m1[j] + (1-decay1)*v
		m2[j] = decay2*m2[j] + (1-decay2)*v*v
		w[j] -= size * m1[j] / (float32(math.Sqrt(float64(m2[j]*inv))) + epsilon)
	}
}

// rows updates the rows of the word table (which 0) or the affix table (1).
func (a *adam) rows(ws []*worker, which int, clip, size, inv float32) {
	c := a.m.Config
	table, first, second := a.m.Tables()[which], a.first.Tables()[which], a.second.Tables()[which]
	at := 0
	if which == 1 {
		at = c.Word
	}
	sums := map[int32][]float32{}
	var ids []int32
	for _, w := range ws {
		for t := range w.lay.steps {
			for r := w.lay.off[t]; r < w.lay.off[t]+w.lay.count[t]; r++ {
				k := w.keep[r]
				if k>>which&1 == 0 {
					continue
				}
				dx := w.dInput[r*c.Input()+at:][:table.Cols]
				for _, id := range tableRows(w.lay.features(r, t), which, t) {
					g := sums[id]
					if g == nil {
						g = make([]float32, table.Cols)
						sums[id] = g
						ids = append(ids, id)
					}
					s := keepScale(k)
					for j, v := range dx {
						g[j] += v * s
					}
				}
			}
		}
	}
	for _, id := range ids {
		descend(table.Row(id), first.Row(id), second.Row(id), sums[id], size, inv, clip)
	}
}

// tableRows returns the rows of a table that a word's features name. The root has
// no affixes.
func tableRows(f *model.Features, which, t int) []int32 {
	switch {
	case which == 0:
		return []int32{f.Word}
	case t == 0:
		return nil
	}
	return f.Affix[:]
}
