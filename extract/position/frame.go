package position

import (
	"slices"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A filling is what stands in the places that a cue opens.
type filling struct {
	objects     []int // noun phrases
	infinitives []int
	gerunds     []int
	clauses     []int // finite
	subject     int
}

// fill finds what a cue governs, by the tree: what its last preposition
// introduces, and the complements of its words.
func (s *sentence) fill(c cue) filling {
	t := s.tree
	f := filling{subject: -1}
	add := func(k int) {
		if c.holds(k) {
			return
		}
		switch {
		case t.toks[k].XPOS == "VBG" && t.one(k, "det", "nmod", "amod", "aux", "nsubj", "cop") < 0:
			f.gerunds = appendNew(f.gerunds, k)
		case t.toks[k].UPOS == "VERB" && t.one(k, "nsubj", "csubj") < 0 && (t.toks[k].XPOS == "VB" || t.toBe(k)):
			f.infinitives = appendNew(f.infinitives, k)
		case t.clausal(k) && !t.is(k, "conj") && (t.one(k, "nsubj", "csubj", "expl") >= 0):
			f.clauses = appendNew(f.clauses, k)
		case t.toks[k].UPOS != "ADV" && t.toks[k].UPOS != "PUNCT":
			f.objects = appendNew(f.objects, k)
		}
	}
	last := c.own[len(c.own)-1]
	prep := -1
	if t.is(last, "case", "mark") || t.toks[last].UPOS == "ADP" || t.toks[last].UPOS == "PART" {
		prep = last
		if h := t.toks[last].Head; h >= 0 && !c.holds(h) && h > last {
			add(h)
		}
	}
	if c.row.Has(lexicon.FrameThat) && last+1 < len(t.toks) && t.lemma(last+1) == "that" {
		// "the concern that, as stated in the report, …"
		if h := t.toks[last+1].Head; h > last+1 && t.one(h, "nsubj", "csubj", "expl") >= 0 {
			f.clauses = appendNew(f.clauses, h)
		}
	}
	for _, o := range c.own {
		u := t.toks[o].UPOS
		if u == "ADP" || u == "DET" {
			continue
		}
		for _, k := range t.kids[o] {
			if c.holds(k) || k < o && !t.is(k, "obj", "ccomp", "advcl") {
				continue
			}
			switch t.rel[k] {
			case "obj", "iobj":
				if u == "VERB" {
					add(k)
				}
			case "xcomp", "ccomp", "csubj":
				add(k)
			case "acl":
				if t.toks[k].Rel != "acl:relcl" && (t.mark(k) == "to" || t.mark(k) == "that") ||
					c.row.Has(lexicon.FrameThat) && o+1 < len(t.toks) && t.lemma(o+1) == "that" {
					add(k)
				}
			case "advcl":
				if m := t.mark(k); m == "that" || m == "to" && (t.toks[k].XPOS == "VB" || t.toBe(k)) && (u == "ADJ" || u == "NOUN" || c.row.Has(lexicon.FrameObjectTo) || c.row.Has(lexicon.FrameTo)) {
					add(k)
				}
			case "obl", "nmod":
				if prep < 0 && u == "NOUN" && c.row.POS == lexicon.Noun && t.case_(k) == "of" {
					add(k)
				}
			}
		}
	}
	// "call upon States to ratify": the infinitive may hang on the noun.
	if c.row.Has(lexicon.FrameObjectTo) && len(f.infinitives) == 0 {
		for _, o := range f.objects {
			for _, k := range t.all(o, "acl", "xcomp", "advcl") {
				if t.mark(k) == "to" {
					f.infinitives = appendNew(f.infinitives, k)
				}
			}
		}
		if len(f.infinitives) == 0 && len(f.objects) > 0 {
			if k := s.farInfinitive(c.head, f.objects[0]); k >= 0 {
				f.infinitives = append(f.infinitives, k)
			}
		}
	}
	if t.toks[c.head].UPOS == "VERB" && len(f.objects)+len(f.infinitives)+len(f.gerunds)+len(f.clauses) == 0 && prep < 0 {
		// "we condemn and oppose all violent acts": the object is shared.
		for _, k := range t.all(c.head, "conj") {
			if t.toks[k].UPOS == "VERB" && t.one(k, "nsubj") < 0 {
				for _, o := range t.all(k, "obj") {
					add(o)
				}
			}
		}
	}
	cl := s.clause(c.head)
	if cl.subj >= 0 && !c.holds(cl.subj) {
		if cl.passive {
			f.objects = appendNew(f.objects, cl.subj)
		}
		if !cl.expl {
			f.subject = cl.subj
		}
	}
	return f
}

// toBe reports whether i is an infinitive of the passive, "to be lifted".
func (t *tree) toBe(i int) bool {
	return t.toks[i].XPOS == "VBN" && t.mark(i) == "to" && t.one(i, "aux") >= 0
}

func appendNew(list []int, k int) []int {
	if slices.Contains(list, k) {
		return list
	}
	return append(list, k)
}

// inFrame returns the frame of the row that the filling meets, the most
// telling first; ok is false where it meets none.
func (s *sentence) inFrame(c cue, f filling) (lexicon.Frame, bool) {
	selfSubject := f.subject >= 0 && s.isSelf(f.subject)
	if c.row.Frames[0] == lexicon.FrameSubject && f.subject >= 0 && !selfSubject {
		return lexicon.FrameSubject, true
	}
	for _, fr := range []lexicon.Frame{lexicon.FrameObjectTo, lexicon.FrameTo, lexicon.FrameThat, lexicon.FrameIng,
		lexicon.FrameFor, lexicon.FrameObject, lexicon.FrameOwnSpeech, lexicon.FrameSubject} {
		if !c.row.Has(fr) {
			continue
		}
		if fr != lexicon.FrameSubject && s.unfit(c) {
			continue
		}
		met := false
		switch fr {
		case lexicon.FrameObjectTo:
			met = len(f.objects) > 0 && len(f.infinitives) > 0
			if cl := s.clause(c.head); met && cl.passive && f.subject >= 0 && s.actorOf(f.subject).kind == nobody {
				met = false // "an approach is required to …": what is required is the subject
			}
		case lexicon.FrameTo:
			met = len(f.infinitives) > 0
		case lexicon.FrameThat:
			met = len(f.clauses) > 0
		case lexicon.FrameIng:
			met = len(f.gerunds) > 0
		case lexicon.FrameFor:
			met = len(f.infinitives)+len(f.clauses) > 0
		case lexicon.FrameObject:
			met = len(f.objects)+len(f.gerunds) > 0 || len(f.clauses) > 0 && s.asksToSee(c)
		case lexicon.FrameOwnSpeech:
			met = selfSubject && (len(f.objects)+len(f.infinitives) > 0 || s.tree.one(c.head, "obl", "obj") >= 0)
		case lexicon.FrameSubject:
			met = f.subject >= 0 && !selfSubject
		}
		if met {
			return fr, true
		}
	}
	return "", false
}

// isSelf reports whether the phrase under i is the speaker.
func (s *sentence) isSelf(i int) bool { return s.actorOf(i).kind == self }

// bestCue is the cue at a token whose frame is met: the longest, and of two as
// long the one with the more telling frame.
func (s *sentence) bestCue(i int) (best cue, fr lexicon.Frame, f filling, ok bool) {
	rank := map[lexicon.Frame]int{lexicon.FrameObjectTo: 7, lexicon.FrameTo: 6, lexicon.FrameThat: 5, lexicon.FrameIng: 4,
		lexicon.FrameFor: 3, lexicon.FrameObject: 2, lexicon.FrameOwnSpeech: 2, lexicon.FrameSubject: 1}
	for _, c := range s.cues[i] {
		if c.row.POS == lexicon.Modal {
			continue
		}
		g := s.fill(c)
		r, met := s.inFrame(c, g)
		if !met {
			continue
		}
		if !ok || len(c.own) > len(best.own) || len(c.own) == len(best.own) && rank[r] > rank[fr] {
			best, fr, f, ok = c, r, g, true
		}
	}
	return best, fr, f, ok
}

// farInfinitive is the first infinitive after an addressee that hangs below
// the cue by way of nouns only: lists of addressees are hard to parse.
func (s *sentence) farInfinitive(head, object int) int {
	t := s.tree
	for k := object + 1; k < len(t.toks); k++ {
		if t.toks[k].XPOS != "VB" || t.mark(k) != "to" {
			continue
		}
		for n, h := range t.up(k) {
			if h == head {
				return k
			}
			if n > 4 || t.toks[h].UPOS == "VERB" && t.clausal(h) {
				break
			}
		}
	}
	return -1
}

// asksToSee reports whether a cue asks to see something happen.
func (s *sentence) asksToSee(c cue) bool {
	return c.row.Stance == schema.Advocates && s.tree.lemma(c.own[len(c.own)-1]) == "see"
}

// unfit reports whether the subject of a verb of stance cannot hold one:
// "terrorism denies people their rights".
func (s *sentence) unfit(c cue) bool {
	t := s.tree
	if c.row.POS != lexicon.Verb || c.row.Stance == schema.Advocates || t.toks[c.head].UPOS != "VERB" {
		return false
	}
	cl := s.clause(c.head)
	if cl.subj < 0 || cl.passive || cl.expl || s.actorOf(cl.subj).kind != nobody {
		return false
	}
	switch t.lemma(cl.subj) {
	case "report", "resolution", "draft", "statement", "declaration", "document", "text", "letter", "which", "who", "that", "paragraph", "article", "decision":
		return false
	}
	return true
}
