package rdf

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/cayleygraph/quad"
)

// A Format is one way to write a graph and to read it. The formats are a
// closed list; to add one, give it a constant, a row in spec and a file with
// its writer and one with its reader.
type Format int

// The formats.
const (
	NQuads   Format = iota // with named graphs: a line a quad
	NTriples               // a line a triple
	Turtle                 // for people
	TriG                   // with named graphs, for people
	JSONLD                 // with named graphs, for programs of the web
	RDFXML                 // for what knows no other; XML has no control characters, which become U+FFFD
)

// Formats returns all formats, in the order in which help lists them.
func Formats() []Format { return []Format{NQuads, NTriples, Turtle, TriG, JSONLD, RDFXML} }

// A spec is what is to know of a format.
type spec struct {
	name, extension, mediaType string
	graphs                     bool // keeps named graphs
	writer                     func(io.Writer, Options) Writer
	parser                     func(io.Reader, ParseOptions, func(quad.Quad) error) error
}

func (f Format) spec() spec {
	switch f {
	case NQuads: // https://www.w3.org/TR/n-quads/
		return spec{"nquads", "nq", "application/n-quads", true, newNQuads, parseNQuads}
	case NTriples: // https://www.w3.org/TR/n-triples/
		return spec{"ntriples", "nt", "application/n-triples", false, newNTriples, parseNTriples}
	case Turtle: // https://www.w3.org/TR/turtle/
		return spec{"turtle", "ttl", "text/turtle", false, newTurtle, parseTurtle}
	case TriG: // https://www.w3.org/TR/trig/
		return spec{"trig", "trig", "application/trig", true, newTriG, parseTriG}
	case JSONLD: // https://www.w3.org/TR/json-ld11/
		return spec{"jsonld", "jsonld", "application/ld+json", true, newJSONLD, parseJSONLD}
	case RDFXML: // https://www.w3.org/TR/rdf-syntax-grammar/
		return spec{"rdfxml", "rdf", "application/rdf+xml", false, newRDFXML, parseRDFXML}
	}
	panic(fmt.Sprintf("rdf: internal error: no format %d", int(f)))
}

// String is the format's name: "nquads".
func (f Format) String() string { return f.spec().name }

// Extension is the ending of its files, without the dot: "nq".
func (f Format) Extension() string { return f.spec().extension }

// MediaType is its media type: "application/n-quads".
func (f Format) MediaType() string { return f.spec().mediaType }

// KeepsGraphs reports whether it can say in which named graph a triple
// stands. The others write each triple once.
func (f Format) KeepsGraphs() bool { return f.spec().graphs }

// FormatByName finds a format by its name, extension or media type.
func FormatByName(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		s := f.spec()
		if n := strings.ToLower(name); n == s.name || n == s.extension || n == s.mediaType {
			return f, nil
		}
		names = append(names, s.name)
	}
	return 0, fmt.Errorf("format %q: want one of %s", name, strings.Join(names, ", "))
}

// FormatByFile finds the format of a file by the ending of its name, and
// whether it is to be compressed: "positions.ttl.gz" is Turtle, compressed.
func FormatByFile(file string) (f Format, gzip bool, err error) {
	name, gzip := strings.CutSuffix(filepath.Base(file), ".gz")
	f, err = FormatByName(strings.TrimPrefix(filepath.Ext(name), "."))
	if err != nil {
		return 0, false, fmt.Errorf("%s: %w, or name the file after one, such as positions.nq", file, err)
	}
	return f, gzip, nil
}

// Options are what a writer wants to know.
type Options struct {
	// Base is the base IRI of the data; defaults to DefaultBase. Turtle
	// writes IRIs under it in short.
	Base string
}

// A Writer writes quads in one format. Close ends the document; it does not
// close what lies beneath.
type Writer interface {
	Write(quad.Quad) error
	Close() error
}

// NewWriter returns a writer of format f to w.
func NewWriter(w io.Writer, f Format, o Options) Writer {
	if o.Base == "" {
		o.Base = DefaultBase
	}
	return f.spec().writer(w, o)
}
