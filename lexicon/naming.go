package lexicon

import (
	"slices"

	"github.com/demarche-kg/demarche/schema"
)

// A Head is a row of heads.tsv: a word that says what sort of thing a name
// names, as "treaty" does in "Arms Trade Treaty".
type Head struct {
	Row  string // "heads.tsv:treaty"
	Word string // lower case; several words are joined by blanks
	Type schema.EntityType
	// Owned says that the word makes a name in lower case too, where it has
	// an owner: "the United Kingdom's initiative on …".
	Owned bool
	// Alone says how the word alone, after "the" or "this", stands for a
	// thing named before: AloneCapital, AloneThis, AloneAny or AloneNo.
	Alone string
}

// How a head stands alone for a thing named before.
const (
	AloneCapital = "capital" // with a capital only: "the Treaty"
	AloneThis    = "this"    // in lower case after "this" and "that" too: "this initiative"
	AloneAny     = "any"     // in lower case after "the" too: "the report"
	AloneNo      = "no"
)

// A Fixed is a row of fixed.tsv: words that are read as one.
type Fixed struct {
	Row  string // "fixed.tsv:small arms and light weapons"
	Form string
}

// A Naming is a row of naming.tsv: a word that names are made with.
type Naming struct {
	Row  string // "naming.tsv:title:ambassador"
	Role string // see namingRoles
	Form string
	// Value is, for a prefix, the code of its state ("franco" is FRA).
	Value string
}

// The roles of naming.tsv.
func namingRoles() []string {
	return []string{"title", "particle", "small", "stop", "prefix", "calendar", "ordinal", "qualifier", "plain", "of text", "dateless", "namesake"}
}

func headsTable() table {
	return table{
		file: "heads.tsv", key: 1,
		columns: []column{
			{name: "word", need: true, judge: judgeLower},
			one("type", string(schema.TypeInstrument), string(schema.TypeBody), string(schema.TypeGroup),
				string(schema.TypeDocument), string(schema.TypeMeeting), string(schema.TypePerson)),
			one("owned", "yes", "no"), one("alone", AloneCapital, AloneThis, AloneAny, AloneNo),
		},
		add: func(l *Lexicon, r row) {
			l.Heads = append(l.Heads, Head{
				Row: r.ref(r.text("word")), Word: r.text("word"), Type: schema.EntityType(r.text("type")),
				Owned: r.text("owned") == "yes", Alone: r.text("alone"),
			})
		},
	}
}

func fixedTable() table {
	return table{
		file: "fixed.tsv", key: 1,
		columns: []column{{name: "form", need: true, judge: judgeLower}},
		add: func(l *Lexicon, r row) {
			l.Fixed = append(l.Fixed, Fixed{r.ref(r.text("form")), r.text("form")})
		},
	}
}

func namingTable() table {
	return table{
		file: "naming.tsv", key: 2,
		columns: []column{
			one("role", namingRoles()...), {name: "form", need: true, judge: judgeLower}, text("value"),
		},
		check: func(r row, faults *faultList) {
			if (r.text("role") == "prefix") != (r.text("value") != "") {
				faults.at(r, "value", "a prefix has the code of its state, and nothing else has a value")
			}
		},
		add: func(l *Lexicon, r row) {
			l.Namings = append(l.Namings, Naming{
				Row: r.ref(r.text("role"), r.text("form")), Role: r.text("role"),
				Form: r.text("form"), Value: r.text("value"),
			})
		},
	}
}

// NamingForms returns the forms of a role of naming.tsv, sorted.
func (l *Lexicon) NamingForms(role string) []string {
	var out []string
	for _, n := range l.Namings {
		if n.Role == role {
			out = append(out, n.Form)
		}
	}
	slices.Sort(out)
	return out
}
