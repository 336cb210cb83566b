package store

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

var _ graph.QuadStore = (*Snapshot)(nil)

// A Snapshot is one moment of a store: a Cayley graph.QuadStore that only
// reads, and that no later write changes. Run each query session over one.
// Close it, for it keeps the space of what is deleted meanwhile.
type Snapshot struct {
	*view
	done func() error
}

// Snapshot returns the store as it is now.
func (s *Store) Snapshot() (*Snapshot, error) {
	if err := s.view.enter(); err != nil {
		return nil, err
	}
	defer s.view.leave()
	snap := s.db.NewSnapshot()
	v := newView(snap, s.view.names)
	v.parent = s.view
	out := &Snapshot{view: v}
	out.done = func() error {
		s.snaps.Delete(out)
		return snap.Close()
	}
	s.snaps.Store(out, true)
	return out, nil
}

// Close gives the snapshot back. Later calls fail with ErrClosed; closing
// twice does nothing.
func (s *Snapshot) Close() error {
	if !s.view.close() {
		return nil
	}
	return readError(s.done())
}

// ApplyDeltas fails: a snapshot is for reading.
func (s *Snapshot) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return ErrReadOnly }

// NewQuadWriter fails: a snapshot is for reading.
func (s *Snapshot) NewQuadWriter() (quad.WriteCloser, error) { return nil, ErrReadOnly }
