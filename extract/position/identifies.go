package position

import (
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// identifies reads what something is said to be: "the first proposal is the
// establishment of X", "what we need is X", "the key is to do X".
func (s *sentence) identifies(i int, c clause, by force) bool {
	t := s.tree
	if t.one(i, "cop") < 0 || c.subj < 0 {
		return false
	}
	f := by
	f.rule, f.stance, f.head, f.at, f.strength = "identification", "", c.subj, span{c.subj, c.subj + 1}, 2
	for _, q := range s.cues[c.subj] {
		if q.row.Stance == schema.Advocates && (q.row.POS == lexicon.Noun || q.row.POS == lexicon.Verb && t.is(c.subj, "csubj")) {
			f.stance, f.row = schema.Advocates, q.row
		}
	}
	switch t.lemma(c.subj) {
	case "key", "aim", "goal", "objective", "solution", "answer", "priority", "task", "step", "way", "challenge", "proposal", "recommendation", "request", "hope", "need", "requirement", "concern", "duty", "responsibility":
		f.stance = schema.Advocates
	}
	if f.stance == "" {
		return false
	}
	switch {
	case t.toks[i].UPOS == "VERB" && (t.mark(i) == "to" || t.toks[i].XPOS == "VBG"):
		f.addressee = -1
		inner := s.clause(i)
		inner.subj = -1
		s.clauses[i] = inner
		s.demand(i, f)
	case t.toks[i].UPOS == "NOUN" && (s.actions[t.lemma(i)] != "" || t.is(c.subj, "csubj") || f.row != nil):
		c2 := candidate{pred: i, role: "pred", head: i, action: s.verbOf(i, f), force: f, clause: c}
		c2.target = s.predicateExtent(i)
		s.out = append(s.out, c2)
	default:
		return false
	}
	return true
}

// predicateExtent is the noun phrase of a copular clause without its subject
// and copula.
func (s *sentence) predicateExtent(i int) span {
	t := s.tree
	return s.trim(t.reach(i, func(k int) bool {
		switch t.rel[k] {
		case "nsubj", "csubj", "cop", "aux", "advmod", "mark", "cc", "punct", "expl", "discourse", "parataxis", "advcl":
			return true
		case "obl", "conj":
			return k < i || t.clausal(k)
		}
		return false
	}))
}
