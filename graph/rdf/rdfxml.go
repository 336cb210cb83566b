package rdf

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// rdfXML writes RDF/XML, a node element a subject,
// https://www.w3.org/TR/rdf-syntax-grammar/.
type rdfXML struct{ w *bufio.Writer }

func newRDFXML(w io.Writer, _ Options) Writer {
	return &triples{write: &rdfXML{bufio.NewWriterSize(w, 1<<16)}, order: turtleOrder()}
}

func (x *rdfXML) begin([]quad.Quad) error {
	_, err := x.w.WriteString(xml.Header + "<rdf:RDF")
	for _, p := range Prefixes() {
		if err == nil {
			_, err = fmt.Fprintf(x.w, "\n    xmlns:%s=\"%s\"", p.Name, p.IRI)
		}
	}
	if err == nil {
		_, err = x.w.WriteString(">\n")
	}
	return err
}

func (x *rdfXML) Close() error {
	if _, err := x.w.WriteString("</rdf:RDF>\n"); err != nil {
		return err
	}
	return x.w.Flush()
}

func (x *rdfXML) block(triples []quad.Quad) error {
	var b strings.Builder
	b.WriteString("  <rdf:Description")
	reference(&b, triples[0].Subject, "rdf:about")
	b.WriteString(">\n")
	for _, q := range triples {
		name, err := element(q.Predicate)
		if err != nil {
			return err
		}
		tag, _, _ := strings.Cut(name, " ")
		b.WriteString("    <" + name)
		switch q.Object.(type) {
		case quad.IRI, quad.BNode:
			reference(&b, q.Object, "rdf:resource")
			b.WriteString("/>\n")
			continue
		}
		chars, qualifier := term(q.Object)
		switch {
		case qualifier == "":
		case qualifier[0] == '@':
			attribute(&b, "xml:lang", qualifier[1:])
		default:
			attribute(&b, "rdf:datatype", qualifier)
		}
		b.WriteByte('>')
		_ = xml.EscapeText(&b, []byte(chars)) // a strings.Builder takes everything
		b.WriteString("</" + tag + ">\n")
	}
	b.WriteString("  </rdf:Description>\n")
	_, err := x.w.WriteString(b.String())
	return err
}

// reference writes the attribute that names an IRI or a blank node. A nodeID
// is an XML name, which begins with a letter.
func reference(b *strings.Builder, v quad.Value, iri string) {
	if n, ok := v.(quad.BNode); ok {
		attribute(b, "rdf:nodeID", "n"+blank(string(n)))
		return
	}
	chars, _ := term(v)
	attribute(b, iri, chars)
}

func attribute(b *strings.Builder, name, value string) {
	b.WriteString(" " + name + `="`)
	_ = xml.EscapeText(b, []byte(value))
	b.WriteByte('"')
}

// element is the name of a property element, with the declaration of its
// namespace where the head has none. Not every IRI makes one.
func element(p quad.Value) (string, error) {
	iri, _ := p.(quad.IRI)
	if prefix, local, ok := split(string(iri)); ok {
		// https://www.w3.org/TR/rdf-syntax-grammar/#section-Namespace
		if prefix.IRI == rdfNS && slices.Contains([]string{"RDF", "Description", "ID", "about", "parseType", "resource",
			"nodeID", "datatype", "li", "aboutEach", "aboutEachPrefix", "bagID"}, local) {
			return "", fmt.Errorf("RDF/XML has no property %s: choose another format, such as turtle", iri)
		}
		return prefix.Name + ":" + local, nil
	}
	i := len(iri)
	for i > 0 && (asciiLetter(rune(iri[i-1])) || isDigit(iri[i-1]) || strings.IndexByte("_-.", iri[i-1]) >= 0) {
		i--
	}
	for i < len(iri) && !asciiLetter(rune(iri[i])) && iri[i] != '_' {
		i++
	}
	if i == len(iri) || i == 0 {
		return "", fmt.Errorf("RDF/XML cannot name the property %s, which ends in no name: choose another format, such as turtle", iri)
	}
	var b strings.Builder
	b.WriteString("x:" + string(iri[i:]))
	attribute(&b, "xmlns:x", string(iri[:i]))
	return b.String(), nil
}
