package model

import (
	"math"

	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
)

// A Parse is what the network says of a sentence; index i is the word given as
// number i.
type Parse struct {
	UPOS, XPOS []int32 // rows of the vocabulary
	Head       []int   // index of the governing word, -1 for the root
	Rel        []int32
	// Margin is by how much the score of the head, a log-probability but for a
	// constant, exceeds that of the best other head. It is negative where only
	// the shape of the tree made the choice.
	Margin []float32
	// View is what the lens of the runner shows of each word; nil without one.
	View [][]float32
}

// A Runner runs a model. It holds scratch memory: one a goroutine.
type Runner struct {
	net  *Network
	gemm kernel.Gemm
	lens *lens
	cell cellScratch

	off, count []int
	sent       []int32
	gates, out []float32
	next, tags []float32
	proj       []float32
	dep, head  []float32
	mid, score []float32
	pairs, rel []float32
	seen, view []float32
	misses     missList
}

// A cellScratch holds the state of a step of every sentence of a batch.
type cellScratch struct{ c, h, t []float32 }

// Run parses a batch of sentences, each without the root and none empty, longest
// first. The result for a sentence does not depend on its company.
func (r *Runner) Run(batch [][]Features) []Parse {
	if len(batch) == 0 {
		return nil
	}
	m := r.net.m
	rows := r.layout(batch)
	h := m.Hidden
	in := grow(&r.out, rows*2*h)
	r.firstLayer(batch, rows, in)
	tags := grow(&r.tags, rows*(len(m.UPOS)+len(m.XPOS)))
	for l := 0; ; l++ {
		if l == m.TagLayer {
			r.affine(rows, in, 2*h, r.net.tag, m.TagsBias.W, tags)
		}
		if l+1 == m.Layers {
			break
		}
		out := grow(&r.next, rows*2*h)
		for d := range 2 {
			gates := grow(&r.gates, rows*3*h)
			r.affine(rows, in, 2*h, r.net.in[l+1][d], m.LSTMs[l+1][d].Bias.W, gates)
			r.recur(gates, r.net.rec[l+1][d], d, out)
		}
		r.out, r.next = r.next, r.out
		in = out
	}
	proj := grow(&r.proj, rows*m.MLP())
	r.affine(rows, in, 2*h, r.net.mlp, m.MLPBias.W, proj)
	for i, v := range proj {
		if v < 0 {
			proj[i] = leak * v
		}
	}
	out := make([]Parse, len(batch))
	for b := range batch {
		r.tagsOf(b, len(batch[b]), &out[b])
		r.headsOf(b, len(batch[b]), &out[b])
	}
	r.relsOf(out)
	if r.lens != nil {
		r.look(r.lens, batch, rows, in, out)
	}
	return out
}

// leak is the slope of the rectifier below zero.
const leak = 0.1

// layout places the words: all roots, then all first words, and so on, so that a
// step of the LSTMs is one product over neighbouring rows. It returns the rows.
func (r *Runner) layout(batch [][]Features) int {
	r.off, r.count, r.sent = r.off[:0], r.count[:0], r.sent[:0]
	rows := 0
	for t := range len(batch[0]) + 1 {
		n := 0
		for n < len(batch) && len(batch[n])+1 > t {
			r.sent = append(r.sent, int32(n))
			n++
		}
		r.off = append(r.off, rows)
		r.count = append(r.count, n)
		rows += n
	}
	return rows
}

// affine sets out to in·b + bias.
func (r *Runner) affine(rows int, in []float32, width int, b *kernel.Packed, bias, out []float32) {
	n := len(bias)
	for i := range rows {
		copy(out[i*n:(i+1)*n], bias)
	}
	r.gemm.Mul(rows, in, width, 1, b, out, n)
}

// recur runs a direction of a layer over gates that hold the input's part, and
// writes its output into its half of out.
func (r *Runner) recur(gates []float32, rec *kernel.Packed, d int, out []float32) {
	h := r.net.m.Hidden
	steps := len(r.off)
	c, hh, t := grow(&r.cell.c, r.count[0]*h), grow(&r.cell.h, r.count[0]*h), grow(&r.cell.t, h)
	clear(c)
	clear(hh)
	for q := range steps {
		w := q
		if d == 1 {
			w = steps - 1 - q
		}
		n, r0 := r.count[w], r.off[w]
		// Sentences that are not running yet have a state of zero, so the product
		// over all that have this word needs no cases.
		if q > 0 {
			r.gemm.Mul(n, hh, h, 1, rec, gates[r0*3*h:], 3*h)
		}
		for b := range n {
			row := r0 + b
			o := hh[b*h : (b+1)*h]
			cb := c[b*h : (b+1)*h]
			kernel.Cell(r.gemm.Path, gates[row*3*h:(row+1)*3*h], cb, cb, t, o)
			copy(out[row*2*h+d*h:], o)
		}
	}
}

func (r *Runner) tagsOf(b, n int, p *Parse) {
	nu := len(r.net.m.UPOS)
	w := nu + len(r.net.m.XPOS)
	p.UPOS, p.XPOS = make([]int32, n), make([]int32, n)
	for i := range n {
		row := r.tags[(r.off[i+1]+b)*w:][:w]
		p.UPOS[i], p.XPOS[i] = r.net.m.bestTags(row[:nu], row[nu:])
	}
}

// bestTags returns the two tags that go together and have the highest sum of
// scores.
func (m *Model) bestTags(upos, xpos []float32) (u, x int32) {
	if len(m.pairs) == 0 {
		return argmax(upos), argmax(xpos)
	}
	best := float32(math.Inf(-1))
	for _, p := range m.pairs {
		if s := upos[p[0]] + xpos[p[1]]; s > best {
			best, u, x = s, p[0], p[1]
		}
	}
	return u, x
}

// headsOf scores the arcs of sentence b and finds its tree.
func (r *Runner) headsOf(b, words int, p *Parse) {
	m := r.net.m
	n, k, o := words+1, m.Arc, m.MLP()
	dep, head := grow(&r.dep, n*(k+1)), grow(&r.head, n*k)
	for t := range n {
		z := r.proj[(r.off[t]+b)*o:]
		copy(dep[t*(k+1):], z[:k])
		dep[t*(k+1)+k] = 1
		copy(head[t*k:(t+1)*k], z[k:2*k])
	}
	mid, s := grow(&r.mid, n*k), grow(&r.score, n*n)
	clear(mid)
	clear(s)
	r.gemm.Mul(n, dep, k+1, 1, r.net.arc, mid, k)
	r.gemm.MulAdd(n, n, k, mid, k, 1, head, 1, k, s, n)
	heads := Tree(s, n)
	p.Head, p.Margin = make([]int, words), make([]float32, words)
	for i := range words {
		row, h := s[(i+1)*n:(i+2)*n], heads[i+1]
		other := float32(math.Inf(-1))
		for j, v := range row {
			if j != h && j != i+1 {
				other = max(other, v)
			}
		}
		p.Head[i] = h - 1
		p.Margin[i] = min(row[h]-other, maxMargin)
	}
}

// maxMargin is the margin where there is no other head.
const maxMargin = 100

// relsOf finds the relation of every word to its head.
func (r *Runner) relsOf(parses []Parse) {
	m := r.net.m
	k, o, n, at := m.Label, m.MLP(), len(m.Rels), 2*m.Arc
	words := 0
	for i := range parses {
		words += len(parses[i].Head)
	}
	x, s := grow(&r.pairs, words*2*k), grow(&r.rel, words*n)
	i := 0
	for b := range parses {
		for t, h := range parses[b].Head {
			dep := r.proj[(r.off[t+1]+b)*o+at:][:k]
			head := r.proj[(r.off[h+1]+b)*o+at+k:][:k]
			y := x[i*2*k : (i+1)*2*k]
			for j, u := range dep {
				y[j] = u * head[j]
				v := u + head[j]
				if v < 0 {
					v *= leak
				}
				y[k+j] = v
			}
			copy(s[i*n:(i+1)*n], m.LabelBias.W)
			i++
		}
	}
	r.gemm.Mul(words, x, 2*k, 1, r.net.label, s, n)
	i = 0
	for b := range parses {
		p := &parses[b]
		p.Rel = make([]int32, len(p.Head))
		for t, h := range p.Head {
			row := s[i*n : (i+1)*n]
			p.Rel[t] = r.net.bestRel(row, h < 0)
			i++
		}
	}
}

func argmax(s []float32) int32 {
	b := 0
	for i, v := range s {
		if v > s[b] {
			b = i
		}
	}
	return int32(b)
}

// grow returns n elements in the memory of *s, whatever they hold.
func grow(s *[]float32, n int) []float32 {
	if cap(*s) < n {
		*s = make([]float32, n+n/4)
	}
	*s = (*s)[:n]
	return *s
}
