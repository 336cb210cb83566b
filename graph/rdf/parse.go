package rdf

import (
	"fmt"
	"io"

	"github.com/cayleygraph/quad"
)

// ParseOptions are what a reader of RDF wants to know. The zero value reads
// documents whose IRIs are all absolute.
type ParseOptions struct {
	// File names the input in errors.
	File string
	// Base is the IRI against which relative IRIs are resolved, until the
	// document names its own. Where there is none a relative IRI is an error.
	Base string
	// MaxTerm is the longest term in bytes; defaults to 16 MiB.
	MaxTerm int
	// MaxDepth is how deep blank nodes in [], lists in () and elements of XML
	// may nest; defaults to 500.
	MaxDepth int
	// MaxBytes is the longest document that is read whole, which JSON-LD is;
	// defaults to 64 MiB. The others are read as they come.
	MaxBytes int
}

// A SyntaxError says where a document breaks the grammar of its format.
type SyntaxError struct {
	File   string // as ParseOptions has it
	Line   int    // from 1; LF, CR and CR LF end a line
	Column int    // in code points, from 1
	Offset int64  // in bytes, from 0
	What   string // what is wrong and what would be right
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", orInput(e.File), e.Line, e.Column, e.What)
}

func orInput(file string) string {
	if file == "" {
		return "input"
	}
	return file
}

// Parse reads a document of format f and hands its quads to each, in the order
// of the document and as often as it says them. It is strict: what the grammar
// of the W3C does not allow is a SyntaxError. An error of each ends it and is
// returned as it is; the quads before an error have been handed out.
//
// Time and memory are linear in the length of the document, and memory of the
// line-based formats, Turtle and TriG in that of its prefixes, nesting and
// longest term; RDF/XML beside that keeps each rdf:ID. JSON-LD, which another library reads, takes some 10 times its
// length in memory, and of one property of one node at most 5,000 values.
//
// Numbers and booleans in canonical form become quad.Int, quad.Float and
// quad.Bool; all other literals stay as they are written.
func Parse(r io.Reader, f Format, o ParseOptions, each func(quad.Quad) error) error {
	if o.MaxTerm <= 0 {
		o.MaxTerm = 16 << 20
	}
	if o.MaxDepth <= 0 {
		o.MaxDepth = 500
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 64 << 20
	}
	return f.spec().parser(r, o, each)
}

// ParseAll is Parse into a list.
func ParseAll(r io.Reader, f Format, o ParseOptions) ([]quad.Quad, error) {
	var all []quad.Quad
	err := Parse(r, f, o, func(q quad.Quad) error {
		all = append(all, q)
		return nil
	})
	return all, err
}

// Convert reads a document of one format and writes it in another.
func Convert(w io.Writer, to Format, o Options, r io.Reader, from Format, p ParseOptions) error {
	out := NewWriter(w, to, o)
	if err := Parse(r, from, p, out.Write); err != nil {
		return err
	}
	return out.Close()
}
