package position

import (
	"github.com/demarche-kg/demarche/schema"
)

// attributed reads a clause that someone says: "X said that …".
func (s *sentence) attributed(i int, c clause, k int, by force) {
	f := by
	if c.subj >= 0 && by.holder.kind == self {
		if a := s.actorOf(c.subj); a.kind == named || a.kind == generic || a.kind == pronoun {
			f.holder = a
		}
	}
	s.assert(k, f.deeper())
}

// shares gives what a sentence says to whoever the speaker says it after: "as
// the Secretary-General rightly points out", "as Ukraine has requested", "as
// highlighted in resolution 2220 (2015)".
func (s *sentence) shares() {
	t := s.tree
	for k := range t.toks {
		if !t.is(k, "advcl", "parataxis", "obl", "advmod", "acl") {
			continue
		}
		r := t.reach(k, nil)
		if l := t.lemma(r.lo); l != "as" && l != "according" {
			continue
		}
		c := s.clause(k)
		who := actor{}
		if c.subj >= 0 && !c.passive && !c.shared {
			who = s.actorOf(c.subj)
		}
		for _, o := range t.all(k, "obl", "nmod") {
			if p := t.case_(o); who.kind == nobody && (p == "by" || p == "in") {
				who = s.actorOf(o)
			}
		}
		if t.lemma(r.lo) == "according" {
			who = s.actorOf(k)
		} else if s.says[s.verb(k)] == "" {
			continue
		}
		if who.kind != named {
			continue
		}
		for _, o := range s.out[:len(s.out):len(s.out)] {
			if o.force.holder.kind == self && !r.holds(o.pred) && o.force.stance != schema.Thanks {
				o.force.holder, o.force.rule = who, "after another"
				s.out = append(s.out, o)
			}
		}
	}
}

// verb is the lemma of a verb with its particle: "point out".
func (s *sentence) verb(i int) string {
	if p := s.tree.one(i, "compound"); p > i && s.tree.toks[p].Rel == "compound:prt" {
		return s.tree.lemma(i) + " " + s.tree.lemma(p)
	}
	return s.tree.lemma(i)
}
