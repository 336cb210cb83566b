package rdf

import (
	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

// References returns the predicates that lead from the node of a position to
// all that Positions reads of it. What they lead to stands in the same named
// graph; so does the record itself, whose node is the label.
func References() []quad.IRI {
	return []quad.IRI{schema.PropSaidIn, schema.PropReading, schema.PropEvidence, schema.PropHolder, schema.PropOnBehalfOf,
		schema.PropTarget, schema.PropAddressee, schema.PropMention, schema.PropNames}
}

// Naming returns the predicates that give an entity its canonical name.
func Naming() []quad.IRI { return []quad.IRI{notation, prefLabel} }

// Text is the string of a literal, whatever its language or type.
func Text(v quad.Value) string { return lexical(v) }

// Terms of other vocabularies that those who follow the graph want to know.
const (
	Type      = rdfType
	PrefLabel = quad.IRI(prefLabel)
	AltLabel  = quad.IRI(altLabel)
	Label     = quad.IRI(rdfsLabel)
	MemberOf  = quad.IRI(orgMemberOf)
	Subject   = quad.IRI(dcSubject)
)
