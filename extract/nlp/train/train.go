// Package train fits the network of extract/nlp/model to treebanks: batches, the
// backward pass, the optimiser, checkpoints. Training is deterministic: the same
// files, seed and settings give the same weights, whatever the number of cores,
// because a step is always cut into the same shards and the shards are summed in
// order.
package train

import (
	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
)

// Options are the settings of a training run. The zero value of each field means
// its default.
type Options struct {
	Epochs int     // passes over the treebanks; defaults to 30
	Batch  int     // tokens a step; defaults to 1000
	Rate   float64 // learning rate at its highest; defaults to 0.002
	Seed   uint64  // of weights, dropout and order; 0 is a seed as good as any
	// Longest is the length in tokens beyond which a sentence is left out;
	// defaults to 120.
	Longest int
	Dropout Dropout
	// SilverShare is how many silver tokens an epoch reads for each gold one;
	// defaults to 0.5. It matters only where there are silver sentences.
	SilverShare float64
	// Path is the arithmetic to use.
	Path kernel.Path
}

// Dropout gives the probabilities of dropping: each embedding of a word, the
// outputs of an LSTM layer, its recurrent inputs, and the projections. All but the
// first drop the same units at every word of a sentence (Gal and Ghahramani 2016).
type Dropout struct{ Embedding, Layer, Recurrent, Projection float32 }

// WithDefaults returns o with defaults in place of zero fields.
func (o Options) WithDefaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 30
	}
	if o.Batch == 0 {
		o.Batch = 1000
	}
	if o.Rate == 0 {
		o.Rate = 0.002
	}
	if o.Longest == 0 {
		o.Longest = 120
	}
	if o.SilverShare == 0 {
		o.SilverShare = 0.5
	}
	if o.Dropout == (Dropout{}) {
		o.Dropout = Dropout{0.25, 0.33, 0.3, 0.33}
	}
	return o
}

// shards is the number of parts a step is cut into, each done by one goroutine.
const shards = 2

// Losses are sums of cross-entropies over Words words.
type Losses struct {
	Arc, Rel, UPOS, XPOS float64
	Words                int
}

func (l *Losses) add(o Losses) {
	l.Arc += o.Arc
	l.Rel += o.Rel
	l.UPOS += o.UPOS
	l.XPOS += o.XPOS
	l.Words += o.Words
}

// Total returns the sum of the four.
func (l Losses) Total() float64 { return l.Arc + l.Rel + l.UPOS + l.XPOS }

// An example is a sentence in the numbers of a model; index 0 is the root. A tag
// or relation the model does not know has no target and costs nothing.
type example struct {
	words                []model.Features
	head                 []int // the head that the relation is read with
	arc, rel, upos, xpos [][]target
}
