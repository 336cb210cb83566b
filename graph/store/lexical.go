package store

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// Namespaces whose prefixes Cayley and its users write in datatypes. They are
// fixed here, and not taken from quad/voc, because what a stored value is must
// not depend on what a program has registered.
const (
	nsXSD    = "http://www.w3.org/2001/XMLSchema#"
	nsRDF    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsSchema = "http://schema.org/"
)

// Datatypes of https://www.w3.org/TR/xmlschema11-2/ that are native values.
const (
	xsdString   quad.IRI = nsXSD + "string"
	xsdInteger  quad.IRI = nsXSD + "integer"
	xsdDouble   quad.IRI = nsXSD + "double"
	xsdBoolean  quad.IRI = nsXSD + "boolean"
	xsdDateTime quad.IRI = nsXSD + "dateTime"
)

// fullDatatype expands the prefixes xsd:, rdf: and schema:.
func fullDatatype(t quad.IRI) quad.IRI {
	prefix, local, ok := strings.Cut(string(t), ":")
	if !ok || strings.HasPrefix(local, "//") {
		return t
	}
	switch prefix {
	case "xsd":
		return quad.IRI(nsXSD + local)
	case "rdf":
		return quad.IRI(nsRDF + local)
	case "schema":
		return quad.IRI(nsSchema + local)
	}
	return t
}

// fromLexical returns the native value that s denotes, or nil and the full
// datatype when s has another datatype or is not a lexical form of its own.
func fromLexical(s quad.TypedString) (native quad.Value, typ quad.IRI) {
	if s.Type == "" {
		return s.Value, ""
	}
	typ = fullDatatype(s.Type)
	text := string(s.Value)
	switch typ {
	case xsdString:
		return s.Value, typ
	case xsdInteger:
		if digits(strings.TrimLeft(text, "+-")) && len(text)-len(strings.TrimLeft(text, "+-")) <= 1 {
			if n, err := strconv.ParseInt(text, 10, 64); err == nil {
				return quad.Int(n), typ
			}
		}
	case xsdDouble:
		if f, ok := parseDouble(text); ok {
			return quad.Float(f), typ
		}
	case xsdBoolean:
		switch text { // the capitals are how quad.Bool prints itself
		case "true", "1", "True":
			return quad.Bool(true), typ
		case "false", "0", "False":
			return quad.Bool(false), typ
		}
	case xsdDateTime:
		if t, ok := parseDateTime(text); ok {
			return quad.Time(t), typ
		}
	}
	return nil, typ
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func parseDouble(s string) (float64, bool) {
	switch s {
	case "INF", "+INF":
		return math.Inf(1), true
	case "-INF":
		return math.Inf(-1), true
	case "NaN":
		return math.NaN(), true
	}
	if strings.Trim(s, "+-.eE0123456789") != "" {
		return 0, false // strconv also takes "inf", "0x1p-2" and "1_0"
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}

// parseDateTime takes an xsd:dateTime with a time zone and at most nine digits
// of a second; others keep their text.
func parseDateTime(s string) (time.Time, bool) {
	const whole = "2006-01-02T15:04:05"
	if len(s) <= len(whole) {
		return time.Time{}, false
	}
	for i := range whole {
		if (whole[i] >= '0' && whole[i] <= '9') != (s[i] >= '0' && s[i] <= '9') {
			return time.Time{}, false
		}
	}
	if s[len(whole)] == '.' {
		n := len(s) - len(whole) - 1 - len(strings.TrimLeft(s[len(whole)+1:], "0123456789"))
		if n < 1 || n > 9 {
			return time.Time{}, false
		}
	} else if s[len(whole)] == ',' {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	return t, err == nil
}

// Canonical returns v as the store gives it back: the native value where there
// is one, datatypes by their full IRIs. It fails with ErrInvalidQuad for what
// the store does not take.
func Canonical(v quad.Value) (quad.Value, error) {
	enc, err := appendValue(nil, v)
	if err != nil {
		return nil, err
	}
	return decodeValue(enc)
}

// Lexical returns v as RDF writes it: native values become typed strings with
// the full IRI of their datatype and the canonical lexical form of XML Schema
// (`"9.3E-1"^^<http://www.w3.org/2001/XMLSchema#double>`, "true", times in
// UTC). quad's own String methods write short datatypes and "True", which no
// SPARQL engine understands. Other values are returned as they are.
func Lexical(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.Int:
		return quad.TypedString{Value: quad.String(strconv.FormatInt(int64(v), 10)), Type: xsdInteger}
	case quad.Float:
		return quad.TypedString{Value: quad.String(formatDouble(float64(v))), Type: xsdDouble}
	case quad.Bool:
		return quad.TypedString{Value: quad.String(strconv.FormatBool(bool(v))), Type: xsdBoolean}
	case quad.Time:
		return quad.TypedString{Value: quad.String(time.Time(v).UTC().Format(time.RFC3339Nano)), Type: xsdDateTime}
	case quad.TypedString:
		native, typ := fromLexical(v)
		if native != nil {
			return Lexical(native)
		}
		v.Type = typ
		return v
	}
	return v
}

// formatDouble writes the canonical form: one digit, a point, at least one
// digit, E and an exponent without zeros in front.
func formatDouble(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	mantissa, exp, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	sign := ""
	if exp[0] == '-' {
		sign = "-"
	}
	exp = strings.TrimLeft(exp[1:], "0")
	if exp == "" {
		sign, exp = "", "0"
	}
	return mantissa + "E" + sign + exp
}
