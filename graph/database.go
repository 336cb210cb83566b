package graph

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/postgres"
	"github.com/demarche-kg/demarche/graph/rdf"
)

// A database is a backend in PostgreSQL. Any number of processes may write to
// it.
type database struct {
	store *postgres.Store
	name  string // the address without its password
	base  string
}

// openDatabase opens or begins the graph in the database at an address. Given
// no base IRI it takes the graph's, or rdf.DefaultBase.
func openDatabase(address string, o Options) (*database, error) {
	ctx := context.Background()
	d := &database{name: postgres.Redact(address)}
	var err error
	if d.store, err = postgres.Open(ctx, address, postgres.Options{MustExist: o.ReadOnly || o.MustExist}); err != nil {
		return nil, d.fault(err)
	}
	if err := d.settleBase(ctx, o); err != nil {
		return nil, d.fault(errors.Join(err, d.store.Close()))
	}
	return d, nil
}

// settleBase keeps the base IRI of a new graph and checks that of an old one.
func (d *database) settleBase(ctx context.Context, o Options) error {
	base, found, err := d.store.Note(ctx, noteBase)
	if err == nil && !found {
		if base = o.Base; base == "" {
			base = rdf.DefaultBase
		}
		if !o.ReadOnly {
			base, err = d.store.BeginNote(ctx, noteBase, base)
		}
	}
	if d.base = base; err == nil && o.Base != "" && o.Base != base {
		err = fmt.Errorf("graph %s: its base IRI is %s, not %s: leave the base out, or choose another graph", d.name, base, o.Base)
	}
	return err
}

// fault tells errors of the database as those of any graph are told.
func (d *database) fault(err error) error {
	var said *told
	if err == nil || errors.As(err, &said) {
		return err
	}
	switch {
	case errors.Is(err, postgres.ErrNewer):
		return &told{text: "graph of another version: " + err.Error(), kind: ErrVersion, cause: err}
	case errors.Is(err, postgres.ErrNone):
		return &told{text: err.Error(), kind: fs.ErrNotExist, cause: err}
	}
	return err
}

func (d *database) labels(ctx context.Context) ([]quad.Value, error) {
	v, err := d.store.View(ctx)
	if err != nil {
		return nil, d.fault(err)
	}
	defer v.Close()
	out, err := v.Graphs(ctx)
	if err != nil {
		return nil, d.fault(err)
	}
	slices.SortFunc(out, rdf.Compare)
	return out, nil
}

func (d *database) quads(ctx context.Context, label quad.Value) ([]quad.Quad, error) {
	v, err := d.store.View(ctx) // its values must not go while we read
	if err != nil {
		return nil, d.fault(err)
	}
	defer v.Close()
	var out []quad.Quad
	err = v.GraphQuads(ctx, label, func(q quad.Quad) error {
		out = append(out, q)
		return nil
	})
	if err != nil {
		return nil, d.fault(err)
	}
	slices.SortFunc(out, rdf.CompareQuads)
	return out, nil
}

func (d *database) replace(ctx context.Context, label quad.Value, quads []quad.Quad) error {
	return d.fault(d.store.ReplaceGraph(ctx, label, quads))
}

func (d *database) setNote(ctx context.Context, name, text string) error {
	return d.fault(d.store.SetNote(ctx, name, text))
}

func (d *database) hold(ctx context.Context, label quad.Value) (func(), error) {
	release, err := d.store.Hold(ctx, label)
	return release, d.fault(err)
}

func (d *database) view(ctx context.Context) (view, error) {
	v, err := d.store.View(ctx)
	if err != nil {
		return nil, d.fault(err)
	}
	return v, nil
}

func (d *database) stats(ctx context.Context) (Stats, error) {
	v, err := d.store.View(ctx) // all counts of one moment
	if err != nil {
		return Stats{}, d.fault(err)
	}
	defer v.Close()
	sizes, err := v.Stats(ctx, true)
	if err != nil {
		return Stats{}, d.fault(err)
	}
	graphs, err := v.Graphs(ctx)
	if err != nil {
		return Stats{}, d.fault(err)
	}
	bytes, err := v.Bytes(ctx)
	return Stats{Graphs: len(graphs), Quads: int(sizes.Quads.Size), Nodes: int(sizes.Nodes.Size), Bytes: bytes}, d.fault(err)
}

func (d *database) predicates(ctx context.Context) (map[quad.Value]int, error) {
	v, err := d.store.View(ctx)
	if err != nil {
		return nil, d.fault(err)
	}
	defer v.Close()
	counts, err := v.Predicates(ctx)
	out := make(map[quad.Value]int, len(counts))
	for p, n := range counts {
		out[p] = int(n)
	}
	return out, d.fault(err)
}

func (d *database) check(ctx context.Context) ([]string, error) {
	v, err := d.store.View(ctx)
	if err != nil {
		return nil, d.fault(err)
	}
	defer v.Close()
	problems, err := v.Check(ctx)
	return problems, d.fault(err)
}

func (d *database) compact(ctx context.Context) error { return d.fault(d.store.Compact(ctx)) }

func (d *database) backup(string) error {
	return fmt.Errorf("graph %s: a database is not backed up to a folder: use pg_dump, or demarche export", d.name)
}

// sync has nothing to wait for: a commit is on the disk of the server.
func (d *database) sync() error { return nil }

func (d *database) close() error { return d.fault(d.store.Close()) }
