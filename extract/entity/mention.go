package entity

import (
	"cmp"
	"slices"

	"github.com/demarche-kg/demarche/schema"
)

// A Mention is a named thing in a text.
type Mention struct {
	schema.Span                   // half-open byte range of the text, on character bounds
	Type        schema.EntityType // what it is
	Name        string            // canonical: alpha-3, symbol, or full English title
	ID          string            // key
	Use         Use
	Row         string // row of the lexicon, or the rule that made the mention
	// Kind narrows the type: the kind of the lexicon row, or the head of an
	// unlisted thing ("initiative").
	Kind string
	// Owner is the key of whose initiative, plan or declaration it is, ""
	// where none is named.
	Owner string
	// Office is the office that a person is named by: "Secretary-General",
	// for "Secretary-General Ban Ki-moon" and for "the Secretary-General".
	Office string
	// Person is who holds the office of an office's mention at the date of
	// the context, "" where the date or the holder is unknown.
	Person string
}

// A Use is how a name is used for its thing.
type Use int

// The uses.
const (
	ByName      Use = iota // Kazakhstan, the Arms Trade Treaty, ATT
	ByPeople               // Kazakhs
	ByAdjective            // Kazakh, French
	ByCapital              // Astana, the Kremlin: an actor only where a stance verb makes it one
	BySymbol               // resolution 1325 (2000)
	ByForm                 // unlisted, known by its head and capitals
	ByShortForm            // the Treaty, the draft
)

// Schema is the mention as a position carries it, its words taken from text.
func (m Mention) Schema(text string) schema.Mention {
	return schema.Mention{Mention: oneLine(text[m.Start:m.End]), Type: m.Type, Name: m.Name, ID: m.ID}
}

// sortMentions orders by start, the longer first.
func sortMentions(ms []Mention) {
	slices.SortStableFunc(ms, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
}
