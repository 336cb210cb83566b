package entity

import (
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A Linker finds the named things of a text. It is safe for concurrent use.
type Linker struct {
	names   *trie[*named]
	stubs   map[string][]stub // instruments by their short forms
	bags    map[bag]*named    // instruments by the words of their names
	titles  []title           // of the instruments
	words   *vocabulary
	holders map[string][]lexicon.Holder // by office ID
	// surnames are the holders by the last of their names, folded.
	surnames map[string][]lexicon.Holder
}

// NewLinker makes a linker from the names of the lexicon, which it keeps and
// does not change.
func NewLinker(l *lexicon.Lexicon) *Linker {
	k := &Linker{names: names(l), words: newVocabulary(l), holders: map[string][]lexicon.Holder{}, surnames: map[string][]lexicon.Holder{}}
	for _, h := range l.Holders {
		k.holders[h.Office] = append(k.holders[h.Office], h)
		for _, last := range lastNames(h.Person) {
			k.surnames[last] = append(k.surnames[last], h)
		}
	}
	k.stubs = k.newStubs(l)
	k.bags = k.newBags(l)
	k.titles = newTitles(l)
	return k
}

// Link returns the named things of text, sorted by start, the longer first.
// None overlaps another, save the owner inside an owned thing ("the United
// Kingdom" inside "the United Kingdom's initiative"). What text names is kept
// in c, so that a later text of the same record may say "the Treaty" for it;
// c is for one goroutine at a time.
func (l *Linker) Link(text string, c *Context) []Mention {
	p := newPage(text)
	p.add(l.documents(p))
	p.add(l.listed(p, c))
	p.replace(l.whole(p))
	p.replace(l.committees(p))
	p.replace(l.persons(p, c))
	p.replace(l.sharedHeads(p, c))
	ahead := l.ahead(p, c)
	p.replace(l.capitalized(p, c, ahead))
	p.replace(l.appositions(p, c))
	p.replace(l.owned(p, c))
	p.replace(l.sessions(p))
	p.replace(l.reports(p))
	l.acronyms(p, c)
	l.states(p, c)
	l.shortForms(p, c, ahead)
	p.add(l.pronouns(p))
	l.offices(p, c)
	return p.mentions()
}

// listed finds the names of the lexicon, longest first from the left.
func (l *Linker) listed(p *page, c *Context) []find {
	var out []find
	accept := func(n *named, ws []word) bool { return n.fits(p.text, ws) && n.at(c.Date) }
	for i := 0; i < len(p.words); {
		n, end := l.names.longest(p.words, i, accept)
		if n == nil {
			if code, ok := l.prefix(p, i); ok {
				out = append(out, p.find(i, i+1, code))
			}
			i++
			continue
		}
		if end > i+1 && p.words[i].folded == "the" {
			// "the West" is no part of "the West Bank".
			if m, far := l.names.longest(p.words, i+1, accept); m != nil && far > end {
				i++
				n, end = m, far
			}
		}
		if !p.tongue(n, i, end) && !l.elsewhere(p, n, i, end) {
			out = append(out, p.find(i, end, n.mention(p.words[i].Span)))
		}
		i = end
	}
	return out
}

// tongue reports whether the name at words [i, end) is that of a language:
// "spoke in French", "the Russian language", "Russian-speaking".
func (p *page) tongue(n *named, i, end int) bool {
	if n.use != ByAdjective {
		return false
	}
	if end < len(p.words) && p.words[end].within() {
		switch p.words[end].folded {
		case "language", "languages", "speaking", "speakers", "translation", "interpretation":
			return true
		}
	}
	if i < 2 || p.words[i-1].folded != "in" || !p.words[i].within() {
		return false
	}
	switch p.words[i-2].folded {
	case "speak", "spoke", "spoken", "speaking", "delivered", "published", "issued":
		return end == len(p.words) || !p.words[end].within()
	}
	return false
}

// elsewhere reports whether the name of a state at words [i, end) is part of
// another name, which no table has: "Jordan River", "Malaysia Airlines", "New
// Guinea", "US dollars".
func (l *Linker) elsewhere(p *page, n *named, i, end int) bool {
	if n.typ != schema.TypeState || n.use == ByPeople {
		return false
	}
	if i > 0 && p.words[i].within() && p.words[i-1].upper && !p.begins(i-1) && p.words[i-1].folded == "new" {
		return true
	}
	for k := end; k < len(p.words) && k < end+2 && p.words[k].within() && p.words[k].gap == gapBlank; k++ {
		if l.words.is("namesake", p.words[k].folded) {
			return true
		}
		if !p.words[k].upper {
			break
		}
	}
	return false
}

// prefix reads the first half of "Franco-German".
func (l *Linker) prefix(p *page, i int) (Mention, bool) {
	code, ok := l.words.roles["prefix"][p.words[i].folded]
	if !ok || !p.words[i].upper || i+1 == len(p.words) || p.words[i+1].gap != gapHyphen {
		return Mention{}, false
	}
	return Mention{Type: "state", Name: code, ID: "state/" + code, Use: ByAdjective, Row: "naming.tsv:prefix:" + p.words[i].folded}, true
}
