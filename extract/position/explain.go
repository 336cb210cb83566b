package position

import (
	"cmp"
	"math"
	"slices"

	"github.com/demarche-kg/demarche/extract/nlp"
	"github.com/demarche-kg/demarche/extract/position/judge"
	"github.com/demarche-kg/demarche/schema"
)

// An Explanation is how a position came about: the sentence as it was parsed,
// the rules and rows applied, and what the judge made of them.
type Explanation struct {
	Position schema.Position
	Sentence nlp.Sentence
	Rules    []schema.Step
	// Features are what the judge saw, with how each spoke for the stance
	// chosen: the heaviest first.
	Features []Weight
}

// A Weight is how a feature spoke for a stance.
type Weight struct {
	Feature string
	For     float64
}

// Explain tells how the position with that ID came about; ok is false where
// the speech has none of that ID.
func (x *Extractor) Explain(sp Speech, id string) (e Explanation, ok bool) {
	ps := x.Propose(sp)
	for _, p := range x.Choose(ps) {
		if p.ID != id {
			continue
		}
		e = Explanation{Position: p, Rules: p.Because}
		for _, q := range ps {
			if c := q.asked(p.Stance).Position(); c.Start == p.Start && c.Target == p.Target && c.Holder == p.Holder {
				e.Sentence = sp.Sentences[q.s.n]
				if x.judge != nil {
					e.Features = x.weigh(q, p.Stance)
				}
				break
			}
		}
		return e, true
	}
	return e, false
}

// weigh returns by how much each feature of a proposal speaks for its being a
// position of a stance: the logit of that with it, less the logit without it.
// The words seen through the lens are one feature, "words". The heaviest first.
func (x *Extractor) weigh(p Proposal, st schema.Stance) []Weight {
	c := p.Candidate()
	at := slices.Index(schema.Stances(), st)
	logit := func(v judge.Verdict) float64 {
		q := v.Take * v.Stances[at]
		return math.Log(q / (1 - q))
	}
	all := []judge.Candidate{c}
	for i := range c.Features {
		less := c
		less.Features = slices.Delete(slices.Clone(c.Features), i, i+1)
		all = append(all, less)
	}
	said := x.judge.Judge(p.Views(), all)
	whole := logit(said[0])
	out := []Weight{{"words", whole - logit(x.judge.Judge(nil, all[:1])[0])}}
	for i, f := range c.Features {
		if d := whole - logit(said[i+1]); d != 0 {
			out = append(out, Weight{f, d})
		}
	}
	slices.SortStableFunc(out, func(a, b Weight) int { return cmp.Compare(abs(b.For), abs(a.For)) })
	return out
}

func abs(x float64) float64 { return max(x, -x) }
