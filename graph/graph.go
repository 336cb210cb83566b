package graph

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/demarche-kg/demarche/graph/rdf"
)

// ErrReadOnly answers a change to a graph that was opened to be read.
var ErrReadOnly = errors.New("the graph was opened to be read only")

// Options say how to open a graph. The zero value opens it for writing.
type Options struct {
	// Base is the base IRI of the data. A graph keeps the base that it was
	// begun with, so it defaults to that one, and to rdf.DefaultBase for a
	// new graph; to name another is an error.
	Base string
	// ReadOnly opens the graph as it was saved last. Any number of processes
	// may, while another writes.
	ReadOnly bool
}

// A Graph is a set of named graphs, one a record and one for the lexicon. It
// is safe for concurrent use.
type Graph struct {
	store    store
	base     string
	readOnly bool
	merging  sync.Mutex // held while a part is merged into its record
}

// Open opens the graph in the file at path, or begins one. Given no path, the
// graph lives in memory.
//
// Changes are kept when Save or Close returns without an error; until then
// the file is as it was.
func Open(path string, o Options) (*Graph, error) {
	if o.Base != "" {
		if err := rdf.CheckBase(o.Base); err != nil {
			return nil, err
		}
	}
	f, err := openFile(path, o.Base, rdf.DefaultBase, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	return &Graph{store: f, base: f.base, readOnly: o.ReadOnly}, nil
}

// Base is the base IRI of the data.
func (g *Graph) Base() string { return g.base }

// Stats counts what the graph holds.
func (g *Graph) Stats(ctx context.Context) (Stats, error) { return g.store.stats(ctx) }

// Save makes all changes last. Where it fails, what was saved before is
// intact, and the changes are still in the graph.
func (g *Graph) Save(ctx context.Context) error {
	if g.readOnly {
		return nil
	}
	return g.store.save(ctx)
}

// Close saves the graph and gives it back. After an error what was saved
// before is intact.
func (g *Graph) Close() error {
	return errors.Join(g.Save(context.Background()), g.store.close())
}

// Discard gives the graph back without saving: changes since the last Save
// are lost.
func (g *Graph) Discard() error { return g.store.close() }

// writable says what hinders a change.
func (g *Graph) writable() error {
	if g.readOnly {
		return fmt.Errorf("%w: open it for writing", ErrReadOnly)
	}
	return nil
}
