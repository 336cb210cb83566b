package train

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
)

// goldWeight is the part of a gold sentence's targets that is the treebank's; the
// rest is the teachers'.
const goldWeight = 0.5

// most classes that a word's targets list, and the probability below which a class
// is left out.
const (
	mostTargets = 6
	leastTarget = 0.01
)

// Distill sets the targets of the trainer's sentences to the mean of what teachers
// think (Hinton et al. 2015, "Distilling the Knowledge in a Neural Network"; Kuncoro
// et al. 2016 for parsers): silver sentences wholly, with the tree that scores best
// as their heads, gold sentences in part. Teachers must have the vocabulary of the
// trainer's model.
func (t *Trainer) Distill(teachers []*model.Model, path kernel.Path, progress func(done, all int)) error {
	for _, m := range teachers {
		if !slices.Equal(m.Words, t.Model.Words) || !slices.Equal(m.UPOS, t.Model.UPOS) || !slices.Equal(m.XPOS, t.Model.XPOS) ||
			!slices.Equal(m.Rels, t.Model.Rels) || m.Buckets != t.Model.Buckets || len(m.Vectors) != len(t.Model.Vectors) {
			return errors.New("a teacher has another vocabulary")
		}
	}
	var jobs [][]*example
	silver := map[*example]bool{}
	for _, e := range t.silver {
		silver[e] = true
	}
	for _, list := range [][]*example{t.gold, t.silver} {
		sorted := slices.Clone(list)
		slices.SortStableFunc(sorted, func(a, b *example) int { return cmp.Compare(len(b.words), len(a.words)) })
		jobs = slices.AppendSeq(jobs, slices.Chunk(sorted, 32))
	}
	packed := make([]*packs, len(teachers))
	for i, m := range teachers {
		packed[i] = newPacks(m.Layers)
		packed[i].update(m)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range shards {
		wg.Go(func() {
			c := newClass(teachers, packed, path)
			for i := int(next.Add(1)) - 1; i < len(jobs); i = int(next.Add(1)) - 1 {
				c.teach(jobs[i], silver[jobs[i][0]])
				if progress != nil {
					progress(i+1, len(jobs))
				}
			}
		})
	}
	wg.Wait()
	return nil
}

// A class is the teachers, each with its scratch memory.
type class struct {
	workers []*worker
	probs   []float32
}

func newClass(teachers []*model.Model, packed []*packs, path kernel.Path) *class {
	c := &class{}
	for i, m := range teachers {
		c.workers = append(c.workers, newWorker(m, packed[i], path, nil))
	}
	return c
}

// teach sets the targets of sentences, longest first.
func (c *class) teach(batch []*example, silver bool) {
	l := newLayout(batch)
	for _, w := range c.workers {
		w.forward(l, Dropout{})
	}
	gold := float32(goldWeight)
	if silver {
		gold = 0
	}
	for b, e := range batch {
		c.arcs(b, e, gold)
	}
	c.relations(l, gold)
	for b, e := range batch {
		for t := 1; t < len(e.words); t++ {
			r := l.row(b, t)
			nu, nx := len(c.workers[0].m.UPOS), len(c.workers[0].m.XPOS)
			e.upos[t] = c.blend(e.upos[t], gold, nu, func(w *worker) []float32 { return w.tags[r*(nu+nx):][:nu] })
			e.xpos[t] = c.blend(e.xpos[t], gold, nx, func(w *worker) []float32 { return w.tags[r*(nu+nx)+nu:][:nx] })
		}
	}
}

// arcs sets the targets of the heads of sentence b and, for a silver sentence, the
// heads.
func (c *class) arcs(b int, e *example, gold float32) {
	n := len(e.words)
	scores := make([][]float32, len(c.workers))
	for i, w := range c.workers {
		scores[i] = w.arcScores(b)
	}
	logs := make([]float32, n*n)
	for t := 1; t < n; t++ {
		i := 0
		e.arc[t] = c.blend(e.arc[t], gold, n, func(*worker) []float32 {
			s := scores[i][t*n : (t+1)*n]
			i++
			return s
		})
		for h, p := range c.probs[:n] {
			logs[t*n+h] = float32(math.Log(float64(p) + 1e-9))
		}
	}
	if gold == 0 {
		copy(e.head, model.Tree(logs, n))
	}
}

// relations sets the targets of the relations to the heads.
func (c *class) relations(l *layout, gold float32) {
	for _, w := range c.workers {
		w.relScores()
	}
	n := len(c.workers[0].m.Rels)
	i := 0
	for _, e := range l.batch {
		for t := 1; t < len(e.words); t++ {
			e.rel[t] = c.blend(e.rel[t], gold, n, func(w *worker) []float32 { return w.rel.score[i*n : (i+1)*n] })
			i++
		}
	}
}

// blend averages the probabilities of the teachers' scores, n classes, leaves the
// mean in c.probs, and returns it, cut to its likeliest classes, with a part gold of
// what was there.
func (c *class) blend(was []target, gold float32, n int, scores func(*worker) []float32) []target {
	p := grow(&c.probs, n)
	one := make([]float32, n)
	for _, w := range c.workers {
		softmax(scores(w), one)
		for j, v := range one {
			p[j] += v / float32(len(c.workers))
		}
	}
	var out []target
	for j, v := range p {
		if v >= leastTarget {
			out = append(out, target{int32(j), v})
		}
	}
	slices.SortStableFunc(out, func(a, b target) int { return cmp.Compare(b.p, a.p) })
	out = out[:min(len(out), mostTargets)]
	sum := float32(0)
	for _, x := range out {
		sum += x.p
	}
	if len(was) == 0 {
		gold = 0
	}
	for i := range out {
		out[i].p *= (1 - gold) / sum
	}
	if gold == 0 {
		return out
	}
	for i := range out {
		if out[i].class == was[0].class {
			out[i].p += gold
			return out
		}
	}
	return append(out, target{was[0].class, gold})
}
