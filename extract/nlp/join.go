package nlp

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// checkSpans returns the spans in order of start, or the first that is not a range
// of whole characters of text or that overlaps another.
func checkSpans(text string, spans []Span) ([]Span, error) {
	s := slices.Clone(spans)
	slices.SortFunc(s, func(a, b Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	end := 0
	for i, x := range s {
		if x.Start < 0 || x.End > len(text) || x.Start >= x.End {
			return nil, &SpanError{Span: x, Why: "is not a range of the text"}
		}
		if !boundary(text, x.Start) || !boundary(text, x.End) {
			return nil, &SpanError{Span: x, Why: "cuts a character"}
		}
		if i > 0 && x.Start < end {
			return nil, &SpanError{Span: x, Why: "overlaps another"}
		}
		end = x.End
	}
	return s, nil
}

func boundary(text string, i int) bool {
	return i == 0 || i == len(text) || utf8.RuneStart(text[i])
}

// all cuts the whole text into words: what stands between the joined spans is cut
// as usual, and each span becomes one word with parts. A span without a word in it
// is passed over.
func (t *tokenizer) all(spans []Span) {
	var out []word
	from := 0
	piece := func(to int) {
		out = append(out, t.between(from, to)...)
	}
	for _, s := range spans {
		parts := t.tokenize(s.Start, s.End)
		if len(parts) == 0 {
			continue
		}
		piece(s.Start)
		w := word{start: parts[0].start, end: parts[len(parts)-1].end}
		w.gap = t.gapBefore(from, w.start)
		for i, p := range parts {
			if i > 0 && p.gap != noGap {
				w.form += " "
			}
			w.form += p.text(t.text)
			w.parts = append(w.parts, Span{p.start, p.end})
		}
		out = append(out, w)
		from = s.End
	}
	piece(len(t.text))
	t.words = out
}

// between cuts text[from:to], which begins where a joined span ended.
func (t *tokenizer) between(from, to int) []word {
	ws := t.tokenize(from, to)
	if len(ws) > 0 {
		ws[0].gap = t.gapBefore(from, ws[0].start)
	}
	return ws
}

// gapBefore returns the gap between the last word that ended before i, no earlier
// than from, and i.
func (t *tokenizer) gapBefore(from, i int) gap {
	k := i
	for k > from && strings.IndexByte(" \t\r\n\f\v", t.text[k-1]) >= 0 {
		k--
	}
	g := noGap
	for _, r := range t.text[k:i] {
		g = t.widen(g, r)
	}
	return g
}
