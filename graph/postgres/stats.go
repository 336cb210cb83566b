package postgres

import (
	"context"
	"database/sql"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// count returns the number in the one field of a statement.
func (r *reader) count(ctx context.Context, statement string, args ...any) (n int64, err error) {
	err = r.src.query(ctx, func(rows *sql.Rows) error { return rows.Scan(&n) }, statement, args...)
	return n, r.store.fault(ctx, err)
}

// Stats counts values and quads, exactly, whatever exact says.
func (r *reader) Stats(ctx context.Context, exact bool) (graph.Stats, error) {
	var st graph.Stats
	err := r.src.query(ctx, func(rows *sql.Rows) error { return rows.Scan(&st.Nodes.Size, &st.Quads.Size) },
		`SELECT (SELECT count(*) FROM nodes), (SELECT count(*) FROM quads)`)
	if err != nil {
		return graph.Stats{}, r.store.fault(ctx, err)
	}
	st.Nodes.Exact, st.Quads.Exact = true, true
	return st, nil
}

// Predicates counts the quads of each predicate.
func (r *reader) Predicates(ctx context.Context) (map[quad.Value]int64, error) {
	counts := map[graph.ValueHash]int64{}
	var hashes []graph.ValueHash
	err := r.src.query(ctx, func(rows *sql.Rows) error {
		var key []byte
		var n int64
		if err := rows.Scan(&key, &n); err != nil {
			return err
		}
		h := graph.ValueHash(key)
		counts[h], hashes = n, append(hashes, h)
		return nil
	}, `SELECT predicate_hash, count(*) FROM quads GROUP BY 1`)
	if err != nil {
		return nil, r.store.fault(ctx, err)
	}
	values, err := r.values(ctx, hashes)
	if err != nil {
		return nil, err
	}
	out := make(map[quad.Value]int64, len(counts))
	for h, n := range counts {
		out[values[h]] = n
	}
	return out, nil
}

// Bytes is the room that the tables and their indexes take on the server.
func (r *reader) Bytes(ctx context.Context) (int64, error) {
	return r.count(ctx, `SELECT pg_total_relation_size('quads') + pg_total_relation_size('nodes') + pg_total_relation_size('demarche')`)
}

// Compact lets the server use the room of removed rows again and count anew
// for its plans. It does both by itself in time, as autovacuum.
func (s *Store) Compact(ctx context.Context) error {
	for _, statement := range []string{`VACUUM (ANALYZE) quads`, `VACUUM (ANALYZE) nodes`} {
		if _, err := s.db.ExecContext(ctx, statement); err != nil {
			return s.fault(ctx, err)
		}
	}
	return nil
}

// checks are what must be nowhere, as queries that name faults.
func checks() []string {
	return []string{
		`SELECT 'the value ' || encode(coalesce(u.hash, n.hash), 'hex') || ' is used ' || coalesce(u.uses, 0) || ' times and counted ' || coalesce(n.refs, 0)
		FROM (SELECT v.hash, count(*) AS uses FROM quads, LATERAL (VALUES (subject_hash), (predicate_hash), (object_hash), (label_hash)) v (hash)
			WHERE v.hash IS NOT NULL GROUP BY v.hash) u
		FULL JOIN nodes n ON n.hash = u.hash WHERE n.refs IS DISTINCT FROM u.uses ORDER BY 1 LIMIT 20`,
		`SELECT 'the quad ' || min(horizon) || ' is there ' || count(*) || ' times'
		FROM quads GROUP BY subject_hash, predicate_hash, object_hash, label_hash HAVING count(*) > 1 ORDER BY 1 LIMIT 20`,
	}
}

// Check compares the tables with each other and returns what is wrong, in
// words; nothing where all is well.
func (r *reader) Check(ctx context.Context) (problems []string, err error) {
	for _, statement := range checks() {
		err := r.src.query(ctx, func(rows *sql.Rows) error {
			var p string
			err := rows.Scan(&p)
			problems = append(problems, p)
			return err
		}, statement)
		if err != nil {
			return nil, r.store.fault(ctx, err)
		}
	}
	return problems, nil
}
