package position

import "slices"

// A clause is a predicate with what stands around it: the unit that says
// something of something.
type clause struct {
	pred    int    // the token that heads it: a verb, or what a copula joins
	subj    int    // head of the subject, own or shared; -1 where there is none
	shared  bool   // the subject is that of an earlier clause
	passive bool   // the subject undergoes
	copular bool   // a form of be joins subject and predicate
	expl    bool   // "it is …", "there is …": the subject says nothing
	there   bool   // "there is …"
	modal   string // lemma of the modal or what stands for one: "must", "need"
	perfect bool   // have done
	past    bool
	future  bool // will, shall
	negated bool
	mark    string // what introduces it: "that", "if", "to", "by"
	mood    mood
}

// A mood is the form of the verb.
type mood int

const (
	finite mood = iota
	infinitive
	gerund
	participle
	imperative
)

// clauseAt reads the clause that token i heads.
func (t *tree) clauseAt(i int) clause {
	c := clause{pred: i, subj: t.one(i, "nsubj", "csubj"), mark: ""}
	if m := t.one(i, "mark"); m >= 0 {
		c.mark = t.lemma(m)
	} else if m := t.one(i, "case"); m >= 0 && t.toks[i].UPOS == "VERB" {
		c.mark = t.lemma(m)
	}
	if c.subj >= 0 {
		c.passive = t.toks[c.subj].Rel == "nsubj:pass" || t.toks[c.subj].Rel == "csubj:pass"
	}
	c.copular = t.one(i, "cop") >= 0
	if c.subj >= 0 && t.toks[i].Rel == "acl:relcl" && t.toks[i].Head >= 0 {
		switch t.lemma(c.subj) {
		case "which", "that", "who": // stands for what the clause hangs on
			c.subj, c.shared = t.toks[i].Head, true
		}
	}
	if e := t.one(i, "expl"); e >= 0 {
		c.expl = true
		c.there = t.lemma(e) == "there"
	}
	if c.subj >= 0 && t.lemma(c.subj) == "it" && t.one(i, "ccomp", "xcomp", "csubj", "advcl", "acl") >= 0 && (c.copular || t.toks[i].UPOS == "ADJ") {
		c.expl = true
	}
	c.readAuxiliaries(t)
	for _, k := range t.kids[i] {
		if t.negates(k) {
			c.negated = true
		}
	}
	c.mood = t.moodOf(i)
	if c.subj < 0 {
		c.shareSubject(t)
	}
	return c
}

// readAuxiliaries takes modality, tense and voice from the auxiliaries.
func (c *clause) readAuxiliaries(t *tree) {
	aux := t.all(c.pred, "aux", "cop")
	if t.is(c.pred, "conj") && len(aux) == 0 && t.one(c.pred, "nsubj") < 0 && sameForm(t, c.pred, t.toks[c.pred].Head) {
		// "must pull back and decrease": the second verb is under the first's.
		aux = t.all(t.toks[c.pred].Head, "aux")
	}
	for _, a := range aux {
		switch l := t.lemma(a); l {
		case "have":
			c.perfect = true
		case "be":
			if t.toks[a].Rel == "aux:pass" {
				c.passive = true
			}
			if t.toks[a].XPOS == "VBD" {
				c.past = true
			}
		case "do":
			if t.toks[a].XPOS == "VBD" {
				c.past = true
			}
		case "will", "shall", "'ll", "wo":
			c.modal, c.future = "will", true
		case "must", "should", "would", "can", "could", "may", "might", "ought":
			c.modal = l
		}
	}
	if x := t.toks[c.pred].XPOS; x == "VBD" || x == "VBN" && len(aux) == 0 && c.subj >= 0 && !c.passive {
		c.past = true // taggers confuse the two
	}
}

// sameForm reports whether two coordinated verbs have one form, so that what
// governs the first governs the second.
func sameForm(t *tree, a, b int) bool {
	x, y := t.toks[a].XPOS, t.toks[b].XPOS
	base := func(s string) bool { return s == "VB" || s == "VBP" }
	return x == y || base(x) && base(y)
}

// negates reports whether token k makes its head negative.
func (t *tree) negates(k int) bool {
	if !t.is(k, "advmod", "det", "cc", "mark") && t.toks[k].UPOS != "PART" {
		return false
	}
	return slices.Contains([]string{"not", "n't", "never", "no", "neither", "nor", "hardly", "without"}, t.lemma(k))
}

func (t *tree) moodOf(i int) mood {
	for _, m := range t.all(i, "mark") {
		if t.lemma(m) == "to" && t.toks[i].XPOS == "VB" {
			return infinitive
		}
	}
	switch t.toks[i].XPOS {
	case "VBG":
		if t.one(i, "aux") < 0 {
			return gerund
		}
	case "VBN":
		if t.one(i, "aux", "cop") < 0 && !t.is(i, "root") {
			return participle
		}
	case "VB":
		if t.one(i, "aux") < 0 && t.one(i, "nsubj") < 0 {
			if t.is(i, "conj") {
				return t.moodOf(t.toks[i].Head)
			}
			if t.is(i, "root", "parataxis") {
				return imperative
			}
			return infinitive
		}
	}
	return finite
}

// shareSubject finds the subject of a clause that has none of its own: that
// of the verb it is coordinated with, or the one that its governor lends it
// (the object of "urge States to ratify", else the subject).
func (c *clause) shareSubject(t *tree) {
	i := c.pred
	for n := 0; n < 8; n++ {
		h := t.toks[i].Head
		if h < 0 {
			return
		}
		switch t.rel[i] {
		case "conj", "parataxis":
			if s := t.one(h, "nsubj", "csubj"); s >= 0 {
				c.subj, c.shared = s, true
				if !c.passive && t.toks[s].Rel == "nsubj:pass" && t.toks[c.pred].XPOS == "VBN" {
					c.passive = true
				}
				return
			}
		case "xcomp":
			if o := t.one(h, "obj", "iobj"); o >= 0 {
				c.subj, c.shared = o, true
				return
			}
			if s := t.one(h, "nsubj"); s >= 0 {
				c.subj, c.shared = s, true
				return
			}
		case "acl":
			if t.toks[i].XPOS == "VBN" || t.toks[i].XPOS == "VBG" || t.toks[i].Rel == "acl:relcl" {
				c.subj, c.shared = h, true
				return
			}
			return
		case "advcl":
			if s := t.one(h, "nsubj"); s >= 0 && c.mood != finite {
				c.subj, c.shared = s, true
			}
			return
		default:
			return
		}
		i = h
	}
}
