package train

import (
	"fmt"
	"io"

	"github.com/demarche-kg/demarche/eval"
	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/extract/position/judge"
	"github.com/demarche-kg/demarche/schema"
)

// A Reading is a document with its proposals, which do not depend on the
// judge, and the examples made of them.
type Reading struct {
	Document
	Proposals []position.Proposal
	Sentences []Sentence
}

// Propose reads documents with the rules of an extractor.
func Propose(x *position.Extractor, docs []Document) []Reading {
	out := make([]Reading, len(docs))
	parallel(len(docs), func(i int) {
		r := Reading{Document: docs[i]}
		for _, sp := range docs[i].Speeches {
			if sp.Speech.Role != schema.RolePresiding {
				r.Proposals = append(r.Proposals, x.Propose(sp)...)
			}
		}
		r.Sentences = Label(docs[i].Gold, r.Proposals)
		out[i] = r
	})
	return out
}

// sentences are those of readings, in order.
func sentences(rs []Reading) []Sentence {
	var out []Sentence
	for _, r := range rs {
		out = append(out, r.Sentences...)
	}
	return out
}

// FitOn trains a judge on readings.
func FitOn(rs []Reading, o Options) *judge.Judge { return Fit(sentences(rs), o) }

// An Outcome is what a judge made of a document.
type Outcome struct {
	Reading
	Found []schema.Position
	Text  eval.Text
}

// A With makes an extractor of a judge.
type With func(*judge.Judge) *position.Extractor

// Read reads with a finished extractor.
func Read(x *position.Extractor, rs []Reading) ([]Outcome, eval.Score) {
	out := make([]Outcome, len(rs))
	parallel(len(rs), func(i int) { out[i] = Outcome{Reading: rs[i], Found: x.Choose(rs[i].Proposals)} })
	return out, scored(out)
}

// scored scores each outcome and all.
func scored(out []Outcome) eval.Score {
	var score eval.Score
	for i := range out {
		out[i].Text = score.Add(out[i].Gold, out[i].Found, eval.Options{})
	}
	return score
}

// Oracle prints how much of gold the proposals could meet at best, with the
// stance from gold.
func Oracle(w io.Writer, rs []Reading) {
	var best eval.Score
	n, good := 0, 0
	for _, r := range rs {
		var met []schema.Position
		k := 0
		for _, s := range r.Sentences {
			for _, e := range s.Examples {
				n++
				if e.Class > 0 {
					good++
					q := r.Proposals[k].Position()
					q.Stance = schema.Stances()[e.Class-1]
					met = append(met, q)
				}
				k++
			}
		}
		best.Add(r.Gold, met, eval.Options{})
	}
	fmt.Fprintf(w, "%d proposals, %d meet gold: recall at best %.3f span, %.3f stance\n", n, good, best.Span.R(), best.Stance.R())
}
