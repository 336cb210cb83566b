package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
)

// toy is a treebank of a few sentences of the genre.
const toy = `1	Canada	Canada	PROPN	NNP	_	2	nsubj	_	_
2	supports	support	VERB	VBZ	_	0	root	_	_
3	the	the	DET	DT	_	4	det	_	_
4	treaty	treaty	NOUN	NN	_	2	obj	_	_
5	.	.	PUNCT	.	_	2	punct	_	_

1	We	we	PRON	PRP	_	2	nsubj	_	_
2	urge	urge	VERB	VBP	_	0	root	_	_
3	all	all	DET	DT	_	4	det	_	_
4	States	state	NOUN	NNS	_	2	obj	_	_
5	to	to	PART	TO	_	6	mark	_	_
6	ratify	ratify	VERB	VB	_	2	xcomp	_	_
7	it	it	PRON	PRP	_	6	obj	_	_

1	Thank	thank	VERB	VB	_	0	root	_	_
2	you	you	PRON	PRP	_	1	obj	_	_

1	The	the	DET	DT	_	2	det	_	_
2	States	state	NOUN	NNS	_	3	nsubj	_	_
3	support	support	VERB	VBP	_	0	root	_	_
4	it	it	PRON	PRP	_	3	obj	_	_

`

func toySentences(t *testing.T) []conllu.Sentence {
	t.Helper()
	s, err := conllu.Read(strings.NewReader(toy))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// toyModel makes a small network with random vectors.
func toyModel(sentences []conllu.Sentence) *model.Model {
	rnd := rand.New(rand.NewPCG(11, 12))
	v := Vocabulary(sentences, []string{"canada", "treaty", "states"})
	m := model.New(model.Config{Word: 8, Affix: 8, Vector: 8, Hidden: 32, Layers: 2, Arc: 16, Label: 8, Buckets: 64, TagLayer: 0}, v, rnd)
	for i := range m.VectorTable.W {
		m.VectorTable.W[i] = rnd.Float32() - 0.5
	}
	return m
}

// The gradient of every matrix is what a small change of a weight shows.
func TestGradient(t *testing.T) {
	s := toySentences(t)
	m := toyModel(s)
	tr, err := New(m, s, nil, Options{Path: kernel.Best()})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(tr.gold, func(a, b *example) int { return len(b.words) - len(a.words) })
	lay := newLayout(tr.gold)
	w := tr.workers[0]
	w.rnd = rand.New(rand.NewPCG(1, 1))
	loss := func() float64 {
		tr.packs.update(m)
		w.loss = Losses{}
		w.forward(lay, Dropout{})
		w.backward(1)
		return w.loss.Total()
	}
	at := loss()
	analytic := map[*model.Param][]float32{}
	for i, g := range w.grad.Dense() {
		analytic[m.Dense()[i]] = slices.Clone(g.W)
	}
	for which, p := range []*model.Param{m.WordTable, m.AffixTable} {
		analytic[p] = tableGradient(w, p, which)
	}
	rnd := rand.New(rand.NewPCG(7, 7))
	for _, p := range append(m.Dense(), m.WordTable, m.AffixTable) {
		for range 12 {
			i := rnd.IntN(len(p.W))
			was := p.W[i]
			const h = 1e-3
			p.W[i] = was + h
			up := loss()
			p.W[i] = was - h
			down := loss()
			p.W[i] = was
			// At a kink of a rectifier the slopes to both sides differ, and the
			// gradient is one of them or lies between.
			left, right := (at-down)/h, (up-at)/h
			lo, hi := min(left, right), max(left, right)
			tol := 0.03 * (0.5 + math.Abs(hi))
			if got := float64(analytic[p][i]); got < lo-tol || got > hi+tol {
				t.Errorf("%s[%d]: gradient %.5f, measured %.5f to %.5f", p.Name, i, got, lo, hi)
			}
		}
	}
}

// tableGradient sums the gradient of the input over the rows of a table.
func tableGradient(w *worker, p *model.Param, which int) []float32 {
	g := make([]float32, len(p.W))
	c := w.m.Config
	for t := range w.lay.steps {
		for r := w.lay.off[t]; r < w.lay.off[t]+w.lay.count[t]; r++ {
			for _, id := range tableRows(w.lay.features(r, t), which, t) {
				for j := range p.Cols {
					g[int(id)*p.Cols+j] += w.dInput[r*c.Input()+which*c.Word+j]
				}
			}
		}
	}
	return g
}
