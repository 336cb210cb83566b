package rdf

import (
	"io"

	"github.com/cayleygraph/quad"
)

// parseNQuads reads N-Quads, https://www.w3.org/TR/n-quads/#sec-grammar.
func parseNQuads(r io.Reader, o ParseOptions, each func(quad.Quad) error) error {
	return parseLines(r, o, true, each)
}

// parseNTriples reads N-Triples, https://www.w3.org/TR/n-triples/#n-triples-grammar.
func parseNTriples(r io.Reader, o ParseOptions, each func(quad.Quad) error) error {
	return parseLines(r, o, false, each)
}

// parseLines reads one statement a line.
func parseLines(r io.Reader, o ParseOptions, graphs bool, each func(quad.Quad) error) error {
	t := newTerms(r, o)
	for {
		t.blanks()
		switch c := t.peek(); {
		case c == eof:
			return t.err
		case c == '\n' || c == '\r':
			t.next()
			continue
		}
		q := t.line(graphs)
		if t.err != nil {
			return t.err
		}
		if err := each(q); err != nil {
			return err
		}
		t.blanks()
		if c := t.peek(); c != eof && c != '\n' && c != '\r' {
			t.want("the end of the line")
		}
	}
}

// line reads a statement up to its dot.
func (t *terms) line(graphs bool) quad.Quad {
	var q quad.Quad
	q.Subject = t.node("a subject: <IRI> or _:label")
	t.blanks()
	q.Predicate = t.absoluteIRI()
	t.blanks()
	if t.peek() == '"' {
		q.Object = t.lineLiteral()
	} else {
		q.Object = t.node("an object: <IRI>, _:label or a literal")
	}
	t.blanks()
	if c := t.peek(); graphs && c != '.' {
		q.Label = t.node("'.' or the label of a graph: <IRI> or _:label")
		t.blanks()
	}
	t.expect('.')
	return q
}

// blanks skips white space within a line, and a comment.
func (t *terms) blanks() {
	for c := t.peek(); c == ' ' || c == '\t'; c = t.peek() {
		t.next()
	}
	if t.peek() == '#' {
		t.comment()
	}
}

// comment skips up to the end of the line.
func (t *terms) comment() {
	for c := t.peek(); c != eof && c != '\n' && c != '\r'; c = t.peek() {
		t.next()
	}
}

// node reads an IRI or a blank node.
func (t *terms) node(what string) quad.Value {
	switch t.peek() {
	case '<':
		return t.absoluteIRI()
	case '_':
		return quad.BNode(t.label())
	}
	t.want(what)
	return nil
}

// absoluteIRI reads an IRI that may not be relative.
func (t *terms) absoluteIRI() quad.Value {
	t.iriref()
	if t.err == nil && !absolute(string(t.text)) {
		t.failf("<%s> is no absolute IRI", t.text)
	}
	return t.shared(t.text)
}

// lineLiteral reads a literal as N-Triples has it.
func (t *terms) lineLiteral() quad.Value {
	t.quoted(false)
	chars := string(t.text)
	switch t.peek() {
	case '@':
		t.next()
		return quad.LangString{Value: quad.String(chars), Lang: t.langtag()}
	case '^':
		t.next()
		t.expect('^')
		datatype, _ := t.absoluteIRI().(quad.IRI)
		return typed(chars, string(datatype))
	}
	return quad.String(chars)
}
