package position

import (
	"slices"
	"strings"
)

// A candidate is a target that some predicate takes, before it is judged: one
// place where the text may say how the speaker, or somebody, stands.
type candidate struct {
	pred   int    // what governs the target
	role   string // how: "obj", "obl:on", "subj", "ccomp", "nmod:for", …
	head   int    // head of the target
	target span
	split  bool // one conjunct of several
	joint  bool // several conjuncts as one
	brief  bool // without what only adds to it
	listed bool // a member of a list by its marks
	bare   bool // no rule has read it
	wide   bool // with the phrases after it that the parser hung on the verb
	action []string
	force  force
	clause clause
}

// under is the force of the nearest thing above token i that a rule has read.
func (s *sentence) under(i int) force {
	for _, h := range append([]int{i}, s.tree.up(i)...) {
		for _, c := range s.out {
			if c.pred == h && c.force.rule != "" {
				return c.force
			}
		}
	}
	return said()
}

// phrases spells a candidate out over the things coordinated in its target:
// all as one, and each alone.
func (s *sentence) phrases(c candidate) []candidate {
	t := s.tree
	parts := t.conjuncts(c.head)
	c.target = s.extent(c.head, false)
	if c.target.lo >= c.target.hi {
		return nil
	}
	if len(parts) == 1 {
		return []candidate{c}
	}
	whole := c
	whole.joint = true
	out := []candidate{whole}
	if !slices.ContainsFunc(parts, func(p int) bool { _, named := s.mentionOf(p); return !named }) {
		out = nil // a list of names is never one thing
	}
	for _, p := range parts {
		one := c
		one.head, one.split = p, true
		one.target = s.extent(p, true)
		if one.target.lo < one.target.hi {
			out = append(out, one)
		}
	}
	return out
}

// extent is the range of tokens of the phrase under i, as a target has it:
// without the preposition or conjunction before it, without a trailing clause
// that only adds, and without marks at the ends; alone, without its conjuncts.
func (s *sentence) extent(i int, alone bool) span {
	t := s.tree
	clause := t.clausal(i) && !t.is(i, "conj")
	r := t.reach(i, func(k int) bool {
		switch t.rel[k] {
		case "case", "cc", "mark", "punct", "discourse", "cop", "expl", "parataxis":
			return !(clause && t.is(k, "cop", "expl"))
		case "conj":
			return alone || t.clausal(k) != t.clausal(i)
		case "acl":
			return t.toks[k].Rel == "acl:relcl" && k > i+0 && s.lateClause(i, k)
		case "nsubj", "aux", "advcl":
			return !clause
		case "appos":
			return false
		}
		return false
	})
	return s.trim(r)
}

// trim takes marks off the ends.
func (s *sentence) trim(r span) span {
	t := s.tree
	for r.lo < r.hi && t.toks[r.lo].UPOS == "PUNCT" {
		r.lo++
	}
	for r.hi > r.lo && t.toks[r.hi-1].UPOS == "PUNCT" && !strings.Contains(")]\"”’%", t.toks[r.hi-1].Form) {
		r.hi--
	}
	return r
}

// lateClause reports whether a relative clause k of i is set off by a comma.
func (s *sentence) lateClause(i, k int) bool {
	lo := s.tree.reach(k, nil).lo
	return lo > 0 && (s.tree.toks[lo-1].Form == "," || s.tree.toks[lo].Form == ",")
}

// action names what is done: the verb, after those that only help it along.
func (s *sentence) action(i int, c clause) []string {
	t := s.tree
	if t.toks[i].UPOS != "VERB" {
		return nil
	}
	name := t.lemma(i)
	for _, p := range t.all(i, "compound") {
		if t.toks[p].Rel == "compound:prt" {
			name += " " + t.lemma(p)
		}
	}
	if c.negated {
		name = "not " + name
	}
	var out []string
	if t.is(i, "xcomp") {
		switch h := t.toks[i].Head; t.lemma(h) {
		case "help", "assist":
			out = append(out, t.lemma(h))
		}
	}
	return append(out, name)
}

// temporal reports whether an oblique only says when.
func temporal(t *tree, o int) bool {
	if t.toks[o].Rel == "obl:tmod" {
		return true
	}
	switch t.lemma(o) {
	case "today", "year", "month", "week", "day", "time", "regard", "context", "end", "connection", "respect", "conclusion", "outset", "backdrop", "yesterday", "tomorrow", "moment", "occasion", "accordance", "particular", "general", "fact", "addition", "mind", "order", "sense":
		return true
	}
	return false
}
