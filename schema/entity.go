package schema

import (
	"strings"
	"unicode"
)

// An EntityType is what sort of thing a named entity is.
type EntityType string

// The entity types of a position.
const (
	TypeState      EntityType = "state"
	TypeGroup      EntityType = "group"
	TypeBody       EntityType = "body"
	TypeInstrument EntityType = "instrument"
	TypeDocument   EntityType = "document"
	TypeMeeting    EntityType = "meeting"
	TypePerson     EntityType = "person"
	TypePlace      EntityType = "place"
)

// TypeTopic is the type of a topic among the facts of the lexicon. No mention
// has it: positions have topics of their own.
const TypeTopic EntityType = "topic"

// A Mention is a named thing in a position: the words, and what they stand for.
type Mention struct {
	// Mention is verbatim from the text, its line breaks as blanks.
	Mention string     `json:"mention"`
	Type    EntityType `json:"type"`
	// Name is canonical: a state's alpha-3, a document's symbol, anything
	// else's full English title.
	Name string `json:"name"`
	// ID is the key of the entity, which is also the tail of its IRI:
	// "state/KAZ", "instrument/arms-trade-treaty", "document/S/RES/1540(2004)".
	ID string `json:"id,omitempty"`
}

// An Entity is a fact of the lexicon: a thing with its names.
type Entity struct {
	ID   string     `json:"id"`
	Type EntityType `json:"type"`
	Name string     `json:"name"`
	// Label is the name for people, where Name is a code: "Kazakhstan".
	Label string `json:"label,omitempty"`
	// Aliases are other names, acronyms and short forms, sorted.
	Aliases []string `json:"aliases,omitempty"`
	// Kind narrows the type: "treaty", "programme of action", "political group".
	Kind string `json:"kind,omitempty"`
	// Since and Until bound its life, ISO 8601, inclusive; "" is unbounded.
	Since string `json:"since,omitempty"`
	Until string `json:"until,omitempty"`
	// Topics are keys of lexicon/topics.tsv.
	Topics []string `json:"topics,omitempty"`
	// Parent is the ID of the thing that this one amends or belongs to.
	Parent string `json:"parent,omitempty"`
	// SameAs and Matches are IRIs of the same thing, and of its nearest
	// concept, elsewhere.
	SameAs  []string `json:"same_as,omitempty"`
	Matches []string `json:"matches,omitempty"`
}

// A Membership says that one entity belonged to another for a time.
type Membership struct {
	Member string `json:"member"` // ID
	Group  string `json:"group"`  // ID
	Since  string `json:"since,omitempty"`
	Until  string `json:"until,omitempty"`
}

// Key makes the key of an entity from its type and name: "instrument" and
// "Arms Trade Treaty" make "instrument/arms-trade-treaty". Letters and digits
// of any script stay, lower case; everything between is one hyphen. States
// keep their code and documents their symbol.
func Key(t EntityType, name string) string {
	switch t {
	case TypeState:
		return "state/" + name
	case TypeDocument:
		return "document/" + strings.ReplaceAll(name, " ", "")
	}
	return string(t) + "/" + slug(name)
}

// slug lowers s, drops its apostrophes and joins its runs of letters and
// digits by hyphens.
func slug(s string) string {
	s = strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(s))
	words := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	return strings.Join(words, "-")
}
