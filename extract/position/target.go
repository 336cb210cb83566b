package position

import (
	"slices"

	"github.com/demarche-kg/demarche/schema"
)

// emit lists a target under a force.
func (s *sentence) emit(pred int, role string, head int, action []string, f force) {
	switch s.tree.lemma(head) {
	case "following":
		return
	case "which", "who", "that", "what", "there", "we", "i", "me", "us", "you", "he", "she", "one":
		if len(s.tree.kids[head]) < 2 && !(s.tree.toks[head].XPOS == "DT" && s.tree.is(head, "nsubj", "obj")) {
			return
		}
	}
	c := candidate{pred: pred, role: role, head: head, action: action, force: f, clause: s.clause(pred)}
	all := s.phrases(c)
	if f.stance == schema.Thanks && len(all) == 1 {
		all[0].target.hi = s.thankedFor(all[0].target)
	}
	s.out = append(s.out, all...)
	instances := s.tree.all(head, "nmod", "acl", "obl")
	if role == "obj" {
		instances = append(instances, s.tree.all(pred, "obl")...)
	}
	for _, k := range instances {
		switch s.tree.case_(k) {
		case "as":
			if !slices.ContainsFunc(s.tree.all(head, "amod", "det"), func(k int) bool { return s.tree.lemma(k) == "such" }) {
				continue
			}
			fallthrough
		case "including", "include", "such as", "like", "namely":
			e := c
			e.role, e.head = "example", k
			s.out = append(s.out, s.phrases(e)...)
		}
	}
	if len(all) == 0 {
		return
	}
	if b := all[0]; role != "clause" {
		if hi := s.brief(b.target, head); hi < b.target.hi {
			b.target.hi, b.brief, b.joint = hi, true, false
			s.out = append(s.out, b)
		}
		s.listed(all)
	}
	if w := all[0]; w.target.hi > pred && pred < head {
		hi := s.wide(pred, w.target)
		if hi > w.target.hi {
			w.target.hi, w.wide = hi, true
			s.out = append(s.out, w)
		}
	}
}

// emitClause lists a whole clause as target.
func (s *sentence) emitClause(i int, f force) {
	c := candidate{pred: i, role: "clause", head: i, force: f, clause: s.clause(i)}
	c.target = s.clauseExtent(i)
	if c.target.lo < c.target.hi {
		s.out = append(s.out, c)
	}
}

// clauseExtent is a clause without what is set off from it and without the
// clauses beside it.
func (s *sentence) clauseExtent(i int) span {
	t := s.tree
	r := t.reach(i, func(k int) bool {
		switch t.rel[k] {
		case "punct", "cc", "mark", "parataxis", "discourse":
			return true
		case "conj":
			return t.clausal(k)
		case "advcl", "advmod":
			return k < i && (t.one(i, "nsubj") < 0 || k < t.one(i, "nsubj")) || t.rel[k] == "advcl" && k > i
		case "obl":
			return t.one(i, "nsubj") >= 0 && k < t.one(i, "nsubj")
		}
		return false
	})
	return s.trim(r)
}

// wide is where a target ends that takes in the prepositional phrases which
// follow it without a break: whether they belong to it or to the verb is what
// parsers know least.
func (s *sentence) wide(pred int, r span) int {
	t := s.tree
	hi := r.hi
	for again := true; again; {
		again = false
		below := t.all(pred, "obl", "advcl", "acl", "nmod")
		if h := t.toks[pred].Head; h >= 0 {
			below = append(below, t.all(h, "obl", "nmod")...)
		}
		for _, k := range below {
			b := t.reach(k, nil)
			lo := b.lo
			if lo == hi+1 && t.toks[hi].Form == "," {
				lo = hi
			}
			if lo == hi && b.hi > hi && b.hi-r.lo <= 24 && (t.is(k, "obl", "nmod") && t.toks[k].UPOS != "VERB" && t.case_(k) != "by" || t.lemma(b.lo) == "as" || hollow(t.lemma(r.hi-1)) && t.toks[k].XPOS == "VBG" || t.toks[k].XPOS == "VBN" || t.toks[k].XPOS == "VBG" && t.mark(k) == "") {
				hi, again = b.hi, true
			}
		}
	}
	return hi
}

// hollow reports whether a noun says little without what it is a part in: "a
// role in maintaining peace".
func hollow(noun string) bool {
	switch noun {
	case "role", "contribution", "effort", "progress", "part", "responsibility", "commitment":
		return true
	}
	return false
}

// thankedFor is where "you, Sir, for convening this debate" ends: what one is
// thanked for belongs to whom one thanks.
func (s *sentence) thankedFor(r span) int {
	t := s.tree
	at := r.hi
	if at < len(t.toks) && t.toks[at].Form == "," {
		at++
	}
	if at >= len(t.toks) || t.lemma(at) != "for" && t.lemma(at) != "on" || t.toks[at].Head <= at {
		return r.hi
	}
	b := t.reach(t.toks[at].Head, nil)
	if b.lo < r.hi || b.hi-r.lo > 24 {
		return r.hi
	}
	return b.hi
}

// brief is where a long target ends without what only adds to it: a relative
// clause, an infinitive, a list of instances, words in parentheses.
func (s *sentence) brief(r span, head int) int {
	t := s.tree
	if r.hi-r.lo < 8 {
		return r.hi
	}
	for i := max(head, r.lo+2); i < r.hi; i++ {
		switch l := t.lemma(i); {
		case t.toks[i].Form == "(", t.toks[i].Form == ";",
			l == "which", l == "that" && t.toks[i].UPOS != "DET", l == "who", l == "where", l == "particularly", l == "including", l == "especially",
			l == "to" && t.toks[i].UPOS == "PART", l == "by" && i+1 < r.hi && t.toks[i+1].XPOS == "VBG", l == "aim", l == "in" && i+1 < r.hi && t.lemma(i+1) == "order", l == "as" && i+1 < r.hi && t.lemma(i+1) == "well",
			t.toks[i].Form == "," && len(t.all(head, "conj")) == 0 && !s.betweenConjuncts(i):
			for i > r.lo && t.toks[i-1].Form == "," {
				i--
			}
			return i
		}
	}
	return r.hi
}

// betweenConjuncts reports whether the mark i stands before a thing that is
// coordinated with another.
func (s *sentence) betweenConjuncts(i int) bool {
	h := s.tree.toks[i].Head
	return h > i && s.tree.is(h, "conj")
}
