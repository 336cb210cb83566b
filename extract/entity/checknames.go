package entity

import (
	"slices"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A NameFailure is a name of the lexicon that does not lead to its row: said
// in a sentence, it is something else, or nothing.
type NameFailure struct {
	Row  string // "instruments.tsv:arms-trade-treaty"
	Name string
	Want string   // the key that the row promises
	Got  []string // the keys that the sentence yields instead
}

// CheckNames says each name of each row in a sentence, as of a day on which
// the row holds, and returns those that do not yield the row's entity, in the
// order of the tables. A name that is but a list of states is none.
func CheckNames(l *lexicon.Lexicon) []NameFailure {
	k := NewLinker(l)
	var out []NameFailure
	states := map[string]bool{}
	check := func(row, key, date string, lists ...[]string) {
		for _, list := range lists {
			for _, name := range list {
				if name == "" || enumerates(name, states) {
					continue
				}
				c := NewContext("")
				c.Date = date
				if date == "" {
					c.Date = "2025"
				}
				var got []string
				for _, m := range k.Link("We note "+name+".", c) {
					got = append(got, m.ID)
				}
				if !slices.Contains(got, key) {
					out = append(out, NameFailure{row, name, key, got})
				}
			}
		}
	}
	for _, s := range l.States {
		states[s.Name] = true
	}
	for _, s := range l.States {
		check(s.Row, s.Key(), s.Until, []string{s.Name, s.Official}, s.Variants, s.Demonyms, s.Adjectives, s.Capitals, s.Metonyms)
	}
	for _, g := range l.Groups {
		check(g.Row, g.Key(), "", []string{g.Name}, g.Aliases)
	}
	for _, i := range l.Instruments {
		check(i.Row, i.Key(), i.Year, []string{i.Title}, i.Short, i.Acronyms)
	}
	for _, b := range l.Bodies {
		check(b.Row, b.Key(), b.Until, []string{b.Name}, b.Aliases)
	}
	for _, o := range l.Offices {
		check(o.Row, o.Key(), "", []string{o.Name}, o.Aliases)
	}
	for _, h := range l.Holders {
		check(h.Row, schema.Key(schema.TypePerson, h.Person), "", []string{h.Person})
	}
	for _, p := range l.Places {
		check(p.Row, p.Key(), "", []string{p.Name}, p.Aliases)
	}
	return out
}
