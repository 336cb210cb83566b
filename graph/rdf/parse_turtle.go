package rdf

import (
	"io"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// A grammar reads Turtle, https://www.w3.org/TR/turtle/#sec-grammar, and TriG,
// https://www.w3.org/TR/trig/#sec-grammar, by recursive descent.
type grammar struct {
	*terms
	trig     bool
	base     string
	prefixes map[string]string
	graph    quad.Value // nil outside of { }
	nodes    int        // blank nodes without a label so far
	depth    int
	maxDepth int
	each     func(quad.Quad) error
}

func parseTurtle(r io.Reader, o ParseOptions, each func(quad.Quad) error) error {
	return parseGrammar(r, o, false, each)
}

func parseTriG(r io.Reader, o ParseOptions, each func(quad.Quad) error) error {
	return parseGrammar(r, o, true, each)
}

func parseGrammar(r io.Reader, o ParseOptions, trig bool, each func(quad.Quad) error) error {
	g := &grammar{terms: newTerms(r, o), trig: trig, base: o.Base, prefixes: map[string]string{}, maxDepth: o.MaxDepth, each: each}
	for g.space() != eof {
		g.statement()
	}
	return g.err
}

// space skips white space and comments, and returns what comes next.
func (g *grammar) space() rune {
	for {
		switch c := g.peek(); c {
		case ' ', '\t', '\n', '\r':
			g.next()
		case '#':
			g.comment()
		default:
			return c
		}
	}
}

func (g *grammar) emit(s, p, o quad.Value) {
	if g.err == nil {
		g.err = g.each(quad.Quad{Subject: s, Predicate: p, Object: o, Label: g.graph})
	}
}

// statement reads a directive, triples with their dot, or a graph.
func (g *grammar) statement() {
	switch c := g.peek(); {
	case c == '@':
		g.next()
		g.directive(g.word(), true)
	case g.trig && c == '{':
		g.block(nil)
	case asciiLetter(c) || c == ':' || c >= 0x80:
		name, word := g.nameOrWord()
		switch {
		case word == "":
			g.triplesOrGraph(name)
		case strings.EqualFold(word, "prefix") || strings.EqualFold(word, "base"):
			g.directive(strings.ToLower(word), false)
		case g.trig && strings.EqualFold(word, "graph"):
			g.space()
			g.block(g.graphLabel())
		default:
			g.failf("%q is no subject: a name has a prefix and a colon", word)
		}
	default:
		g.triplesOrGraph(nil)
	}
}

// word reads letters.
func (g *grammar) word() string {
	var w []byte
	for asciiLetter(g.peek()) && len(w) < 20 {
		w = append(w, byte(g.next()))
	}
	return string(w)
}

// directive reads what follows the name of a directive, and its dot where it
// has one.
func (g *grammar) directive(name string, dot bool) {
	g.space()
	switch name {
	case "prefix":
		g.text = g.text[:0]
		if c := g.peek(); c != ':' {
			if !nameStart(c) || c == '_' {
				g.want("a prefix and a colon")
				return
			}
			g.name(nameChar)
		}
		prefix := string(g.text)
		g.expect(':')
		g.space()
		iri := g.resolved()
		g.prefixes[prefix] = iri
	case "base":
		g.base = g.resolved()
	default:
		g.failf("@%s is no directive: want @prefix or @base", name)
	}
	if dot {
		g.space()
		g.expect('.')
	}
}

// resolved reads an IRI and resolves it against the base.
func (g *grammar) resolved() string {
	g.iriref()
	if g.err != nil {
		return ""
	}
	iri := string(g.text)
	if absolute(iri) {
		return iri
	}
	if g.base == "" {
		g.failf("<%s> is relative, and there is no base IRI: add @base", iri)
		return ""
	}
	return resolve(g.base, iri)
}

// graphLabel reads the label of a graph: an IRI, a blank node or [].
func (g *grammar) graphLabel() quad.Value {
	switch c := g.peek(); {
	case c == '<':
		return quad.IRI(g.resolved())
	case c == '_':
		return g.blankNode()
	case c == '[':
		g.next()
		g.space()
		g.expect(']')
		return g.fresh()
	case asciiLetter(c) || c == ':' || c >= 0x80:
		name, word := g.nameOrWord()
		if word != "" {
			g.failf("%q is no label of a graph", word)
		}
		return name
	}
	g.want("the label of a graph")
	return nil
}

// block reads a graph in braces: its last dot may be left out.
func (g *grammar) block(label quad.Value) {
	g.space()
	g.expect('{')
	g.graph = label
	for g.err == nil {
		if g.space() == '}' {
			break
		}
		var name quad.Value
		if c := g.peek(); asciiLetter(c) || c == ':' || c >= 0x80 {
			var word string
			if name, word = g.nameOrWord(); word != "" {
				g.failf("%q is no subject: a name has a prefix and a colon", word)
			}
		}
		g.triples(name, false)
		if g.space() != '.' {
			break
		}
		g.next()
	}
	g.expect('}')
	g.graph = nil
}

// triplesOrGraph reads triples and their dot or, in TriG, a label and its
// graph. first is the name that was read already, if any.
func (g *grammar) triplesOrGraph(first quad.Value) {
	if g.triples(first, g.trig) {
		return
	}
	g.space()
	g.expect('.')
}

// triples reads the triples of one subject. Where graphs may come it reads
// one, if it is one, and reports so.
func (g *grammar) triples(s quad.Value, graphs bool) bool {
	mayEnd, mayLabel := false, true
	switch c := g.peek(); {
	case s != nil:
	case c == '<':
		s = g.iri()
	case c == '_':
		s = g.blankNode()
	case c == '(':
		s = g.collection()
		mayLabel = false
	case c == '[':
		s, mayEnd = g.propertyList()
		mayLabel = !mayEnd
	default:
		g.want("a subject, a directive or the end")
		return false
	}
	c := g.space()
	if graphs && mayLabel && c == '{' {
		g.block(s)
		return true
	}
	if mayEnd && (c == '.' || c == '}' && g.graph != nil) {
		return false
	}
	if mayEnd && c == '}' && g.trig {
		return false
	}
	g.predicates(s)
	return false
}

// predicates reads predicateObjectList.
func (g *grammar) predicates(s quad.Value) {
	for g.err == nil {
		p := g.verb()
		g.space()
		g.emit(s, p, g.object())
		for g.space() == ',' {
			g.next()
			g.space()
			g.emit(s, p, g.object())
		}
		if g.peek() != ';' {
			return
		}
		for g.space() == ';' {
			g.next()
		}
		if c := g.peek(); c == '.' || c == ']' || c == '}' || c == eof {
			return
		}
	}
}

func (g *grammar) verb() quad.Value {
	if c := g.peek(); c == '<' {
		return g.iri()
	} else if !nameStart(c) && c != ':' || c == '_' {
		g.want("a predicate")
		return nil
	}
	name, word := g.nameOrWord()
	switch {
	case word == "a":
		return quad.IRI(rdfType)
	case word != "":
		g.failf("%q is no predicate: a name has a prefix and a colon", word)
	}
	return name
}

func (g *grammar) object() quad.Value {
	switch c := g.peek(); {
	case c == '<':
		return g.iri()
	case c == '_':
		return g.blankNode()
	case c == '(':
		return g.collection()
	case c == '[':
		n, _ := g.propertyList()
		return n
	case c == '"' || c == '\'':
		return g.literal()
	case '0' <= c && c <= '9' || c == '+' || c == '-' || c == '.':
		return g.number()
	case asciiLetter(c) || c == ':' || c >= 0x80:
		name, word := g.nameOrWord()
		switch word {
		case "":
			return name
		case "true", "false":
			return quad.Bool(word == "true")
		}
		g.failf("%q is no object: a name has a prefix and a colon", word)
		return nil
	}
	g.want("an object")
	return nil
}

// enter counts the nesting.
func (g *grammar) enter() {
	if g.depth++; g.depth > g.maxDepth {
		g.failf("nested deeper than %d", g.maxDepth)
	}
}

// collection reads a list in parentheses.
func (g *grammar) collection() quad.Value {
	g.enter()
	defer func() { g.depth-- }()
	g.expect('(')
	var first, last quad.Value = quad.IRI(rdfNS + "nil"), nil
	for g.err == nil && g.space() != ')' {
		n := g.fresh()
		if last == nil {
			first = n
		} else {
			g.emit(last, quad.IRI(rdfNS+"rest"), n)
		}
		g.emit(n, quad.IRI(rdfNS+"first"), g.object())
		last = n
	}
	g.expect(')')
	if last != nil {
		g.emit(last, quad.IRI(rdfNS+"rest"), quad.IRI(rdfNS+"nil"))
	}
	return first
}

// propertyList reads a blank node in brackets, and reports whether there is
// anything in them.
func (g *grammar) propertyList() (n quad.Value, filled bool) {
	g.enter()
	defer func() { g.depth-- }()
	g.expect('[')
	n = g.fresh()
	if g.space() != ']' {
		filled = true
		g.predicates(n)
		g.space()
	}
	g.expect(']')
	return n, filled
}

// fresh is a blank node without a label. Its own has a form that blankNode
// gives to none.
func (g *grammar) fresh() quad.Value {
	g.nodes++
	return quad.BNode("anon" + strconv.Itoa(g.nodes))
}

// blankNode reads a labelled blank node.
func (g *grammar) blankNode() quad.Value { return blankLabelled(g.label()) }

// blankLabelled is the blank node with this label; a label like those of fresh
// gets an x more.
func blankLabelled(label string) quad.Value {
	if rest, ok := strings.CutPrefix(label, "anon"); ok && strings.Trim(strings.TrimLeft(rest, "x"), "0123456789") == "" {
		label = "anonx" + rest
	}
	return quad.BNode(label)
}
