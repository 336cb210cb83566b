package graph

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
)

// ImportOptions say how to import a document.
type ImportOptions struct {
	// File names the document in errors.
	File string
	// Graph is the label of the graph that statements outside of any named
	// graph go to; "" is not allowed.
	Graph string
	// Base resolves relative IRIs; "" makes them errors.
	Base string
	// MaxQuads is the most quads taken, as they are held in memory before
	// anything changes; defaults to 20,000,000.
	MaxQuads int
}

// A Document is what was read to be imported.
type Document struct {
	file   string
	graphs map[quad.IRI][]quad.Quad
}

// ReadDocument reads a document to be imported. Each named graph of it will
// take the place of the graph of that label; what stands outside of any goes
// to o.Graph. Its blank nodes stay its own. A graph without a name of its own
// (_:g) gets one under o.Graph.
func ReadDocument(ctx context.Context, r io.Reader, format rdf.Format, o ImportOptions) (*Document, error) {
	if o.MaxQuads <= 0 {
		o.MaxQuads = 20_000_000
	}
	n := 0
	own := own{graph: quad.IRI(o.Graph), tag: "g" + rdf.Digest(o.Graph) + "x"}
	graphs := map[quad.IRI][]quad.Quad{}
	err := rdf.Parse(r, format, rdf.ParseOptions{File: o.File, Base: o.Base}, func(q quad.Quad) error {
		if n++; n > o.MaxQuads {
			return fmt.Errorf("%s: more than %d quads: split it", o.File, o.MaxQuads)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		label := own.label(q.Label)
		q.Subject, q.Object, q.Label = own.node(q.Subject), own.node(q.Object), label
		graphs[label] = append(graphs[label], q)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for label, quads := range graphs {
		slices.SortFunc(quads, rdf.CompareQuads)
		graphs[label] = slices.Compact(quads)
	}
	return &Document{o.File, graphs}, nil
}

// Imported is what an import brought.
type Imported struct {
	Graphs, Quads int
}

// Import puts documents into the graph, in their order. What Export wrote with
// named graphs so comes back as it was. Each named graph is replaced whole or
// not at all.
func (g *Graph) Import(ctx context.Context, documents ...*Document) (Imported, error) {
	var sum Imported
	for _, d := range documents {
		for _, label := range slices.Sorted(maps.Keys(d.graphs)) {
			if err := g.PutGraph(ctx, label, d.graphs[label]); err != nil {
				return sum, fmt.Errorf("%s: %w", d.file, err)
			}
			sum.Graphs++
			sum.Quads += len(d.graphs[label])
		}
	}
	return sum, nil
}

// own keeps the blank nodes of a document apart from those of others.
type own struct {
	graph quad.IRI
	tag   string
}

// node tags a blank node with its document, once: what Export wrote keeps its
// labels when it comes back.
func (o own) node(v quad.Value) quad.Value {
	if n, ok := v.(quad.BNode); ok && !strings.HasPrefix(string(n), o.tag) {
		return quad.BNode(o.tag + string(n))
	}
	return v
}

func (o own) label(v quad.Value) quad.IRI {
	switch v := v.(type) {
	case quad.IRI:
		return v
	case quad.BNode:
		return o.graph + "/" + quad.IRI(v)
	}
	return o.graph
}
