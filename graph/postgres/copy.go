package postgres

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/lib/pq"

	"github.com/demarche-kg/demarche/graph/store"
)

// scratch makes the tables that a write copies into. They are of one
// connection and empty at the begin of each transaction.
const scratch = `
SET LOCAL client_min_messages = warning;
CREATE TEMPORARY TABLE IF NOT EXISTS new_nodes (hash bytea NOT NULL, value bytea, value_string text, datatype text,
	language text, iri boolean, bnode boolean, value_int bigint, value_bool boolean, value_float double precision,
	value_time timestamp with time zone) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE IF NOT EXISTS new_quads (i int NOT NULL, s bytea NOT NULL, p bytea NOT NULL, o bytea NOT NULL, l bytea) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE IF NOT EXISTS new_refs (hash bytea NOT NULL, d int NOT NULL) ON COMMIT DELETE ROWS;
`

// hashQuad checks a quad and returns its values as they are kept, and their
// hashes.
func hashQuad(q quad.Quad) (quad.Quad, graph.QuadHash, error) {
	var h graph.QuadHash
	for _, d := range quad.Directions {
		v := q.Get(d)
		if v == nil && d != quad.Label {
			return q, h, fmt.Errorf("%w: %v: its %v is missing", store.ErrInvalidQuad, q, d)
		}
		v, hash, err := canonical(v)
		if err != nil {
			return q, h, fmt.Errorf("%v: %w", q, err)
		}
		q.Set(d, v)
		h.Set(d, hash)
	}
	return q, h, nil
}

// A copier sends quads and their values into the scratch tables, each quad
// and each value once as far as it remembers: it keeps the hashes of the last
// some hundred thousand.
type copier struct {
	tx    *sql.Tx
	quads map[graph.QuadHash]bool
	nodes map[graph.ValueHash]bool
	rows  []copied // not yet sent
	fresh []quad.Value
}

type copied struct {
	i int
	h graph.QuadHash
}

const (
	copyAtOnce   = 1 << 15
	copyRemember = 1 << 18
)

func newCopier(tx *sql.Tx) *copier {
	return &copier{tx: tx, quads: map[graph.QuadHash]bool{}, nodes: map[graph.ValueHash]bool{}}
}

// add copies a checked quad under a number, unless it was copied already.
func (c *copier) add(ctx context.Context, i int, q quad.Quad, h graph.QuadHash) error {
	if c.quads[h] {
		return nil
	}
	c.quads[h] = true
	c.rows = append(c.rows, copied{i, h})
	for _, d := range quad.Directions {
		if v, hash := q.Get(d), h.Get(d); v != nil && !c.nodes[hash] {
			c.nodes[hash] = true
			c.fresh = append(c.fresh, v)
		}
	}
	if len(c.rows) < copyAtOnce {
		return nil
	}
	return c.flush(ctx)
}

// flush sends what is left.
func (c *copier) flush(ctx context.Context) error {
	err := copyIn(ctx, c.tx, len(c.fresh), func(i int) ([]any, error) {
		n, err := nodeOf(c.fresh[i])
		hash := graph.HashOf(c.fresh[i])
		return append([]any{hash[:]}, n.row()...), err
	}, "new_nodes", "hash", "value", "value_string", "datatype", "language", "iri", "bnode", "value_int", "value_bool", "value_float", "value_time")
	if err != nil {
		return err
	}
	err = copyIn(ctx, c.tx, len(c.rows), func(i int) ([]any, error) {
		r := &c.rows[i]
		return []any{r.i, r.h.Subject[:], r.h.Predicate[:], r.h.Object[:], orNull(r.h.Label)}, nil
	}, "new_quads", "i", "s", "p", "o", "l")
	c.rows, c.fresh = c.rows[:0], c.fresh[:0]
	if len(c.quads) > copyRemember {
		clear(c.quads)
	}
	if len(c.nodes) > copyRemember {
		clear(c.nodes)
	}
	return err
}

// orNull is the hash of a label as a parameter.
func orNull(h graph.ValueHash) any {
	if !h.Valid() {
		return nil
	}
	return h[:]
}

// copyIn sends n rows by COPY.
func copyIn(ctx context.Context, tx *sql.Tx, n int, row func(i int) ([]any, error), table string, columns ...string) error {
	if n == 0 {
		return nil
	}
	stmt, err := tx.PrepareContext(ctx, pq.CopyIn(table, columns...))
	if err != nil {
		return err
	}
	defer stmt.Close()
	for i := range n {
		fields, err := row(i)
		if err != nil {
			return err
		}
		if _, err := stmt.ExecContext(ctx, fields...); err != nil {
			return err
		}
	}
	_, err = stmt.ExecContext(ctx)
	return err
}
