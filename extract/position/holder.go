package position

import (
	"strings"

	"github.com/demarche-kg/demarche/extract/entity"
	"github.com/demarche-kg/demarche/schema"
)

// An actor is who holds a position, or does something, in a sentence.
type actor struct {
	kind actorKind
	name string // canonical; "" for the speaker
	id   string
	typ  schema.EntityType
}

type actorKind int

const (
	nobody  actorKind = iota // nothing acts, or nothing that could hold a stance
	self                     // the speaker
	named                    // a state, group, body or office
	generic                  // "many States", "the international community"
	pronoun                  // he, they, it
)

// holderOf is who holds what the cue at i says: the subject of its clause, the
// owner of a noun ("the Secretary-General's call"), else the speaker.
func (s *sentence) holderOf(i int, c clause) actor {
	t := s.tree
	if p := t.one(i, "nmod"); p >= 0 && t.toks[p].Rel == "nmod:poss" {
		if a := s.actorOf(p); a.kind != nobody {
			return a
		}
	}
	if c.passive || c.expl {
		for _, o := range t.all(i, "obl") {
			if t.case_(o) == "by" {
				if a := s.actorOf(o); a.kind != nobody {
					return a
				}
			}
		}
		return actor{kind: self}
	}
	if c.subj >= 0 {
		if t.toks[i].UPOS == "ADJ" || c.copular {
			if a := s.actorOf(c.subj); a.kind == self || a.kind == named {
				return a
			}
			return actor{kind: self}
		}
		if a := s.actorOf(c.subj); a.kind != nobody {
			return a
		}
	}
	if t.toks[i].UPOS == "NOUN" {
		// "expressed its support for": the subject of the verb above.
		for _, h := range t.up(i) {
			if t.toks[h].UPOS == "VERB" {
				if hc := s.clause(h); hc.subj >= 0 && !hc.passive {
					if a := s.actorOf(hc.subj); a.kind != nobody {
						return a
					}
				}
				break
			}
		}
	}
	return actor{kind: self}
}

// actorOf is who the noun phrase headed by i names.
func (s *sentence) actorOf(i int) actor {
	t := s.tree
	if a, ok := s.speaks[i]; ok {
		if a.id == s.speech.holder.id || s.speech.roll[a.id] {
			return actor{kind: self}
		}
		return a
	}
	if a := s.standsFor(i); a.kind != nobody {
		return a
	}
	switch t.lemma(i) {
	case "we", "i", "us", "me", "our", "my", "ours":
		return actor{kind: self}
	case "he", "she", "they", "it", "his", "her", "their", "its", "them":
		if s.speech.report && s.byToken[i] < 0 && (t.lemma(i) == "he" || t.lemma(i) == "she") {
			return actor{kind: self}
		}
		return actor{kind: pronoun, name: t.lemma(i)}
	case "this", "that", "these", "those", "which", "who", "what", "there":
		return actor{}
	}
	if s.refersToSelf(i) {
		return actor{kind: self}
	}
	r := s.extent(i, true)
	for _, k := range t.all(i, "amod", "det") {
		switch t.lemma(k) {
		case "many", "some", "several", "most", "few", "certain", "number":
			return actor{kind: generic, name: bareName(s.text(r))}
		}
	}
	if m, ok := s.mentionOf(i); ok {
		if m.Type == schema.TypeDocument || m.Type == schema.TypeInstrument {
			for _, k := range t.kids[i] { // "the Secretary-General's report"
				if t.toks[k].Rel == "nmod:poss" {
					if a := s.actorOf(k); a.kind == named {
						return a
					}
				}
			}
			if m.Kind == "report" && m.Type == schema.TypeDocument {
				return actor{kind: named, name: "Secretary-General", id: schema.Key(schema.TypePerson, "Secretary-General"), typ: schema.TypePerson}
			}
		}
		return s.actorFrom(m)
	}
	// "The delegation of Kazakhstan", "the Government of Colombia", "members
	// of the Security Council".
	switch t.lemma(i) {
	case "delegation", "government", "representative", "ambassador", "minister", "people", "authorities", "authority", "leadership", "president", "country":
		for _, k := range t.kids[i] {
			if m, ok := s.mentionOf(k); ok && (m.Type == schema.TypeState || m.Type == schema.TypeGroup) {
				return s.actorFrom(m)
			}
		}
	case "report", "resolution", "draft":
		if m, ok := s.mentionWithin(r); ok && m.Type != schema.TypePlace {
			return s.actorFrom(m)
		}
	}
	if t.toks[i].UPOS == "PROPN" && s.byToken[i] < 0 && t.is(i, "nsubj", "obl") && s.says[t.lemma(max(0, t.toks[i].Head))] != "" {
		// somebody who is not in the lexicon: "as Mahatma Gandhi once said"
		if name := bareName(s.text(r)); strings.ToUpper(name[:1]) == name[:1] {
			return actor{kind: named, name: withoutTitle(name), id: schema.Key(schema.TypePerson, withoutTitle(name)), typ: schema.TypePerson}
		}
	}
	if t.toks[i].UPOS == "NOUN" || t.toks[i].UPOS == "PROPN" || t.toks[i].UPOS == "ADJ" || t.toks[i].UPOS == "DET" {
		if s.animate(i) {
			if a := s.ofGroup(i); a.kind != nobody {
				return a
			}
			return actor{kind: generic, name: bareName(s.text(r))}
		}
	}
	return actor{}
}

// actorFrom is the actor that a mention names.
func (s *sentence) actorFrom(m entity.Mention) actor {
	switch m.Type {
	case schema.TypeState, schema.TypeGroup, schema.TypeBody, schema.TypePerson:
		if m.ID == s.speech.holder.id || s.speech.roll[m.ID] {
			return actor{kind: self}
		}
		return actor{kind: named, name: m.Name, id: m.ID, typ: m.Type}
	case schema.TypeDocument:
		if strings.HasPrefix(m.Name, "S/RES/") || strings.HasPrefix(m.Name, "S/PRST/") {
			return actor{kind: named, name: "Security Council", id: schema.Key(schema.TypeBody, "Security Council"), typ: schema.TypeBody}
		}
		if m.Use == entity.ByName || m.Use == entity.ByShortForm {
			// "the Declaration calls for": an instrument speaks for itself.
			if m.Type == schema.TypeInstrument {
				return actor{kind: named, name: m.Name, id: m.ID, typ: m.Type}
			}
		}
		if strings.HasPrefix(m.Name, "A/RES/") {
			return actor{kind: named, name: "General Assembly", id: schema.Key(schema.TypeBody, "General Assembly"), typ: schema.TypeBody}
		}
	}
	return actor{}
}

// refersToSelf reports whether the phrase under i is the speaker: "my
// delegation", "our Government", "Kazakhstan" said by its delegate, "the
// delegation of Kazakhstan".
func (s *sentence) refersToSelf(i int) bool {
	t := s.tree
	switch t.lemma(i) {
	case "we", "i", "us", "me":
		return true
	case "delegation", "country", "government", "nation", "state", "people", "republic", "behalf", "president", "minister", "authority":
		for _, k := range t.kids[i] {
			switch t.lemma(k) {
			case "my", "our":
				return true
			case "his", "her", "their":
				if s.speech.report && t.lemma(i) != "president" && t.lemma(i) != "minister" && t.lemma(i) != "people" {
					return true
				}
			}
			if m, ok := s.mentionOf(k); ok && m.ID == s.speech.holder.id {
				return t.lemma(i) != "people"
			}
		}
	}
	if m, ok := s.mentionOf(i); ok && m.ID == s.speech.holder.id && m.Use == entity.ByName {
		return true
	}
	return false
}

// ofGroup is the group of "countries belonging to the Umbrella Group".
func (s *sentence) ofGroup(i int) actor {
	t := s.tree
	for _, k := range t.all(i, "acl") {
		if t.lemma(k) != "belong" {
			continue
		}
		for _, o := range t.all(k, "obl") {
			if m, ok := s.mentionOf(o); ok && m.Type == schema.TypeGroup {
				return s.actorFrom(m)
			}
		}
	}
	return actor{}
}

// animate reports whether the noun at i can hold a stance.
func (s *sentence) animate(i int) bool {
	switch s.tree.lemma(i) {
	case "state", "states", "country", "member", "delegation", "government", "community", "party", "speaker", "representative",
		"council", "committee", "group", "people", "majority", "nation", "world", "colleague", "organization", "leader", "secretary-general",
		"committees", "coalition", "authority", "many", "some", "others", "other", "all", "developed", "developing", "chair", "participants", "participant", "parties", "minister", "president":
		return true
	}
	return false
}

// bareName is a name of many without its article.
func bareName(name string) string {
	for _, a := range []string{"the ", "The ", "these ", "those ", "Those ", "These "} {
		name = strings.TrimPrefix(name, a)
	}
	return name
}

// withoutTitle is a person's name without what is only said to them.
func withoutTitle(name string) string {
	for _, t := range []string{"Mr. ", "Ms. ", "Mrs. ", "Ambassador ", "Minister ", "President ", "Dr. ", "Sir "} {
		name = strings.TrimPrefix(name, t)
	}
	return name
}
