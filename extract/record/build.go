package record

import (
	"sort"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// A builder makes a passage from pieces of another, so that each byte keeps
// its place in the source.
type builder struct {
	text    strings.Builder
	anchors []schema.Anchor
	end     int // in the source, after the last piece
}

// add appends the bytes s of p.
func (b *builder) add(p schema.Passage, s schema.Span) {
	if s.End <= s.Start {
		return
	}
	at := b.text.Len()
	b.anchor(at, p.Source(schema.Span{Start: s.Start, End: s.Start}).Start)
	first := sort.Search(len(p.Anchors), func(i int) bool { return p.Anchors[i].Text > s.Start })
	for _, a := range p.Anchors[first:] {
		if a.Text >= s.End {
			break
		}
		b.anchor(at+a.Text-s.Start, a.Source)
	}
	b.text.WriteString(p.Text[s.Start:s.End])
	b.end = p.Source(schema.Span{Start: s.End - 1, End: s.End}).End
}

// put appends text that stands for what is at byte source: a blank for a line
// end.
func (b *builder) put(text string, source int) {
	b.anchor(b.text.Len(), source)
	b.text.WriteString(text)
	b.end = source + len(text)
}

// anchor notes where byte at of the text comes from, unless that is plain.
func (b *builder) anchor(at, source int) {
	if n := len(b.anchors); n > 0 {
		last := b.anchors[n-1]
		if last.Source+at-last.Text == source {
			return
		}
		if last.Text == at {
			b.anchors[n-1].Source = source
			return
		}
	}
	b.anchors = append(b.anchors, schema.Anchor{Text: at, Source: source})
}

// passage is what was built. The last anchor, at the end of the text, is
// where the last piece ended.
func (b *builder) passage() schema.Passage {
	b.anchor(b.text.Len(), b.end)
	return schema.Passage{Text: b.text.String(), Anchors: b.anchors}
}
