package position

import (
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// answering are the verbs by which others in a report take a side on what was
// just said, and say no more: "but the US opposed", "which Mali seconded", "with
// Peru objecting".
var answering = map[string]schema.Stance{
	"oppose": schema.Opposes, "object": schema.Opposes, "contest": schema.Opposes, "resist": schema.Opposes,
	"disagree": schema.Opposes, "dissent": schema.Opposes, "reject": schema.Opposes,
	"support": schema.Supports, "second": schema.Supports, "echo": schema.Supports, "agree": schema.Supports,
	"concur": schema.Supports, "endorse": schema.Supports, "back": schema.Supports,
}

// gerunds are their forms after "with".
var gerunds = map[string]string{
	"opposing": "oppose", "objecting": "object", "contesting": "contest", "resisting": "resist", "disagreeing": "disagree",
	"dissenting": "dissent", "supporting": "support", "agreeing": "agree", "concurring": "concur",
}

// answer reads such a clause from token i on: its names and its stance; end is
// its last token, i where there is none.
func (s *sentence) answer(i int) (names span, st schema.Stance, end int) {
	t := s.tree
	lo, verb := i+1, -1
	switch t.lemma(i) {
	case "which", "and", "but", ";", "while", "whereas":
		for lo < len(t.toks) && t.toks[lo].Form == "," {
			lo++
		}
		if verb = s.verbAfter(lo); verb < 0 {
			return names, "", i
		}
		st = answering[t.lemma(verb)]
	case ",":
		if lo >= len(t.toks) || t.lemma(lo) != "with" {
			return names, "", i
		}
		for verb = lo + 1; verb < len(t.toks) && gerunds[strings.ToLower(t.toks[verb].Form)] == ""; verb++ {
			if u := t.toks[verb].UPOS; s.byToken[verb] < 0 && t.toks[verb].Form != "," && u != "CCONJ" && u != "DET" && u != "ADV" {
				return names, "", i
			}
		}
		if lo++; verb < len(t.toks) {
			st = answering[gerunds[strings.ToLower(t.toks[verb].Form)]]
		}
	}
	if st == "" {
		return names, "", i
	}
	end = verb
	for k := verb + 1; k < len(t.toks); k++ {
		switch t.lemma(k) {
		case "this", "it", "that", "so", "to", "with", "them":
			end = k
			continue
		}
		if t.toks[k].UPOS != "PUNCT" {
			return names, "", i
		}
		break
	}
	return span{lo, verb}, st, end
}
