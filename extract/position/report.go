package position

import (
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/extract/entity"
	"github.com/demarche-kg/demarche/extract/nlp"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A roll is who speaks in a clause of a report in the third person: "A, B and
// C, for G, with D, supported by E and opposed by F, said …".
type roll struct {
	leads      []claimant
	joined     []claimant // "with D": they hold what the clause says, but no later one
	supporters []claimant
	opponents  []claimant
}

// each calls do for who is on the roll, with the stance that they have by that
// alone, "" for those who say it.
func (r roll) each(do func(c claimant, st schema.Stance)) {
	for _, c := range r.sayers() {
		do(c, "")
	}
	for _, c := range r.supporters {
		do(c, schema.Supports)
	}
	for _, c := range r.opponents {
		do(c, schema.Opposes)
	}
}

// sayers are those who say what the clause says.
func (r roll) sayers() []claimant { return slices.Concat(r.leads, r.joined) }

// first is who stands for the speaker.
func (r roll) first() actor {
	if who := r.sayers(); len(who) > 0 {
		return who[0].actor
	}
	return actor{kind: named}
}

// says reports whether an actor is among those who say what the clause says.
func (r roll) says(a actor) bool {
	return slices.ContainsFunc(r.sayers(), func(c claimant) bool { return c.name == a.name })
}

// callRoll reads who speaks from the names before the first verb of the
// sentence that somebody is the subject of; of a passive, from those by whom it
// is done.
func (s *sentence) callRoll() roll {
	if a := s.headed(); a.kind == named {
		return roll{leads: []claimant{{actor: a, other: true}}}
	}
	s.crowned()
	verb := s.mainVerb()
	if verb < 0 {
		return roll{}
	}
	c := s.clause(verb)
	if c.passive {
		if by := s.agents(verb); len(by) > 0 {
			return roll{leads: by}
		}
	}
	r := s.rollIn(span{0, verb})
	if len(r.leads) > 0 || c.subj < 0 {
		return r
	}
	if a := s.unlisted(c.subj); a.kind == named && !c.passive {
		s.speaks[c.subj] = a
		r.leads = append(r.leads, claimant{actor: a, other: true})
		return r
	}
	switch a := s.actorOf(c.subj); a.kind {
	case named, generic:
		if !r.says(a) {
			r.leads = append(r.leads, claimant{actor: a, other: true})
		}
	case pronoun, self:
		last := s.speech.resolve(a)
		if last.kind != named {
			last = s.spokenOf()
		}
		if last.kind == named {
			r.leads = append(r.leads, claimant{actor: last, other: true})
		}
	}
	return r
}

// spokenOf is who a speaker that no name tells must be: the state or group whose
// own stance is told, "he said that the EU is ready to …".
func (s *sentence) spokenOf() actor {
	t := s.tree
	for i := range t.toks {
		c := s.clause(i)
		if !t.is(i, "ccomp") || c.subj < 0 || c.passive || c.modal != "" || s.says[s.verb(t.toks[i].Head)] == "" {
			continue
		}
		if a := s.actorOf(c.subj); a.typ == schema.TypeState || a.typ == schema.TypeGroup {
			if _, fr, _, ok := s.bestCue(i); ok && fr != lexicon.FrameSubject {
				return a
			}
		}
	}
	return actor{}
}

// rollIn reads a row of names. Names stand in rows, so that their order and the
// words between them tell more than a tree of them would.
func (s *sentence) rollIn(at span) roll {
	t := s.tree
	var r roll
	to := &r.leads
	opening := s.opening(at)
	k := -1
	for i := at.lo; i < at.hi; i++ {
		if i == opening {
			to = &r.leads
		}
		if t.lemma(i) == "with" {
			to = &r.joined
			continue
		}
		if side := r.by(s.byOthers(i)); side != nil {
			to = side
			continue
		}
		if s.byToken[i] == k && k >= 0 {
			continue
		}
		a, end := s.officer(i, at.hi)
		if end == i {
			a, end = s.delegate(i, at.hi)
		}
		if end > i && !s.owns(end-1) && !partOf(s.wordBefore(i)) {
			*to = append(*to, claimant{actor: a, other: true})
			for ; i < end; i++ {
				s.speaks[i] = a
				if s.byToken[i] >= 0 {
					s.onRoll[s.byToken[i]] = true
				}
			}
			i--
			continue
		}
		if s.byToken[i] < 0 {
			continue
		}
		k = s.byToken[i]
		a = s.rollName(s.mentions[k])
		if a.kind != named || s.owns(i) {
			continue
		}
		before := s.wordBefore(i)
		if partOf(before) {
			continue
		}
		s.onRoll[k] = true
		switch t.lemma(max(0, i-1)) {
		case "many", "some", "several", "most": // not the group, but many of it
			a = actor{kind: generic, name: strings.ToLower(s.text(span{i - 1, i + 1}))}
		}
		if n := len(*to); n > 0 && (before == "for" || before == "behalf of") {
			c := &(*to)[n-1]
			c.behalf = append(c.behalf, a)
			continue
		}
		*to = append(*to, claimant{actor: a, other: true})
	}
	return r
}

// partOf reports whether a preposition makes a name part of something else.
func partOf(preposition string) bool {
	switch preposition {
	case "on", "of", "to", "from", "under", "in", "at", "about":
		return true
	}
	return false
}

// by is the side of a roll that a verb puts those on by whom it is done, nil
// where it puts them on none: "supported by A".
func (r *roll) by(verb string) *[]claimant {
	switch verb {
	case "support", "second", "back", "echo":
		return &r.supporters
	case "oppose", "resist", "contest":
		return &r.opponents
	case "join":
		return &r.joined
	}
	return nil
}

// byOthers is the verb at i where "by" follows it, else "".
func (s *sentence) byOthers(i int) string {
	if t := s.tree; i+1 < len(t.toks) && t.lemma(i+1) == "by" {
		return t.lemma(i)
	}
	return ""
}

// opening is the comma that ends the names of "With A and B, C said", -1 where
// there is none. "With A, B and C said" is one list where somebody leads already.
func (s *sentence) opening(at span) int {
	t := s.tree
	if at.lo >= at.hi || t.lemma(at.lo) != "with" {
		return -1
	}
	for i := at.hi - 1; i > at.lo; i-- {
		if t.toks[i].Form != "," || t.toks[i+1].UPOS == "CCONJ" || i+1 == at.hi {
			continue
		}
		joined := slices.ContainsFunc(t.toks[at.lo:i], func(k nlp.Token) bool { return k.UPOS == "CCONJ" })
		single := !slices.ContainsFunc(t.toks[at.lo:i], func(k nlp.Token) bool { return k.Form == "," })
		if joined || single && at.lo == 0 {
			return i
		}
	}
	return -1
}

// pastName is the token after the name that token i stands in.
func (s *sentence) pastName(i int) int {
	k := s.byToken[i]
	for i < len(s.byToken) && s.byToken[i] == k {
		i++
	}
	return i
}

// owns reports whether the name at i only says whose something is.
func (s *sentence) owns(i int) bool {
	t := s.tree
	end := s.pastName(i)
	return end < len(t.toks) && t.toks[end].XPOS == "POS"
}

// agents are those by whom a passive says that something is done, whether or
// not the tree has them in one list: "by A and B as well as by some others".
func (s *sentence) agents(verb int) []claimant {
	t := s.tree
	var out []claimant
	add := func(i int) {
		for _, k := range t.conjuncts(i) {
			if a := s.actorOf(k); a.kind == named || a.kind == generic {
				if !(roll{leads: out}).says(a) {
					out = append(out, claimant{actor: a, other: true})
				}
			}
		}
	}
	for i := verb + 1; i < len(t.toks); i++ {
		if h := t.toks[i].Head; t.lemma(i) == "by" && t.is(i, "case") && h > i && (t.is(h, "obl") && t.toks[h].Head == verb || s.adds(i-1)) {
			add(h)
		}
	}
	return out
}

// adds reports whether token i ends "and", "as well as" or "but also".
func (s *sentence) adds(i int) bool {
	t := s.tree
	switch t.lemma(i) {
	case "and", "also":
		return true
	case "as":
		return i >= 2 && t.lemma(i-1) == "well"
	}
	return false
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
func (s *sentence) takeRoll() []turn {
	ts := s.turns(s.callRoll())
	r := ts[0].roll
	s.speech.holder, s.speech.roll = r.first(), map[string]bool{}
	for _, h := range r.sayers() {
		if h.id != "" {
			s.speech.roll[h.id] = true
		}
	}
	return ts
}

// rollName is the actor that a mention names, whoever speaks.
func (s *sentence) rollName(m entity.Mention) actor {
	was, roll := s.speech.holder, s.speech.roll
	s.speech.holder, s.speech.roll = actor{}, nil
	a := s.actorFrom(m)
	s.speech.holder, s.speech.roll = was, roll
	return a
}
