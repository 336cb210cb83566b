package schema

import _ "embed"

//go:generate go run ./gen

//go:embed vocabulary.ttl
var vocabulary string

// Vocabulary returns the whole vocabulary in Turtle: classes, properties and
// schemes with their labels and definitions in English, French and Spanish.
func Vocabulary() string { return vocabulary }

//go:embed context.jsonld
var context string

// Context returns the JSON-LD context of the vocabulary: a name for each class
// and property, and how their values are read.
func Context() string { return context }

//go:embed shapes.ttl
var shapes string

// Shapes returns what a graph must look like, in SHACL Core
// (https://www.w3.org/TR/shacl/), with messages in English, French and
// Spanish.
func Shapes() string { return shapes }
