package nlp

import "github.com/demarche-kg/demarche/extract/nlp/conllu"

func frameComplement() Repair {
	return Repair{
		Name: "frame complement",
		Doc: `"Canada urges Y to ratify": the network hangs "ratify" on "urges" but may take
it for a purpose (advcl). After a verb of data/frames.txt and its someone, an infinitive
says what is urged (xcomp); in the training files it does 107 times of 131, and the rest
are calls by telephone. So "call" and "appeal" need a someone with "on", "upon" or "to".`,
		Run: runFrameComplement,
	}
}

func runFrameComplement(t *tables, s *Sentence) int {
	changed := 0
	for i := range s.Tokens {
		k := &s.Tokens[i]
		if k.Rel != "advcl" || k.XPOS != "VB" || k.Head < 0 || k.Head > i || !t.frames[s.Tokens[k.Head].Lemma] || s.Tokens[k.Head].UPOS != "VERB" {
			continue
		}
		mark := infinitiveMark(s, i)
		if mark < 1 || s.Tokens[mark-1].Form == "," || s.Tokens[mark-1].Form == "order" || !hasSomeone(s, k.Head, mark) {
			continue
		}
		k.Rel = "xcomp"
		changed++
	}
	return changed
}

// hasSomeone tells whether verb has an object of its frame before token end, and no
// complement yet.
func hasSomeone(s *Sentence, verb, end int) bool {
	lemma := s.Tokens[verb].Lemma
	found := false
	for _, c := range s.children(verb) {
		if c < verb || c >= end {
			continue
		}
		switch rel := conllu.Base(s.Tokens[c].Rel); rel {
		case "xcomp", "ccomp":
			return false
		case "obj", "iobj":
			found = found || lemma != "call" && lemma != "appeal"
		case "obl":
			for _, p := range s.children(c) {
				if f := s.Tokens[p].Lemma; s.Tokens[p].Rel == "case" && (f == "on" || f == "upon" || f == "to" && lemma == "appeal") {
					found = true
				}
			}
		}
	}
	return found
}
