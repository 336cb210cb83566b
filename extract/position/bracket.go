package position

import (
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/extract/nlp"
)

// Editors of reports write whom a pronoun stands for after it, "She[=> Canada]
// called for …", and no parser knows that mark.

// bracketed returns the tokens with such a sentence rehung: the pronoun is the
// subject of the verb after the bracket, and what stands in the bracket hangs on
// it.
func bracketed(toks []nlp.Token) []nlp.Token {
	for lo := 1; lo < len(toks); lo++ {
		hi := bracketAt(toks, lo)
		if hi < 0 {
			continue
		}
		verb := hi
		for verb < len(toks) && (toks[verb].UPOS != "VERB" || !strings.HasPrefix(toks[verb].XPOS, "VB")) {
			verb++
		}
		if verb == len(toks) {
			break
		}
		toks = slices.Clone(toks)
		in := func(i int) bool { return lo-1 <= i && i < hi }
		head, rel := toks[verb].Head, toks[verb].Rel
		for i, n := verb, 0; i >= 0 && n < len(toks); i, n = toks[i].Head, n+1 {
			if in(i) { // the verb takes the place of what it hung below
				head, rel = toks[i].Head, toks[i].Rel
			}
		}
		object := -1 // of a verb that the parser had for a preposition
		if toks[verb].Rel == "case" {
			object = toks[verb].Head
		}
		for i := range toks {
			switch h := toks[i].Head; {
			case lo <= i && i < hi:
				if toks[i].UPOS != "PROPN" || h < lo || h >= hi || toks[h].UPOS != "PROPN" {
					toks[i].Head, toks[i].Rel = lo-1, "punct"
					if toks[i].UPOS == "PROPN" {
						toks[i].Rel = "appos"
					}
				}
			case in(h):
				toks[i].Head = verb
			}
		}
		toks[lo-1].Head, toks[lo-1].Rel = verb, "nsubj"
		toks[verb].Head, toks[verb].Rel = head, rel
		if object >= 0 {
			toks[object].Head, toks[object].Rel = verb, "obj"
		}
		if toks[verb].XPOS == "VBN" && hi == verb {
			toks[verb].XPOS = "VBD"
		}
		lo = hi
	}
	return toks
}

// bracketAt is the end of such a bracket that opens at token i, -1 where none
// does.
func bracketAt(toks []nlp.Token, i int) int {
	if toks[i].Form != "[" || i+2 >= len(toks) || toks[i+1].Form+toks[i+2].Form != "=>" && toks[i+1].Form != "=>" {
		return -1
	}
	for j := i + 1; j < len(toks) && j < i+20; j++ {
		if toks[j].Form == "]" {
			return j + 1
		}
	}
	return -1
}

// standsFor is whom the pronoun at i stands for by a bracket after it.
func (s *sentence) standsFor(i int) actor {
	if i+1 >= len(s.tree.toks) {
		return actor{}
	}
	hi := bracketAt(s.tree.toks, i+1)
	for j := i + 2; j < hi; j++ {
		if k := s.byToken[j]; k >= 0 {
			return s.actorFrom(s.mentions[k])
		}
	}
	return actor{}
}
