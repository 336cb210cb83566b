package graph

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

// ErrName means that a name stands for nothing in the graph, or for several
// things: the error lists them.
var ErrName = errors.New("no such name")

// A Node is a thing in the graph and what it is called.
type Node struct {
	ID   string `json:"id"`   // its key, as queries have it: "state/KAZ"
	Name string `json:"name"` // "Kazakhstan"; its ID where it has no name
}

// naming are the predicates that name a node, the best first.
func naming() []quad.IRI { return append([]quad.IRI{rdf.PrefLabel, rdf.Label}, rdf.Naming()...) }

// names calls nodes by their names, each of which it reads once.
type names struct {
	finder
	read map[quad.IRI]string
}

func (n *names) node(ctx context.Context, iri quad.IRI) (Node, error) {
	id := shorten(n.base, iri)
	if name, ok := n.read[iri]; ok {
		return Node{id, name}, nil
	}
	for _, by := range naming() {
		var all []string
		err := n.Objects(ctx, iri, by, func(v quad.Value) error {
			all = append(all, rdf.Text(v))
			return nil
		})
		if err != nil {
			return Node{}, err
		}
		if len(all) > 0 {
			n.read[iri] = slices.Min(all)
			return Node{id, n.read[iri]}, nil
		}
	}
	n.read[iri] = id
	return Node{id, id}, nil
}

// find returns the node that a user means: by its key, its IRI, or by a name
// of it, whatever its case.
func (n *names) find(ctx context.Context, name string) (quad.IRI, error) {
	iri, ok := expand(n.base, strings.TrimSuffix(strings.TrimPrefix(name, "<"), ">"))
	if !ok {
		iri = quad.IRI(strings.Trim(name, "<>"))
	}
	if n.ValueOf(iri) != nil {
		return iri, n.Err()
	}
	found := map[quad.IRI]bool{}
	for _, by := range append(naming(), rdf.AltLabel) {
		var literals []quad.Value
		err := n.Objects(ctx, nil, by, func(v quad.Value) error {
			if strings.EqualFold(rdf.Text(v), name) {
				literals = append(literals, v)
			}
			return nil
		})
		if err != nil {
			return "", err
		}
		for _, v := range literals {
			err := n.Match(ctx, quad.Quad{Predicate: by, Object: v}, func(q quad.Quad) error {
				// Places are named like states, and nobody takes a side on them.
				if s, ok := q.Subject.(quad.IRI); ok && n.holdsOrIsHeld(s) {
					found[s] = true
				}
				return nil
			})
			if err != nil {
				return "", err
			}
		}
		if len(found) > 0 {
			break // a canonical name goes before another
		}
	}
	switch len(found) {
	case 0:
		return "", misnamed("nothing in the graph is called %q: give a key such as state/KAZ, or a name as tables show it", name)
	case 1:
		for iri := range found {
			return iri, nil
		}
	}
	var keys []string
	for iri := range maps.Keys(found) {
		keys = append(keys, shorten(n.base, iri))
	}
	slices.Sort(keys)
	return "", misnamed("%q is the name of %d things: say which of %s", name, len(keys), strings.Join(keys, ", "))
}

// misnamed is an ErrName in words of its own.
func misnamed(format string, args ...any) error {
	return &told{text: fmt.Sprintf(format, args...), kind: ErrName, cause: ErrName}
}

// holdsOrIsHeld reports whether a node is of a kind that stances lead from or
// to.
func (n *names) holdsOrIsHeld(iri quad.IRI) bool {
	key, _ := rdf.Key(n.base, iri)
	room, _, _ := strings.Cut(key, "/")
	return slices.Contains(walked(), room)
}

// walked are the rooms whose nodes stances lead from or to.
func walked() []string {
	return []string{"state", "group", "body", "holder", "instrument", "document", "meeting", "person", "target", "topic"}
}

// Names returns the short names that questions have most: of those who hold
// positions, what these are about, the lexicon's entities, the records, and
// the predicates in use. They are sorted.
func (g *Graph) Names(ctx context.Context) ([]string, error) {
	v, err := g.store.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.Close()
	all := map[string]bool{}
	add := func(v quad.Value) error {
		if iri, ok := v.(quad.IRI); ok {
			all[shorten(g.base, iri)] = true
		}
		return ctx.Err()
	}
	for _, p := range []quad.IRI{schema.PropHolder, schema.PropOnBehalfOf, schema.PropAbout, schema.PropStance} {
		if err := v.Objects(ctx, nil, p, add); err != nil {
			return nil, err
		}
	}
	err = v.Match(ctx, quad.Quad{Predicate: quad.IRI(rdf.Type), Label: rdf.Lexicon(g.base)}, func(q quad.Quad) error { return add(q.Subject) })
	if err != nil {
		return nil, err
	}
	labels, err := g.store.labels(ctx)
	if err != nil {
		return nil, err
	}
	predicates, err := g.store.predicates(ctx)
	if err != nil {
		return nil, err
	}
	for _, v := range slices.AppendSeq(labels, maps.Keys(predicates)) {
		if err := add(v); err != nil {
			return nil, err
		}
	}
	return slices.Sorted(maps.Keys(all)), nil
}
