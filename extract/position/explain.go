package position

import (
	"slices"

	"github.com/demarche-kg/demarche/extract/nlp"
	"github.com/demarche-kg/demarche/schema"
)

// An Explanation is how a position came about: the sentence as it was parsed,
// the rules and rows applied, and what the judge made of them.
type Explanation struct {
	Position schema.Position
	Sentence nlp.Sentence
	Rules    []schema.Step
	// Features are what the judge saw, with the weight of each for the
	// stance chosen less its weight for no position: the heaviest first.
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
			if q.Position.Start == p.Start && q.Position.Target == p.Target && q.Position.Holder == p.Holder {
				e.Sentence = sp.Sentences[q.sentence]
				if x.judge != nil {
					e.Features = x.judge.weigh(q.Features, p.Stance)
				}
				break
			}
		}
		return e, true
	}
	return e, false
}

// weigh returns the weight of each feature for a stance, the heaviest first.
func (j *Judge) weigh(features []string, st schema.Stance) []Weight {
	n := len(j.classes)
	c := slices.Index(j.classes, st)
	var out []Weight
	for _, f := range features {
		if k, ok := j.index[f]; ok && c > 0 {
			out = append(out, Weight{f, float64(j.weights[k*n+c] - j.weights[k*n])})
		}
	}
	slices.SortStableFunc(out, func(a, b Weight) int {
		switch d := abs(b.For) - abs(a.For); {
		case d > 0:
			return 1
		case d < 0:
			return -1
		}
		return 0
	})
	return out
}

func abs(x float64) float64 { return max(x, -x) }
