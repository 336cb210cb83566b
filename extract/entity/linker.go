package entity

import (
	"cmp"
	"slices"

	"github.com/demarche-kg/demarche/lexicon"
)

// A Linker finds the named things of a text. It is safe for concurrent use.
type Linker struct {
	names *trie
	heads map[string]head
}

// NewLinker makes a linker from the names of the lexicon.
func NewLinker(l *lexicon.Lexicon) *Linker {
	return &Linker{names: names(l), heads: headTable()}
}

// Link returns the named things of text, sorted, none inside another except
// the owner inside "the United Kingdom's initiative". What text names is kept
// in c for the speeches after it.
func (l *Linker) Link(text string, c *Context) []Mention {
	words := split(text)
	taken := merge(symbols(text), l.names.find(words))
	taken = append(taken, l.unlisted(text, words, taken)...)
	sortMentions(taken)
	taken = append(taken, l.shortForms(text, words, taken, c)...)
	sortMentions(taken)
	return taken
}

// merge joins two sorted lists; where they overlap the longer mention stays,
// the first list's where they are as long.
func merge(first, second []Mention) []Mention {
	out := slices.Clone(first)
	for _, m := range second {
		clash := slices.IndexFunc(out, func(o Mention) bool { return o.Overlaps(m.Span) })
		switch {
		case clash < 0:
			out = append(out, m)
		case m.Len() > out[clash].Len():
			out[clash] = m
		}
	}
	sortMentions(out)
	return out
}

// sortMentions orders by start, the longer first.
func sortMentions(ms []Mention) {
	slices.SortStableFunc(ms, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
}
