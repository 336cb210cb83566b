package nlp

import "github.com/demarche-kg/demarche/extract/nlp/conllu"

func frameInfinitive() Repair {
	return Repair{
		Name: "frame infinitive",
		Doc: `"We call upon States that have not done so to ratify": the network hangs
"ratify" on "done". A verb of data/frames.txt takes someone and an infinitive; where
its infinitive is missing, its someone has a relative clause, and an infinitive with
"to" ends that clause, the infinitive is the verb's.`,
		Run: runFrameInfinitive,
	}
}

// sureMargin is the margin above which the network's word on an infinitive stands:
// "States that have agreed to disarm to do so".
const sureMargin = 3

func runFrameInfinitive(t *tables, s *Sentence) int {
	changed := 0
	for i := range s.Tokens {
		k := &s.Tokens[i]
		if k.XPOS != "VB" || k.Head < 0 || k.Head > i {
			continue
		}
		mark := infinitiveMark(s, i)
		if mark <= 0 {
			continue
		}
		switch k.Rel {
		case "xcomp", "advcl", "acl", "ccomp":
		default:
			continue
		}
		clause := relativeAbove(s, k.Head)
		if clause < 0 {
			continue
		}
		verb := frameVerb(t, s, s.Tokens[clause].Head, i)
		if verb < 0 || k.Rel == "xcomp" && (k.Margin > sureMargin || t.frames[s.Tokens[k.Head].Lemma]) {
			continue
		}
		from := k.Head
		if !s.attach(i, verb, "xcomp") {
			continue
		}
		changed++
		for _, c := range s.children(i) {
			if c < mark && s.Tokens[c].Rel != "mark" && s.Tokens[c].Rel != "punct" {
				s.attach(c, from, s.Tokens[c].Rel)
				changed++
			}
		}
	}
	return changed
}

// infinitiveMark returns the index of the "to" of verb i, or -1.
func infinitiveMark(s *Sentence, i int) int {
	for _, c := range s.children(i) {
		if t := &s.Tokens[c]; c < i && t.Rel == "mark" && t.XPOS == "TO" {
			return c
		}
	}
	return -1
}

// relativeAbove returns the verb of the relative clause that token i is in, or -1.
func relativeAbove(s *Sentence, i int) int {
	for ; i >= 0; i = s.Tokens[i].Head {
		switch s.Tokens[i].Rel {
		case "acl:relcl":
			return i
		case "xcomp", "conj", "ccomp", "obj", "obl", "nmod":
		default:
			return -1
		}
	}
	return -1
}

// frameVerb returns the verb with a frame that has noun as its someone and no
// infinitive of its own before token i, or -1.
func frameVerb(t *tables, s *Sentence, noun, i int) int {
	if noun < 0 {
		return -1
	}
	n := &s.Tokens[noun]
	if rel := conllu.Base(n.Rel); rel != "obj" && rel != "obl" && rel != "iobj" || n.Head < 0 || n.Head > noun {
		return -1
	}
	verb := n.Head
	if !t.frames[s.Tokens[verb].Lemma] || s.Tokens[verb].UPOS != "VERB" {
		return -1
	}
	for _, c := range s.children(verb) {
		if r := s.Tokens[c].Rel; (r == "xcomp" || r == "ccomp") && c < i {
			return -1
		}
	}
	return verb
}
