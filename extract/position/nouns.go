package position

import (
	"github.com/demarche-kg/demarche/lexicon"
)

// nounCues reads cues that are nouns where no verb carried them: "our support
// for X", "the need to do Y".
func (s *sentence) nounCues() {
	t := s.tree
	for i := range t.toks {
		if t.toks[i].UPOS != "NOUN" || s.seen[i] || len(s.cues[i]) == 0 {
			continue
		}
		c, fr, f, ok := s.bestCue(i)
		if !ok || c.row.POS != lexicon.Noun || c.head != i {
			continue
		}
		g := said()
		g.depth = 1
		if p := t.one(i, "nmod"); p >= 0 && t.toks[p].Rel == "nmod:poss" {
			if a := s.actorOf(p); a.kind != nobody {
				g.holder = a
				g.depth = 0
			}
		}
		g.weak = true
		h := s.byCue(c, fr, "noun alone", g)
		h.holder = g.holder
		s.apply(c, fr, f, h, g)
	}
}
