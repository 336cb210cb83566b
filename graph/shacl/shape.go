package shacl

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
)

const (
	sh   = "http://www.w3.org/ns/shacl#"
	rdfs = "http://www.w3.org/2000/01/rdf-schema#"
	rdfN = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	xsd  = "http://www.w3.org/2001/XMLSchema#"
	owl  = "http://www.w3.org/2002/07/owl#"

	rdfType    = quad.IRI(rdfN + "type")
	subClassOf = quad.IRI(rdfs + "subClassOf")
)

// Shapes are what a graph is checked against.
type Shapes struct {
	all []*shape // those with targets, in order
}

// A shape is a node shape or, with a path, a property shape.
type shape struct {
	id          quad.Value
	path        *path
	targets     []target
	properties  []*shape
	constraints []constraint
	messages    []quad.Value
	severity    quad.IRI
	deactivated bool
}

// A path is a predicate, forward or inverse.
type path struct {
	predicate quad.IRI
	inverse   bool
}

// A target chooses focus nodes: "targetClass" and what it names.
type target struct {
	kind string
	of   quad.Value
}

// Read reads shapes in Turtle; file names them in errors.
func Read(r io.Reader, file string) (*Shapes, error) {
	quads, err := rdf.ParseAll(r, rdf.Turtle, rdf.ParseOptions{File: file})
	if err != nil {
		return nil, err
	}
	s, err := Load(quads)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return s, nil
}

// Load makes shapes of the quads that describe them.
func Load(quads []quad.Quad) (*Shapes, error) {
	l := &loader{by: map[quad.Value][]quad.Quad{}, shapes: map[quad.Value]*shape{}, open: map[quad.Value]bool{}}
	var roots []quad.Value
	for _, q := range quads {
		l.by[q.Subject] = append(l.by[q.Subject], q)
		if p, _ := q.Predicate.(quad.IRI); strings.HasPrefix(string(p), sh+"target") ||
			p == rdfType && (q.Object == quad.IRI(sh+"NodeShape") || q.Object == quad.IRI(sh+"PropertyShape")) {
			roots = append(roots, q.Subject)
		}
	}
	slices.SortFunc(roots, rdf.Compare)
	out := &Shapes{}
	for _, id := range slices.Compact(roots) {
		s, err := l.shape(id)
		if err != nil {
			return nil, err
		}
		if len(s.targets) > 0 {
			out.all = append(out.all, s)
		}
	}
	return out, nil
}

// A loader reads shapes, each once.
type loader struct {
	by     map[quad.Value][]quad.Quad
	shapes map[quad.Value]*shape
	open   map[quad.Value]bool // being read
}

func (l *loader) shape(id quad.Value) (*shape, error) {
	if s, ok := l.shapes[id]; ok {
		if l.open[id] {
			return nil, fmt.Errorf("shape %s: it refers to itself: recursive shapes are not supported", name(id))
		}
		return s, nil
	}
	s := &shape{id: id, severity: sh + "Violation"}
	l.shapes[id], l.open[id] = s, true
	defer delete(l.open, id)
	run := slices.Clone(l.by[id])
	slices.SortFunc(run, rdf.CompareQuads)
	class, nodeShape := false, false
	for _, q := range run {
		if q.Predicate == rdfType {
			class = class || q.Object == quad.IRI(rdfs+"Class") || q.Object == quad.IRI(owl+"Class")
			nodeShape = nodeShape || q.Object == quad.IRI(sh+"NodeShape") || q.Object == quad.IRI(sh+"PropertyShape")
		}
		iri, _ := q.Predicate.(quad.IRI)
		local, ok := strings.CutPrefix(string(iri), sh)
		if !ok {
			continue
		}
		if err := l.parameter(s, local, q.Object); err != nil {
			return nil, fmt.Errorf("shape %s: sh:%s: %w", name(id), local, err)
		}
	}
	if class && nodeShape {
		s.targets = append(s.targets, target{"targetClass", id})
	}
	return s, nil
}

// name is a node for errors.
func name(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return "<" + string(v) + ">"
	case quad.BNode:
		return "_:" + string(v)
	}
	chars, _, _, _ := rdf.Literal(v)
	return strconv.Quote(chars)
}

// parameter adds what one statement about a shape says.
func (l *loader) parameter(s *shape, local string, o quad.Value) error {
	switch local {
	case "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf":
		s.targets = append(s.targets, target{local, o})
	case "path":
		if s.path != nil {
			return fmt.Errorf("a property shape has one path")
		}
		p, err := l.path(o)
		s.path = p
		return err
	case "property":
		child, err := l.shape(o)
		if err != nil {
			return err
		}
		if child.path == nil {
			return fmt.Errorf("%s has no sh:path", name(o))
		}
		s.properties = append(s.properties, child)
	case "message":
		s.messages = append(s.messages, o)
	case "severity":
		iri, ok := o.(quad.IRI)
		if !ok {
			return fmt.Errorf("want an IRI")
		}
		s.severity = iri
	case "deactivated":
		s.deactivated = o == quad.Bool(true)
	case "name", "description", "order", "group", "defaultValue": // they check nothing
	case "flags", "ignoredProperties": // read with their constraint
	default:
		c, err := l.constraint(s.id, local, o)
		if err != nil {
			return err
		}
		if c.test != nil {
			s.constraints = append(s.constraints, c)
		}
	}
	return nil
}

func (l *loader) path(o quad.Value) (*path, error) {
	if iri, ok := o.(quad.IRI); ok {
		return &path{iri, false}, nil
	}
	run := l.by[o]
	if len(run) == 1 && run[0].Predicate == quad.IRI(sh+"inversePath") {
		if iri, ok := run[0].Object.(quad.IRI); ok {
			return &path{iri, true}, nil
		}
	}
	return nil, fmt.Errorf("only a predicate, or the sh:inversePath of one, is supported")
}

// one is the only object of a parameter, nil where there is none.
func (l *loader) one(id quad.Value, local string) (quad.Value, error) {
	var out quad.Value
	for _, q := range l.by[id] {
		if q.Predicate == quad.IRI(sh+local) {
			if out != nil && out != q.Object {
				return nil, fmt.Errorf("sh:%s stands twice", local)
			}
			out = q.Object
		}
	}
	return out, nil
}

// list reads an RDF list.
func (l *loader) list(head quad.Value) ([]quad.Value, error) {
	var out []quad.Value
	for n := head; n != quad.IRI(rdfN+"nil"); {
		var first, rest quad.Value
		for _, q := range l.by[n] {
			switch q.Predicate {
			case quad.IRI(rdfN + "first"):
				first = q.Object
			case quad.IRI(rdfN + "rest"):
				rest = q.Object
			}
		}
		if first == nil || rest == nil || len(out) > 100_000 {
			return nil, fmt.Errorf("want a list")
		}
		out = append(out, first)
		n = rest
	}
	return out, nil
}
