package graph

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// A backend keeps quads by named graph. It is the seam at which another way of
// keeping them fits in. A backend is safe for concurrent use; what it hands
// out is of one state and stays so. Its errors say which graph, what happened
// and what to do.
type backend interface {
	// labels returns the labels of the named graphs, sorted.
	labels(ctx context.Context) ([]quad.Value, error)
	// quads returns the quads of one named graph, sorted; none where there is
	// no such graph.
	quads(ctx context.Context, label quad.Value) ([]quad.Quad, error)
	// replace makes quads all that a named graph holds, or, given none,
	// removes it. All of it happens or none.
	replace(ctx context.Context, label quad.Value, quads []quad.Quad) error
	// view is the present state, as Cayley reads it. Later changes do not
	// show in it. It is closed when the query is done, and must bear a reader
	// that has not noticed: Cayley stops in its own time.
	view(ctx context.Context) (view, error)
	// stats counts what is kept.
	stats(ctx context.Context) (Stats, error)
	// predicates counts the quads of each predicate.
	predicates(ctx context.Context) (map[quad.Value]int, error)
	// check compares the parts of what is kept and says what is wrong.
	check(ctx context.Context) ([]string, error)
	// compact gives the room of what was removed back.
	compact(ctx context.Context) error
	// backup copies all to a new folder.
	backup(dir string) error
	// setNote keeps a text that no query sees.
	setNote(ctx context.Context, name, text string) error
	// sync waits until all changes are on disk.
	sync() error
	// close gives everything back.
	close() error
}

// A view is one state of a backend, for Cayley and for what is faster by hand.
type view interface {
	graph.QuadStore
	shape.Optimizer
	// Match calls use for each quad that has the values of p, nil standing
	// for any.
	Match(ctx context.Context, p quad.Quad, use func(quad.Quad) error) error
	// Objects calls use for each object of a predicate, once; given a
	// subject, of that one's.
	Objects(ctx context.Context, subject, predicate quad.Value, use func(quad.Value) error) error
	// Note returns what setNote kept under a name, if anything.
	Note(name string) (text string, ok bool, err error)
	// Err is the first error of a method whose result cannot tell it from
	// "not there", such as ValueOf.
	Err() error
}

// Stats are the sizes of a graph, exact.
type Stats struct {
	Graphs int `json:"graphs"` // named graphs, the lexicon's among them
	Quads  int `json:"quads"`
	Nodes  int `json:"nodes"` // distinct values in any place of a quad
	// Bytes is the room taken on the disk, not yet compacted; 0 in memory.
	Bytes int64 `json:"bytes"`
}
