package position

// longest is the number of tokens beyond which a phrase is no target.
const longest = 30

// bare lists the phrases and clauses of a sentence that no rule has read as a
// target of the speaker's: rules that do not know a turn of phrase, or stand
// before a tree that is wrong, leave to the judge what they cannot name. Each
// stands under the force of the nearest thing above it that a rule has read.
func (s *sentence) bare() []candidate {
	t := s.tree
	have := map[span]bool{}
	for _, c := range s.out {
		if k := c.force.holder.kind; k == self || k == nobody {
			have[c.target] = true
		}
	}
	var out []candidate
	add := func(i int, r span, role string) {
		if r.lo >= r.hi || have[r] || r.hi-r.lo > longest || tears(s.list, r) {
			return
		}
		have[r] = true
		pred := t.toks[i].Head
		if pred < 0 || role == "clause" {
			pred = i
		}
		f := s.under(pred)
		f.holder = actor{kind: self}
		out = append(out, candidate{pred: pred, role: role, head: i, target: r, bare: true, force: f, clause: s.clause(pred)})
	}
	for i := range t.toks {
		switch t.toks[i].UPOS {
		case "NOUN", "PROPN", "NUM", "X", "SYM", "PRON", "DET":
			if t.is(i, "compound", "flat", "det") || t.toks[i].UPOS == "PRON" && t.is(i, "nmod") {
				continue
			}
			whole := s.extent(i, false)
			add(i, whole, "phrase")
			add(i, s.extent(i, true), "phrase")
			add(i, span{whole.lo, s.brief(whole, i)}, "phrase")
		case "VERB":
			add(i, s.clauseExtent(i), "clause")
			add(i, s.extent(i, true), "phrase")
		case "ADJ":
			if t.clausal(i) {
				add(i, s.clauseExtent(i), "clause")
			}
		}
	}
	return out
}
