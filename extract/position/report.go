package position

import (
	"strings"

	"github.com/demarche-kg/demarche/extract/entity"
	"github.com/demarche-kg/demarche/schema"
)

// A roll is who speaks in a sentence of a report in the third person: "A, B
// and C, for G, supported by D and opposed by E, said …".
type roll struct {
	holders    []claimant
	supporters []claimant
	opponents  []claimant
}

// each calls do for who is on the roll, with the stance that they have by that
// alone, "" for those who say it.
func (r roll) each(do func(c claimant, st schema.Stance)) {
	for _, c := range r.holders {
		do(c, "")
	}
	for _, c := range r.supporters {
		do(c, schema.Supports)
	}
	for _, c := range r.opponents {
		do(c, schema.Opposes)
	}
}

// callRoll reads who speaks from the names before the first verb of the
// sentence that somebody is the subject of. Names stand in rows, so that their
// order and the words between them tell more than a tree of them would.
func (s *sentence) callRoll() roll {
	t := s.tree
	if a := s.headed(); a.kind == named {
		return roll{holders: []claimant{{actor: a, other: true}}}
	}
	verb := s.mainVerb()
	var r roll
	to := &r.holders
	add := func(a actor) { *to = append(*to, claimant{actor: a, other: true}) }
	if verb >= 0 {
		k := -1
		for i := 0; i < verb; i++ {
			switch t.lemma(i) {
			case "support":
				to = &r.supporters
				continue
			case "oppose":
				to = &r.opponents
				continue
			}
			if s.byToken[i] < 0 || s.byToken[i] == k {
				continue
			}
			k = s.byToken[i]
			a := s.rollName(s.mentions[k])
			if a.kind != named {
				continue
			}
			switch t.lemma(max(0, i-1)) {
			case "many", "some", "several", "most": // not the group, but many of it
				a = actor{kind: generic, name: strings.ToLower(s.text(span{i - 1, i + 1}))}
			}
			switch s.wordBefore(i) {
			case "for", "behalf of":
				if n := len(*to); n > 0 {
					c := &(*to)[n-1]
					c.behalf = append(c.behalf, a)
					continue
				}
			case "on", "of", "to", "from", "under", "in", "at", "about":
				continue
			}
			add(a)
		}
	}
	if len(r.holders) == 0 {
		subj := -1
		if verb >= 0 {
			c := s.clause(verb)
			subj = c.subj
			if c.passive {
				for _, o := range t.all(verb, "obl") {
					if t.case_(o) == "by" {
						subj = o
					}
				}
			}
		}
		if subj >= 0 {
			switch a := s.actorOf(subj); a.kind {
			case named, generic:
				add(a)
			case pronoun:
				if last := s.speech.resolve(a); last.kind == named {
					add(last)
				}
			}
		}
	}
	return r
}

// headed is who speaks by a heading: "ZIMBABWE: Denis R. Norman, Minister of
// Transport and Energy, said …".
func (s *sentence) headed() actor {
	t := s.tree
	last := -1
	for i := 0; i < len(t.toks) && s.byToken[i] >= 0 && s.byToken[i] == s.byToken[0]; i++ {
		last = i
	}
	if last < 0 || last+1 >= len(t.toks) || t.toks[last+1].Form != ":" {
		return actor{}
	}
	return s.rollName(s.mentions[s.byToken[0]])
}

// wordBefore is the word before the phrase that token i stands in.
func (s *sentence) wordBefore(i int) string {
	t := s.tree
	for i--; i >= 0 && (t.toks[i].UPOS == "DET" || t.toks[i].UPOS == "ADJ"); i-- {
	}
	switch {
	case i < 0:
		return ""
	case i > 0 && t.lemma(i) == "of" && t.lemma(i-1) == "behalf":
		return "behalf of"
	}
	return t.lemma(i)
}

// mainVerb is the root where it has a subject, else the first finite verb that
// opens no clause below another, else the first with a subject, else the root.
func (s *sentence) mainVerb() int {
	t := s.tree
	if r := s.root(); r >= 0 && t.one(r, "nsubj") >= 0 {
		return r
	}
	for i := range t.toks {
		if x := t.toks[i].XPOS; x == "VBD" || x == "VBZ" || x == "VBP" {
			if i+1 < len(t.toks) && t.lemma(i+1) != "by" && t.toks[i].UPOS == "VERB" && t.one(i, "mark") < 0 {
				return i
			}
		}
	}
	for i := range t.toks {
		if (t.toks[i].UPOS == "VERB" || t.one(i, "cop") >= 0) && !t.is(i, "acl", "amod", "advcl") && t.one(i, "nsubj") >= 0 {
			return i
		}
	}
	return s.root()
}

// takeRoll makes the first speaker of a sentence of a report its speaker, so
// that it is read as that speaker's own words are.
func (s *sentence) takeRoll() roll {
	r := s.callRoll()
	s.speech.holder, s.speech.roll = actor{kind: named}, map[string]bool{}
	if len(r.holders) > 0 {
		s.speech.holder = r.holders[0].actor
	}
	for _, h := range r.holders {
		s.speech.roll[h.id] = true
	}
	return r
}

// rollName is the actor that a mention names, whoever speaks.
func (s *sentence) rollName(m entity.Mention) actor {
	was, roll := s.speech.holder, s.speech.roll
	s.speech.holder, s.speech.roll = actor{}, nil
	a := s.actorFrom(m)
	s.speech.holder, s.speech.roll = was, roll
	return a
}
