// Package model is the neural network of extract/nlp: a joint tagger and
// dependency parser, its file format, and the forward pass.
//
// The network is that of Dozat and Manning 2017 ("Deep Biaffine Attention for
// Neural Dependency Parsing"), made small:
//
//   - a word is the sum of its hashed affixes and shape, beside a learned vector
//     and a frozen GloVe vector (Pennington et al. 2014);
//   - two bidirectional LSTMs with coupled gates (Greff et al. 2017, CIFG);
//   - tags are read from the first, heads and relations from the second;
//   - heads by a biaffine product (section 2.2), decoded as the highest-scoring
//     tree with one root (Chu and Liu 1965; Edmonds 1967);
//   - relations from the product and the rectified sum of a word's and its head's
//     vectors, which costs a tenth of a biaffine tensor.
package model

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// A Config gives the dimensions of a network.
type Config struct {
	Word, Affix, Vector int // columns of the three embeddings
	Hidden              int // units of an LSTM in one direction, a multiple of 32
	Layers              int // LSTM layers
	Arc, Label          int // columns of the projections for heads and for relations
	Buckets             int // rows of the affix table
	TagLayer            int // the layer whose output the tags are read from
}

// Input returns the columns of the input of the first layer.
func (c Config) Input() int { return c.Word + c.Affix + c.Vector }

// MLP returns the columns of the projection of the last layer: dependent and head
// for arcs, dependent and head for relations.
func (c Config) MLP() int { return 2*c.Arc + 2*c.Label }

// A Param is a matrix of weights, row-major.
type Param struct {
	Name       string
	Rows, Cols int
	W          []float32 // nil for a table as it stands in a file

	bytes []byte    // of a file: int8
	scale []float32 // of a row
}

// Row returns row i of a matrix that is not as it stands in a file.
func (p *Param) Row(i int32) []float32 { return p.W[int(i)*p.Cols : (int(i)+1)*p.Cols] }

// add adds row i to x.
func (p *Param) add(i int32, x []float32) {
	if p.W != nil {
		for j, v := range p.Row(i) {
			x[j] += v
		}
		return
	}
	f := p.scale[i]
	for j, b := range p.bytes[int(i)*p.Cols : (int(i)+1)*p.Cols] {
		x[j] += float32(int8(b)) * f
	}
}

// weights returns all weights.
func (p *Param) weights() []float32 {
	if p.W != nil {
		return p.W
	}
	w := make([]float32, p.Rows*p.Cols)
	for i := range p.Rows {
		p.add(int32(i), w[i*p.Cols:(i+1)*p.Cols])
	}
	return w
}

// An LSTM is one direction of one layer. Columns are the gates f, z, o.
type LSTM struct{ In, Rec, Bias *Param }

// A Vocab lists what the rows and columns of the matrices stand for.
type Vocab struct {
	Words   []string // rows of Word; the first two are the root and the unknown word
	Vectors []string // rows of Vector
	UPOS    []string
	XPOS    []string
	Rels    []string
	// Pairs are the tags that go together, such as "VERB VBZ"; none if all do.
	Pairs []string
}

// A Model is a network with its weights. It is not changed after it is made and
// may be used by many goroutines, each with a [Runner] of its own.
type Model struct {
	Config
	Vocab
	// Version is the hash of the file the model was read from, in hex; empty for
	// a model that was not.
	Version string

	WordTable, AffixTable, VectorTable   *Param
	LSTMs                                [][2]LSTM
	MLPs, MLPBias, Arcs                  *Param
	Labels, LabelBias, TagHead, TagsBias *Param

	words, vectors map[string]int32
	pairs          [][2]int32 // rows of UPOS and XPOS that go together
}

// New makes a model with the shapes of c and v and weights drawn from rnd. The
// frozen vectors are zero.
func New(c Config, v Vocab, rnd *rand.Rand) *Model {
	m := &Model{Config: c, Vocab: v}
	m.shape(true)
	normal := func(p *Param, sd float32) {
		for i := range p.W {
			p.W[i] = float32(rnd.NormFloat64()) * sd
		}
	}
	normal(m.WordTable, 0.1)
	normal(m.AffixTable, 0.1)
	for _, layer := range m.LSTMs {
		for _, l := range layer {
			normal(l.In, root(l.In.Rows))
			normal(l.Rec, root(l.Rec.Rows))
			for j := range c.Hidden {
				l.Bias.W[j] = 1 // remember at first: Jozefowicz et al. 2015, section 2.2
			}
		}
	}
	normal(m.MLPs, root(m.MLPs.Rows))
	normal(m.Arcs, 0.5/float32(c.Arc))
	normal(m.Labels, root(m.Labels.Rows))
	normal(m.TagHead, root(m.TagHead.Rows))
	m.Index()
	return m
}

// Zeros makes a model whose weights are all zero: for gradients, moments and
// averages, which have the shape of a model.
func Zeros(c Config, v Vocab) *Model {
	m := &Model{Config: c, Vocab: v}
	m.shape(true)
	return m
}

// shape makes every matrix, filled with zeros; tables are left without weights unless
// asked for.
func (m *Model) shape(tables bool) {
	c := m.Config
	zero := func(name string, rows, cols int) *Param {
		return &Param{Name: name, Rows: rows, Cols: cols, W: make([]float32, rows*cols)}
	}
	table := zero
	if !tables {
		table = func(name string, rows, cols int) *Param { return &Param{Name: name, Rows: rows, Cols: cols} }
	}
	m.WordTable = table("word", len(m.Words), c.Word)
	m.AffixTable = table("affix", c.Buckets, c.Affix)
	m.VectorTable = table("vector", len(m.Vectors), c.Vector)
	in := c.Input()
	m.LSTMs = nil
	for range c.Layers {
		var layer [2]LSTM
		for d := range layer {
			layer[d] = LSTM{zero("lstm.in", in, 3*c.Hidden), zero("lstm.rec", c.Hidden, 3*c.Hidden), zero("lstm.bias", 1, 3*c.Hidden)}
		}
		m.LSTMs = append(m.LSTMs, layer)
		in = 2 * c.Hidden
	}
	m.MLPs, m.MLPBias = zero("mlp", in, c.MLP()), zero("mlp.bias", 1, c.MLP())
	m.Arcs = zero("arc", c.Arc+1, c.Arc)
	m.Labels, m.LabelBias = zero("label", 2*c.Label, len(m.Rels)), zero("label.bias", 1, len(m.Rels))
	tags := len(m.UPOS) + len(m.XPOS)
	m.TagHead, m.TagsBias = zero("tag", in, tags), zero("tag.bias", 1, tags)
}

// Dense returns the matrices that every token uses, in the order of the file.
func (m *Model) Dense() []*Param {
	var ps []*Param
	for _, layer := range m.LSTMs {
		for _, l := range layer {
			ps = append(ps, l.In, l.Rec, l.Bias)
		}
	}
	return append(ps, m.MLPs, m.MLPBias, m.Arcs, m.Labels, m.LabelBias, m.TagHead, m.TagsBias)
}

// Tables returns the embeddings, in the order of the file.
func (m *Model) Tables() []*Param {
	return []*Param{m.WordTable, m.AffixTable, m.VectorTable}
}

// Index makes the look-up tables of the vocabulary. A model made by [Zeros] needs it
// before it can be asked for features.
func (m *Model) Index() {
	m.words, m.vectors = make(map[string]int32, len(m.Words)), make(map[string]int32, len(m.Vectors))
	for i, w := range m.Words {
		m.words[w] = int32(i)
	}
	for i, w := range m.Vectors {
		m.vectors[w] = int32(i)
	}
	m.pairs = nil
	for _, p := range m.Pairs {
		u, x, _ := strings.Cut(p, " ")
		if i, j := slices.Index(m.UPOS, u), slices.Index(m.XPOS, x); i >= 0 && j >= 0 {
			m.pairs = append(m.pairs, [2]int32{int32(i), int32(j)})
		}
	}
}

// root returns 1/sqrt(n), the deviation that keeps the size of a sum of n products.
func root(n int) float32 {
	return float32(1 / math.Sqrt(float64(n)))
}
