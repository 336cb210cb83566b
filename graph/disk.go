package graph

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/graph/store"
)

// A disk is a backend in the folder of a store, or in memory. One process at
// a time may write to it; any number may read it as it was when they opened
// it.
type disk struct {
	path  string          // "" in memory
	store *store.Store    // nil where it was opened to be read
	whole *store.Snapshot // what was opened to be read
	base  string
}

// noteBase is the note of a store that has the base IRI of its data.
const noteBase = "base"

// openDisk opens or begins the graph in the folder at path; without a path it
// begins one in memory. Given no base IRI it takes the graph's, or
// rdf.DefaultBase.
func openDisk(path string, o Options) (*disk, error) {
	d := &disk{path: path}
	err := d.open(o)
	if err == nil {
		err = d.settleBase(o.Base)
	}
	if err != nil {
		return nil, fault(path, errors.Join(err, d.close()))
	}
	return d, nil
}

func (d *disk) open(o Options) (err error) {
	if d.path == "" {
		d.store, err = store.OpenMemory(store.Options{})
		return err
	}
	info, err := os.Stat(d.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && (o.ReadOnly || o.MustExist):
		return fmt.Errorf("there is none: build it first: %w", fs.ErrNotExist)
	case err == nil && !info.IsDir():
		return errors.New("this is a file, and a graph is a folder: name another, or remove the file and build the graph again")
	}
	if o.ReadOnly {
		d.whole, err = store.OpenReader(d.path, store.Options{})
	} else {
		d.store, err = store.Open(d.path, store.Options{NoSync: o.NoSync})
	}
	return err
}

// settleBase keeps the base IRI of a new graph and checks that of an old one.
func (d *disk) settleBase(asked string) error {
	var found bool
	var err error
	if d.store == nil {
		d.base, found, err = d.whole.Note(noteBase)
	} else {
		d.base, found, err = d.store.Note(noteBase)
	}
	switch {
	case err != nil:
		return err
	case found && asked != "" && asked != d.base:
		return fmt.Errorf("its base IRI is %s, not %s: leave the base out, or choose another graph", d.base, asked)
	case found:
		return nil
	}
	if d.base = asked; asked == "" {
		d.base = rdf.DefaultBase
	}
	if d.store == nil { // begun a moment ago: it is empty
		return nil
	}
	return d.store.SetNote(context.Background(), noteBase, d.base)
}

// moment returns the present state, and what gives it back.
func (d *disk) moment() (*store.Snapshot, func() error, error) {
	if d.store == nil {
		return d.whole, func() error { return nil }, nil
	}
	s, err := d.store.Snapshot()
	if err != nil {
		return nil, nil, fault(d.path, err)
	}
	return s, s.Close, nil
}

func (d *disk) labels(ctx context.Context) ([]quad.Value, error) {
	s, done, err := d.moment()
	if err != nil {
		return nil, err
	}
	defer done()
	graphs, err := s.Graphs(ctx)
	if err != nil {
		return nil, fault(d.path, err)
	}
	out := make([]quad.Value, len(graphs))
	for i, g := range graphs {
		out[i] = g.Label
	}
	slices.SortFunc(out, rdf.Compare)
	return out, nil
}

func (d *disk) quads(ctx context.Context, label quad.Value) ([]quad.Quad, error) {
	s, done, err := d.moment()
	if err != nil {
		return nil, err
	}
	defer done()
	var out []quad.Quad
	err = s.GraphQuads(ctx, label, func(q quad.Quad) error {
		out = append(out, q)
		return nil
	})
	if err != nil {
		return nil, fault(d.path, err)
	}
	slices.SortFunc(out, rdf.CompareQuads)
	return out, ctx.Err()
}

func (d *disk) replace(ctx context.Context, label quad.Value, quads []quad.Quad) error {
	return fault(d.path, d.store.ReplaceGraph(ctx, label, quads))
}

func (d *disk) setNote(ctx context.Context, name, text string) error {
	return fault(d.path, d.store.SetNote(ctx, name, text))
}

// A seen is a state of a disk, for one query.
type seen struct {
	*store.Snapshot
	d *disk
}

// Err is what could not be read and passed for absent.
func (v seen) Err() error { return fault(v.d.path, v.Snapshot.Err()) }

// Match is that of the store, its errors told.
func (v seen) Match(ctx context.Context, p quad.Quad, use func(quad.Quad) error) error {
	return fault(v.d.path, v.Snapshot.Match(ctx, p, use))
}

// Objects is that of the store, its errors told.
func (v seen) Objects(ctx context.Context, subject, predicate quad.Value, use func(quad.Value) error) error {
	return fault(v.d.path, v.Snapshot.Objects(ctx, subject, predicate, use))
}

// Close gives the state back, but for the one that all queries of a graph that
// was opened to be read have in common.
func (v seen) Close() error {
	if v.d.store == nil {
		return nil
	}
	return v.Snapshot.Close()
}

func (d *disk) view(context.Context) (view, error) {
	s, _, err := d.moment()
	if err != nil {
		return nil, err
	}
	return seen{s, d}, nil
}

func (d *disk) stats(ctx context.Context) (Stats, error) {
	s, done, err := d.moment()
	if err != nil {
		return Stats{}, err
	}
	defer done()
	sizes, err := s.Stats(ctx, true)
	if err != nil {
		return Stats{}, fault(d.path, err)
	}
	graphs, err := s.Graphs(ctx)
	if err != nil {
		return Stats{}, fault(d.path, err)
	}
	bytes, err := d.bytes()
	return Stats{Graphs: len(graphs), Quads: int(sizes.Quads.Size), Nodes: int(sizes.Nodes.Size), Bytes: bytes}, err
}

func (d *disk) sync() error {
	if d.store == nil {
		return nil
	}
	return fault(d.path, d.store.Sync())
}

func (d *disk) close() error {
	var err error
	if d.store != nil {
		err = d.store.Close()
	}
	if d.whole != nil {
		err = d.whole.Close()
	}
	return fault(d.path, err)
}
