package position

import (
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/lexicon"
)

// expressed adds the cues of "Concern was expressed by Peru over X": the noun and
// its preposition stand on two sides of a verb that only carries them.
func (s *sentence) expressed(x cueIndex) {
	t := s.tree
	for i := range t.toks {
		c := s.clause(i)
		if !c.passive || c.subj < 0 || c.shared || t.toks[c.subj].UPOS != "NOUN" || !s.lightVerb(i) {
			continue
		}
		for _, row := range x[t.lemma(c.subj)] {
			if row.POS != lexicon.Noun || len(row.Words) != 2 {
				continue
			}
			for _, o := range t.all(i, "obl", "advcl", "xcomp", "ccomp") {
				p := t.one(o, "case", "mark")
				if p < 0 || o < i || t.lemma(p) != row.Words[1] && !strings.EqualFold(t.toks[p].Form, row.Words[1]) {
					continue
				}
				q := cue{row: row, at: span{c.subj, c.subj + 1}, head: c.subj, own: []int{c.subj, p}}
				if !slices.ContainsFunc(s.cues[c.subj], func(o cue) bool { return o.row == row }) {
					s.cues[c.subj] = insertCue(s.cues[c.subj], q)
				}
			}
		}
	}
}

// doer is the phrase that says by whom verb i is done, -1 where there is none.
func (t *tree) doer(i int) int {
	for _, o := range t.all(i, "obl") {
		if t.case_(o) == "by" {
			return o
		}
	}
	return -1
}
