package nlp

// pieces returns the sentences with those that are too long for the network cut, the
// pieces sharing their tokens, and a function that makes one tree of the pieces'
// trees once they are parsed: the roots of all but the first hang on the first's.
func (a *Annotator) pieces(all []*Sentence) (out []*Sentence, merge func()) {
	var long [][]*Sentence
	for _, s := range all {
		if len(s.Tokens) <= a.opt.Longest {
			out = append(out, s)
			continue
		}
		var parts []*Sentence
		for rest := s.Tokens; len(rest) > 0; {
			k := len(rest)
			if k > a.opt.Longest {
				k = cutTokens(rest, a.opt.Longest)
			}
			parts = append(parts, &Sentence{Tokens: rest[:k:k]})
			rest = rest[k:]
		}
		out = append(out, parts...)
		long = append(long, parts)
	}
	return out, func() {
		for _, parts := range long {
			join(parts)
		}
	}
}

// cutTokens returns where to cut tokens, at most longest on: after a semicolon in the
// last half if there is one, else after a comma.
func cutTokens(tokens []Token, longest int) int {
	for _, mark := range []string{";", ","} {
		for k := longest - 1; k > longest/2; k-- {
			if tokens[k].Form == mark {
				return k + 1
			}
		}
	}
	return longest
}

// join counts the heads of the parts from the first token of the first and makes the
// later roots parataxis of the first.
func join(parts []*Sentence) {
	root, from := -1, 0
	for _, p := range parts {
		for i := range p.Tokens {
			t := &p.Tokens[i]
			switch {
			case t.Head >= 0:
				t.Head += from
			case root < 0:
				root = from + i
			default:
				t.Head, t.Rel, t.Margin = root, "parataxis", 0
			}
		}
		from += len(p.Tokens)
	}
}
