package postgres

import (
	"context"
	"database/sql"
	"errors"
	"io"

	"github.com/cayleygraph/quad"
)

// indexes of quads that a load into an empty table makes afterwards, which is
// faster than to keep them.
const (
	dropIndexes = `DROP INDEX quads_unique, quads_ops, quads_pos, quads_label`
	makeIndexes = `
CREATE UNIQUE INDEX quads_unique ON quads (subject_hash, predicate_hash, object_hash, (coalesce(label_hash, ''::bytea)));
CREATE INDEX quads_ops ON quads (object_hash, predicate_hash, subject_hash);
CREATE INDEX quads_pos ON quads (predicate_hash, object_hash, subject_hash);
CREATE INDEX quads_label ON quads (label_hash);
`
)

// loadSQL fills an empty table of quads and the counts of its nodes.
const (
	loadQuads = `INSERT INTO quads (subject_hash, predicate_hash, object_hash, label_hash, ts)
SELECT DISTINCT s, p, o, l, now()::timestamp FROM new_quads`
	loadRefs = `INSERT INTO new_refs (hash, d)
SELECT v.hash, count(*) FROM quads, LATERAL (VALUES (subject_hash), (predicate_hash), (object_hash), (label_hash)) v (hash)
WHERE v.hash IS NOT NULL GROUP BY v.hash`
)

// emptyAndOurs tells whether the tables are empty and we may make their indexes.
const emptyAndOurs = `SELECT NOT EXISTS (SELECT FROM quads) AND NOT EXISTS (SELECT FROM nodes)
	AND pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'quads'::regclass), 'USAGE')`

// BulkLoad adds all quads that r has, in one transaction: all are there in the
// end or none. Nobody else writes meanwhile, and into an empty graph nobody
// reads. It returns how many it read.
func (s *Store) BulkLoad(ctx context.Context, r quad.Reader) (read int, err error) {
	err = s.writeOnce(ctx, func(tx *sql.Tx) error {
		if err := lockAll(ctx, tx); err != nil {
			return err
		}
		c := newCopier(tx)
		for {
			q, err := r.ReadQuad()
			if errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return err
			}
			q, h, err := hashQuad(q)
			if err != nil {
				return err
			}
			read++
			if err := c.add(ctx, 0, q, h); err != nil {
				return err
			}
		}
		if err := c.flush(ctx); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `ANALYZE new_quads; ANALYZE new_nodes`); err != nil {
			return err
		}
		var empty bool
		if err := tx.QueryRowContext(ctx, emptyAndOurs).Scan(&empty); err != nil {
			return err
		}
		if !empty {
			return change(ctx, tx, changeSQL(`DELETE FROM quads q WHERE false`, `true`))
		}
		for _, statement := range []string{dropIndexes, loadQuads, makeIndexes, loadRefs, settleRefs} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, s.fault(ctx, err)
	}
	_, err = s.db.ExecContext(ctx, `ANALYZE quads; ANALYZE nodes`)
	return read, s.fault(ctx, err)
}
