package position

import (
	"slices"

	"github.com/demarche-kg/demarche/schema"
)

// A turn is a part of a sentence of a report with a roll of its own: in "A said
// X, and, with B, proposed Y, while C opposed Z" there are three.
type turn struct {
	at     int // the first token
	roll   roll
	answer bool // it only takes a side on the turn before
}

// turns cuts a sentence where names are called anew before a verb. Where only
// others join, who led goes on. Parsers lose such verbs: each is hung on the
// main verb.
func (s *sentence) turns(first roll) []turn {
	t := s.tree
	out := []turn{{roll: first}}
	main := s.mainVerb()
	if main < 0 {
		return out
	}
	before := 0 // the turn that an answer is to
	for i := main + 1; i < len(t.toks); i++ {
		if names, st, end := s.answer(i); end > i {
			r, by := &out[before].roll, s.rollIn(names)
			goesOn := *r
			if who := by.sayers(); st == schema.Opposes {
				r.opponents = append(r.opponents, who...)
			} else {
				r.supporters = append(r.supporters, who...)
			}
			out = append(out, turn{at: i, answer: true}, turn{at: end + 1, roll: goesOn})
			i = end
			continue
		}
		lo, verb := s.called(i)
		if verb < 0 {
			continue
		}
		r := s.rollIn(span{lo, verb})
		if len(r.leads) == 0 {
			r.leads = out[before].roll.leads
		}
		s.takesTurn(verb, main)
		before = len(out)
		out = append(out, turn{at: i, roll: r})
		i = verb
	}
	return out
}

// called finds a row of names that begins a turn at token i, and the verb after
// it; -1 where there is none.
func (s *sentence) called(i int) (lo, verb int) {
	t := s.tree
	switch t.lemma(i) {
	case "and", "but", ";", "while", "whereas":
	default:
		return i, -1
	}
	if s.byToken[i-1] >= 0 && t.toks[i].UPOS == "CCONJ" {
		return i, -1 // it joins two names
	}
	lo = i + 1
	for lo < len(t.toks) && (t.toks[lo].Form == "," || t.toks[lo].UPOS == "CCONJ" || t.lemma(lo) == "together" || t.lemma(lo) == "along") {
		lo++
	}
	return lo, s.verbAfter(lo)
}

// verbAfter is the verb that ends a row of names from token lo on, -1 where there
// is no such row.
func (s *sentence) verbAfter(lo int) int {
	t := s.tree
	names := false
	for k := lo; k < len(t.toks); k++ {
		switch tok := t.toks[k]; {
		case s.byToken[k] >= 0:
			names = names || s.rollName(s.mentions[s.byToken[k]]).kind == named
		case tok.Form == "," || tok.UPOS == "CCONJ" || tok.UPOS == "DET" || tok.UPOS == "AUX" || tok.UPOS == "ADV" || tok.UPOS == "PART":
		case k == lo && t.lemma(k) == "with":
		case tok.UPOS == "ADP" && names && (t.lemma(k) == "with" || t.lemma(k) == "for"):
		case (&roll{}).by(s.byOthers(k)) != nil:
			k++
		case tok.UPOS == "VERB" && names && (tok.XPOS == "VBD" || tok.XPOS == "VBN") && !s.owns(k-1):
			return k
		default:
			return -1
		}
	}
	return -1
}

// takesTurn hangs a verb as one that says something beside the main verb.
func (s *sentence) takesTurn(verb, main int) {
	t := s.tree
	if t.toks[verb].XPOS == "VBN" && t.one(verb, "aux") < 0 {
		t.toks[verb].XPOS = "VBD"
	}
	if !t.is(verb, "conj", "root") || t.toks[verb].Head != main {
		t.hang(verb, main, "conj")
	}
	clear(s.clauses)
}

// turnOf is the turn that token i stands in.
func turnOf(turns []turn, i int) turn {
	out := turns[0]
	for _, u := range turns[1:] {
		if u.at <= i {
			out = u
		}
	}
	return out
}

// crosses reports whether a target runs from one turn into the next.
func crosses(turns []turn, r span) bool {
	return slices.ContainsFunc(turns[1:], func(u turn) bool { return r.lo < u.at && u.at < r.hi })
}

// namesOnly reports whether a target is nothing but names of who speaks.
func (s *sentence) namesOnly(r span) bool {
	t := s.tree
	for i := r.lo; i < r.hi; i++ {
		switch t.toks[i].UPOS {
		case "PUNCT", "CCONJ", "DET", "ADP":
			continue
		}
		if s.byToken[i] < 0 || !s.onRoll[s.byToken[i]] {
			return false
		}
	}
	return true
}

// reporters are those to whom a candidate in a report may belong.
func (s *sentence) reporters(c candidate, turns []turn) []claimant {
	var out []claimant
	if crosses(turns, c.target) || s.namesOnly(c.target) {
		return nil
	}
	u := turnOf(turns, c.head)
	if u.answer {
		return nil
	}
	h, r := c.force.holder, u.roll
	if h.kind == self || h.kind == pronoun || h.kind != nobody && r.says(h) {
		r.each(func(c claimant, st schema.Stance) {
			c.other, c.fixed = false, st
			out = append(out, c)
		})
		return out
	}
	for _, a := range append([]actor{h}, c.force.more...) {
		if a.kind == named || a.kind == generic {
			out = append(out, claimant{actor: a, other: true})
		}
	}
	return out
}
