package position

import (
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// demand reads a verb under a force: what it is done to is the target, the
// verb the action.
func (s *sentence) demand(i int, f force) {
	t := s.tree
	if s.demanding[i] || f.depth > 10 {
		return
	}
	s.demanding[i] = true
	s.seen[i] = true
	c := s.clause(i)
	act := s.action(i, c)
	objs := t.all(i, "obj")
	if len(objs) == 0 {
		for _, k := range t.all(i, "conj") {
			if t.toks[k].UPOS == "VERB" && t.one(k, "obj") >= 0 && t.one(i, "obl", "xcomp", "ccomp") < 0 && !c.passive {
				// "strengthening and further developing X": one target.
				s.demanding[k], s.seen[k] = true, true
				for _, o := range t.all(k, "obj") {
					s.emit(k, "obj", o, append(append([]string{}, act...), s.action(k, s.clause(k))...), f)
				}
				s.beneath(k, f)
				s.siblings(i, f)
				return
			}
		}
	}
	switch {
	case c.there && c.subj >= 0:
		s.emit(i, "there", c.subj, s.verbOf(c.subj, f), f)
	case len(objs) == 1 && len(act) > 0 && s.lightObject(i, objs[0], act, f):
	case c.passive && c.subj >= 0:
		s.emit(i, "subjpass", c.subj, act, f)
		for _, o := range t.all(i, "obl") {
			if !temporal(t, o) && t.case_(o) != "by" {
				s.emit(i, "passobl:"+t.case_(o), o, withPrep(act, t.case_(o)), f.deeper())
			}
		}
	case len(objs) > 0:
		for _, o := range objs {
			s.emit(i, "obj", o, act, f)
		}
		for _, o := range t.all(i, "obl") {
			if p := t.case_(o); !temporal(t, o) && (p == "to" || p == "into" || p == "with" || p == "from") {
				s.emit(i, "obl2:"+p, o, act, f.deeper())
			}
		}
	case t.one(i, "xcomp") >= 0:
		for _, k := range t.all(i, "xcomp") {
			if t.toks[k].UPOS == "VERB" {
				s.demand(k, f)
			} else {
				s.emit(i, "xcomp", k, act, f)
				if c.subj >= 0 && !s.isSelf(c.subj) {
					s.emit(i, "subj", c.subj, act, f)
				}
			}
		}
	case t.one(i, "ccomp") >= 0:
		for _, k := range t.all(i, "ccomp") {
			s.seen[k] = true
			s.emit(i, "ccomp", k, act, f)
			kc := s.clause(k)
			if kc.subj >= 0 && !kc.expl {
				s.emit(k, "ccsubj", kc.subj, s.action(k, kc), f.deeper())
			}
		}
	case c.copular || t.toks[i].UPOS != "VERB":
		if c.there && c.subj >= 0 {
			s.emit(i, "there", c.subj, nil, f)
		} else if c.expl {
			s.complements(i, f)
		} else if c.subj >= 0 {
			s.emit(i, "subj", c.subj, []string{"be " + t.lemma(i)}, f)
		}
		if t.toks[i].UPOS == "NOUN" || t.toks[i].UPOS == "PROPN" {
			s.emit(i, "pred", i, []string{"be"}, f.deeper())
		}
	default:
		some := false
		for _, o := range t.all(i, "obl", "iobj") {
			if !temporal(t, o) {
				g := f
				if some {
					g = f.deeper()
				}
				s.emit(i, "obl:"+t.case_(o), o, withPrep(act, t.case_(o)), g)
				some = true
			}
		}
		if c.subj >= 0 && !s.isSelf(c.subj) && !c.expl {
			g := f
			if some {
				g = f.deeper()
			}
			s.emit(i, "subjact", c.subj, act, g)
		}
		if !some {
			s.emit(i, "self", i, act, f.deeper())
		}
	}
	s.beneath(i, f)
	s.siblings(i, f)
}

// complements reads what an expletive stands for: "it is essential to …" under
// a demand.
func (s *sentence) complements(i int, f force) {
	for _, k := range s.tree.all(i, "csubj", "xcomp", "ccomp", "advcl") {
		if m := s.tree.mark(k); m == "to" || m == "that" || m == "" {
			s.demand(k, f)
		}
	}
}

// siblings carries a force on to the verbs coordinated with one.
func (s *sentence) siblings(i int, f force) {
	t := s.tree
	for _, k := range t.all(i, "conj") {
		if t.toks[k].UPOS != "VERB" && t.one(k, "cop") < 0 {
			continue
		}
		if t.one(k, "nsubj", "expl") >= 0 && t.mark(k) != "to" && t.mark(k) != "that" {
			continue // it speaks for itself
		}
		if s.clause(k).mood == finite && !sameForm(t, i, k) && s.clause(i).mood != finite {
			continue
		}
		if _, _, _, ok := s.bestCue(k); ok && f.stance == schema.Acts && s.clause(k).mood == finite {
			g := said() // "we met twice and call for a third round": a stance of its own
			g.holder, g.depth = f.holder, f.depth
			s.assert(k, g)
			continue
		}
		s.demand(k, f)
	}
}

// beneath carries a force, less surely, to what serves an action: "to prevent
// …", "by strengthening …".
func (s *sentence) beneath(i int, f force) {
	t := s.tree
	g := f.deeper()
	for _, k := range t.all(i, "advcl", "acl", "xcomp", "obl") {
		if s.seen[k] || t.toks[k].Rel == "acl:relcl" || t.toks[k].UPOS != "VERB" {
			continue
		}
		switch s.clause(k).mood {
		case infinitive:
			h := g
			h.rule = "purpose"
			s.demand(k, h)
		case gerund:
			h := g
			h.rule = "manner"
			s.demand(k, h)
		}
	}
	// "make efforts to promote X": the infinitive hangs on the object.
	for _, o := range t.all(i, "obj", "obl") {
		for _, k := range t.all(o, "acl") {
			if t.mark(k) == "to" && !s.seen[k] {
				h := g
				h.rule = "purpose"
				s.demand(k, h)
			}
		}
	}
}

// lightObject reads "put an end to X", "make use of X", "take X into account",
// where the object only helps the verb along.
func (s *sentence) lightObject(i, o int, act []string, f force) bool {
	t := s.tree
	switch t.lemma(o) {
	case "end", "stop", "halt", "use", "effect", "rise", "advantage", "part", "heed", "priority", "attention", "emphasis", "stock", "care", "way", "pressure", "account", "step", "weight", "importance", "focus", "contribution":
	default:
		return false
	}
	found := false
	for _, k := range append(t.all(o, "nmod", "acl"), t.all(i, "obl")...) {
		p := t.case_(k)
		if k < o || p == "" || temporal(t, k) {
			continue
		}
		name := append([]string{}, act...)
		name[len(name)-1] += " " + t.lemma(o) + " " + p
		s.emit(i, "light:"+p, k, name, f)
		found = true
	}
	if found {
		s.emit(i, "lightobj", o, act, f.deeper())
	}
	return found
}

// withPrep adds the preposition of what it is done to to the last action.
func withPrep(act []string, prep string) []string {
	if prep == "" || len(act) == 0 {
		return act
	}
	out := append([]string{}, act...)
	out[len(out)-1] = strings.TrimSpace(out[len(out)-1] + " " + prep)
	return out
}
