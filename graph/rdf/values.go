package rdf

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// english tags a name of the lexicon, which is in English.
func english(s string) quad.Value { return quad.LangString{Value: quad.String(s), Lang: "en"} }

// text is a verbatim string. A literal is Unicode, so bytes that are not are
// replaced.
func text(s string) quad.Value { return quad.String(strings.ToValidUTF8(s, "\uFFFD")) }

// date types an ISO 8601 date as exactly as it is known; what is no date
// stays a string.
func date(s string) quad.Value {
	for _, form := range []struct{ layout, datatype string }{
		{"2006-01-02", xsdNS + "date"}, {"2006-01", xsdNS + "gYearMonth"}, {"2006", xsdNS + "gYear"},
	} {
		if len(s) == len(form.layout) {
			if _, err := time.Parse(form.layout, s); err == nil {
				return quad.TypedString{Value: quad.String(s), Type: quad.IRI(form.datatype)}
			}
		}
	}
	return text(s)
}

// lexical is the string of a literal without its type.
func lexical(v quad.Value) string {
	switch v := v.(type) {
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	}
	return ""
}

// Compare orders terms: IRIs, then blank nodes, then literals; each by its
// characters, then by language or datatype. nil, the label of the default
// graph, comes first.
func Compare(a, b quad.Value) int {
	if a == b {
		return 0
	}
	if x, y := rank(a), rank(b); x != y {
		return x - y
	}
	at, ad := term(a)
	bt, bd := term(b)
	if c := strings.Compare(at, bt); c != 0 {
		return c
	}
	return strings.Compare(ad, bd)
}

func rank(v quad.Value) int {
	switch v.(type) {
	case nil:
		return 0
	case quad.IRI:
		return 1
	case quad.BNode:
		return 2
	}
	return 3
}

// term splits a value into its characters and what qualifies them: "@en" for
// a language, the full IRI for a datatype, "" for a plain string.
func term(v quad.Value) (chars, qualifier string) {
	switch v := v.(type) {
	case quad.IRI:
		return string(v), ""
	case quad.BNode:
		return string(v), ""
	case quad.String:
		return string(v), ""
	case quad.LangString:
		return string(v.Value), "@" + v.Lang
	case quad.TypedString:
		if string(v.Type) == xsdNS+"string" {
			return string(v.Value), ""
		}
		return string(v.Value), string(v.Type)
	case quad.Int:
		return formatInt(int64(v)), xsdNS + "integer"
	case quad.Float:
		return formatFloat(float64(v)), xsdNS + "double"
	case quad.Bool:
		if v {
			return "true", xsdNS + "boolean"
		}
		return "false", xsdNS + "boolean"
	case quad.Time:
		return time.Time(v).UTC().Format(time.RFC3339Nano), xsdNS + "dateTime"
	case nil:
		return "", ""
	}
	return v.String(), ""
}

// Literal splits a literal into its lexical form, its datatype and, of a
// rdf:langString, its language; ok is false where v is no literal.
func Literal(v quad.Value) (chars, datatype, language string, ok bool) {
	if rank(v) != 3 {
		return "", "", "", false
	}
	chars, qualifier := term(v)
	switch {
	case qualifier == "":
		return chars, xsdNS + "string", "", true
	case qualifier[0] == '@':
		return chars, rdfNS + "langString", qualifier[1:], true
	}
	return chars, qualifier, "", true
}

// CompareQuads orders quads by label, subject, predicate and object.
func CompareQuads(a, b quad.Quad) int {
	for _, c := range [...]int{Compare(a.Label, b.Label), Compare(a.Subject, b.Subject), Compare(a.Predicate, b.Predicate)} {
		if c != 0 {
			return c
		}
	}
	return Compare(a.Object, b.Object)
}

func formatInt(n int64) string { return strconv.FormatInt(n, 10) }

// formatFloat writes the shortest lexical form of xsd:double that reads back
// as f.
func formatFloat(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}
