package position

import (
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// necessity reads "must", "should", "need to", "have to": what is to be done.
func (s *sentence) necessity(i int, c clause, by force) bool {
	t := s.tree
	for _, a := range t.all(i, "aux", "cop") {
		for _, m := range s.cues[a] {
			if m.row.POS == lexicon.Modal && m.row.Stance == schema.Advocates && !(t.lemma(a) == "shall" && s.subjectIsSelf(c)) && !s.yet(m) {
				s.demanded(i, c, m, by)
				return true
			}
		}
	}
	for _, m := range s.cues[i] {
		if m.row.POS != lexicon.Modal || m.row.Stance != schema.Advocates || s.yet(m) || c.passive {
			continue
		}
		if k := t.one(i, "xcomp", "ccomp"); k >= 0 {
			s.seen[k] = true
			s.demanded(k, s.clause(k), m, by)
			return true
		}
	}
	return false
}

// yet reports whether a modal is "has yet to", which tells of a lack.
func (s *sentence) yet(m cue) bool {
	for i := m.at.lo; i < m.at.hi; i++ {
		if s.tree.lemma(i) == "yet" {
			return true
		}
	}
	return false
}

func (s *sentence) subjectIsSelf(c clause) bool { return c.subj >= 0 && s.isSelf(c.subj) }

// demanded lays the force of a modal on a verb. "I must say", "we must
// stress": the modal only announces.
func (s *sentence) demanded(i int, c clause, m cue, by force) {
	t := s.tree
	if c.subj >= 0 && (t.lemma(c.subj) == "i" || s.isSelf(c.subj) && s.says[s.verb(i)] != "") && !c.negated {
		if k := t.one(i, "ccomp"); k >= 0 {
			s.assert(k, by) // "we must admit that …"
			return
		}
		if s.cued(i, c, by) {
			return
		}
	}
	if b, fr, _, ok := s.bestCue(i); ok && b.row.Stance == schema.Advocates && s.subjectIsSelf(c) && !c.negated &&
		(fr == lexicon.FrameThat || fr == lexicon.FrameObjectTo) && s.cued(i, c, by) {
		return // "we must urge States to …"
	}
	if c.passive && c.subj >= 0 {
		// "should be condemned" condemns.
		for _, o := range s.cues[i] {
			if o.row.Stance.Side() == schema.Against && o.row.Has(lexicon.FrameObject) && !c.negated {
				s.emit(i, "subjpass", c.subj, nil, s.byCue(o, lexicon.FrameObject, "due", by))
				return
			}
		}
	}
	f := s.byCue(m, lexicon.FrameTo, "necessity", by)
	f.holder, f.more = by.holder, nil
	f.negated, f.stance = false, schema.Advocates
	f.addressee = s.asked(c)
	s.demand(i, f)
}

// asked is the subject of a demand where it can act, -1 where it cannot.
func (s *sentence) asked(c clause) int {
	if c.subj < 0 || c.passive || c.expl {
		return -1
	}
	switch s.actorOf(c.subj).kind {
	case named, generic:
		return c.subj
	}
	return -1
}

// refuses reads "we cannot …": what must not be.
func (s *sentence) refuses(i int, c clause, by force) bool {
	if !c.negated || c.modal != "can" && c.modal != "could" || !s.subjectIsSelf(c) || c.passive {
		return false
	}
	if _, _, _, ok := s.bestCue(i); ok {
		return false
	}
	f := by
	f.rule, f.stance, f.head, f.at, f.strength = "impossibility", schema.Advocates, i, span{i, i + 1}, 2
	s.demand(i, f)
	return true
}
