package schema

import "sort"

// A Span is a half-open range of bytes, [Start, End).
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies wholly within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// An Anchor ties one place of a Passage to one place of its source: from
// Text onward, bytes of the passage and bytes of the source go side by side,
// up to the next anchor.
type Anchor struct {
	Text   int // byte in Passage.Text
	Source int // byte in the input file
}

// A Passage is text as it is read, in UTF-8, with the way back to the bytes
// it came from. Reading repairs what printing broke: a word hyphenated at a
// line end is whole again, page headers are gone, cp1252 is decoded. Between
// two anchors text and source have equally many bytes unless the source was
// re-encoded or cut there; Source answers for whole words either way.
type Passage struct {
	Text    string   `json:"text"`
	Anchors []Anchor `json:"anchors"`
}

// Source returns the bytes of the input file that the bytes s of p.Text were
// read from. The start is where the first byte came from, the end is one past
// where the last byte came from, so what a repair left out inside the span (a
// line-end hyphen, a page header) is inside the answer, and what it left out
// beside the span is not.
func (p Passage) Source(s Span) Span {
	if s.End <= s.Start {
		at := p.at(s.Start)
		return Span{at, at}
	}
	last := s.End - 1
	i := p.anchor(last)
	end := p.at(last) + 1
	// A rune that took other bytes in the source ends where the next anchor
	// of the source begins.
	if i+1 < len(p.Anchors) && p.Anchors[i+1].Text == s.End && p.Anchors[i+1].Source < end {
		end = p.Anchors[i+1].Source
	}
	return Span{p.at(s.Start), end}
}

// anchor is the index of the last anchor at or before byte i of the text, -1
// where there is none.
func (p Passage) anchor(i int) int {
	return sort.Search(len(p.Anchors), func(k int) bool { return p.Anchors[k].Text > i }) - 1
}

func (p Passage) at(i int) int {
	k := p.anchor(i)
	if k < 0 {
		return i
	}
	return p.Anchors[k].Source + i - p.Anchors[k].Text
}
