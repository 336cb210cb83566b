package train

import (
	"strings"

	"github.com/demarche-kg/demarche/eval"
	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/schema"
)

// An Example is what the judge learns from: a proposal and the class that
// gold gives it; a negative class is left out of training.
type Example struct {
	Features []string
	Class    int
}

// unsure marks a proposal that gold neither bears out nor refutes: its words
// overlap those of a gold target that another proposal meets better.
const unsure = -1

// Label gives each proposal of a document its class: the stance of the gold
// position of the same holder whose target it meets best in its sentence.
func Label(gold []schema.Position, ps []position.Proposal) []Example {
	class := map[schema.Stance]int{}
	for i, c := range position.Classes() {
		class[c] = i
	}
	out := make([]Example, len(ps))
	for i, p := range ps {
		out[i].Features = p.Features
	}
	byEvidence := map[string][]int{}
	var order []string
	for i, p := range ps {
		e := p.Position.Evidence
		if _, ok := byEvidence[e]; !ok {
			order = append(order, e)
		}
		byEvidence[e] = append(byEvidence[e], i)
	}
	for _, e := range order {
		its := byEvidence[e]
		for _, g := range gold {
			if !eval.Near(g, schema.Position{Evidence: e}) {
				continue
			}
			score := make([]float64, len(its))
			best := 0.0
			for k, i := range its {
				if strings.EqualFold(ps[i].Position.Holder, g.Holder) {
					score[k] = eval.TargetF1(g, ps[i].Position)
					best = max(best, score[k])
				}
			}
			if best < 0.5 {
				continue
			}
			for k, i := range its {
				switch {
				case score[k] >= best-0.08:
					out[i].Class = class[g.Stance]
				case score[k] >= 0.5 && out[i].Class == 0:
					out[i].Class = unsure
				}
			}
		}
	}
	return out
}
