package model

import (
	"sync"

	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
)

// A Network is a model made ready to run on one path of arithmetic: matrices in
// the layout of the kernels, and the part of the first layer that depends on a
// word alone, kept for the words met first. Safe for concurrent use.
type Network struct {
	m    *Model
	path kernel.Path

	in, rec              [][2]*kernel.Packed
	mlp, arc, label, tag *kernel.Packed
	rootRel              int32
	lens                 *lens

	mu    sync.RWMutex
	cache map[Features]int32 // number of a row
	rows  [][]float32        // both directions of the first layer, chunkRows words each
}

// cacheRows bounds the words whose first layer is kept: 4,096 rows of 6 kB at 256
// hidden units. Three of four words of a speech are among the first thousand.
const cacheRows = 4096

// chunkRows is the number of rows that memory is taken for at a time.
const chunkRows = 64

// NewNetwork makes m ready. The weights of m must not change afterwards.
func NewNetwork(m *Model, path kernel.Path) *Network {
	n := &Network{m: m, path: path, cache: map[Features]int32{}, rootRel: -1}
	pack := func(p *Param) *kernel.Packed { return kernel.PackWeights(path, p.W, p.Rows, p.Cols) }
	for _, layer := range m.LSTMs {
		n.in = append(n.in, [2]*kernel.Packed{pack(layer[0].In), pack(layer[1].In)})
		n.rec = append(n.rec, [2]*kernel.Packed{pack(layer[0].Rec), pack(layer[1].Rec)})
	}
	n.mlp, n.arc, n.label, n.tag = pack(m.MLPs), pack(m.Arcs), pack(m.Labels), pack(m.TagHead)
	for i, r := range m.Rels {
		if r == "root" {
			n.rootRel = int32(i)
		}
	}
	return n
}

// slim gives back the memory of the matrices that the network has made its own.
func (n *Network) slim() {
	for _, p := range n.m.Dense() {
		if p.Rows > 1 {
			p.W = nil
		}
	}
}

// Model returns the model of the network.
func (n *Network) Model() *Model { return n.m }

// Look makes the runners of the network show what l sees of each word: [Parse.View].
// A nil lens shows all that can be seen, as it is. It must be called before the
// first runner is made.
func (n *Network) Look(l *Lens) {
	n.lens = &lens{}
	if l != nil {
		n.lens = &lens{l, kernel.PackWeights(n.path, l.W, l.In, l.Out)}
	}
}

// NewRunner returns a runner of the network.
func (n *Network) NewRunner() *Runner {
	return &Runner{net: n, gemm: kernel.Gemm{Path: n.path}, lens: n.lens}
}

// bestRel returns the best relation: "root" for the root's child and for no other.
func (n *Network) bestRel(scores []float32, isRoot bool) int32 {
	if n.rootRel < 0 {
		return argmax(scores)
	}
	if isRoot {
		return n.rootRel
	}
	scores[n.rootRel] = never
	return argmax(scores)
}

// A missList holds the words of a batch that were not in the cache.
type missList struct {
	index map[Features]int32
	words []Features
	input []float32
	proj  []float32
}

// firstLayer runs the first LSTM layer into out. Its input part is copied from the
// cache or computed, once for each distinct word.
func (r *Runner) firstLayer(batch [][]Features, rows int, out []float32) {
	n, h := r.net, r.net.m.Hidden
	found := r.project(batch)
	for d := range 2 {
		gates := grow(&r.gates, rows*3*h)
		n.mu.RLock()
		cached := n.rows
		n.mu.RUnlock()
		for i, f := range found {
			src := r.misses.proj
			if f < 0 {
				f = -f - 1
			} else {
				src, f = cached[f/chunkRows], f%chunkRows
			}
			copy(gates[i*3*h:(i+1)*3*h], src[int(f)*6*h+d*3*h:][:3*h])
		}
		r.recur(gates, n.rec[0][d], d, out)
	}
}

// project returns, for every row, the row of the cache that holds the projection
// of its word, or -i-1 for row i of the misses.
func (r *Runner) project(batch [][]Features) []int32 {
	n := r.net
	found := make([]int32, len(r.sent))
	miss := &r.misses
	miss.words = miss.words[:0]
	if miss.index == nil {
		miss.index = map[Features]int32{}
	}
	clear(miss.index)
	i := 0
	n.mu.RLock()
	for t := range r.off {
		for range r.count[t] {
			f := Root()
			if t > 0 {
				f = batch[r.sent[i]][t-1]
			}
			row, ok := n.cache[f]
			if !ok {
				k, seen := miss.index[f]
				if !seen {
					k = int32(len(miss.words))
					miss.index[f] = k
					miss.words = append(miss.words, f)
				}
				row = -k - 1
			}
			found[i] = row
			i++
		}
	}
	n.mu.RUnlock()
	if len(miss.words) > 0 {
		r.computeMisses()
		n.keep(miss)
	}
	return found
}

// computeMisses multiplies the inputs of the missing words with both input
// matrices of the first layer.
func (r *Runner) computeMisses() {
	n, m, miss := r.net, r.net.m, &r.misses
	h, width := m.Hidden, m.Input()
	x := grow(&miss.input, len(miss.words)*width)
	clear(x)
	for i, f := range miss.words {
		m.input(f, x[i*width:(i+1)*width])
	}
	y := grow(&miss.proj, len(miss.words)*6*h)
	for i := range miss.words {
		copy(y[i*6*h:], m.LSTMs[0][0].Bias.W)
		copy(y[i*6*h+3*h:], m.LSTMs[0][1].Bias.W)
	}
	for d := range 2 {
		r.gemm.Mul(len(miss.words), x, width, 1, n.in[0][d], y[d*3*h:], 6*h)
	}
}

// keep adds the missing words to the cache as long as there is room.
func (n *Network) keep(miss *missList) {
	n.mu.Lock()
	defer n.mu.Unlock()
	w := 6 * n.m.Hidden
	for i, f := range miss.words {
		if len(n.cache) >= cacheRows {
			return
		}
		if _, ok := n.cache[f]; ok {
			continue
		}
		k := len(n.cache)
		if k%chunkRows == 0 {
			n.rows = append(n.rows, make([]float32, chunkRows*w))
		}
		copy(n.rows[k/chunkRows][k%chunkRows*w:], miss.proj[i*w:(i+1)*w])
		n.cache[f] = int32(k)
	}
}

// input writes the embeddings of a word into x, which is zero.
func (m *Model) input(f Features, x []float32) {
	m.WordTable.add(f.Word, x[:m.Word])
	if y := x[m.Word : m.Word+m.Affix]; f.Word != RootWord {
		for _, a := range f.Affix {
			m.AffixTable.add(a, y)
		}
	}
	if f.Vector >= 0 {
		m.VectorTable.add(f.Vector, x[m.Word+m.Affix:])
	}
}
