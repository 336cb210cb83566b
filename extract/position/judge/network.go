package judge

import (
	"math"
	"slices"

	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
	"github.com/demarche-kg/demarche/schema"
)

// A Candidate is a range of words of a sentence that may be a target. Numbers
// are those of tokens.
type Candidate struct {
	Lo, Hi   int // half-open
	Head     int // of its phrase
	Pred     int // of what takes it
	Cue      int // what carries the stance, -1 where nothing does
	Features []string
	Keys     []uint64 // of the features; in place of them where nobody reads them
}

// Key is the key of a feature of some parts: FNV-1a over the parts with "="
// between them, which is the key of the whole.
func Key(parts ...string) uint64 {
	h := uint64(14695981039346656037)
	for i, p := range parts {
		if i > 0 {
			h = (h ^ '=') * 1099511628211
		}
		for k := range len(p) {
			h = (h ^ uint64(p[k])) * 1099511628211
		}
	}
	return h
}

// Looks is the number of words a candidate is looked at through: first, last,
// head, predicate, cue, and the mean of all.
const Looks = 6

// A Verdict is what the judge says of a candidate.
type Verdict struct {
	// Take is how much of a position it is expected to be: 0 for none, 1 for the
	// words that meet one best.
	Take float64
	// Stances are the probabilities of the stances, in the order of
	// schema.Stances, if it is one; they sum to 1.
	Stances [12]float64
}

// Best returns the likeliest stance and its probability if the candidate is a
// position.
func (v Verdict) Best() (schema.Stance, float64) {
	best := 0
	for i, p := range v.Stances {
		if p > v.Stances[best] {
			best = i
		}
	}
	return schema.Stances()[best], v.Stances[best]
}

// A Net is one network. Matrices are row-major.
type Net struct {
	View, Embed, Hidden int
	Features            []float32 // features × Embed
	In                  []float32 // Width × Hidden
	Bias                []float32 // Hidden
	Out                 []float32 // Hidden × Outputs
	OutBias             []float32 // Outputs
}

// Width is the number of columns of what a net is given: the looks, then the
// sum of the features.
func (n *Net) Width() int { return Looks*n.View + n.Embed }

// Outputs is the number of outputs of a net: the logit of being a position, and
// those of the twelve stances.
const Outputs = 13

// A Judge is a small net, the sieve, that rules out what is hopeless, and the mean
// of the others on the rest; or one net alone. It is safe for concurrent use.
type Judge struct {
	// Threshold is the least worth at which a candidate is taken.
	Threshold float64
	// Curve maps the probability of a stance to the share that was right in
	// texts not trained on: sorted pairs, straight lines between them. Empty
	// maps to itself.
	Curve [][2]float64
	// Version is the start of the SHA-256 of the file; empty for a judge that
	// was not read from one.
	Version string
	// Lens is through which words are looked at; each net has its own share of
	// its columns, in order.
	Lens  *model.Lens
	Nets  []Net    // the sieve first, where there are several
	Names []string // of the features

	index  map[uint64]int32 // of keys
	packed []*kernel.Packed
	path   kernel.Path
}

// Index makes a judge ready to be asked.
func (j *Judge) Index() {
	j.index = make(map[uint64]int32, len(j.Names))
	for i, n := range j.Names {
		j.index[Key(n)] = int32(i)
	}
	j.path = kernel.Best()
	j.packed = nil
	for _, n := range j.Nets {
		j.packed = append(j.packed, kernel.PackWeights(j.path, n.In, n.Width(), n.Hidden))
	}
}

// Judge returns the verdict on each candidate of a sentence, of whose words views
// are what the lens shows, or all that it looks at. Without views it goes by the
// features alone.
func (j *Judge) Judge(views [][]float32, cs []Candidate) []Verdict {
	views = j.through(views)
	sum := make([]float32, len(cs)*Outputs)
	asked := make([]int, len(cs)) // those that a net is asked about
	for i := range asked {
		asked[i] = i
	}
	rows := j.rows(cs)
	votes := make([]float32, len(cs))
	from := 0
	gemm := kernel.Gemm{Path: j.path}
	for k := range j.Nets {
		n := &j.Nets[k]
		w := n.Width()
		x, h := make([]float32, len(asked)*w), make([]float32, len(asked)*n.Hidden)
		for r, i := range asked {
			row := x[r*w : (r+1)*w]
			Fill(row, views, from, n.View, cs[i])
			Sum(row[Looks*n.View:], n.Features, rows[i], 1)
			copy(h[r*n.Hidden:], n.Bias)
		}
		if len(asked) > 0 {
			gemm.Mul(len(asked), x, w, 1, j.packed[k], h, n.Hidden)
		}
		for r, i := range asked {
			n.read(h[r*n.Hidden:][:n.Hidden], sum[i*Outputs:][:Outputs])
			votes[i]++
		}
		if k == 0 && len(j.Nets) > 1 {
			asked = slices.DeleteFunc(asked, func(i int) bool { return Verdict{Take: take(sum[i*Outputs])}.Hopeless() })
			for _, i := range asked {
				clear(sum[i*Outputs:][:Outputs])
				votes[i] = 0
			}
		}
		from += n.View
	}
	out := make([]Verdict, len(cs))
	for i := range out {
		out[i] = verdict(sum[i*Outputs:][:Outputs], votes[i])
	}
	return out
}

// Hopeless reports whether the sieve rules a candidate out of which it says v.
func (v Verdict) Hopeless() bool { return v.Take < 0.1 }

// rows are the features of each candidate that the judge knows, as rows of the
// tables of its nets.
func (j *Judge) rows(cs []Candidate) [][]int32 {
	out := make([][]int32, len(cs))
	for i, c := range cs {
		out[i] = make([]int32, 0, len(c.Keys)+len(c.Features))
		for _, f := range c.Features {
			if k, ok := j.index[Key(f)]; ok {
				out[i] = append(out[i], k)
			}
		}
		for _, f := range c.Keys {
			if k, ok := j.index[f]; ok {
				out[i] = append(out[i], k)
			}
		}
	}
	return out
}

// through returns what the lens shows of words of which views are all that it
// looks at; views that are what it shows are returned as they are.
func (j *Judge) through(views [][]float32) [][]float32 {
	if len(views) == 0 || len(views[0]) != j.Lens.In || j.Lens.In == j.Lens.Out {
		return views
	}
	out := make([][]float32, len(views))
	for t, v := range views {
		row := append([]float32(nil), j.Lens.Bias...)
		for i, x := range v {
			for q, w := range j.Lens.W[i*j.Lens.Out:][:j.Lens.Out] {
				row[q] += x * w
			}
		}
		for q, x := range row {
			if x < 0 {
				row[q] = Leak * x
			}
		}
		out[t] = row
	}
	return out
}

// Fill writes what a candidate is seen by into x, which is zero: six views of
// width columns each, from column from on.
func Fill(x []float32, views [][]float32, from, width int, c Candidate) {
	at := func(k, token int) {
		if token >= 0 && token < len(views) && views[token] != nil {
			copy(x[k*width:(k+1)*width], views[token][from:from+width])
		}
	}
	at(0, c.Lo)
	at(1, c.Hi-1)
	at(2, c.Head)
	at(3, c.Pred)
	at(4, c.Cue)
	mean := x[5*width : 6*width]
	for t := c.Lo; t < c.Hi && t < len(views); t++ {
		if views[t] == nil {
			continue
		}
		for q, v := range views[t][from : from+width] {
			mean[q] += v
		}
	}
	for q := range mean {
		mean[q] /= float32(c.Hi - c.Lo)
	}
}

// Sum adds the given rows of a table, times a factor, to out, which is as wide.
func Sum(out, table []float32, rows []int32, by float32) {
	n := len(out)
	for _, r := range rows {
		row := table[int(r)*n:][:n]
		i := 0
		for ; i+4 <= n; i += 4 { // by hand: the compiler keeps one number at a time
			o, w := out[i:i+4:i+4], row[i:i+4:i+4]
			o[0] += by * w[0]
			o[1] += by * w[1]
			o[2] += by * w[2]
			o[3] += by * w[3]
		}
		for ; i < n; i++ {
			out[i] += by * row[i]
		}
	}
}

// Leak is the slope of the rectifier below zero.
const Leak = 0.1

// read adds the outputs of a hidden row to out.
func (n *Net) read(h, out []float32) {
	for q, v := range n.OutBias {
		out[q] += v
	}
	for k, v := range h {
		if v < 0 {
			v *= Leak
		}
		for q, w := range n.Out[k*Outputs:][:Outputs] {
			out[q] += v * w
		}
	}
}

// take is the probability of a logit.
func take(logit float32) float64 { return 1 / (1 + math.Exp(-float64(logit))) }

// verdict turns the sum of the outputs of several nets into probabilities.
func verdict(sum []float32, nets float32) Verdict {
	var v Verdict
	v.Take = take(sum[0] / nets)
	top := math.Inf(-1)
	for _, s := range sum[1:] {
		top = max(top, float64(s/nets))
	}
	total := 0.0
	for i, s := range sum[1:] {
		v.Stances[i] = math.Exp(float64(s/nets) - top)
		total += v.Stances[i]
	}
	for i := range v.Stances {
		v.Stances[i] /= total
	}
	return v
}
