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

// Graphs returns the labels of the named graphs, in order.
func (g *Graph) Graphs(ctx context.Context) ([]quad.Value, error) { return g.store.labels(ctx) }

// Quads goes through all quads, graph by graph. An error ends it.
func (g *Graph) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		labels, err := g.store.labels(ctx)
		for i := 0; err == nil && i < len(labels); i++ {
			var quads []quad.Quad
			if quads, err = g.store.quads(ctx, labels[i]); err != nil {
				break
			}
			for _, q := range quads {
				if !yield(q, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(quad.Quad{}, err)
		}
	}
}
