package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A named is what a name stands for.
type named struct {
	typ   schema.EntityType
	name  string
	id    string
	use   Use
	row   string
	exact bool // the words are written as here: acronyms, and names that are also words
}

// A trie holds names by their folded words.
type trie struct {
	next  map[string]*trie
	named *named
}

func (t *trie) add(text string, n named) {
	words := split(text)
	if len(words) == 0 {
		return
	}
	n.exact = len(words) == 1 && words[0].caps
	at := t
	for _, w := range words {
		if at.next == nil {
			at.next = map[string]*trie{}
		}
		to := at.next[w.folded]
		if to == nil {
			to = &trie{}
			at.next[w.folded] = to
		}
		at = to
	}
	if at.named == nil { // the first table to name it has it
		at.named = &n
	}
}

// names puts every name of the lexicon into a trie: states before groups,
// groups before bodies, and so on, where two tables share a name.
func names(l *lexicon.Lexicon) *trie {
	t := &trie{}
	all := func(n named, texts ...[]string) {
		for _, list := range texts {
			for _, text := range list {
				if text != "" {
					t.add(text, n)
				}
			}
		}
	}
	for _, s := range l.States {
		n := named{typ: schema.TypeState, name: s.Code, id: schema.Key(schema.TypeState, s.Code), row: s.Row}
		all(n, []string{s.Name, s.Official}, s.Variants)
		n.use = ByPeople
		all(n, s.Demonyms)
		n.use = ByAdjective
		all(n, s.Adjectives)
		n.use = ByCapital
		all(n, s.Capitals, s.Metonyms)
	}
	for _, g := range l.Groups {
		all(named{typ: schema.TypeGroup, name: g.Name, id: schema.Key(schema.TypeGroup, g.ID), row: g.Row}, []string{g.Name}, g.Aliases)
	}
	for _, i := range l.Instruments {
		all(named{typ: schema.TypeInstrument, name: i.Title, id: schema.Key(schema.TypeInstrument, i.ID), row: i.Row}, []string{i.Title}, i.Short, i.Acronyms)
	}
	for _, b := range l.Bodies {
		all(named{typ: schema.TypeBody, name: b.Name, id: schema.Key(schema.TypeBody, b.ID), row: b.Row}, []string{b.Name}, b.Aliases)
	}
	for _, o := range l.Offices {
		all(named{typ: schema.TypePerson, name: o.Name, id: schema.Key(schema.TypePerson, o.ID), row: o.Row}, []string{o.Name}, o.Aliases)
	}
	for _, p := range l.Places {
		all(named{typ: schema.TypePlace, name: p.Name, id: schema.Key(schema.TypePlace, p.ID), row: p.Row}, []string{p.Name}, p.Aliases)
	}
	return t
}

// find returns the names that stand in the words, longest first from the
// left, none inside another.
func (t *trie) find(words []word) []Mention {
	var out []Mention
	for i := 0; i < len(words); {
		n, end := t.longest(words, i)
		if n == nil {
			i++
			continue
		}
		out = append(out, Mention{
			Span: schema.Span{Start: words[i].Start, End: words[end-1].End},
			Type: n.typ, Name: n.name, ID: n.id, Use: n.use, Row: n.row,
		})
		i = end
	}
	return out
}

// longest is the longest name that begins at word i and the word after it.
func (t *trie) longest(words []word, i int) (*named, int) {
	var found *named
	end := i
	at := t
	for k := i; k < len(words); k++ {
		if k > i && words[k].gap == '.' {
			break
		}
		at = at.next[words[k].folded]
		if at == nil {
			break
		}
		if n := at.named; n != nil && written(n, words[i:k+1]) {
			found, end = n, k+1
		}
	}
	return found, end
}

// written reports whether the words are written as a name: with a capital
// where it begins and, for an acronym, in capitals.
func written(n *named, words []word) bool {
	if n.exact {
		return words[0].caps
	}
	for _, w := range words {
		if w.upper {
			return true
		}
	}
	return false
}

// folded is a name without case and accents, its words joined by blanks.
func folded(s string) string {
	var out []string
	for _, w := range split(s) {
		out = append(out, w.folded)
	}
	return strings.Join(out, " ")
}
