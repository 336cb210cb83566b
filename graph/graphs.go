package graph

import (
	"context"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
)

// PutGraph makes quads all that the named graph label holds; none removes it.
// The labels of the quads do not count. A graph that has the label of a record
// must be as Export writes it, or the graph refuses it.
func (g *Graph) PutGraph(ctx context.Context, label quad.IRI, quads []quad.Quad) error {
	if err := g.writable(); err != nil {
		return err
	}
	if label == "" {
		return fmt.Errorf("a named graph wants a label")
	}
	if record, ok := g.recordOf(label); ok && len(quads) > 0 {
		if _, _, err := rdf.Read(quads, g.base); err != nil {
			return fmt.Errorf("record %s: %w", record, err)
		}
	}
	return g.store.replace(ctx, label, quads)
}

// A Named is one named graph.
type Named struct {
	Label string // its IRI
	Quads []quad.Quad
}

// Graphs goes through the named graphs in the order of their labels. An error
// ends it.
func (g *Graph) Graphs(ctx context.Context) iter.Seq2[Named, error] {
	return func(yield func(Named, error) bool) {
		labels, err := g.store.labels(ctx)
		for i := 0; err == nil && i < len(labels); i++ {
			var quads []quad.Quad
			if quads, err = g.store.quads(ctx, labels[i]); err == nil && !yield(Named{labelOf(labels[i]), quads}, nil) {
				return
			}
		}
		if err != nil {
			yield(Named{}, err)
		}
	}
}

func labelOf(v quad.Value) string {
	iri, _ := v.(quad.IRI)
	return string(iri)
}

// Short is a term as queries and answers have it: "state/KAZ", "dm:holder", or
// the characters of a literal; "" for none.
func (g *Graph) Short(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.IRI:
		return shorten(g.base, v)
	case quad.BNode:
		return "_:" + string(v)
	}
	chars, _, _, _ := rdf.Literal(v)
	return chars
}
