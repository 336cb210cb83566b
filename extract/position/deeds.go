package position

import (
	"github.com/demarche-kg/demarche/schema"
)

// promises reads "we will …".
func (s *sentence) promises(i int, c clause, by force) bool {
	if !c.future || c.passive || !s.subjectIsSelf(c) && by.rule != "belief" || c.subj < 0 || !s.holds(c.subj, by) {
		return false
	}
	if t := s.tree; c.negated || t.lemma(i) == "vote" || t.lemma(i) == "abstain" {
		return false
	}
	if b, _, _, ok := s.bestCue(i); ok && b.row.Stance.Side() != schema.For {
		return false
	}
	f := by
	f.rule, f.stance, f.head, f.at, f.strength, f.modality = "promise", schema.Commits, i, span{i, i + 1}, 2, schema.Will
	s.demand(i, f)
	return true
}

// holds reports whether the subject is the holder of the force around.
func (s *sentence) holds(subj int, by force) bool {
	a := s.actorOf(subj)
	return a.kind == by.holder.kind && a.id == by.holder.id
}

// deeds reads what the speaker tells of itself: it has, it did, it does.
func (s *sentence) deeds(i int, c clause, by force) bool {
	t := s.tree
	if t.toks[i].UPOS != "VERB" || c.passive || !s.subjectIsSelf(c) || by.holder.kind != self || t.one(i, "ccomp") >= 0 {
		return false
	}
	switch t.lemma(i) {
	case "have", "know", "see", "face", "live", "remain", "witness", "hear", "find", "seem", "become", "lack", "lose", "suffer", "experience", "understand", "think", "feel", "mean", "want", "wish", "come", "go":
		return false
	}
	f := by
	f.head, f.at, f.strength = i, span{i, i + 1}, 2
	switch {
	case c.perfect || c.past:
		f.rule, f.stance = "deed", schema.Acts
	case c.modal == "" && c.mood == finite:
		f.rule, f.stance = "practice", schema.Acts
	default:
		return false
	}
	s.demand(i, f)
	return true
}
