package entity

import "github.com/demarche-kg/demarche/schema"

// A Mention is a named thing in a text.
type Mention struct {
	schema.Span                   // half-open byte range of the text
	Type        schema.EntityType // what it is
	Name        string            // canonical
	ID          string            // key
	Use         Use
	Row         string // row of the lexicon, or the rule that made the mention
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
	return schema.Mention{Mention: text[m.Start:m.End], Type: m.Type, Name: m.Name, ID: m.ID}
}
