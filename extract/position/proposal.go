package position

import (
	"github.com/demarche-kg/demarche/extract/position/judge"
	"github.com/demarche-kg/demarche/schema"
)

// A Proposal is a position that the text may hold, before it is judged.
type Proposal struct {
	x     *Extractor
	sp    Speech
	s     *sentence
	cand  candidate
	claim claimant
}

// Position is the position that it would be, with the stance that the rules
// give it.
func (p Proposal) Position() schema.Position {
	out := p.s.position(p.sp, p.cand, p.claim)
	out.Topics = p.x.topics.of(out.Target + " " + out.Proposition)
	out.Lexicon = p.x.version
	return out
}

// Candidate is what the judge sees of it, its features by their names.
func (p Proposal) Candidate() judge.Candidate {
	c := p.place()
	c.Features = p.s.features(p.cand, p.claim.other)
	return c
}

// keyed is Candidate with the features by their keys.
func (p Proposal) keyed() judge.Candidate {
	c := p.place()
	c.Keys = p.s.keys(p.cand, p.claim.other)
	return c
}

func (p Proposal) place() judge.Candidate {
	c := p.cand
	return judge.Candidate{Lo: c.target.lo, Hi: c.target.hi, Head: c.head, Pred: c.pred, Cue: c.force.head}
}

// Views are those of the words of its sentence.
func (p Proposal) Views() [][]float32 {
	out := make([][]float32, len(p.s.tree.toks))
	for i, t := range p.s.tree.toks {
		out[i] = t.View
	}
	return out
}

// Together reports whether two proposals are of one sentence.
func (p Proposal) Together(q Proposal) bool { return p.s == q.s }

// Ruled reports whether a rule, and not only the judge, may take it.
func (p Proposal) Ruled() bool { return !p.cand.bare && p.cand.force.rule != "" }
