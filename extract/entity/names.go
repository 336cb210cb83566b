package entity

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A named is what a name stands for.
type named struct {
	typ    schema.EntityType
	name   string
	id     string
	label  string // the name for people, where name is a code
	kind   string
	office string
	use    Use
	row    string
	since  string
	until  string
	// exact are the letters that must be written so: those of acronyms
	// ("US" is not "us"); "" where capitals are free.
	exact string
	// plain says that it is the name itself, not a variant of it.
	plain bool
	// loose says that the name is a name in lower case too.
	loose bool
}

// names puts every name of the lexicon into a trie: states before groups,
// groups before instruments, and so on, where two tables share a name.
func names(l *lexicon.Lexicon) *trie[*named] {
	t := &trie[*named]{}
	states := map[string]bool{}
	shared := sharedNames(l)
	all := func(n named, texts ...[]string) {
		for _, list := range texts {
			for _, text := range list {
				if text == "" || enumerates(text, states) {
					continue
				}
				w := n.written(text)
				if n.typ != schema.TypeInstrument && !shared[folded(text)] {
					w.since, w.until = "", "" // "the Soviet Union", said today
				}
				t.add(text, w)
			}
		}
	}
	for _, s := range l.States {
		states[s.Name] = true
		n := named{typ: schema.TypeState, name: s.Code, label: s.Name, id: s.Key(), row: s.Row, since: s.Since, until: s.Until}
		n.plain = true
		all(n, []string{s.Name})
		n.plain = false
		all(n, []string{s.Official}, s.Variants)
		n.use = ByPeople
		all(n, s.Demonyms)
		n.use = ByAdjective
		all(n, s.Adjectives)
		n.use = ByCapital
		all(n, s.Capitals, s.Metonyms)
	}
	for _, g := range l.Groups {
		all(named{typ: schema.TypeGroup, name: g.Name, id: g.Key(), row: g.Row, kind: g.Kind}, []string{g.Name}, g.Aliases)
	}
	for _, i := range l.Instruments {
		all(instrument(i), []string{i.Title}, i.Short, i.Acronyms)
	}
	for _, b := range l.Bodies {
		all(named{typ: schema.TypeBody, name: b.Name, id: b.Key(), row: b.Row, kind: b.Kind, since: b.Since, until: b.Until}, []string{b.Name}, b.Aliases)
	}
	for _, o := range l.Offices {
		all(named{typ: schema.TypePerson, name: o.Name, id: o.Key(), row: o.Row, kind: "office", office: o.Name}, []string{o.Name}, o.Aliases)
	}
	for _, h := range l.Holders {
		all(named{typ: schema.TypePerson, name: h.Person, id: schema.Key(schema.TypePerson, h.Person), row: h.Row, kind: "person"}, []string{h.Person})
	}
	for _, p := range l.Places {
		all(named{typ: schema.TypePlace, name: p.Name, id: p.Key(), row: p.Row, kind: p.Kind}, []string{p.Name}, p.Aliases)
	}
	return t
}

// sharedNames are the folded names that two rows of the lexicon bear at
// different times, as "Yugoslavia". The times of other names do not matter:
// what is gone, or not there yet, is spoken of all the same.
func sharedNames(l *lexicon.Lexicon) map[string]bool {
	owner, shared, names := map[string]string{}, map[string]bool{}, map[string]bool{}
	for _, s := range l.States {
		names[s.Name] = true
	}
	add := func(row string, texts ...[]string) {
		for _, list := range texts {
			for _, text := range list {
				name := folded(text)
				if was, ok := owner[name]; ok && was != row {
					shared[name] = true
				}
				owner[name] = row
			}
		}
	}
	for _, s := range l.States {
		if a, b, ok := strings.Cut(s.Name, " and "); ok && names[a] && names[b] {
			shared[folded(s.Name)] = true // "Serbia and Montenegro" are two today
		}
		add(s.Row, []string{s.Name, s.Official}, s.Variants, s.Demonyms, s.Adjectives, s.Capitals, s.Metonyms)
	}
	for _, g := range l.Groups {
		add(g.Row, []string{g.Name}, g.Aliases)
	}
	for _, b := range l.Bodies {
		add(b.Row, []string{b.Name}, b.Aliases)
	}
	return shared
}

// instrument is what the names of an instrument stand for. What was agreed in
// one year is not what bore its name long before: "the Algiers Agreement" of
// 1997 is not that of 2015. A treaty is spoken of long before it is made.
func instrument(i lexicon.Instrument) named {
	n := named{typ: schema.TypeInstrument, name: i.Title, id: i.Key(), row: i.Row, kind: i.Kind}
	switch i.Kind {
	case "agreement", "peace agreement", "memorandum", "declaration", "document", "initiative", "pact":
		if year, err := strconv.Atoi(i.Year); err == nil {
			n.since = strconv.Itoa(year - 2)
		}
	}
	return n
}

// enumerates reports whether a name is but a list of states ("Canada,
// Australia and New Zealand"), which texts mean as such.
func enumerates(text string, states map[string]bool) bool {
	first, _, list := strings.Cut(text, ", ")
	return list && states[first]
}

// written is n under a name, with what the name demands of its letters.
func (n named) written(text string) *named {
	capitals := 0
	for _, r := range text {
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			capitals++
		}
	}
	words := split(text)
	if !strings.ContainsAny(text, " \t") && capitals > 1 && !strings.Contains(text, "-") || len(text) < 4 && capitals > 1 {
		n.exact = letters(text)
	}
	n.loose = true
	for i, w := range words {
		if w.upper && (i > 0 || len(words) == 1) {
			n.loose = false
		}
	}
	if n.typ != schema.TypeGroup && len(words) > 0 && words[0].upper {
		n.loose = n.use == ByName && (len(words) > 3 && n.kind != "resolution" || len(words) > 1 && n.typ == schema.TypePlace)
	}
	switch n.kind {
	case "agenda", "goal", "principles", "resolution":
		n.loose = false // in lower case these are themes: "the women and peace and security agenda"
	}
	return &n
}

// letters are the letters and digits of s.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// fits reports whether words of text are written as the name wants: an
// acronym in its capitals, another name with a capital in it.
func (n *named) fits(text string, words []word) bool {
	if n.exact != "" {
		return letters(text[words[0].Start:words[len(words)-1].End]) == n.exact
	}
	if n.loose {
		return true
	}
	for _, w := range words {
		if w.upper {
			return true
		}
	}
	return false
}

// at reports whether n was so named at a date, "" being any.
func (n *named) at(date string) bool {
	return date == "" || (n.since == "" || before(n.since, date)) && (n.until == "" || before(date, n.until))
}

// before reports whether ISO date a is no later than b, as exact as both are.
func before(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] <= b[:n]
}

// mention is n as it stands in a text.
func (n *named) mention(s schema.Span) Mention {
	return Mention{Span: s, Type: n.typ, Name: n.name, ID: n.id, Use: n.use, Row: n.row, Kind: n.kind, Office: n.office}
}
