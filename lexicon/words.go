package lexicon

import (
	"fmt"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// An Action is a row of actions.tsv: a noun of doing and its verb.
type Action struct {
	Row  string // "actions.tsv:strengthening"
	Noun string // "strengthening", singular
	Verb string // lemma: "strengthen"
}

// A Negation is a row of negation.tsv: words that turn a clause round.
type Negation struct {
	Row     string // "negation.tsv:no longer"
	Form    string
	Kind    string // negator, determiner, pronoun, verb, adjective, adverb, preposition, fixed
	Effect  string // negates, weakens, or none where it only looks like a negation
	Example string
}

// A Mood is a row of modality.tsv: words that put an action as due, possible
// or intended.
type Mood struct {
	Row      string // "modality.tsv:ought to"
	Form     string // lemmas where it is a verb: "have to"
	Modality schema.Modality
	Strength int // 1 weakest to 3 strongest
	Example  string
}

// An Attribution is a row of attribution.tsv: words by which a speaker gives
// a position to someone.
type Attribution struct {
	Row  string // "attribution.tsv:point out"
	Form string // a lemma where Kind is verb: "point out"
	Kind string // verb, noun, preposition or adverb
	// Factive is what the speaker lets one think of what is said: "yes", it
	// is so; "no", open; "adopts", the speaker makes it its own; "doubts".
	Factive string
	Example string
}

// An Irregular is a row of verbs.tsv: a verb whose forms do not follow from
// its lemma. Empty forms are regular.
type Irregular struct {
	Row        string // "verbs.tsv:uphold"
	Lemma      string
	Third      string // "upholds"
	Past       string
	Participle string
	Gerund     string
}

// A Pronoun is a row of pronouns.tsv: words that stand for the speaker or for
// what was named before.
type Pronoun struct {
	Row  string // "pronouns.tsv:my delegation"
	Form string // "{state}" in it stands for the name of the speaker's state
	// Refers is "self" (the holder is the speaker), "capacity" (a change of
	// the capacity spoken in), "council" (we of the organ), "thing"
	// (something named before), "person" or "addressee".
	Refers  string
	Example string
}

func actionsTable() table {
	return table{
		file: "actions.tsv", key: 1,
		columns: []column{{name: "noun", need: true, judge: judgeLower}, {name: "verb", need: true, judge: judgeLower}},
		add: func(l *Lexicon, r row) {
			l.Actions = append(l.Actions, Action{r.ref(r.text("noun")), r.text("noun"), r.text("verb")})
		},
	}
}

func negationTable() table {
	return table{
		file: "negation.tsv", key: 1,
		columns: []column{
			{name: "form", need: true, judge: judgeLower},
			one("kind", "negator", "determiner", "pronoun", "verb", "adjective", "adverb", "preposition", "fixed"),
			one("effect", "negates", "weakens", "none"), text("example").must(),
		},
		add: func(l *Lexicon, r row) {
			l.Negations = append(l.Negations, Negation{
				r.ref(r.text("form")), r.text("form"), r.text("kind"), r.text("effect"), r.text("example")})
		},
	}
}

func modalityTable() table {
	return table{
		file: "modality.tsv", key: 1,
		columns: []column{
			{name: "form", need: true, judge: judgeLower},
			one("modality", string(schema.Must), string(schema.Should), string(schema.Would),
				string(schema.Can), string(schema.May), string(schema.Will)),
			number("strength", 1, 3).must(), text("example").must(),
		},
		add: func(l *Lexicon, r row) {
			l.Moods = append(l.Moods, Mood{
				r.ref(r.text("form")), r.text("form"), schema.Modality(r.text("modality")),
				int(r.text("strength")[0] - '0'), r.text("example")})
		},
	}
}

func attributionTable() table {
	return table{
		file: "attribution.tsv", key: 2,
		columns: []column{
			{name: "form", need: true, judge: judgeLower}, one("kind", "verb", "noun", "preposition", "adverb"),
			one("factive", "yes", "no", "adopts", "doubts"), text("example").must(),
		},
		add: func(l *Lexicon, r row) {
			l.Attributions = append(l.Attributions, Attribution{
				r.ref(r.text("form")), r.text("form"), r.text("kind"), r.text("factive"), r.text("example")})
		},
	}
}

func verbsTable() table {
	form := func(name string) column { return column{name: name, judge: judgeLower} }
	return table{
		file: "verbs.tsv", key: 1,
		columns: []column{form("lemma").must(), form("third"), form("past"), form("participle"), form("gerund")},
		add: func(l *Lexicon, r row) {
			l.Verbs = append(l.Verbs, Irregular{
				r.ref(r.text("lemma")), r.text("lemma"), r.text("third"), r.text("past"),
				r.text("participle"), r.text("gerund")})
		},
	}
}

func pronounsTable() table {
	return table{
		file: "pronouns.tsv", key: 1,
		columns: []column{
			text("form").must(), one("refers", "self", "capacity", "council", "thing", "person", "addressee"),
			text("example").must(),
		},
		add: func(l *Lexicon, r row) {
			l.Pronouns = append(l.Pronouns, Pronoun{
				r.ref(r.text("form")), r.text("form"), r.text("refers"), r.text("example")})
		},
	}
}

func judgeLower(s string) string {
	if s != strings.ToLower(s) {
		return fmt.Sprintf("%q is not lower case", s)
	}
	return ""
}

// within reports whether s is not empty and has no rune outside set.
func within(s, set string) bool { return s != "" && strings.Trim(s, set) == "" }
