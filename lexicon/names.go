package lexicon

import "github.com/demarche-kg/demarche/schema"

// A Name is one form under which texts speak of an entity.
type Name struct {
	Text   string
	Entity string // key: "state/KAZ"
	Type   schema.EntityType
	Form   NameForm
	Row    string // of the table it comes from
	Since  string // life of the entity, ISO 8601, inclusive; "" is unbounded
	Until  string
}

// A NameForm is how a name stands for its entity.
type NameForm string

// The forms of a name. A full name and an alias name the thing; the others
// stand for it only where the sentence makes it an actor or an owner.
const (
	FullName      NameForm = "name"
	Alias         NameForm = "alias"
	Acronym       NameForm = "acronym"
	Demonym       NameForm = "demonym"
	AdjectiveForm NameForm = "adjective"
	Capital       NameForm = "capital"
	Metonym       NameForm = "metonym"
)

// Names returns every name of every entity: table by table (states, groups,
// bodies, offices, persons, instruments, places), row by row, the full name of
// a row first.
func (l *Lexicon) Names() []Name {
	var out []Name
	add := func(base Name, form NameForm, texts ...string) {
		for _, t := range texts {
			if t != "" {
				base.Text, base.Form = t, form
				out = append(out, base)
			}
		}
	}
	for _, s := range l.States {
		n := Name{Entity: s.Key(), Type: schema.TypeState, Row: s.Row, Since: s.Since, Until: s.Until}
		add(n, FullName, s.Name)
		add(n, Alias, s.Official)
		add(n, Alias, s.Variants...)
		add(n, Demonym, s.Demonyms...)
		add(n, AdjectiveForm, s.Adjectives...)
		add(n, Capital, s.Capitals...)
		add(n, Metonym, s.Metonyms...)
	}
	for _, g := range l.Groups {
		n := Name{Entity: g.Key(), Type: schema.TypeGroup, Row: g.Row, Since: g.Since, Until: g.Until}
		add(n, FullName, g.Name)
		add(n, Alias, g.Aliases...)
	}
	for _, b := range l.Bodies {
		n := Name{Entity: b.Key(), Type: schema.TypeBody, Row: b.Row, Since: b.Since, Until: b.Until}
		add(n, FullName, b.Name)
		add(n, Alias, b.Aliases...)
	}
	for _, o := range l.Offices {
		n := Name{Entity: o.Key(), Type: schema.TypePerson, Row: o.Row}
		add(n, FullName, o.Name)
		add(n, Alias, o.Aliases...)
	}
	seen := map[string]bool{}
	for _, h := range l.Holders {
		if !seen[h.Person] {
			add(Name{Entity: h.Key(), Type: schema.TypePerson, Row: h.Row}, FullName, h.Person)
		}
		seen[h.Person] = true
	}
	for _, i := range l.Instruments {
		n := Name{Entity: i.Key(), Type: schema.TypeInstrument, Row: i.Row, Since: i.Year}
		add(n, FullName, i.Title)
		add(n, Alias, i.Short...)
		add(n, Acronym, i.Acronyms...)
	}
	for _, p := range l.Places {
		n := Name{Entity: p.Key(), Type: schema.TypePlace, Row: p.Row}
		add(n, FullName, p.Name)
		add(n, Alias, p.Aliases...)
	}
	return out
}
