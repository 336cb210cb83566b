package postgres

import (
	"context"
	"database/sql"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/lib/pq"
)

// Update deletes quads and then adds quads, in one transaction. Those that
// are not there, or are already, are passed over.
func (s *Store) Update(ctx context.Context, adds, deletes []quad.Quad) error {
	deltas := make([]graph.Delta, 0, len(adds)+len(deletes))
	for _, q := range deletes {
		deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Delete})
	}
	for _, q := range adds {
		deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
	}
	return s.apply(ctx, deltas, graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true})
}

// ApplyDeltas implements graph.QuadStore: deltas act in their order, all of
// them or, after an error, none.
func (s *Store) ApplyDeltas(in []graph.Delta, opts graph.IgnoreOpts) error {
	return s.apply(context.Background(), in, opts)
}

func (s *Store) apply(ctx context.Context, in []graph.Delta, opts graph.IgnoreOpts) error {
	var (
		quads  []quad.Quad
		hashes []graph.QuadHash // of distinct quads
		number = map[graph.QuadHash]int{}
		which  = make([]int, len(in)) // number of the quad of each delta
		labels []graph.ValueHash
	)
	for i, d := range in {
		q, h, err := hashQuad(d.Quad)
		if err != nil {
			return s.fault(ctx, err)
		}
		n, ok := number[h]
		if !ok {
			n = len(quads)
			number[h] = n
			quads, hashes, labels = append(quads, q), append(hashes, h), append(labels, h.Label)
		}
		which[i] = n
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		if err := lock(ctx, tx, labels); err != nil {
			return err
		}
		c := newCopier(tx)
		for i := range quads {
			if err := c.add(ctx, i, quads[i], hashes[i]); err != nil {
				return err
			}
		}
		if err := c.flush(ctx); err != nil {
			return err
		}
		before, err := present(ctx, tx, len(quads))
		if err != nil {
			return err
		}
		after := append([]bool(nil), before...)
		for i, d := range in {
			have := &after[which[i]]
			switch {
			case d.Action == graph.Add && *have && !opts.IgnoreDup:
				return &graph.DeltaError{Delta: d, Err: graph.ErrQuadExists}
			case d.Action == graph.Delete && !*have && !opts.IgnoreMissing:
				return &graph.DeltaError{Delta: d, Err: graph.ErrQuadNotExist}
			case d.Action != graph.Add && d.Action != graph.Delete:
				return &graph.DeltaError{Delta: d, Err: graph.ErrInvalidAction}
			}
			*have = d.Action == graph.Add
		}
		var came, gone []int64
		for i := range after {
			switch {
			case after[i] && !before[i]:
				came = append(came, int64(i))
			case before[i] && !after[i]:
				gone = append(gone, int64(i))
			}
		}
		if len(came)+len(gone) == 0 {
			return nil
		}
		return change(ctx, tx, changeSQL(`DELETE FROM quads q USING new_quads t WHERE t.i = ANY ($1) AND `+sameQuad, `t.i = ANY ($2)`),
			pq.Array(gone), pq.Array(came))
	})
}

// present tells which of the n copied quads the store has.
func present(ctx context.Context, tx *sql.Tx, n int) ([]bool, error) {
	rows, err := tx.QueryContext(ctx, `SELECT t.i FROM new_quads t JOIN quads q ON `+sameQuad)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make([]bool, n)
	for rows.Next() {
		var i int
		if err := rows.Scan(&i); err != nil {
			return nil, err
		}
		out[i] = true
	}
	return out, rows.Err()
}

// NewQuadWriter implements graph.QuadStore: quads are added a batch at a time,
// those that are there passed over.
func (s *Store) NewQuadWriter() (quad.WriteCloser, error) { return &quadWriter{s: s}, nil }

type quadWriter struct {
	s     *Store
	batch []quad.Quad
}

// writeAtOnce is how many single quads make a batch.
const writeAtOnce = 1000

func (w *quadWriter) WriteQuad(q quad.Quad) error {
	if w.batch = append(w.batch, q); len(w.batch) < writeAtOnce {
		return nil
	}
	return w.flush()
}

func (w *quadWriter) WriteQuads(buf []quad.Quad) (int, error) {
	w.batch = append(w.batch, buf...)
	if err := w.flush(); err != nil {
		return 0, err
	}
	return len(buf), nil
}

func (w *quadWriter) Close() error { return w.flush() }

func (w *quadWriter) flush() error {
	if len(w.batch) == 0 {
		return nil
	}
	err := w.s.Update(context.Background(), w.batch, nil)
	w.batch = w.batch[:0]
	return err
}
