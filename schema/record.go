package schema

// A Record is the text of one meeting or of one statement: what was said, by
// whom, in which file and where in it.
type Record struct {
	// Symbol is the UN document symbol ("S/PV.5881") where it is known, else
	// the base name of the file without its extension.
	Symbol string `json:"record"`
	// Title is what the record calls itself, where it does.
	Title string `json:"title,omitempty"`
	// Date is ISO 8601, as exact as known: "2008-04-30", "2008-04" or "2008".
	Date string `json:"date,omitempty"`
	// File is the base name of the input file; Bytes its length.
	File  string `json:"file"`
	Bytes int    `json:"bytes"`
	// Part says that the file holds some speeches of the record only, as the
	// corpora of one file a speech do: reading it replaces those speeches
	// and leaves the others of the record.
	Part     bool     `json:"part,omitempty"`
	Speeches []Speech `json:"speeches"`
	// Warnings are what the reader repaired or left out and a careful user
	// should know, in the order of the file.
	Warnings []string `json:"warnings,omitempty"`
}

// A Speech is one turn at the microphone.
type Speech struct {
	// N is its number in the record, from 1. What the President says in the
	// chair and in a national capacity under one head are two speeches with
	// one number.
	N       int     `json:"speech"`
	Speaker Speaker `json:"speaker"`
	// Role tells who speaks through the speaker.
	Role Role `json:"role"`
	// Language is the ISO 639-1 code of the language spoken, as the record
	// notes it; "" for English.
	Language string `json:"language,omitempty"`
	// Page is the page of the record on which the speech begins, from 1; 0
	// where pages are unknown.
	Page int `json:"page,omitempty"`
	// Text is what was said, without the speaker's head.
	Text Passage `json:"text"`
}

// A Speaker is the person at the microphone, as the record prints the head.
type Speaker struct {
	// Name is the person as printed: "Ms. Alzhanova", "Sir Mark Lyall Grant",
	// "The President"; "" where the file has no head.
	Name string `json:"name,omitempty"`
	// Affiliation is what the head has in parentheses: "Kazakhstan".
	Affiliation string `json:"affiliation,omitempty"`
	// State is the ISO 3166-1 alpha-3 code of the state spoken for; "" for
	// officials and bodies.
	State string `json:"state,omitempty"`
}

// A Role is the capacity in which a speech is made.
type Role string

// The roles. A presiding officer holds no position; in a national capacity
// the same person speaks for a state again.
const (
	RoleDelegate  Role = "delegate"  // for a state, or for an observer
	RoleOfficial  Role = "official"  // for an office or a body, or in person
	RolePresiding Role = "presiding" // The President, The Chair: procedure
)
