package shacl

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
)

// A Report is what a validation found (https://www.w3.org/TR/shacl/#validation-report).
type Report struct{ Results []Result }

// Conforms reports whether nothing was found.
func (r *Report) Conforms() bool { return len(r.Results) == 0 }

// A Result is one violation of one constraint by one focus node.
type Result struct {
	Focus     quad.Value
	Path      quad.Value // nil for constraints on the node itself
	Inverse   bool       // Path is followed backward
	Value     quad.Value // nil where the number of values is at fault
	Component quad.IRI   // sh:MinCountConstraintComponent
	Shape     quad.Value
	Severity  quad.IRI
	Messages  []quad.Value
}

// Message is the message in a language (RFC 5646), else the first, else one
// made of the component.
func (r Result) Message(language string) string {
	first := ""
	for _, m := range r.Messages {
		chars, _, lang, _ := rdf.Literal(m)
		if lang == language {
			return chars
		}
		if first == "" {
			first = chars
		}
	}
	if first == "" {
		first = strings.TrimSuffix(strings.TrimPrefix(string(r.Component), sh), "ConstraintComponent")
	}
	return first
}

func compareResults(a, b Result) int {
	return cmp.Or(rdf.Compare(a.Focus, b.Focus), rdf.Compare(a.Path, b.Path), cmp.Compare(a.Component, b.Component), rdf.Compare(a.Value, b.Value),
		rdf.Compare(a.Shape, b.Shape))
}

// Quads is the report in RDF, its nodes blank.
func (r *Report) Quads() []quad.Quad {
	var out []quad.Quad
	add := func(s quad.Value, p string, o quad.Value) {
		if o != nil {
			out = append(out, quad.Quad{Subject: s, Predicate: quad.IRI(p), Object: o})
		}
	}
	report := quad.BNode("report")
	add(report, string(rdfType), quad.IRI(sh+"ValidationReport"))
	add(report, sh+"conforms", quad.Bool(r.Conforms()))
	for i, x := range r.Results {
		n := quad.BNode(fmt.Sprintf("result%d", i+1))
		add(report, sh+"result", n)
		add(n, string(rdfType), quad.IRI(sh+"ValidationResult"))
		add(n, sh+"focusNode", x.Focus)
		add(n, sh+"resultSeverity", x.Severity)
		add(n, sh+"sourceConstraintComponent", x.Component)
		add(n, sh+"sourceShape", x.Shape)
		add(n, sh+"value", x.Value)
		for _, m := range x.Messages {
			add(n, sh+"resultMessage", m)
		}
		switch {
		case x.Inverse:
			p := quad.BNode(fmt.Sprintf("path%d", i+1))
			add(n, sh+"resultPath", p)
			add(p, sh+"inversePath", x.Path)
		default:
			add(n, sh+"resultPath", x.Path)
		}
	}
	return out
}

// Write writes the report in RDF.
func (r *Report) Write(w io.Writer, f rdf.Format, o rdf.Options) error {
	out := rdf.NewWriter(w, f, o)
	for _, q := range r.Quads() {
		if err := out.Write(q); err != nil {
			return err
		}
	}
	return out.Close()
}
