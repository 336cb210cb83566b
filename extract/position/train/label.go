package train

import (
	"os"
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
	// schema.Stances, Unsure where gold neither bears the candidate out nor
	// refutes it.
	Class int
}

// Unsure marks a candidate whose words overlap those of a gold target that
// another candidate meets better.
const Unsure = -1

// A Sentence is the examples of one sentence, and what can be seen of its words.
type Sentence struct {
	Views    [][]float32
	Examples []Example
}

// nearBest is by how much less than the best F1 with the gold target a candidate
// may have and still be right.
const nearBest = 0.08

// Label makes examples of the proposals of a document: the class of each is the
// stance of the gold position of the same holder whose target it meets best in its
// sentence.
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
		phrase, loose := make([]float64, len(own)), make([]float64, len(own))
		exact, named := 0.0, 0.0
		for i, o := range own {
			if g.SameHolder(o) {
				phrase[i], loose[i] = g.PhraseF1(o), g.TargetF1(o)
				exact, named = max(exact, phrase[i]), max(named, loose[i])
			}
		}
		class := 1 + slices.Index(schema.Stances(), gold[k].Stance)
		score, best := phrase, exact
		if exact < 0.5 { // no candidate has the words of it, but one may name what it names
			score, best = loose, named
		}
		if best < 0.5 {
			continue
		}
		for i := range own {
			switch {
			case score[i] >= best-nearBest:
				s.Examples[i].Class = class
			case score[i] >= 0.5 && s.Examples[i].Class == 0 && os.Getenv("LABEL") != "2":
				s.Examples[i].Class = Unsure
			case loose[i] >= 0.5 && s.Examples[i].Class == 0 && os.Getenv("LABEL") == "0":
				s.Examples[i].Class = Unsure
			}
		}
	}
	return s
}
