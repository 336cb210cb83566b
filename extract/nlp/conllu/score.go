package conllu

import "fmt"

// A Score counts agreement of a prediction with a gold annotation over the same
// tokens. Relations are compared without their subtypes, as the CoNLL 2018
// shared task did; LASFull compares them whole.
type Score struct {
	Words, UPOS, XPOS, Lemma, UAS, LAS, LASFull int
}

// Compare scores pred against gold. Both must have the same sentences and
// tokens; where they have not, it returns an error that names the sentence.
func Compare(gold, pred []Sentence) (Score, error) {
	var s Score
	if len(gold) != len(pred) {
		return s, fmt.Errorf("%d sentences against %d", len(pred), len(gold))
	}
	for i := range gold {
		if len(gold[i].Tokens) != len(pred[i].Tokens) {
			return s, fmt.Errorf("sentence %d: %d tokens against %d", i+1, len(pred[i].Tokens), len(gold[i].Tokens))
		}
		for j, g := range gold[i].Tokens {
			s.add(g, pred[i].Tokens[j])
		}
	}
	return s, nil
}

func (s *Score) add(g, p Token) {
	s.Words++
	if g.UPOS == p.UPOS {
		s.UPOS++
	}
	if g.XPOS == p.XPOS {
		s.XPOS++
	}
	// As in the shared task's scorer, a gold lemma "_" matches anything.
	if g.Lemma == p.Lemma || g.Lemma == "_" || g.Lemma == "" {
		s.Lemma++
	}
	if g.Head != p.Head {
		return
	}
	s.UAS++
	if Base(g.Rel) == Base(p.Rel) {
		s.LAS++
	}
	if g.Rel == p.Rel {
		s.LASFull++
	}
}

// Percent returns 100 n / words.
func (s Score) Percent(n int) float64 {
	if s.Words == 0 {
		return 0
	}
	return 100 * float64(n) / float64(s.Words)
}

// String gives the score in percent.
func (s Score) String() string {
	return fmt.Sprintf("words %d UPOS %.2f XPOS %.2f lemma %.2f UAS %.2f LAS %.2f (with subtypes %.2f)",
		s.Words, s.Percent(s.UPOS), s.Percent(s.XPOS), s.Percent(s.Lemma), s.Percent(s.UAS), s.Percent(s.LAS), s.Percent(s.LASFull))
}
