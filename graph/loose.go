package graph

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

// noteLoose is the note of a graph in which the names and keys of some
// position are not those of the nodes that it refers to, as where two
// positions of a record give one key two names. They are kept (dm:exact), but
// no index leads to them, so such a graph is searched by reading it all. What
// the extractor finds is never so: its names and keys are of one lexicon.
const noteLoose = "loose names"

// loose reports whether some position is to be found by a holder or an entity
// that the quads of its record do not tie to it.
func loose(quads []quad.Quad, ps []schema.Position, base string) bool {
	names := map[quad.Value][]string{}
	refers := map[quad.Value][]quad.Quad{}
	for _, q := range quads {
		switch p, _ := q.Predicate.(quad.IRI); {
		case slices.Contains(rdf.Naming(), p):
			names[q.Subject] = append(names[q.Subject], rdf.Text(q.Object))
		case p == schema.PropHolder || p == schema.PropOnBehalfOf || p == schema.PropAbout:
			refers[q.Subject] = append(refers[q.Subject], q)
		}
	}
	for i := range ps {
		p := &ps[i]
		own := refers[rdf.IRI(base, "position/"+p.ID)]
		tied := func(name string, predicates ...string) bool {
			return name == "" || slices.ContainsFunc(own, func(q quad.Quad) bool {
				if iri, _ := q.Predicate.(quad.IRI); !slices.Contains(predicates, string(iri)) {
					return false
				}
				iri, _ := q.Object.(quad.IRI)
				key, _ := rdf.Key(base, iri)
				return strings.EqualFold(key, name) || slices.ContainsFunc(names[q.Object], func(n string) bool { return strings.EqualFold(n, name) })
			})
		}
		for _, name := range slices.Concat([]string{p.Holder, p.HolderID}, p.OnBehalfOf, p.OnBehalfOfIDs) {
			if !tied(name, schema.PropHolder, schema.PropOnBehalfOf) {
				return true
			}
		}
		for _, m := range p.Entities {
			if !tied(m.ID, schema.PropAbout) || !tied(m.Name, schema.PropAbout) {
				return true
			}
		}
	}
	return false
}
