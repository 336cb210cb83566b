package position

// listed adds the members of a list that the marks show and the tree does not:
// three and more, with commas or semicolons between them.
func (s *sentence) listed(all []candidate) {
	t := s.tree
	whole := all[0]
	var cuts []int
	mark := ","
	for i := whole.target.lo; i < whole.target.hi; i++ {
		if t.toks[i].Form == ";" {
			mark = ";"
		}
	}
	last := -1
	for i := whole.target.lo + 1; i < whole.target.hi-1; i++ {
		switch {
		case t.toks[i].Form == mark:
			cuts = append(cuts, i)
		case t.toks[i].UPOS == "CCONJ" && last < 0 && len(cuts) > 0 && mark == ",":
			last = i
		}
	}
	if last >= 0 && (len(cuts) == 0 || cuts[len(cuts)-1] < last) {
		cuts = append(cuts, last)
	}
	if len(cuts) < 2 || len(cuts) > 9 || len(cuts)+2 <= len(all) {
		return
	}
	lo := whole.target.lo
	var parts []candidate
	for _, hi := range append(cuts, whole.target.hi) {
		part := whole
		part.joint, part.split, part.listed = false, true, true
		part.target = span{lo, hi}
		for part.target.lo < hi && (t.toks[part.target.lo].UPOS == "PUNCT" || t.toks[part.target.lo].UPOS == "CCONJ") {
			part.target.lo++
		}
		part.target = s.trim(part.target)
		if part.target.lo < part.target.hi {
			part.head = s.headIn(part.target)
			parts = append(parts, part)
		}
		if !s.nominal(part.target) {
			return // commas that set something off, not a list
		}
		lo = hi + 1
	}
	s.out = append(s.out, parts...)
}

// nominal reports whether a range of tokens reads as a noun phrase or a gerund:
// it has a noun, and begins with none of the words that open something else.
func (s *sentence) nominal(r span) bool {
	t := s.tree
	if r.lo >= r.hi {
		return false
	}
	first := t.toks[r.lo]
	switch first.UPOS {
	case "ADP", "SCONJ", "ADV", "AUX", "CCONJ", "PART":
		return false
	case "PRON":
		if first.XPOS != "PRP$" {
			return false
		}
	case "VERB":
		if first.XPOS != "VBG" || t.lemma(r.lo) == "include" || t.lemma(r.lo) == "follow" {
			return false
		}
	}
	for i := r.lo; i < r.hi; i++ {
		if u := t.toks[i].UPOS; u == "NOUN" || u == "PROPN" {
			return true
		}
	}
	return false
}
