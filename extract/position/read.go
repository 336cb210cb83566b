package position

import (
	"slices"

	"github.com/demarche-kg/demarche/schema"
)

// read walks the sentence from its root and lists what it says under which
// force: the rules of this package in the order in which they are asked.
func (s *sentence) read() []candidate {
	s.out, s.seen = nil, map[int]bool{}
	s.list = s.items()
	for _, r := range s.list {
		s.seen[r.lo] = true // by what governs the list
	}
	if r := s.root(); r >= 0 {
		s.assert(r, said())
	}
	s.itemize(s.list)
	// Clauses that no rule came to stand by themselves, less surely.
	for i := range s.tree.toks {
		if !s.seen[i] && s.tree.clausal(i) && s.clause(i).subj >= 0 && s.clause(i).mood == finite {
			f := said()
			f.depth = 2
			s.assert(i, f)
		}
	}
	s.nounCues()
	s.shares()
	s.out = slices.DeleteFunc(s.distinct(s.out), func(c candidate) bool { return tears(s.list, c.target) })
	return s.out
}

// distinct keeps one reading of each target, holder and stance, the nearest to
// what carries it, and drops bare assertions and nouns in passing of what a
// cue says.
func (s *sentence) distinct(cs []candidate) []candidate {
	type key struct {
		target span
		holder actor
		stance schema.Stance
	}
	firm := map[key]bool{}
	for _, c := range cs {
		if !c.force.bare() {
			firm[key{c.target, c.force.holder, ""}] = true
		}
	}
	at := map[key]int{}
	var out []candidate
	for _, c := range cs {
		if c.force.bare() && firm[key{c.target, c.force.holder, ""}] {
			continue
		}
		k := key{c.target, c.force.holder, c.force.stance}
		if i, ok := at[k]; ok {
			if c.force.depth < out[i].force.depth {
				out[i] = c
			}
			continue
		}
		at[k] = len(out)
		out = append(out, c)
	}
	return out
}

// assert reads a clause that is said to be so.
func (s *sentence) assert(i int, by force) {
	if s.seen[i] || by.depth > 10 {
		return
	}
	s.seen[i] = true
	c := s.clause(i)
	for _, r := range rules() {
		if r.run(s, i, c, by) {
			break
		}
	}
	s.around(i, c, by)
}

// around reads the clauses beside and below one that was said.
func (s *sentence) around(i int, c clause, by force) {
	t := s.tree
	for _, k := range t.kids[i] {
		switch t.rel[k] {
		case "conj":
			if t.clausal(k) {
				s.assert(k, by)
			}
		case "parataxis":
			s.assert(k, by)
		case "ccomp":
			if !s.seen[k] {
				s.attributed(i, c, k, by)
			}
		case "advcl":
			if s.seen[k] {
				continue
			}
			switch kc := s.clause(k); kc.mood {
			case finite:
				s.assert(k, by.deeper())
			case gerund, infinitive:
				if _, _, _, ok := s.bestCue(k); ok && kc.subj >= 0 && s.isSelf(kc.subj) {
					s.assert(k, by)
				}
			}
		}
	}
}
