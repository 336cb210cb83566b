package train

import (
	"math/rand/v2"

	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
)

// A worker runs the network forward and backward over one shard. It keeps the
// activations between the two and its buffers from step to step.
type worker struct {
	m     *model.Model
	packs *packs
	gemm  kernel.Gemm
	rnd   *rand.Rand
	grad  *model.Model // of the dense matrices; its tables are empty
	loss  Losses

	lay    *layout
	keep   []uint8 // which embeddings of a row are kept: bit 0 word, 1 affix, 2 vector
	input  []float32
	dInput []float32
	layers []layerState
	tags   []float32
	dTags  []float32
	proj   []float32
	dProj  []float32
	mask   []float32 // of the projection, a row a sentence
	arc    arcState
	rel    relState
	temp   []float32
}

// A layerState holds what the backward pass needs of an LSTM layer.
type layerState struct {
	in   []float32 // rows × width
	out  []float32 // rows × 2 hidden, both directions
	dOut []float32
	mask []float32 // sentences × 2 hidden
	dir  [2]dirState
}

type dirState struct {
	gates  []float32 // rows × 3 hidden; after the backward pass, their gradients
	c, tc  []float32 // rows × hidden: the cell and its tanh
	h      []float32 // rows × hidden: the output
	masked []float32 // rows × hidden: the output before, masked
	dH, dC []float32
	mask   []float32 // sentences × hidden
	zero   []float32
}

func newWorker(m *model.Model, p *packs, path kernel.Path, rnd *rand.Rand) *worker {
	return &worker{
		m: m, packs: p, gemm: kernel.Gemm{Path: path}, rnd: rnd,
		grad:   model.Zeros(m.Config, model.Vocab{UPOS: m.UPOS, XPOS: m.XPOS, Rels: m.Rels}),
		layers: make([]layerState, m.Layers),
	}
}

// grow returns a slice of n zeros in the memory of *s.
func grow(s *[]float32, n int) []float32 {
	if cap(*s) < n {
		*s = make([]float32, n+n/4)
	}
	*s = (*s)[:n]
	clear(*s)
	return *s
}

// dropMask fills *s with n factors: 0 with probability p, else 1/(1-p).
func (w *worker) dropMask(s *[]float32, n int, p float32) []float32 {
	x := grow(s, n)
	keep := 1 / (1 - p)
	for i := range x {
		if p == 0 || w.rnd.Float32() >= p {
			x[i] = keep
		}
	}
	return x
}

// packs holds every dense matrix in the layout of the kernels, as it is and
// transposed, shared by the workers of a step.
type packs struct {
	in, rec, inT, recT       [][2]*kernel.Packed
	mlp, mlpT, arc, arcT     *kernel.Packed
	label, labelT, tag, tagT *kernel.Packed
}

func newPacks(layers int) *packs {
	return &packs{
		in: make([][2]*kernel.Packed, layers), rec: make([][2]*kernel.Packed, layers),
		inT: make([][2]*kernel.Packed, layers), recT: make([][2]*kernel.Packed, layers),
	}
}

// update packs the weights of m again.
func (p *packs) update(m *model.Model) {
	var jobs []func()
	add := func(dst, dstT **kernel.Packed, q *model.Param) {
		jobs = append(jobs,
			func() { *dst = kernel.Pack(*dst, q.W, q.Rows, q.Cols, q.Cols, 1) },
			func() { *dstT = kernel.Pack(*dstT, q.W, q.Cols, q.Rows, 1, q.Cols) })
	}
	for l := range m.LSTMs {
		for d := range m.LSTMs[l] {
			add(&p.in[l][d], &p.inT[l][d], m.LSTMs[l][d].In)
			add(&p.rec[l][d], &p.recT[l][d], m.LSTMs[l][d].Rec)
		}
	}
	add(&p.mlp, &p.mlpT, m.MLPs)
	add(&p.arc, &p.arcT, m.Arcs)
	add(&p.label, &p.labelT, m.Labels)
	add(&p.tag, &p.tagT, m.TagHead)
	each(jobs)
}
