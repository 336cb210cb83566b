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
	action []string
	force  force
	clause clause
}

// propose lists the candidates of a sentence in text order.
func (s *sentence) propose() []candidate {
	var out []candidate
	t := s.tree
	for i := range t.toks {
		switch {
		case t.clausal(i) || t.toks[i].UPOS == "VERB":
			out = append(out, s.ofClause(i)...)
		case t.toks[i].UPOS == "NOUN" || t.toks[i].UPOS == "PROPN" && len(s.cues[i]) > 0 || t.toks[i].UPOS == "ADJ":
			out = append(out, s.ofNoun(i)...)
		}
	}
	return out
}

// ofClause lists what the predicate of a clause takes.
func (s *sentence) ofClause(i int) []candidate {
	t := s.tree
	c := s.clause(i)
	f := s.forceOf(i)
	var out []candidate
	add := func(head int, role string, action []string) {
		out = append(out, s.phrases(candidate{pred: i, role: role, head: head, action: action, force: f, clause: c})...)
	}
	act := s.action(i, c)
	objs := append(t.all(i, "obj"), s.sharedObjects(i)...)
	for _, o := range objs {
		add(o, "obj", act)
	}
	for _, o := range t.all(i, "obl", "iobj") {
		if t.is(o, "obl") && temporal(t, o) {
			continue
		}
		p := t.case_(o)
		a := act
		if len(objs) == 0 && p != "" && len(act) > 0 {
			a = append(slices.Clone(act[:len(act)-1]), act[len(act)-1]+" "+p)
		}
		add(o, "obl:"+p, a)
	}
	if c.subj >= 0 && (!c.shared || c.passive) && !c.expl && !s.refersToSelf(c.subj) {
		role := "subj"
		if c.passive {
			role = "subjpass"
		}
		add(c.subj, role, act)
	}
	if c.there && c.subj >= 0 {
		add(c.subj, "there", nil)
	}
	for _, k := range t.all(i, "ccomp", "csubj") {
		add(k, "ccomp", nil)
	}
	for _, k := range t.all(i, "xcomp") {
		if t.toks[k].UPOS == "VERB" || t.toks[k].UPOS == "NOUN" {
			add(k, "xcomp", nil)
		}
	}
	if c.copular && (t.toks[i].UPOS == "NOUN" || t.toks[i].UPOS == "PROPN") {
		add(i, "pred", nil)
		out = append(out, s.ofNoun(i)...)
	}
	if t.toks[i].UPOS == "ADJ" {
		out = append(out, s.ofNoun(i)...)
	}
	if len(out) == 0 && t.toks[i].UPOS == "VERB" && !t.is(i, "amod") {
		add(i, "self", act)
	}
	return out
}

// ofNoun lists what a noun or an adjective takes: "support for X", "the need
// to develop X", "concerned about X".
func (s *sentence) ofNoun(i int) []candidate {
	t := s.tree
	var out []candidate
	f := s.forceOf(i)
	for _, k := range t.all(i, "nmod", "obl") {
		if t.toks[k].Rel == "nmod:poss" {
			continue
		}
		p := t.case_(k)
		if len(s.cues[i]) == 0 && p != "of" && s.actions[t.lemma(i)] == "" && p != "such as" && p != "including" && p != "like" {
			continue
		}
		c := candidate{pred: i, role: "nmod:" + p, head: k, force: f}
		if v := s.actions[t.lemma(i)]; v != "" {
			c.action = []string{v}
		}
		out = append(out, s.phrases(c)...)
	}
	if len(s.cues[i]) > 0 {
		for _, k := range t.all(i, "acl", "ccomp", "xcomp", "advcl") {
			out = append(out, s.phrases(candidate{pred: i, role: "acl", head: k, force: f})...)
		}
	}
	return out
}

// sharedObjects are those of the verb after it that i is coordinated with:
// "strengthening and further developing X" strengthens X too.
func (s *sentence) sharedObjects(i int) []int {
	return nil
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
	case "today", "year", "month", "week", "day", "time", "regard", "context", "end", "connection", "respect", "conclusion", "outset", "backdrop", "yesterday", "tomorrow", "moment", "occasion":
		return true
	}
	return false
}
