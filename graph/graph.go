package graph

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/demarche-kg/demarche/graph/rdf"
)

// Options say how to open a graph. The zero value opens it for writing.
type Options struct {
	// Base is the base IRI of the data. A graph keeps the base that it was
	// begun with, so it defaults to that one, and to rdf.DefaultBase for a
	// new graph; to name another is an error.
	Base string
	// ReadOnly opens the graph as it is at that moment. Any number of
	// processes may, while another writes.
	ReadOnly bool
	// MustExist makes it an error that there is no graph at the path; to read,
	// it always is.
	MustExist bool
	// NoSync lets changes return before they are on disk, which Close waits
	// for: many of them are faster so. A crash of the machine may lose the
	// latest, never parts of one, and never what was there before.
	NoSync bool
}

// A Graph is a set of named graphs, one a record and one for the lexicon. It
// is safe for concurrent use.
type Graph struct {
	store    backend
	base     string
	readOnly bool
	merging  sync.Mutex // held while a part is merged into its record
}

// Open opens the graph in the folder at path, or begins one. Given no path,
// the graph lives in memory.
//
// A change is whole, or it is not made at all; once it has returned without
// an error it lasts, but for Options.NoSync. Close the graph, also one in
// memory.
func Open(path string, o Options) (*Graph, error) {
	if o.Base != "" {
		if err := rdf.CheckBase(o.Base); err != nil {
			return nil, err
		}
	}
	d, err := openDisk(path, o)
	if err != nil {
		return nil, err
	}
	return &Graph{store: d, base: d.base, readOnly: o.ReadOnly}, nil
}

// Base is the base IRI of the data.
func (g *Graph) Base() string { return g.base }

// Stats counts what the graph holds.
func (g *Graph) Stats(ctx context.Context) (Stats, error) { return g.store.stats(ctx) }

// Close makes all changes last and gives the graph back. Queries at work end
// with an error.
func (g *Graph) Close() error {
	return errors.Join(g.store.sync(), g.store.close())
}

// writable says what hinders a change.
func (g *Graph) writable() error {
	if g.readOnly {
		return fmt.Errorf("%w: open it for writing", ErrReadOnly)
	}
	return nil
}
