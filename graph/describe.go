package graph

import (
	"context"
	"fmt"
	"io"

	"github.com/demarche-kg/demarche/graph/rdf"
)

// Describe writes a description of the whole graph, after VoID and DCAT; see
// rdf.Description.
func (g *Graph) Describe(ctx context.Context, w io.Writer, format rdf.Format) error {
	d := rdf.NewDescription(g.base)
	for named, err := range g.Graphs(ctx) {
		if err != nil {
			return err
		}
		for _, q := range named.Quads {
			d.Add(q)
		}
	}
	out := rdf.NewWriter(w, format, rdf.Options{Base: g.base})
	for _, q := range d.Quads() {
		if err := out.Write(q); err != nil {
			return fmt.Errorf("describe: %w", err)
		}
	}
	return out.Close()
}
