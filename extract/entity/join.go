package entity

import (
	"cmp"
	"slices"

	"github.com/demarche-kg/demarche/schema"
)

// Joined returns what a parser should read as one word: the names of several
// words among the mentions of text, and the fixed expressions of fixed.tsv.
// The spans are sorted, do not overlap and lie on character bounds. A thing
// with an owner is not joined whole, its owner is: in "the United Kingdom's
// initiative on …" the grammar says who owns what. Nor is a short form ("the
// draft resolution").
func (l *Linker) Joined(text string, mentions []Mention) []schema.Span {
	words := split(text)
	var out []schema.Span
	for _, m := range mentions {
		if m.Owner == "" && m.Use != ByShortForm && m.Start >= 0 && m.End <= len(text) && m.Start < m.End {
			out = append(out, m.Span)
		}
	}
	for i := 0; i < len(words); {
		_, end := l.words.fixed.longest(words, i, func(_ bool, ws []word) bool { return true })
		if end == i {
			i++
			continue
		}
		out = append(out, schema.Span{Start: words[i].Start, End: words[end-1].End})
		i = end
	}
	return several(longestFirst(out), words)
}

// longestFirst drops the spans that overlap a longer one, or an earlier one
// of the same length, in one sweep over those that overlap.
func longestFirst(spans []schema.Span) []schema.Span {
	slices.SortStableFunc(spans, func(a, b schema.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && out[n-1].Overlaps(s) {
			if s.Len() > out[n-1].Len() {
				out[n-1] = s
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// several keeps the spans that hold more than one word.
func several(spans []schema.Span, words []word) []schema.Span {
	out := spans[:0]
	k := 0
	for _, s := range spans {
		for k < len(words) && words[k].Start < s.Start {
			k++
		}
		if k+1 < len(words) && words[k+1].Start < s.End {
			out = append(out, s)
		}
	}
	return out
}
