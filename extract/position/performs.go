package position

import (
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// performs strips what only announces a stance: "I should like to thank",
// "let me stress", "allow me to welcome", "I am pleased to announce".
func (s *sentence) performs(i int, c clause, by force) bool {
	t := s.tree
	switch t.lemma(i) {
	case "like", "wish", "want", "let", "allow", "permit", "begin", "start", "join", "beg", "take", "must", "need", "honour", "pleased", "opportunity", "conclude", "please", "intend", "hasten", "feel":
	default:
		return false
	}
	under := t.all(i, "xcomp", "ccomp", "acl", "advcl")
	if o := t.one(i, "obj"); o >= 0 {
		under = append(under, t.all(o, "acl")...) // "take this opportunity to"
	}
	for _, k := range under {
		kc := s.clause(k)
		self_ := c.subj >= 0 && s.isSelf(c.subj) || kc.subj >= 0 && (t.lemma(kc.subj) == "me" || t.lemma(kc.subj) == "i") || t.one(i, "obj") >= 0 && t.lemma(t.one(i, "obj")) == "me"
		if !self_ {
			continue
		}
		if m := t.mark(k); t.rel[k] == "advcl" && m != "to" && m != "by" && m != "in" {
			continue
		}
		if l := t.lemma(k); (l == "start" || l == "begin" || l == "take" || l == "join" || l == "conclude") && !s.seen[k] {
			if kc.subj < 0 { // "let me start by thanking"
				kc.subj = c.subj
				if kc.subj < 0 {
					kc.subj = t.one(i, "obj")
				}
			}
			if kc.subj >= 0 && s.performs(k, kc, by) {
				s.seen[k] = true
				return true
			}
		}
		_, fr, _, ok := s.bestCue(k)
		if l := t.lemma(i); l == "need" || l == "must" {
			ok = ok && s.says[t.lemma(k)] != ""
		}
		if ok && fr != lexicon.FrameOwnSpeech || s.lightVerb(k) && t.lemma(i) != "need" {
			s.seen[k] = true
			inner := s.clause(k)
			if !s.cued(k, inner, by) {
				continue
			}
			s.around(k, inner, by)
			return true
		}
	}
	return false
}

// exhorts reads "let us …".
func (s *sentence) exhorts(i int, c clause, by force) bool {
	t := s.tree
	if o := t.one(i, "obj", "nsubj"); t.lemma(i) != "let" || o >= 0 && t.lemma(o) == "me" {
		return false
	}
	for _, k := range t.all(i, "xcomp", "ccomp") {
		f := by
		f.rule, f.stance, f.head, f.at, f.strength = "exhortation", schema.Advocates, i, span{i, i + 1}, 2
		s.demand(k, f)
		return true
	}
	return false
}

// lightVerb reports whether the verb at i only carries the noun after it:
// verbs of saying, and those that give or hold what the noun names.
func (s *sentence) lightVerb(i int) bool {
	l := s.tree.lemma(i)
	if s.says[l] != "" {
		return true
	}
	switch l {
	case "have", "give", "lend", "offer", "make", "issue", "renew", "extend", "convey", "share", "repeat", "restate", "pay", "place", "bring", "add", "join", "see", "register", "record", "launch", "raise", "show", "echo", "heed", "answer":
		return true
	}
	return false
}

// continues reads what goes on: "we continue to support".
func (s *sentence) continues(i int, c clause, by force) bool {
	t := s.tree
	switch t.lemma(i) {
	case "continue", "remain", "keep", "begin", "start", "cease", "seek", "try", "come", "go":
	default:
		return false
	}
	k := t.one(i, "xcomp")
	if k < 0 || s.seen[k] {
		return false
	}
	if _, _, _, ok := s.bestCue(k); !ok {
		return false
	}
	s.assert(k, by)
	return s.seen[k]
}
