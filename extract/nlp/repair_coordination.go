package nlp

import "github.com/demarche-kg/demarche/extract/nlp/conllu"

func finiteCoordination() Repair {
	return Repair{
		Name: "finite coordination",
		Doc: `"Canada regrets that X failed to agree, and urges Y to ratify": the network
hangs "urges" on the nearest verb, "failed". A finite verb joined by a conjunction and
without a subject of its own has the subject of the verb it is joined to, and so, as a
rule, its tense and person. Where it is in the present, the verb above its clause has the
same form and the one next to it is in the past, the perfect or the future, it is joined
to the one above. ("is" and "are" before the next verb say nothing: "States are bound by
the Treaty and respect it.")`,
		Run: runFiniteCoordination,
	}
}

// A verbForm is what finite verbs that share a subject have in common.
type verbForm struct {
	tag string // of the finite verb: VBZ, VBP, VBD, MD
	aux string // lemma of the auxiliary, "" for none
}

// formOf returns the form of a verb and whether it is finite.
func formOf(s *Sentence, i int) (verbForm, bool) {
	for _, k := range s.children(i) {
		if t := &s.Tokens[k]; conllu.Base(t.Rel) == "aux" && k < i && finiteTag(t.XPOS) {
			return verbForm{t.XPOS, t.Lemma}, true
		}
	}
	t := &s.Tokens[i]
	return verbForm{t.XPOS, ""}, finiteTag(t.XPOS)
}

func finiteTag(xpos string) bool {
	return xpos == "VBZ" || xpos == "VBP" || xpos == "VBD" || xpos == "MD"
}

func runFiniteCoordination(_ *tables, s *Sentence) int {
	changed := 0
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Rel != "conj" || t.UPOS != "VERB" || t.Head < 0 || t.Head > i {
			continue
		}
		form, finite := formOf(s, i)
		if !finite && t.XPOS == "VB" && infinitiveMark(s, i) < 0 {
			// A bare form is not joined to a past or a perfect: it is the present.
			form, finite = verbForm{"VBP", ""}, true
		}
		if !finite || form.aux != "" || form.tag != "VBZ" && form.tag != "VBP" || !coordinated(s, i) {
			continue
		}
		next := t.Head
		if f, ok := formOf(s, next); !ok || !otherTense(f) || t.XPOS == "VB" && f.tag == "MD" {
			continue
		}
		// Climb to the verb above that has the form.
		for up := next; ; {
			h := s.Tokens[up].Head
			if h < 0 || h > i {
				break
			}
			f, ok := formOf(s, h)
			if ok && f == form && s.Tokens[h].UPOS == "VERB" && clauseOf(s.Tokens[up].Rel) {
				if s.attach(i, h, "conj") {
					t.XPOS = form.tag
					changed++
				}
				break
			}
			up = h
		}
	}
	return changed
}

// otherTense tells whether a form is of the past, the perfect or the future.
func otherTense(f verbForm) bool {
	return f.tag == "VBD" || f.aux == "have" || f.aux == "will" || f.aux == "shall"
}

// coordinated tells whether a conjunction joins verb i and it has no subject.
func coordinated(s *Sentence, i int) bool {
	cc := false
	for _, k := range s.children(i) {
		switch t := &s.Tokens[k]; {
		case conllu.Base(t.Rel) == "nsubj", conllu.Base(t.Rel) == "csubj", t.Rel == "expl", t.Rel == "mark":
			return false
		case t.Rel == "cc" && k < i:
			cc = true
		}
	}
	return cc
}

// clauseOf tells whether a relation makes a subordinate clause.
func clauseOf(rel string) bool {
	switch conllu.Base(rel) {
	case "ccomp", "advcl", "acl":
		return true
	}
	return false
}
