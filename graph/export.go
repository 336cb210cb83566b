package graph

import (
	"context"
	"fmt"
	"io"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

// Export writes the graph, or of each record the positions that pass the
// filter with what they refer to. The zero Filter writes all, the lexicon's
// facts included; a Filter of a Record alone writes that record whole.
func (g *Graph) Export(ctx context.Context, w io.Writer, format rdf.Format, f Filter) error {
	out := rdf.NewWriter(w, format, rdf.Options{Base: g.base})
	labels, err := g.store.labels(ctx)
	if err != nil {
		return err
	}
	for _, label := range labels {
		record, ok := g.recordOf(label)
		if f.any() && (!ok || f.Record != "" && f.Record != record) {
			continue
		}
		quads, err := g.store.quads(ctx, label)
		if err != nil {
			return err
		}
		if rest := f; ok {
			rest.Record = ""
			if rest.any() {
				r, ps, err := rdf.Read(quads, g.base)
				if err != nil {
					return fmt.Errorf("record %s: %w", record, err)
				}
				if ps = chosen(ps, f); len(ps) == 0 {
					continue
				}
				r.Speeches = spoken(r.Speeches, ps)
				quads = rdf.Record(r, ps, g.base)
			}
		}
		for _, q := range quads {
			if err := out.Write(q); err != nil {
				return fmt.Errorf("export: %w", err)
			}
		}
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// any reports whether the filter leaves anything out.
func (f Filter) any() bool {
	return f.Record != "" || f.Holder != "" || len(f.Stances) > 0 || f.Side != "" || f.Target != "" ||
		f.Entity != "" || f.Since != "" || f.Until != "" || f.MinConfidence != 0
}

func chosen(ps []schema.Position, f Filter) []schema.Position {
	var out []schema.Position
	for i := range ps {
		if f.Match(&ps[i]) {
			out = append(out, ps[i])
		}
	}
	return out
}

// spoken keeps the speeches in which these positions were said.
func spoken(speeches []schema.Speech, ps []schema.Position) []schema.Speech {
	said := map[int]bool{}
	for _, p := range ps {
		said[p.Speech] = true
	}
	var out []schema.Speech
	for _, s := range speeches {
		if said[s.N] {
			out = append(out, s)
		}
	}
	return out
}
