package train

import "github.com/demarche-kg/demarche/extract/nlp/model"

// A layout places the words of a batch, longest sentence first, in rows: all first
// words, then all second words, and so on, so that a step of an LSTM is one matrix
// product over neighbouring rows.
type layout struct {
	batch []*example
	steps int     // words of the longest sentence
	rows  int     // words of all sentences
	off   []int   // off[t] is the row of word t of sentence 0
	count []int   // count[t] is the number of sentences longer than t
	sent  []int32 // sent[r] is the sentence of row r
}

func newLayout(batch []*example) *layout {
	l := &layout{batch: batch, steps: len(batch[0].words)}
	for t := range l.steps {
		n := 0
		for n < len(batch) && len(batch[n].words) > t {
			l.sent = append(l.sent, int32(n))
			n++
		}
		l.off = append(l.off, l.rows)
		l.count = append(l.count, n)
		l.rows += n
	}
	return l
}

// row returns the row of word t of sentence b.
func (l *layout) row(b, t int) int { return l.off[t] + b }

// words returns the number of words without the roots.
func (l *layout) words() int { return l.rows - len(l.batch) }

// features returns the features of a row.
func (l *layout) features(r, t int) *model.Features {
	return &l.batch[l.sent[r]].words[t]
}

// order gives the word to visit at the q-th step in direction d and the one
// visited before it, -1 for none, with the number of sentences that have both.
func (l *layout) order(q, d int) (t, prev, both int) {
	if d == 0 {
		t, prev = q, q-1
	} else {
		t = l.steps - 1 - q
		prev = t + 1
		if prev == l.steps {
			prev = -1
		}
	}
	if prev >= 0 {
		both = min(l.count[t], l.count[prev])
	}
	return t, prev, both
}
