package entity

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// A find is a mention with the words it covers, [lo, hi).
type find struct {
	Mention
	lo, hi int
	head   int // of an owned thing: the first word of its head
}

// A page is a text on its way through the passes of a Linker: its words, what
// was found so far, and for each word which find covers it.
type page struct {
	text  string
	words []word
	// finds are sorted and do not overlap.
	finds []find
	// cover has for each word the index in finds, -1 where there is none.
	cover []int32
	// owners are the mentions inside finds that have an owner.
	owners []Mention
}

func newPage(text string) *page {
	p := &page{text: text, words: split(text)}
	p.cover = make([]int32, len(p.words))
	p.recover()
	return p
}

// find makes a find of words [lo, hi).
func (p *page) find(lo, hi int, m Mention) find {
	m.Span = schema.Span{Start: p.words[lo].Start, End: p.words[hi-1].End}
	return find{Mention: m, lo: lo, hi: hi}
}

// at is the find that covers word i.
func (p *page) at(i int) (find, bool) {
	if i < 0 || i >= len(p.cover) || p.cover[i] < 0 {
		return find{}, false
	}
	return p.finds[p.cover[i]], true
}

// free reports whether no find covers a word of [lo, hi).
func (p *page) free(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if p.cover[i] >= 0 {
			return false
		}
	}
	return true
}

// string is the text of words [lo, hi) as a name: on one line, apostrophes
// straight, without the blank after a hyphen and with the blank that a bad
// scan lost between two words.
func (p *page) string(lo, hi int) string {
	var b strings.Builder
	for i := lo; i < hi; i++ {
		if i > lo {
			gap := p.text[p.words[i-1].End:p.words[i].Start]
			switch p.words[i].gap {
			case gapBroken:
				gap = "-"
			case gapNone:
				if p.words[i].Len() > 3 && p.words[i-1].Len() > 3 {
					gap = " "
				}
			case gapApostrophe:
				gap = "'" + strings.TrimLeft(gap, "'’‘ʼ´`")
			}
			b.WriteString(gap)
		}
		b.WriteString(p.text[p.words[i].Start:p.words[i].End])
	}
	return oneLine(b.String())
}

// begins reports whether word i begins a sentence.
func (p *page) begins(i int) bool { return p.words[i].gap == gapStart || p.words[i].gap == gapStop }

// wordFrom is the first word that begins at or after byte b, from word i on.
func (p *page) wordFrom(i, b int) int {
	for i < len(p.words) && p.words[i].Start < b {
		i++
	}
	return i
}

// add puts finds beside those of the page. Where two overlap, the longer
// stays, of two alike the one that was there.
func (p *page) add(more []find) {
	p.merge(more, func(was, now find) bool { return now.Len() > was.Len() })
}

// replace puts finds in the place of those they overlap.
func (p *page) replace(more []find) {
	p.merge(more, func(find, find) bool { return true })
}

// merge joins two lists in one sweep; wins says whether a new find takes the
// place of an old one.
func (p *page) merge(more []find, wins func(was, now find) bool) {
	if len(more) == 0 {
		return
	}
	slices.SortStableFunc(more, func(a, b find) int {
		return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(b.hi, a.hi))
	})
	out := make([]find, 0, len(p.finds)+len(more))
	old := p.finds
	for _, n := range more {
		for len(old) > 0 && old[0].hi <= n.lo {
			out = append(out, old[0])
			old = old[1:]
		}
		if k := len(out); k > 0 && out[k-1].hi > n.lo {
			continue // a new one before it has the words
		}
		k := 0
		for k < len(old) && old[k].lo < n.hi && wins(old[k], n) {
			k++
		}
		if k < len(old) && old[k].lo < n.hi {
			continue
		}
		old = old[k:]
		out = append(out, n)
	}
	p.finds = append(out, old...)
	p.recover()
}

func (p *page) recover() {
	for i := range p.cover {
		p.cover[i] = -1
	}
	for k, f := range p.finds {
		for i := f.lo; i < f.hi; i++ {
			p.cover[i] = int32(k)
		}
	}
}

// mentions are the finds and the owners inside them, sorted.
func (p *page) mentions() []Mention {
	out := make([]Mention, 0, len(p.finds)+len(p.owners))
	for _, f := range p.finds {
		out = append(out, f.Mention)
	}
	out = append(out, p.owners...)
	sortMentions(out)
	return out
}
