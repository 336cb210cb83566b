package position

// crowned makes the verb after the names that open a sentence its root: where
// names stand in a long row, or in capitals, parsers take one of them for it, and
// the verb for a participle.
func (s *sentence) crowned() {
	t := s.tree
	lo := 0
	for i := range t.toks {
		if f := t.toks[i].Form; i < 12 && (f == ":" || f == "," && t.lemma(0) == "on") { // a heading, or "On finance,"
			lo = i + 1
			break
		}
	}
	verb := s.verbAfter(lo)
	if verb < 0 {
		verb, lo = s.verbAfter(0), 0
	}
	if verb < 0 || s.root() == verb || t.one(verb, "nsubj") >= 0 || t.one(verb, "aux") >= 0 {
		return
	}
	above, root, rel := t.toks[verb].Head, s.root(), t.rel[verb]
	if root < 0 || above < 0 {
		return
	}
	t.crown(verb)
	if root < verb {
		t.hang(root, verb, "nsubj")
	} else {
		t.hang(root, verb, "parataxis")
	}
	if above > verb && (rel == "amod" || rel == "case" || rel == "compound") { // "Bolivia rejected texts"
		t.hang(above, verb, "obj")
	}
	for k := range t.toks {
		switch h := t.toks[k].Head; {
		case k > verb && lo <= h && h < verb:
			t.hang(k, verb, t.rel[k])
		case lo <= k && k < verb && h > verb && s.byToken[k] >= 0:
			t.hang(k, verb, "nsubj")
		}
	}
	t.joinTenses()
	clear(s.clauses)
}

// crown makes token i the root.
func (t *tree) crown(i int) {
	h := t.toks[i].Head
	t.kids[h] = without(t.kids[h], i)
	t.toks[i].Head, t.toks[i].Rel, t.rel[i] = -1, "root", "root"
	if t.toks[i].XPOS == "VBN" {
		t.toks[i].XPOS = "VBD"
	}
}

// without is a list with no k in it.
func without(list []int, k int) []int {
	var out []int
	for _, o := range list {
		if o != k {
			out = append(out, o)
		}
	}
	return out
}
