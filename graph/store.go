package graph

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A store keeps quads by named graph. It is the seam at which another way of
// keeping them fits in. A store is safe for concurrent use; what it hands out
// is of one state and stays so.
type store interface {
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
	view(ctx context.Context) (graph.QuadStore, error)
	// stats counts what is kept.
	stats(ctx context.Context) (Stats, error)
	// save makes all changes last.
	save(ctx context.Context) error
	// close gives everything back. It saves nothing.
	close() error
}

// Stats are the sizes of a graph, exact.
type Stats struct {
	Graphs int `json:"graphs"` // named graphs, the lexicon's among them
	Quads  int `json:"quads"`
	Nodes  int `json:"nodes"` // distinct values in any place of a quad
}
