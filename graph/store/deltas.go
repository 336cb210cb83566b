package store

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// ApplyDeltas implements graph.QuadStore: all deltas in their order, or none.
// A duplicate or missing quad that opts does not ignore is a *graph.DeltaError.
func (s *Store) ApplyDeltas(in []graph.Delta, opts graph.IgnoreOpts) error {
	return s.change(context.Background(), func(t *tx) error {
		for _, d := range in {
			if err := t.apply(d, opts); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *tx) apply(d graph.Delta, opts graph.IgnoreOpts) error {
	var (
		changed bool
		err     error
	)
	switch d.Action {
	case graph.Add:
		changed, err = t.addQuad(d.Quad)
		if err == nil && !changed && !opts.IgnoreDup {
			err = graph.ErrQuadExists
		}
	case graph.Delete:
		changed, err = t.deleteQuad(d.Quad)
		if err == nil && !changed && !opts.IgnoreMissing {
			err = graph.ErrQuadNotExist
		}
	default:
		err = graph.ErrInvalidAction
	}
	if err != nil {
		return &graph.DeltaError{Delta: d, Err: err}
	}
	return nil
}

// writerBatch is how many quads a quadWriter gathers.
const writerBatch = 10000

// NewQuadWriter implements graph.QuadStore: quads are added in batches, and
// are on disk when Flush or Close returns. For many quads BulkLoad is faster
// and all or nothing.
func (s *Store) NewQuadWriter() (quad.WriteCloser, error) {
	if err := s.mayWrite(context.Background()); err != nil {
		return nil, err
	}
	return &quadWriter{s: s}, nil
}

type quadWriter struct {
	s   *Store
	buf []quad.Quad
}

// WriteQuad implements quad.Writer.
func (w *quadWriter) WriteQuad(q quad.Quad) error {
	_, err := w.WriteQuads([]quad.Quad{q})
	return err
}

// WriteQuads implements quad.Writer.
func (w *quadWriter) WriteQuads(buf []quad.Quad) (int, error) {
	for i, q := range buf {
		if !q.IsValid() {
			return i, fmt.Errorf("%w: %v lacks a part", ErrInvalidQuad, q)
		}
		w.buf = append(w.buf, q)
		if len(w.buf) >= writerBatch {
			if err := w.Flush(); err != nil {
				return i, err
			}
		}
	}
	return len(buf), nil
}

// Flush writes what has been gathered.
func (w *quadWriter) Flush() error {
	if len(w.buf) == 0 {
		return nil
	}
	err := w.s.Update(context.Background(), w.buf, nil)
	w.buf = w.buf[:0]
	return err
}

// Close flushes.
func (w *quadWriter) Close() error { return w.Flush() }
