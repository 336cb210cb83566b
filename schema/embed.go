package schema

import _ "embed"

//go:generate go run ./gen

//go:embed vocabulary.ttl
var vocabulary string

// Vocabulary returns the whole vocabulary in Turtle: classes, properties and
// schemes with their labels and definitions in English, French and Spanish.
func Vocabulary() string { return vocabulary }
