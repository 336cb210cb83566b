package train

import (
	"slices"

	"github.com/demarche-kg/demarche/eval"
	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/extract/position/judge"
	"github.com/demarche-kg/demarche/schema"
)

// An Example is what the judge learns from: a candidate, and what gold says
// of it.
type Example struct {
	judge.Candidate
	// Class is 0 for no position, 1 to 12 for a stance in the order of
	// schema.Stances.
	Class int
	// Share is how well its words meet those of a gold target, beside the best of
	// the candidates: 1 for that and for what is as good, else from one half up.
	Share float64
}

// A Sentence is the examples of one sentence, and what can be seen of its words.
type Sentence struct {
	Views    [][]float32
	Examples []Example
}

// nearBest is by how much less than the best F1 with the gold target a candidate
// may have and be as good.
const nearBest = 0.08

// Label makes examples of the proposals of a document: the class of each is the
// stance of the gold position of the same holder whose target it meets best in its
// sentence. What only names a thing within a target that others have whole is none.
func Label(gold []schema.Position, ps []position.Proposal) []Sentence {
	var golds []eval.Matcher
	for _, g := range gold {
		golds = append(golds, eval.NewMatcher(g))
	}
	var out []Sentence
	for lo := 0; lo < len(ps); {
		hi := lo
		for hi < len(ps) && ps[hi].Together(ps[lo]) {
			hi++
		}
		out = append(out, label(gold, golds, ps[lo:hi]))
		lo = hi
	}
	return out
}

// label makes examples of the proposals of one sentence.
func label(gold []schema.Position, golds []eval.Matcher, ps []position.Proposal) Sentence {
	s := Sentence{Views: ps[0].Views()}
	var own []eval.Matcher
	for _, p := range ps {
		s.Examples = append(s.Examples, Example{Candidate: p.Candidate()})
		own = append(own, eval.NewMatcher(p.Position()))
	}
	for k, g := range golds {
		if !g.Near(own[0]) {
			continue
		}
		score, best := against(g, own, eval.Matcher.PhraseF1)
		if best < 0.5 { // none has the words of it, but one may name what it names
			score, best = against(g, own, eval.Matcher.TargetF1)
		}
		if best < 0.5 {
			continue
		}
		class := 1 + slices.Index(schema.Stances(), gold[k].Stance)
		for i := range own {
			share := 1.0
			if score[i] < best-nearBest {
				share = score[i] / best
			}
			if e := &s.Examples[i]; score[i] >= 0.5 && share > e.Share {
				e.Class, e.Share = class, share
			}
		}
	}
	return s
}

// against scores candidates by a measure, those of other holders with 0, and says
// what the best has.
func against(gold eval.Matcher, own []eval.Matcher, measure func(gold, o eval.Matcher) float64) (score []float64, best float64) {
	score = make([]float64, len(own))
	for i, o := range own {
		if gold.SameHolder(o) {
			score[i] = measure(gold, o)
			best = max(best, score[i])
		}
	}
	return score, best
}
