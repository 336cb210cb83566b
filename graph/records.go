package graph

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

// ReplaceRecord makes ps all that the graph holds of a record. Nothing else
// moves. Every position must be of that record and have its ID.
func (g *Graph) ReplaceRecord(ctx context.Context, record string, ps []schema.Position) error {
	return g.Put(ctx, schema.Record{Symbol: record}, ps)
}

// Put makes r and ps all that the graph holds of a record: what is known of
// it and its speeches, and the positions. Where r is a part, it replaces the
// speeches that r has, and leaves the others of the record.
func (g *Graph) Put(ctx context.Context, r schema.Record, ps []schema.Position) error {
	if err := g.writable(); err != nil {
		return err
	}
	for i := range ps {
		if err := check(r.Symbol, &ps[i]); err != nil {
			return err
		}
	}
	label := rdf.IRI(g.base, rdf.RecordKey(r.Symbol))
	if r.Part {
		g.merging.Lock()
		defer g.merging.Unlock()
		old, kept, err := g.read(ctx, r.Symbol)
		if err != nil {
			return err
		}
		r, ps = merge(old, kept, r, ps)
	}
	quads := rdf.Record(r, ps, g.base)
	if loose(quads, ps, g.base) {
		if err := g.store.setNote(ctx, noteLoose, r.Symbol); err != nil {
			return err
		}
	}
	return g.store.replace(ctx, label, quads)
}

// check says what hinders a position from standing in a record.
func check(record string, p *schema.Position) error {
	switch {
	case record == "":
		return fmt.Errorf("position %q: its record has no name", p.ID)
	case p.Record != record:
		return fmt.Errorf("record %s: position %s is of record %q", record, p.ID, p.Record)
	case p.ID == "":
		return fmt.Errorf("record %s: the position at byte %d has no ID: set it first", record, p.Start)
	case !p.Stance.Valid():
		return fmt.Errorf("record %s: position %s: %q is none of the stances", record, p.ID, p.Stance)
	case p.Holder == "":
		return fmt.Errorf("record %s: position %s has no holder", record, p.ID)
	}
	return nil
}

// merge puts the speeches of part r into what is held of the record.
func merge(old schema.Record, kept []schema.Position, r schema.Record, ps []schema.Position) (schema.Record, []schema.Position) {
	read := map[int]bool{}
	for _, s := range r.Speeches {
		read[s.N] = true
	}
	for _, p := range ps {
		read[p.Speech] = true
	}
	kept = slices.DeleteFunc(kept, func(p schema.Position) bool { return read[p.Speech] })
	for _, s := range old.Speeches {
		if !read[s.N] {
			r.Speeches = append(slices.Clip(r.Speeches), s)
		}
	}
	sort.SliceStable(r.Speeches, func(i, j int) bool { return r.Speeches[i].N < r.Speeches[j].N })
	if r.Title == "" {
		r.Title = old.Title
	}
	if r.Date == "" {
		r.Date = old.Date
	}
	r.File, r.Bytes = "", 0 // the record has many files
	return r, append(kept, ps...)
}

// RemoveRecord removes all that the graph holds of a record, and reports
// whether it held any.
func (g *Graph) RemoveRecord(ctx context.Context, record string) (bool, error) {
	if err := g.writable(); err != nil {
		return false, err
	}
	if held, err := g.Has(ctx, record); err != nil || !held {
		return false, err
	}
	return true, g.store.replace(ctx, rdf.IRI(g.base, rdf.RecordKey(record)), nil)
}

// Has reports whether the graph holds a record.
func (g *Graph) Has(ctx context.Context, record string) (bool, error) {
	held, err := g.store.quads(ctx, rdf.IRI(g.base, rdf.RecordKey(record)))
	return len(held) > 0, err
}

// Records returns the names of the records in the graph, sorted.
func (g *Graph) Records(ctx context.Context) ([]string, error) {
	labels, err := g.store.labels(ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, label := range labels {
		if name, ok := g.recordOf(label); ok {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out, nil
}

// read returns what the graph holds of a record.
func (g *Graph) read(ctx context.Context, record string) (schema.Record, []schema.Position, error) {
	quads, err := g.store.quads(ctx, rdf.IRI(g.base, rdf.RecordKey(record)))
	if err != nil {
		return schema.Record{}, nil, err
	}
	r, ps, err := rdf.Read(quads, g.base)
	if err != nil {
		return r, nil, fmt.Errorf("record %s: %w", record, err)
	}
	return r, ps, nil
}

// recordOf is the record whose named graph has this label.
func (g *Graph) recordOf(label quad.Value) (string, bool) {
	iri, _ := label.(quad.IRI)
	key, _ := rdf.Key(g.base, iri)
	prefix := rdf.RecordKey("")
	if len(key) <= len(prefix) || key[:len(prefix)] != prefix {
		return "", false
	}
	return key[len(prefix):], true
}

// ReplaceLexicon makes these the facts of the lexicon.
func (g *Graph) ReplaceLexicon(ctx context.Context, entities []schema.Entity, memberships []schema.Membership) error {
	if err := g.writable(); err != nil {
		return err
	}
	return g.store.replace(ctx, rdf.Lexicon(g.base), rdf.Facts(entities, memberships, g.base))
}
