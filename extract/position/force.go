package position

import (
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A force is what makes something said a stance: the words that carry it, and
// who holds it. The zero force is a bare assertion.
type force struct {
	rule     string
	row      *lexicon.StanceCue
	stance   schema.Stance
	head     int  // token that carries it
	at       span // its words
	negated  bool
	own      bool // the governing predicate is itself the cue
	holder   actor
	modality string
}

// forceOf tells what force the predicate or noun i stands under.
func (s *sentence) forceOf(i int) force {
	if f, ok := s.forces[i]; ok {
		return f
	}
	s.forces[i] = force{} // a circle ends here
	f := s.findForce(i, 0)
	s.forces[i] = f
	return f
}

func (s *sentence) findForce(i, depth int) force {
	if f := s.imposed(i, depth); f.rule != "" {
		return f
	}
	if cs := s.cues[i]; len(cs) > 0 {
		c := cs[0]
		f := s.byCue(c, "cue")
		f.own = true
		return f
	}
	return force{}
}

// imposed is the force laid on i from outside it.
func (s *sentence) imposed(i, depth int) force {
	t := s.tree
	if depth > 12 {
		return force{}
	}
	for _, a := range t.all(i, "aux") {
		if cs := s.cues[a]; len(cs) > 0 {
			f := s.byCue(cs[0], "necessity")
			f.holder = actor{kind: self}
			return f
		}
	}
	h := t.toks[i].Head
	if h < 0 {
		return s.ownDeed(i)
	}
	switch t.rel[i] {
	case "xcomp", "ccomp", "acl", "advcl", "csubj":
		if t.lemma(h) == "let" {
			return force{rule: "exhortation", stance: schema.Advocates, head: h, at: span{h, h + 1}, holder: actor{kind: self}}
		}
		if t.toks[i].Rel == "acl:relcl" {
			break
		}
		for _, c := range s.cues[h] {
			f := s.byCue(c, "complement")
			if t.rel[i] == "xcomp" || t.rel[i] == "ccomp" {
				// "we hope to see", under a must of its own: the outer counts.
				if g := s.imposed(h, depth+1); g.rule != "" && g.stance == schema.Advocates {
					return g
				}
			}
			return f
		}
		if t.rel[i] == "xcomp" || t.rel[i] == "ccomp" {
			if g := s.findForce(h, depth+1); g.rule != "" {
				return g
			}
		}
	case "conj":
		if t.one(i, "nsubj") < 0 || t.one(h, "nsubj") < 0 {
			if g := s.imposed(h, depth+1); g.rule != "" {
				return g
			}
		}
	case "obj", "obl", "nmod":
		if g := s.findForce(h, depth+1); g.rule != "" && t.toks[i].UPOS != "VERB" {
			return g
		}
		if t.toks[i].UPOS == "VERB" || t.mark(i) != "" { // "committed to strengthening X"
			if g := s.findForce(h, depth+1); g.rule != "" {
				return g
			}
		}
	}
	return s.ownDeed(i)
}

// mark is the lemma of what introduces the clause of i, "" where nothing does.
func (t *tree) mark(i int) string {
	if m := t.one(i, "mark"); m >= 0 {
		return t.lemma(m)
	}
	return ""
}

// ownDeed is the force of what the speaker tells of itself: it will, it has.
func (s *sentence) ownDeed(i int) force {
	t := s.tree
	if t.toks[i].UPOS != "VERB" || len(s.cues[i]) > 0 {
		return force{}
	}
	c := s.clause(i)
	if c.subj < 0 || c.passive || s.actorOf(c.subj).kind != self {
		return force{}
	}
	f := force{head: i, at: span{i, i + 1}, holder: actor{kind: self}, rule: "deed"}
	switch {
	case c.future:
		f.rule, f.stance = "promise", schema.Commits
	case c.perfect || c.past:
		f.stance = schema.Acts
	case c.mood == finite && c.modal == "":
		f.rule, f.stance = "practice", schema.Acts
	default:
		return force{}
	}
	return f
}

// byCue is the force of a cue.
func (s *sentence) byCue(c cue, rule string) force {
	f := force{rule: rule, row: c.row, stance: c.row.Stance, head: c.head, at: c.at}
	cl := s.clause(c.head)
	f.negated = cl.negated
	f.modality = cl.modal
	f.holder = s.holderOf(c.head, cl)
	return f
}
