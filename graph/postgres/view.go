package postgres

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A View is one moment of a graph. It is safe for concurrent use; its
// statements take turns on one connection.
type View struct {
	*reader
	at *moment
}

// View fixes the present moment. The end of ctx ends its statements with an
// error; close it as soon as it has served.
func (s *Store) View(ctx context.Context) (*View, error) {
	m, err := s.begin(ctx)
	if err != nil {
		return nil, s.fault(ctx, err)
	}
	return &View{reader: newReader(s, m, s.names), at: m}, nil
}

// Close gives the view back. What still reads from it ends with an error.
func (v *View) Close() error {
	v.at.end()
	return nil
}

// Statements is how many the view has sent to the server.
func (v *View) Statements() int64 { return v.at.statements.Load() }

// ApplyDeltas refuses: a moment cannot be changed.
func (v *View) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return v.readOnly() }

// NewQuadWriter refuses: a moment cannot be changed.
func (v *View) NewQuadWriter() (quad.WriteCloser, error) { return nil, v.readOnly() }

func (v *View) readOnly() error {
	return fmt.Errorf("%s: a view is to be read only: write to the store", v.store.name)
}
