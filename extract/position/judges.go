package position

import (
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// judges reads a bare assertion by its tone: bad things said of somebody
// blame, of something worry; good things recognize. The subject is the target;
// the clause as a whole where the subject only points.
func (s *sentence) judges(i int, c clause, by force) bool {
	if s.tree.is(i, "acl") && by.rule == "" {
		return false // said in passing
	}
	f := by
	f.head, f.at = i, span{i, i + 1}
	if by.rule == "" || by.rule == "belief" {
		f.rule = "assertion"
		if by.rule == "belief" {
			f.rule = "believed"
		}
		f.stance = ""
		tone := s.toneOfClause(i, c)
		f.modality = schema.Modality(c.modal)
		switch {
		case s.adverbStance(i) != "":
			f.stance = s.adverbStance(i)
		case tone > 0 && (c.modal == "would" || c.modal == "could" || c.modal == "can" || c.modal == "may") && !s.actorSubject(c):
			// "the revitalization of X can improve coordination"
			f.rule, f.stance = "hope", schema.Advocates
		case tone > 0:
			f.stance = schema.Recognizes
		case tone < 0 && s.actorSubject(c):
			f.stance = schema.Criticizes
		case tone < 0:
			f.stance = schema.Concerned
		case by.rule == "belief":
			f.stance = by.stance
		}
	}
	if c.subj >= 0 && !c.expl && !s.isSelf(c.subj) {
		s.emit(i, "subj", c.subj, s.verbOf(c.subj, f), f)
	}
	if c.there && c.subj >= 0 {
		s.emit(i, "there", c.subj, nil, f)
	}
	s.emitClause(i, f)
	return true
}

// actorSubject reports whether the subject of a clause is somebody else who
// can be blamed or praised.
func (s *sentence) actorSubject(c clause) bool {
	if c.subj < 0 {
		return false
	}
	k := s.actorOf(c.subj).kind
	return k == named || k == generic
}

// adverbStance is the stance of a clause by an adverb: "regrettably".
func (s *sentence) adverbStance(i int) schema.Stance {
	for _, k := range s.tree.all(i, "advmod", "discourse") {
		for _, c := range s.cues[k] {
			if c.row.POS == lexicon.Phrase && c.row.Has(lexicon.FrameThat) {
				return c.row.Stance
			}
		}
	}
	return ""
}

// toneOfClause is how a clause sounds: the tone of its predicate and what
// hangs on it, turned by negation; that of its subject where the rest has none.
func (s *sentence) toneOfClause(i int, c clause) int {
	t := s.tree
	if c.there && c.subj >= 0 {
		sum := s.toneOfPhrase(c.subj)
		if d := t.one(c.subj, "det"); c.negated || d >= 0 && t.lemma(d) == "no" {
			sum = -sum
		}
		return sum
	}
	sum := int(s.tones[t.lemma(i)]) * 2
	for _, k := range t.kids[i] {
		switch t.rel[k] {
		case "obj", "xcomp", "amod", "obl", "nmod", "advmod":
			sum += int(s.tones[t.lemma(k)])
			for _, a := range t.all(k, "amod", "compound") {
				sum += int(s.tones[t.lemma(a)])
			}
		}
	}
	if c.negated {
		sum = -sum
	}
	if sum == 0 && c.subj >= 0 {
		sum = s.toneOfPhrase(c.subj)
	}
	return sum
}

// toneOfPhrase is how a noun and what stands around it sound.
func (s *sentence) toneOfPhrase(i int) int {
	t := s.tree
	sum := int(s.tones[t.lemma(i)])
	for _, k := range t.all(i, "amod", "compound", "nmod") {
		sum += int(s.tones[t.lemma(k)])
	}
	return sum
}
