package train

import (
	"math"
	"math/rand/v2"
	"sort"

	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/position/judge"
)

// Fit trains a judge: the sieve on all examples, then the other nets on those that
// it lets through. The same sentences and options give the same judge on one kind
// of arithmetic.
func Fit(data []Sentence, o Options) *judge.Judge {
	o = o.defaults()
	names := frequent(data, o.AtLeast)
	coded, in := code(data, names)
	nets := make([]*learner, 1+o.Nets)
	learn := func(k int, own Options) {
		nets[k] = newLearner(in, len(names), own, o.Seed+uint64(k))
		nets[k].train(coded, func(epoch int, loss float64) { o.Progress(k, epoch, loss) })
	}
	learn(0, o.sieve())
	coded, _ = code(sift(data, assemble(nets[:1], names, in, o)), names)
	parallel(o.Nets, func(k int) { learn(k+1, o) })
	return assemble(nets, names, in, o)
}

// sift leaves out the examples that a sieve rules out.
func sift(data []Sentence, sieve *judge.Judge) []Sentence {
	out := make([]Sentence, len(data))
	parallel(len(data), func(k int) {
		s := data[k]
		cs := make([]judge.Candidate, len(s.Examples))
		for i, e := range s.Examples {
			cs[i] = e.Candidate
		}
		out[k].Views = s.Views
		for i, v := range sieve.Judge(s.Views, cs) {
			if !v.Hopeless() {
				out[k].Examples = append(out[k].Examples, s.Examples[i])
			}
		}
	})
	return out
}

// assemble makes a judge of trained nets, their lenses side by side.
func assemble(nets []*learner, names []string, in int, o Options) *judge.Judge {
	j := &judge.Judge{Threshold: o.Threshold, Names: names, Lens: &model.Lens{In: in}}
	for _, n := range nets {
		j.Lens.Out += n.o.View
	}
	j.Lens.W = make([]float32, in*j.Lens.Out)
	from := 0
	for _, n := range nets {
		for i := range in {
			copy(j.Lens.W[i*j.Lens.Out+from:], n.lens.w[i*n.o.View:(i+1)*n.o.View])
		}
		from += n.o.View
		j.Lens.Bias = append(j.Lens.Bias, n.lensBias.w...)
		j.Nets = append(j.Nets, judge.Net{View: n.o.View, Embed: n.o.Embed, Hidden: n.o.Hidden, Features: n.features.w, In: n.input.w,
			Bias: n.bias.w, Out: n.out.w, OutBias: n.outBias.w})
	}
	j.Index()
	return j
}

// frequent lists the features of at least n examples, sorted.
func frequent(data []Sentence, n int) []string {
	count := map[string]int{}
	for _, s := range data {
		for _, e := range s.Examples {
			for _, f := range e.Features {
				count[f]++
			}
		}
	}
	var out []string
	for f, k := range count {
		if k >= n {
			out = append(out, f)
		}
	}
	sort.Strings(out)
	return out
}

// A codedSentence is one with its features as rows, and the examples that teach
// something.
type codedSentence struct {
	views [][]float32
	cs    []judge.Candidate
	rows  [][]int32
	class []int
	share []float32
}

func (c codedSentence) columns() int {
	if len(c.views) == 0 {
		return 0
	}
	return len(c.views[0])
}

// code codes the sentences that teach something, and says in how many columns
// their words are seen.
func code(data []Sentence, names []string) (out []codedSentence, in int) {
	index := make(map[string]int32, len(names))
	for i, f := range names {
		index[f] = int32(i)
	}
	for _, s := range data {
		c := codedSentence{views: s.Views}
		for _, e := range s.Examples {
			var row []int32
			for _, f := range e.Features {
				if k, ok := index[f]; ok {
					row = append(row, k)
				}
			}
			e.Candidate.Features = nil
			c.cs, c.rows, c.class = append(c.cs, e.Candidate), append(c.rows, row), append(c.class, e.Class)
			c.share = append(c.share, float32(e.Share))
		}
		if len(c.cs) > 0 {
			out = append(out, c)
			in = max(in, c.columns())
		}
	}
	return out, in
}

// train goes over the sentences in a new order each epoch, in batches.
func (l *learner) train(data []codedSentence, told func(epoch int, loss float64)) {
	total := 0
	for _, s := range data {
		total += len(s.cs)
	}
	steps := l.o.Epochs * (total/l.o.Batch + 1)
	order := make([]int, len(data))
	for i := range order {
		order[i] = i
	}
	step := 0
	for epoch := range l.o.Epochs {
		l.rnd.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		loss, n := 0.0, 0
		var batch []codedSentence
		for i, k := range order {
			batch = append(batch, data[k])
			n += len(data[k].cs)
			if n >= l.o.Batch || i == len(order)-1 {
				step++
				loss += l.step(batch, l.o.Rate*pace(step, steps), step)
				batch, n = batch[:0], 0
			}
		}
		told(epoch, loss/float64(max(1, total)))
	}
}

// pace is the share of the highest learning rate at a step: it rises over fifty
// steps and falls along a cosine to a twentieth (Loshchilov and Hutter 2017).
func pace(step, steps int) float64 {
	rise := math.Min(1, float64(step)/50)
	return rise * math.Max(0.05, 0.5*(1+math.Cos(math.Pi*math.Min(1, float64(step)/float64(steps)))))
}

// newLearner makes a net with weights drawn from its seed.
func newLearner(in, features int, o Options, seed uint64) *learner {
	l := &learner{o: o, in: in, rnd: rand.New(rand.NewPCG(seed, 1))}
	d, h := o.View, o.Hidden
	l.lens, l.lensBias = l.param(in*d, 1/math.Sqrt(float64(max(1, in)))), l.param(d, 0)
	l.features = l.param(features*o.Embed, 0)
	l.input = l.param(l.width()*h, 1/math.Sqrt(float64(l.width())))
	l.bias = l.param(h, 0)
	l.out, l.outBias = l.param(h*judge.Outputs, 1/math.Sqrt(float64(h))), l.param(judge.Outputs, 0)
	l.outBias.w[0] = -1
	return l
}
