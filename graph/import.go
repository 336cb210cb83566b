package graph

import (
	"cmp"
	"context"
	"fmt"
	"io"
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

// Imported is what an import brought.
type Imported struct {
	Graphs, Quads int
}

// Import reads a document and puts each named graph of it in the place of the
// graph of that label; what stands outside of any goes to o.Graph. What Export
// wrote with named graphs so comes back as it was. All of the document is read
// before anything changes; its blank nodes stay its own. A graph without a
// name of its own (_:g) gets one under o.Graph.
func (g *Graph) Import(ctx context.Context, r io.Reader, format rdf.Format, o ImportOptions) (Imported, error) {
	if err := g.writable(); err != nil {
		return Imported{}, err
	}
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
		return Imported{}, err
	}
	var labels []quad.IRI
	for label, quads := range graphs {
		labels = append(labels, label)
		slices.SortFunc(quads, rdf.CompareQuads)
		graphs[label] = slices.Compact(quads)
	}
	slices.SortFunc(labels, func(a, b quad.IRI) int { return cmp.Compare(a, b) })
	var sum Imported
	for _, label := range labels {
		if err := g.PutGraph(ctx, label, graphs[label]); err != nil {
			return Imported{}, fmt.Errorf("%s: %w", o.File, err)
		}
		sum.Graphs++
		sum.Quads += len(graphs[label])
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
