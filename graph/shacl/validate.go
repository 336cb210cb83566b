package shacl

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
)

// data is the graph that is checked, by subject, and by object for the few
// that paths follow backward.
type data struct {
	by      map[quad.Value][]quad.Quad
	inverse map[quad.Value][]quad.Quad
	types   map[quad.Value][]quad.Value // class to instances
	above   map[quad.Value][]quad.Value // class to its superclasses, given
}

// Validate checks quads against the shapes, named graphs merged into one as
// SHACL has no graphs. The results come in order.
func (s *Shapes) Validate(ctx context.Context, quads []quad.Quad) (*Report, error) {
	d := load(quads)
	out := &Report{}
	for _, shape := range s.all {
		for _, focus := range d.focus(shape) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			out.Results = append(out.Results, d.check(focus, shape)...)
		}
	}
	slices.SortFunc(out.Results, compareResults)
	return out, nil
}

func load(quads []quad.Quad) *data {
	d := &data{map[quad.Value][]quad.Quad{}, map[quad.Value][]quad.Quad{}, map[quad.Value][]quad.Value{}, map[quad.Value][]quad.Value{}}
	all := slices.Clone(quads)
	for i := range all {
		all[i].Label = nil
	}
	slices.SortFunc(all, rdf.CompareQuads)
	for _, q := range slices.Compact(all) {
		d.by[q.Subject] = append(d.by[q.Subject], q)
		d.inverse[q.Object] = append(d.inverse[q.Object], q)
		switch q.Predicate {
		case rdfType:
			d.types[q.Object] = append(d.types[q.Object], q.Subject)
		case subClassOf:
			d.above[q.Subject] = append(d.above[q.Subject], q.Object)
		}
	}
	return d
}

// focus returns the focus nodes of a shape, sorted
// (https://www.w3.org/TR/shacl/#targets).
func (d *data) focus(s *shape) []quad.Value {
	var out []quad.Value
	for _, t := range s.targets {
		switch t.kind {
		case "targetNode":
			out = append(out, t.of)
		case "targetClass":
			for class, nodes := range d.types {
				if d.under(class, t.of) {
					out = append(out, nodes...)
				}
			}
		default:
			for n, run := range d.by {
				for _, q := range run {
					if q.Predicate == t.of {
						if t.kind == "targetSubjectsOf" {
							out = append(out, n)
						} else {
							out = append(out, q.Object)
						}
					}
				}
			}
		}
	}
	slices.SortFunc(out, rdf.Compare)
	return slices.Compact(out)
}

// under reports whether a class is another or, through any number of
// rdfs:subClassOf, below it.
func (d *data) under(class, other quad.Value) bool {
	seen, todo := map[quad.Value]bool{}, []quad.Value{class}
	for len(todo) > 0 {
		c := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if c == other {
			return true
		}
		if !seen[c] {
			seen[c] = true
			todo = append(todo, d.above[c]...)
		}
	}
	return false
}

func (d *data) isA(v, class quad.Value) bool {
	if _, _, _, literal := rdf.Literal(v); literal {
		return false
	}
	return slices.ContainsFunc(d.by[v], func(q quad.Quad) bool { return q.Predicate == rdfType && d.under(q.Object, class) })
}

// values are the value nodes of a focus node: itself, or what the path leads
// to, each once.
func (d *data) values(focus quad.Value, p *path) []quad.Value {
	if p == nil {
		return []quad.Value{focus}
	}
	var out []quad.Value
	if p.inverse {
		for _, q := range d.inverse[focus] {
			if q.Predicate == p.predicate {
				out = append(out, q.Subject)
			}
		}
		return out
	}
	for _, q := range d.by[focus] {
		if q.Predicate == p.predicate {
			out = append(out, q.Object)
		}
	}
	return out
}

// check checks one focus node.
func (d *data) check(focus quad.Value, s *shape) []Result {
	if s.deactivated {
		return nil
	}
	values := d.values(focus, s.path)
	var out []Result
	for _, c := range s.constraints {
		for _, f := range c.test(d, focus, values) {
			r := Result{Focus: focus, Value: f.value, Component: quad.IRI(sh + c.component), Shape: s.id, Severity: s.severity,
				Messages: s.messages, Path: f.path}
			if s.path != nil {
				r.Path, r.Inverse = s.path.predicate, s.path.inverse
			}
			out = append(out, r)
		}
	}
	for _, p := range s.properties {
		for _, v := range values {
			out = append(out, d.check(v, p)...)
		}
	}
	return out
}

// conforms reports whether a node meets a shape.
func (d *data) conforms(v quad.Value, s *shape) bool { return len(d.check(v, s)) == 0 }
