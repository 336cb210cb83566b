package rdf

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// terms reads the terms that Turtle, TriG, N-Quads and N-Triples share. The
// names of its methods are the productions of the grammar,
// https://www.w3.org/TR/turtle/#sec-grammar-grammar.
type terms struct {
	*source
	text    []byte // of the term at hand
	maxTerm int
	iris    map[string]quad.Value // met before: documents repeat them
}

// maxIRIs is how many IRIs are kept to be shared.
const maxIRIs = 1 << 14

func newTerms(r io.Reader, o ParseOptions) *terms {
	return &terms{source: newSource(r, o.File), maxTerm: o.MaxTerm, iris: map[string]quad.Value{}}
}

// add adds a character to the term at hand.
func (t *terms) add(c rune) {
	if len(t.text) >= t.maxTerm {
		t.failf("this term is longer than %d bytes", t.maxTerm)
		return
	}
	if c < utf8.RuneSelf {
		t.text = append(t.text, byte(c))
		return
	}
	t.text = utf8.AppendRune(t.text, c)
}

// shared is the IRI with these characters.
func (t *terms) shared(iri []byte) quad.Value {
	if v, ok := t.iris[string(iri)]; ok {
		return v
	}
	if len(t.iris) >= maxIRIs {
		clear(t.iris)
	}
	v := quad.Value(quad.IRI(iri))
	t.iris[string(iri)] = v
	return v
}

// iriref reads IRIREF into text. What an escape stands for must be allowed in
// an IRI, too.
func (t *terms) iriref() {
	t.expect('<')
	t.text = t.text[:0]
	for t.err == nil {
		c := t.peek()
		switch {
		case c == '>':
			t.next()
			return
		case c == eof:
			t.want("'>' at the end of an IRI")
		case c == '\\':
			t.next()
			u := t.uchar()
			if t.err == nil && !iriChar(u) {
				t.failf("%q may not stand in an IRI: encode it with %%", u)
			}
			t.add(u)
		case !iriChar(c):
			t.failf("%q may not stand in an IRI: encode it with %%", c)
		default:
			t.next()
			t.add(c)
		}
	}
}

// iriChar reports whether c may stand between < and >.
func iriChar(c rune) bool { return c > ' ' && !strings.ContainsRune("<>\"{}|^`\\", c) }

// uchar reads the rest of UCHAR, after the backslash.
func (t *terms) uchar() rune {
	n := 0
	switch t.peek() {
	case 'u':
		n = 4
	case 'U':
		n = 8
	default:
		t.want(`u or U after \`)
		return 0
	}
	t.next()
	var u uint32
	for range n {
		d, err := strconv.ParseUint(string(t.peek()), 16, 8)
		if err != nil {
			t.want("a hexadecimal digit")
			return 0
		}
		t.next()
		u = u<<4 | uint32(d)
	}
	if u > utf8.MaxRune || !utf8.ValidRune(rune(u)) {
		t.failf(`\u%04X is no character`, u)
		return 0
	}
	return rune(u)
}

// quoted reads a string into text: with double quotes only, as N-Triples has
// it, or in any of Turtle's four ways.
func (t *terms) quoted(any bool) {
	quote := t.peek()
	if quote != '"' && (!any || quote != '\'') {
		t.want("a literal in quotes")
		return
	}
	t.next()
	t.text = t.text[:0]
	long := false
	if any && t.peek() == quote && t.ahead(1) == byte(quote) {
		t.next()
		t.next()
		long = true
	}
	for t.err == nil {
		c := t.peek()
		switch {
		case c == eof:
			t.want("the end of a literal")
		case c == quote && !long:
			t.next()
			return
		case c == quote && t.ahead(1) == byte(quote) && t.ahead(2) == byte(quote):
			t.next()
			t.next()
			t.next()
			return
		case c == '\\':
			t.next()
			t.add(t.escaped())
		case (c == '\n' || c == '\r') && !long:
			t.failf(`a line break in a literal: write \n`)
		default:
			t.next()
			t.add(c)
		}
	}
}

// escaped reads the rest of ECHAR or UCHAR.
func (t *terms) escaped() rune {
	const names, chars = `tbnrf"'\`, "\t\b\n\r\f\"'\\"
	if i := strings.IndexRune(names, t.peek()); i >= 0 {
		t.next()
		return rune(chars[i])
	}
	if c := t.peek(); c != 'u' && c != 'U' {
		t.want(`one of tbnrf"'\uU after \`)
		return 0
	}
	return t.uchar()
}

// langtag reads LANGTAG, after the @.
func (t *terms) langtag() string {
	var tag []byte
	for part := 0; ; part++ {
		n := len(tag)
		for c := t.peek(); asciiLetter(c) || part > 0 && '0' <= c && c <= '9'; c = t.peek() {
			tag = append(tag, byte(t.next()))
			if len(tag) > 255 {
				t.failf("this language tag is too long")
				return ""
			}
		}
		if len(tag) == n {
			t.want("a language tag such as en")
			return ""
		}
		if t.peek() != '-' {
			return string(tag)
		}
		tag = append(tag, byte(t.next()))
	}
}

// label reads BLANK_NODE_LABEL.
func (t *terms) label() string {
	t.expect('_')
	t.expect(':')
	c := t.peek()
	if !nameStart(c) && !('0' <= c && c <= '9') {
		t.want("the label of a blank node")
		return ""
	}
	t.text = t.text[:0]
	t.name(nameChar)
	return string(t.text)
}

// name adds characters to text while they can stand in a name; dots only
// where more of the name follows.
func (t *terms) name(part func(rune) bool) {
	for t.err == nil {
		c := t.peek()
		if c == '.' {
			n, after := t.dots()
			if after == eof || !part(after) {
				return
			}
			for range n {
				t.add(t.next())
			}
			continue
		}
		if !part(c) {
			return
		}
		t.next()
		t.add(c)
	}
}

func asciiLetter(c rune) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// nameStart is PN_CHARS_U.
func nameStart(c rune) bool { return asciiLetter(c) || c == '_' || c >= 0x80 && baseChar(c) }

// baseChar is PN_CHARS_BASE beyond ASCII.
func baseChar(c rune) bool {
	return slices.ContainsFunc([]([2]rune){
		{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F},
		{0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
	}, func(r [2]rune) bool { return r[0] <= c && c <= r[1] })
}

// nameChar is PN_CHARS.
func nameChar(c rune) bool {
	return nameStart(c) || '0' <= c && c <= '9' || c == '-' || c == 0xB7 || 0x300 <= c && c <= 0x36F || 0x203F <= c && c <= 0x2040
}

// absolute reports whether an IRI begins with a scheme (RFC 3986, 3.1).
func absolute(iri string) bool {
	scheme, _, ok := strings.Cut(iri, ":")
	if !ok || scheme == "" || !asciiLetter(rune(scheme[0])) {
		return false
	}
	for _, c := range scheme {
		if !asciiLetter(c) && !('0' <= c && c <= '9') && !strings.ContainsRune("+-.", c) {
			return false
		}
	}
	return true
}

// typed is the literal with these characters and datatype: a number or a
// boolean where it is in canonical form, so that it compares as one.
func typed(chars, datatype string) quad.Value {
	switch datatype {
	case xsdNS + "string":
		return quad.String(chars)
	case xsdNS + "integer":
		if n, err := strconv.ParseInt(chars, 10, 64); err == nil && formatInt(n) == chars {
			return quad.Int(n)
		}
	case xsdNS + "double":
		f, err := strconv.ParseFloat(chars, 64)
		if err == nil && f == f && formatFloat(f) == chars && chars != "-0" {
			return quad.Float(f)
		}
	case xsdNS + "boolean":
		if chars == "true" || chars == "false" {
			return quad.Bool(chars == "true")
		}
	}
	return quad.TypedString{Value: quad.String(chars), Type: quad.IRI(datatype)}
}
