package train

import (
	"fmt"
	"io"
	"sort"

	"github.com/demarche-kg/demarche/eval"
	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/schema"
)

// A Reading is a document with its proposals, which do not depend on the
// judge.
type Reading struct {
	Document
	Proposals []position.Proposal
	Examples  []Example
}

// Propose reads documents with the rules of an extractor.
func Propose(x *position.Extractor, docs []Document) []Reading {
	var out []Reading
	for _, d := range docs {
		r := Reading{Document: d}
		for _, sp := range d.Speeches {
			if sp.Speech.Role == schema.RolePresiding {
				continue
			}
			ps := x.Propose(sp)
			r.Proposals = append(r.Proposals, ps...)
		}
		r.Examples = Label(d.Gold, r.Proposals)
		out = append(out, r)
	}
	return out
}

// examples are those of readings, in order.
func examples(rs []Reading) []Example {
	var out []Example
	for _, r := range rs {
		out = append(out, r.Examples...)
	}
	return out
}

// A Outcome is what a judge that had not seen a document made of it.
type Outcome struct {
	Reading
	Found []schema.Position
	Text  eval.Text
}

// Validate splits readings by their source into folds, trains on all but one
// and reads that one, for each in turn.
func Validate(x func(*position.Judge) *position.Extractor, rs []Reading, folds int, o Options) ([]Outcome, eval.Score) {
	var sources []string
	fold := map[string]int{}
	for _, r := range rs {
		if _, ok := fold[r.Source()]; !ok {
			fold[r.Source()] = 0
			sources = append(sources, r.Source())
		}
	}
	sort.Strings(sources)
	for i, s := range sources {
		fold[s] = i % folds
	}
	out := make([]Outcome, len(rs))
	for k := range folds {
		var seen []Reading
		for _, r := range rs {
			if fold[r.Source()] != k {
				seen = append(seen, r)
			}
		}
		e := x(Fit(examples(seen), o))
		for i, r := range rs {
			if fold[r.Source()] == k {
				out[i] = Outcome{Reading: r, Found: choose(e, r)}
			}
		}
	}
	var score eval.Score
	for i := range out {
		out[i].Text = score.Add(out[i].Gold, out[i].Found, eval.Options{})
	}
	return out, score
}

func choose(x *position.Extractor, r Reading) []schema.Position {
	var out []schema.Position
	for lo := 0; lo < len(r.Proposals); {
		hi := lo
		for hi < len(r.Proposals) && r.Proposals[hi].Text() == r.Proposals[lo].Text() {
			hi++
		}
		out = append(out, x.Choose(r.Proposals[lo:hi])...)
		lo = hi
	}
	return out
}

// Read reads with a finished extractor.
func Read(x *position.Extractor, rs []Reading) ([]Outcome, eval.Score) {
	var score eval.Score
	var out []Outcome
	for _, r := range rs {
		o := Outcome{Reading: r, Found: choose(x, r)}
		o.Text = score.Add(r.Gold, o.Found, eval.Options{})
		out = append(out, o)
	}
	return out, score
}

// FitAll trains on everything, with the curve of confidence that
// cross-validation in that many folds gives.
func FitAll(x func(*position.Judge) *position.Extractor, rs []Reading, folds int, o Options) *position.Judge {
	j := Fit(examples(rs), o)
	if folds > 1 {
		outcomes, _ := Validate(x, rs, folds, o)
		j.Curve = Calibrate(Trials(outcomes))
	}
	return j
}

// Oracle prints how much of gold the proposals could meet at best, with the
// stance from gold and with the stance of the rules.
func Oracle(w io.Writer, rs []Reading) {
	classes := position.Classes()
	var best, ruled eval.Score
	n, good := 0, 0
	for _, r := range rs {
		var a, b []schema.Position
		for i, p := range r.Proposals {
			n++
			if r.Examples[i].Class > 0 {
				good++
				q := p.Position
				b = append(b, q)
				q.Stance = classes[r.Examples[i].Class]
				a = append(a, q)
			}
		}
		best.Add(r.Gold, a, eval.Options{})
		ruled.Add(r.Gold, b, eval.Options{})
	}
	fmt.Fprintf(w, "%d proposals, %d meet gold: recall at best %.3f span, %.3f stance; with the stance of the rules %.3f\n",
		n, good, best.Span.R(), best.Stance.R(), ruled.Stance.R())
}
