package postgres

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/store"
)

// ReplaceGraph makes quads all that a named graph holds; given none, the graph
// is gone. It is one transaction, and nothing else moves. The label of each
// quad must be that of the graph; nil is the default graph.
func (s *Store) ReplaceGraph(ctx context.Context, label quad.Value, quads []quad.Quad) error {
	label, hash, err := canonical(label)
	if err != nil {
		return s.fault(ctx, err)
	}
	kept, hashes := make([]quad.Quad, len(quads)), make([]graph.QuadHash, len(quads))
	for i, q := range quads {
		if kept[i], hashes[i], err = hashQuad(q); err != nil {
			return s.fault(ctx, err)
		}
		if hashes[i].Label != hash {
			return s.fault(ctx, fmt.Errorf("%w: %v is not of the graph %v", store.ErrInvalidQuad, q, label))
		}
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		if err := lock(ctx, tx, []graph.ValueHash{hash}); err != nil {
			return err
		}
		c := newCopier(tx)
		for i := range kept {
			if err := c.add(ctx, 0, kept[i], hashes[i]); err != nil {
				return err
			}
		}
		if err := c.flush(ctx); err != nil {
			return err
		}
		statement, args := replaceSQL(hash)
		return change(ctx, tx, statement, args...)
	})
}

// RemoveGraph removes a named graph and the values that nothing else uses.
func (s *Store) RemoveGraph(ctx context.Context, label quad.Value) error {
	return s.ReplaceGraph(ctx, label, nil)
}

// labelsSQL walks the index of labels from one to the next, where DISTINCT
// would read all quads.
const labelsSQL = `
WITH RECURSIVE labels (hash) AS (
	(SELECT label_hash FROM quads WHERE label_hash IS NOT NULL ORDER BY label_hash LIMIT 1)
	UNION ALL
	SELECT (SELECT q.label_hash FROM quads q WHERE q.label_hash > labels.hash ORDER BY q.label_hash LIMIT 1)
	FROM labels WHERE labels.hash IS NOT NULL
)
SELECT hash FROM labels WHERE hash IS NOT NULL`

// Graphs returns the labels of the named graphs, in no useful order. The
// default graph is none of them.
func (r *reader) Graphs(ctx context.Context) ([]quad.Value, error) {
	refs, err := r.list(ctx, labelsSQL)
	if err != nil {
		return nil, err
	}
	return r.ValuesOf(ctx, refs)
}

// GraphQuads calls use with the quads of a graph, in the order of the hashes
// of their values; an error of use ends it and is returned.
func (r *reader) GraphQuads(ctx context.Context, label quad.Value, use func(quad.Quad) error) error {
	label, hash, err := canonical(label)
	if err != nil {
		return r.store.fault(ctx, err)
	}
	if label == nil {
		return r.each(ctx, `WHERE label_hash IS NULL`, nil, use)
	}
	return r.each(ctx, `WHERE label_hash = $1`, []any{hash[:]}, use)
}

// list returns the nodes in the one column of a statement.
func (r *reader) list(ctx context.Context, statement string, args ...any) ([]graph.Ref, error) {
	rows := &rowReader{src: r.src, statement: statement, args: args, columns: 1}
	defer rows.close()
	var out []graph.Ref
	for {
		page, err := rows.page(ctx)
		if err != nil {
			return nil, r.store.fault(ctx, err)
		}
		if len(page) == 0 {
			return out, nil
		}
		for _, h := range page {
			out = append(out, h)
		}
	}
}
