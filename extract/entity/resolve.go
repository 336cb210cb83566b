package entity

import (
	"sort"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// maxBack bounds how far before a pronoun Resolve looks, in bytes.
const maxBack = 1500

// Resolve returns what a pronoun of text stands for, where that is safe: the
// first fitting thing of the sentence before the pronoun or, where there is
// none, of the sentence before that. "It" fits an instrument, a document, a
// meeting and a place; "its" and "itself" fit a state too, save the speaker's.
// pronoun is its half-open byte range; mentions are those that Link gave for
// text. The mention returned has the span of the pronoun.
func (c *Context) Resolve(text string, pronoun schema.Span, mentions []Mention) (Mention, bool) {
	if pronoun.Start < 0 || pronoun.End > len(text) || pronoun.Start >= pronoun.End {
		return Mention{}, false
	}
	its := false
	switch strings.ToLower(text[pronoun.Start:pronoun.End]) {
	case "it":
	case "its", "itself":
		its = true
	default:
		return Mention{}, false
	}
	fits := func(m Mention) bool {
		switch m.Type {
		case schema.TypeInstrument, schema.TypeDocument, schema.TypeMeeting:
			return true
		case schema.TypePlace:
			return !its
		case schema.TypeState:
			return its && m.Name != c.Speaker
		}
		return false
	}
	here := sentenceStart(text, pronoun.Start)
	m, ok := firstThing(mentions, here, pronoun.Start, fits)
	if !ok {
		before := sentenceStart(text, len(strings.TrimRight(text[:here], ".?! \t\r\n”\"")))
		m, ok = firstThing(mentions, before, here, fits)
	}
	if !ok {
		return Mention{}, false
	}
	m.Span, m.Use = pronoun, ByShortForm
	return m, true
}

// sentenceStart is where the sentence begins in which byte at stands, no
// further back than maxBack.
func sentenceStart(text string, at int) int {
	for i := at - 1; i > 0 && i > at-maxBack; i-- {
		if (text[i] == ' ' || text[i] == '\n') && strings.IndexByte(".?!", text[i-1]) >= 0 {
			return i + 1
		}
	}
	return max(0, at-maxBack)
}

// firstThing is the first of sorted mentions in bytes [from, to) that fits.
func firstThing(mentions []Mention, from, to int, fits func(Mention) bool) (Mention, bool) {
	for i := sort.Search(len(mentions), func(k int) bool { return mentions[k].Start >= from }); i < len(mentions) && mentions[i].End <= to; i++ {
		if fits(mentions[i]) {
			return mentions[i], true
		}
	}
	return Mention{}, false
}
