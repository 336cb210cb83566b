package position

import (
	"slices"

	"github.com/demarche-kg/demarche/extract/nlp"
)

// items are the members of a list after a colon: "called for next steps,
// including: opening the fund; naming its board; and an early review". With no
// semicolons it takes three members and more, between commas.
func (s *sentence) items() []span {
	t := s.tree
	colon := slices.IndexFunc(t.toks, func(k nlp.Token) bool { return k.Form == ":" })
	if root := s.root(); root < 0 || colon < root || colon+1 >= len(t.toks) {
		return nil // a heading
	}
	mark := ","
	if slices.ContainsFunc(t.toks[colon:], func(k nlp.Token) bool { return k.Form == ";" }) {
		mark = ";"
	}
	var out []span
	lo := colon + 1
	for i := lo; i <= len(t.toks); i++ {
		if i < len(t.toks) && t.toks[i].Form != mark {
			continue
		}
		r := s.trim(span{lo, i})
		lo = i + 1
		for r.lo < r.hi && (t.toks[r.lo].UPOS == "CCONJ" || t.toks[r.lo].UPOS == "PUNCT") {
			r.lo++
		}
		if r.lo < r.hi {
			if !s.nominal(r) || s.predicates(r) {
				return nil
			}
			out = append(out, r)
		}
	}
	if len(out) < 2 || mark == "," && len(out) < 3 {
		return nil
	}
	return out
}

// predicates reports whether a range has a finite verb that no word in it puts
// below a noun or another verb.
func (s *sentence) predicates(r span) bool {
	t := s.tree
	for i := r.lo; i < r.hi; i++ {
		switch t.lemma(i) {
		case "that", "which", "who", "whose", "where", "how", "what", "as", "if", "whether":
			return false
		}
		switch t.toks[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// itemize lays on the items of a list the force of what stands before its colon,
// once that is read: what is done there is asked for as the verb above is, and
// things are its targets.
func (s *sentence) itemize(items []span) {
	if len(items) == 0 {
		return
	}
	above, ok := s.before(items[0].lo)
	if !ok {
		return
	}
	t := s.tree
	for _, r := range items {
		c := above
		c.role, c.target, c.split, c.listed = "item", r, true, true
		c.joint, c.brief, c.wide = false, false, false
		c.head = s.headIn(r)
		if t.toks[r.lo].XPOS == "VBG" {
			s.doing(c)
			continue
		}
		s.out = append(s.out, c)
		for i := r.lo + 1; i < r.hi; i++ {
			if t.toks[i].Form == "," {
				c.target, c.brief = s.trim(span{r.lo, i}), true
				s.out = append(s.out, c)
				break
			}
		}
	}
}

// tears reports whether a range holds a part of a list and not the whole of it,
// nor lies within one item.
func tears(items []span, r span) bool {
	if len(items) == 0 {
		return false
	}
	first, last := items[0].lo, items[len(items)-1].hi
	if r.hi <= first || r.lo <= first && r.hi >= last {
		return false
	}
	return !slices.ContainsFunc(items, func(m span) bool { return m.lo <= r.lo && r.hi <= m.hi })
}

// before is what the last verb or noun of stance before token i governs.
func (s *sentence) before(i int) (above candidate, ok bool) {
	for _, c := range s.out {
		if c.pred >= i || c.force.bare() || c.force.head >= i {
			continue
		}
		if !ok || c.force.head > above.force.head || c.force.head == above.force.head && c.pred > above.pred {
			above, ok = c, true
		}
	}
	return above, ok
}

// doing reads an item that is something to do, "opening the fund".
func (s *sentence) doing(c candidate) {
	t := s.tree
	i := c.target.lo
	f := c.force
	if !f.stance.TakesAction() {
		c.head, c.action = i, nil
		s.out = append(s.out, c)
		f = f.deeper()
	}
	n := len(s.out)
	s.demand(i, f)
	if len(s.out) > n {
		return
	}
	c.pred, c.clause, c.force = i, s.clause(i), f
	c.action = s.action(i, c.clause)
	for c.target.lo++; c.target.lo < c.target.hi && t.is(c.target.lo, "compound"); {
		c.target.lo++
	}
	if c.target.lo < c.target.hi {
		c.head = s.headIn(c.target)
		s.out = append(s.out, c)
	}
}

// headIn is the token of a range that hangs on none in it.
func (s *sentence) headIn(r span) int {
	for i := r.lo; i < r.hi; i++ {
		if !r.holds(s.tree.toks[i].Head) {
			return i
		}
	}
	return r.lo
}
