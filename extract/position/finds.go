package position

import (
	"github.com/demarche-kg/demarche/lexicon"
)

// finds reads a judgement put as object and predicate: "we consider it
// essential to …", "we find the references questionable".
func (s *sentence) finds(i int, c clause, by force) bool {
	t := s.tree
	if t.toks[i].UPOS != "VERB" {
		return false
	}
	o := t.one(i, "obj")
	for _, k := range t.all(i, "xcomp", "obj", "ccomp", "obl") {
		if k == o && t.one(i, "xcomp") >= 0 || t.toks[k].UPOS != "ADJ" && t.toks[k].UPOS != "NOUN" {
			continue
		}
		for _, q := range s.cues[k] {
			if q.row.POS != lexicon.Adjective && q.row.POS != lexicon.Phrase || q.head != k {
				continue
			}
			f := s.fill(q)
			for _, j := range append(t.all(i, "xcomp", "advcl", "ccomp"), t.all(k, "xcomp", "acl", "advcl", "ccomp")...) {
				if j != k && t.mark(j) == "to" {
					f.infinitives = appendNew(f.infinitives, j)
				}
				if j != k && t.mark(j) == "that" {
					f.clauses = appendNew(f.clauses, j)
				}
			}
			g := s.byCue(q, lexicon.FrameTo, "small clause", by)
			g.holder, g.more = s.holdersOf(i, c)
			switch {
			case q.row.Has(lexicon.FrameTo) && len(f.infinitives) > 0:
				g.frame = lexicon.FrameTo
			case q.row.Has(lexicon.FrameThat) && len(f.clauses) > 0:
				g.frame = lexicon.FrameThat
			case q.row.Has(lexicon.FrameSubject) && o >= 0 && o != k && t.lemma(o) != "it":
				g.frame, f.subject = lexicon.FrameSubject, o
			default:
				continue
			}
			s.seen[k] = true
			s.apply(q, g.frame, f, g, by)
			return true
		}
	}
	return false
}

// tells reads what the speaker only reports as so: "we know that …", "we see
// that …". What is said is the clause.
func (s *sentence) tells(i int, c clause, by force) bool {
	t := s.tree
	if c.subj < 0 && !c.expl {
		return false
	}
	k := t.one(i, "ccomp", "csubj")
	if k < 0 || s.clause(k).mood == infinitive {
		return false
	}
	switch {
	case c.expl && t.toks[i].UPOS != "VERB", c.subj >= 0 && s.subjectIsSelf(c):
		s.assert(k, by)
		return true
	case s.says[s.verb(i)] != "" && c.subj >= 0:
		s.attributed(i, c, k, by)
		return true
	}
	return false
}
