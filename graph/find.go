package graph

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

// A spot is where a position stands: its node in a named graph.
type spot struct{ label, node quad.Value }

// indexed reports whether an index tells where positions are that pass.
func (f Filter) indexed() bool {
	return f.Record == "" && (f.Holder != "" || f.Entity != "" || len(f.Stances) > 0 || f.Side != "")
}

// stanceNodes are the nodes of the stances that pass; none where all do.
func (f Filter) stanceNodes() []quad.Value {
	if len(f.Stances) == 0 && f.Side == "" {
		return nil
	}
	out := []quad.Value{}
	for _, s := range schema.Stances() {
		if (len(f.Stances) == 0 || slices.Contains(f.Stances, s)) && (f.Side == "" || s.Side() == f.Side) {
			out = append(out, rdf.StanceIRI(s))
		}
	}
	return out
}

// most reports whether more than half of all positions take one of the
// stances: then to read all records is as fast, for a record is read at once
// and its positions one by one.
func (x finder) most(ctx context.Context, stances []quad.Value) (bool, error) {
	all, err := x.size(ctx, quad.Predicate, quad.IRI(schema.PropStance))
	if err != nil {
		return false, err
	}
	var some int64
	for _, s := range stances {
		n, err := x.size(ctx, quad.Object, s)
		if err != nil {
			return false, err
		}
		some += n
	}
	return some > all/2, nil
}

// size is how many quads have a value in a place.
func (x finder) size(ctx context.Context, d quad.Direction, v quad.Value) (int64, error) {
	ref := x.ValueOf(v)
	if ref == nil {
		return 0, x.Err()
	}
	n, err := x.QuadIteratorSize(ctx, d, ref)
	return n.Size, err
}

// A finder looks positions up in one state of the graph.
type finder struct {
	view
	base string
}

// places returns where those positions are that pass the filter's holder,
// entity and stances, and maybe others; ok is false where only reading all of
// them can tell.
func (x finder) places(ctx context.Context, f Filter) (found map[spot]bool, ok bool, err error) {
	if f.Holder != "" || f.Entity != "" {
		if _, loose, err := x.Note(noteLoose); err != nil || loose {
			return nil, false, err
		}
	}
	narrow := func(predicates []string, nodes []quad.Value) error {
		here := map[spot]bool{}
		for _, p := range predicates {
			for _, n := range nodes {
				err := x.Match(ctx, quad.Quad{Predicate: quad.IRI(p), Object: n}, func(q quad.Quad) error {
					at := spot{q.Label, q.Subject}
					if found == nil || found[at] {
						here[at] = true
					}
					return nil
				})
				if err != nil {
					return err
				}
			}
		}
		found = here
		return nil
	}
	for _, by := range []struct {
		name       string
		predicates []string
	}{
		{f.Holder, []string{schema.PropHolder, schema.PropOnBehalfOf}},
		{f.Entity, []string{schema.PropAbout}},
	} {
		if by.name == "" {
			continue
		}
		nodes, err := x.called(ctx, by.name, by.predicates)
		if err != nil {
			return nil, false, err
		}
		if err := narrow(by.predicates, nodes); err != nil {
			return nil, false, err
		}
	}
	if found == nil { // else the stance is seen when the position is read
		stances := f.stanceNodes()
		if most, err := x.most(ctx, stances); err != nil || most {
			return nil, false, err
		}
		if err := narrow([]string{schema.PropStance}, stances); err != nil {
			return nil, false, err
		}
	}
	return found, true, nil
}

// called returns the objects of predicates whose key or name is this,
// whatever its case.
func (x finder) called(ctx context.Context, name string, predicates []string) ([]quad.Value, error) {
	found := map[quad.Value]bool{}
	for _, p := range predicates {
		err := x.Objects(ctx, nil, quad.IRI(p), func(n quad.Value) error {
			iri, _ := n.(quad.IRI)
			if key, _ := rdf.Key(x.base, iri); strings.EqualFold(key, name) {
				found[n] = true
				return nil
			}
			for _, naming := range rdf.Naming() {
				err := x.Objects(ctx, n, naming, func(v quad.Value) error {
					if strings.EqualFold(rdf.Text(v), name) {
						found[n] = true
					}
					return nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return slices.Collect(maps.Keys(found)), nil
}

// read returns the positions at these nodes of a named graph that take one of
// the stances, in the order of the text. It reads their nodes and those that
// they refer to, and no others.
func (x finder) read(ctx context.Context, label quad.Value, nodes []quad.Value, stances []quad.Value) ([]schema.Position, error) {
	var quads []quad.Quad
	seen := map[quad.Value]bool{}
	references := rdf.References()
	var add func(quad.Value) error
	add = func(n quad.Value) error {
		if seen[n] {
			return nil
		}
		seen[n] = true
		from := len(quads)
		err := x.Match(ctx, quad.Quad{Subject: n, Label: label}, func(q quad.Quad) error {
			quads = append(quads, q)
			return nil
		})
		if err != nil {
			return err
		}
		own := quads[from:]
		if stances != nil && slices.ContainsFunc(own, func(q quad.Quad) bool {
			return q.Predicate == quad.IRI(schema.PropStance) && !slices.Contains(stances, q.Object)
		}) {
			quads = quads[:from]
			return nil
		}
		for _, q := range own {
			if p, ok := q.Predicate.(quad.IRI); ok && slices.Contains(references, p) {
				if err := add(q.Object); err != nil {
					return err
				}
			}
		}
		return nil
	}
	for _, n := range append([]quad.Value{label}, nodes...) {
		if err := add(n); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(quads, rdf.CompareQuads)
	return rdf.Positions(quads, x.base)
}
