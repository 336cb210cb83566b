package rdf

import (
	"strings"

	"github.com/cayleygraph/quad"
)

// iri reads an IRI in <>.
func (g *grammar) iri() quad.Value {
	iri := g.resolved()
	return g.shared([]byte(iri))
}

// nameOrWord reads a prefixed name, or a word without a colon.
func (g *grammar) nameOrWord() (name quad.Value, word string) {
	g.text = g.text[:0]
	if c := g.peek(); c != ':' {
		if !nameStart(c) {
			g.want("a name")
			return nil, ""
		}
		g.name(nameChar)
	}
	if g.peek() != ':' {
		if g.err != nil {
			return nil, ""
		}
		return nil, string(g.text)
	}
	namespace, ok := g.prefixes[string(g.text)]
	if !ok {
		g.failf("the prefix %q is not declared: add @prefix %s: <…> .", g.text, g.text)
		return nil, ""
	}
	g.next()
	g.text = append(g.text[:0], namespace...)
	g.local()
	if g.err != nil {
		return nil, ""
	}
	return g.shared(g.text), ""
}

// local reads PN_LOCAL.
func (g *grammar) local() {
	part := func(c rune) bool { return nameChar(c) || c == ':' || c == '%' || c == '\\' }
	for first := true; g.err == nil; first = false {
		c := g.peek()
		switch {
		case c == '%':
			g.add(g.next())
			for range 2 {
				if d := g.peek(); !strings.ContainsRune("0123456789abcdefABCDEF", d) {
					g.want("two hexadecimal digits after %")
					return
				}
				g.add(g.next())
			}
		case c == '\\':
			g.next()
			if e := g.peek(); e == eof || !strings.ContainsRune("_~.-!$&'()*+,;=/?#@%", e) {
				g.want(`one of _~.-!$&'()*+,;=/?#@% after \`)
				return
			}
			g.add(g.next())
		case c == '.' && !first:
			n, after := g.dots()
			if after == eof || !part(after) {
				return
			}
			for range n {
				g.add(g.next())
			}
		case nameStart(c) || '0' <= c && c <= '9' || c == ':' || !first && nameChar(c):
			g.add(g.next())
		default:
			return
		}
	}
}

// literal reads RDFLiteral.
func (g *grammar) literal() quad.Value {
	g.quoted(true)
	chars := string(g.text)
	switch g.peek() {
	case '@':
		g.next()
		return quad.LangString{Value: quad.String(chars), Lang: g.langtag()}
	case '^':
		g.next()
		g.expect('^')
		var datatype quad.Value
		if g.peek() == '<' {
			datatype = g.iri()
		} else {
			var word string
			if datatype, word = g.nameOrWord(); word != "" {
				g.failf("%q is no datatype: a name has a prefix and a colon", word)
			}
		}
		iri, _ := datatype.(quad.IRI)
		return typed(chars, string(iri))
	}
	return quad.String(chars)
}

// number reads INTEGER, DECIMAL or DOUBLE.
func (g *grammar) number() quad.Value {
	g.text = g.text[:0]
	if c := g.peek(); c == '+' || c == '-' {
		g.add(g.next())
	}
	n := g.digits()
	datatype := "integer"
	if g.peek() == '.' && (isDigit(g.ahead(1)) || n > 0 && g.exponent(1)) {
		datatype = "decimal"
		g.add(g.next())
		n += g.digits()
	}
	if n == 0 {
		g.want("a digit")
		return nil
	}
	if g.exponent(0) {
		datatype = "double"
		g.add(g.next())
		if c := g.peek(); c == '+' || c == '-' {
			g.add(g.next())
		}
		g.digits()
	}
	return typed(string(g.text), xsdNS+datatype)
}

// exponent reports whether an exponent begins n bytes ahead.
func (g *grammar) exponent(n int) bool {
	if c := g.ahead(n); c != 'e' && c != 'E' {
		return false
	}
	c := g.ahead(n + 1)
	return isDigit(c) || (c == '+' || c == '-') && isDigit(g.ahead(n+2))
}

// digits adds digits to text and counts them.
func (g *grammar) digits() int {
	n := 0
	for c := g.peek(); '0' <= c && c <= '9'; c = g.peek() {
		g.add(g.next())
		n++
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
