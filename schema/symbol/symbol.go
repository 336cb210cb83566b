// Package symbol reads and prints the symbols of United Nations documents:
// "S/PV.5881", "A/C.1/63/PV.12", "S/RES/1540 (2004)". It finds them in running
// text too, where most stand in words ("General Assembly resolution 61/89").
//
// It imports the standard library only, so that every other package may
// import it. How symbols are built is told by the Dag Hammarskjöld Library,
// https://research.un.org/en/docs/symbols.
package symbol

import (
	"strconv"
	"strings"
)

// A Symbol is a document symbol taken apart. Symbols are comparable: two are
// equal when they name the same document. The zero Symbol names none.
type Symbol struct {
	// Body is the organ and its subsidiary bodies and conferences: "S",
	// "A/C.1", "A/CONF.192/2012/RC".
	Body string
	// Session is the session of the body, in Arabic numerals ("63", "ES-10")
	// or, for General Assembly resolutions up to 1975, in Roman ones ("XV",
	// "S-VI"); "" where the series has none.
	Session string
	// Year is the year in the symbol: 2014 of S/2014/189, 2004 of
	// S/RES/1540 (2004); 0 where there is none.
	Year int
	// Series is the kind of document: "PV", "RES", "PRST", "L", ...; "" for a
	// document of the body's general series.
	Series string
	// Number is the number in the series, from 1.
	Number int
	// Part is the letter of one of several resolutions under one number: the
	// S of A/RES/51/45 S.
	Part string
	// Suffix is what was done to the document since: "Rev.1",
	// "Add.1/Corr.2".
	Suffix string
	// Resumption counts the resumptions of a meeting, from 1; 0 is the
	// meeting itself.
	Resumption int
}

// A Kind is what a document is.
type Kind string

// The kinds of documents.
const (
	Record     Kind = "record"     // of a meeting: PV verbatim, SR summary
	Resolution Kind = "resolution" // adopted
	Decision   Kind = "decision"
	Statement  Kind = "statement" // by the President, on behalf of the body
	Draft      Kind = "draft"     // limited distribution: draft resolutions
	Document   Kind = "document"  // any other: reports, letters, notes
)

// Kind tells what the document is, "" for the zero Symbol.
func (s Symbol) Kind() Kind {
	switch s.Series {
	case "PV", "SR":
		return Record
	case "RES":
		return Resolution
	case "DEC":
		return Decision
	case "PRST":
		return Statement
	case "L":
		return Draft
	}
	if s.Body == "" {
		return ""
	}
	return Document
}

// roman reports whether the session of s is in Roman numerals, which stand in
// parentheses after the number.
func (s Symbol) roman() bool {
	return s.Session != "" && strings.ContainsAny(s.Session[len(s.Session)-1:], "IVX")
}

// String prints s in its canonical form, the one form that this package
// prints of those it reads: "S/RES/1540 (2004)" with the blank,
// "A/RES/1514 (XV)", "A/RES/51/45 S", "S/PV.4726 (Resumption 1)".
func (s Symbol) String() string {
	if s.Body == "" {
		return ""
	}
	var b strings.Builder
	b.WriteString(s.Body)
	number := strconv.Itoa(s.Number)
	// Resolutions, decisions and statements name their series before the
	// session; the others after it, with a point.
	early := slashed(s.Series)
	if early {
		b.WriteString("/" + s.Series)
	}
	inParens := early && s.Series != "PRST" && s.Session == "" && s.Year != 0 && s.Body == "S"
	if s.Session != "" && !s.roman() {
		b.WriteString("/" + s.Session)
	}
	if s.Year != 0 && !inParens {
		b.WriteString("/" + strconv.Itoa(s.Year))
	}
	switch {
	case s.Series == "" || early:
		b.WriteString("/" + number)
	default:
		b.WriteString("/" + s.Series + "." + number)
	}
	if inParens {
		b.WriteString(" (" + strconv.Itoa(s.Year) + ")")
	}
	if s.roman() {
		b.WriteString(" (" + s.Session + ")")
	}
	if s.Part != "" {
		b.WriteString(" " + s.Part)
	}
	if s.Suffix != "" {
		b.WriteString("/" + s.Suffix)
	}
	if s.Resumption != 0 {
		b.WriteString(" (Resumption " + strconv.Itoa(s.Resumption) + ")")
	}
	return b.String()
}

// MarshalText prints s as String does.
func (s Symbol) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText printed, and all else that Parse reads;
// the empty text is the zero Symbol.
func (s *Symbol) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*s = Symbol{}
		return nil
	}
	p, err := Parse(string(text))
	if err == nil {
		*s = p
	}
	return err
}
