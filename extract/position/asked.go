package position

import "github.com/demarche-kg/demarche/schema"

// asked is a bare clause that opens with its verb, where the stance is one of
// something to be done: "as well as achieving compliance with the embargoes" asks
// to achieve, and its target is what is to be achieved, as the rules would have it.
func (p Proposal) asked(st schema.Stance) Proposal {
	t, c := p.s.tree, p.cand
	if !st.TakesAction() || !c.bare || t.toks[c.head].UPOS != "VERB" || c.target.lo != c.head {
		return p
	}
	lo, object := c.head+1, t.one(c.head, "obj")
	if lo < c.target.hi && t.toks[lo].Rel == "compound:prt" {
		lo++
	}
	if object < 0 || t.reach(object, nil).lo != lo {
		return p
	}
	p.cand.action = p.s.action(c.head, p.s.clause(c.head))
	p.cand.head, p.cand.target = object, p.s.trim(span{lo, c.target.hi})
	return p
}
