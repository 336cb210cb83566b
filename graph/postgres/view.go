package postgres

import (
	"context"
	"database/sql"
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

// checks are what must be nowhere, as queries that name faults.
func checks() []string {
	return []string{
		`SELECT 'the value ' || encode(coalesce(u.hash, n.hash), 'hex') || ' is used ' || coalesce(u.uses, 0) || ' times and counted ' || coalesce(n.refs, 0)
		FROM (SELECT v.hash, count(*) AS uses FROM quads, LATERAL (VALUES (subject_hash), (predicate_hash), (object_hash), (label_hash)) v (hash)
			WHERE v.hash IS NOT NULL GROUP BY v.hash) u
		FULL JOIN nodes n ON n.hash = u.hash WHERE n.refs IS DISTINCT FROM u.uses LIMIT 20`,
		`SELECT 'the quad ' || min(horizon) || ' is there ' || count(*) || ' times'
		FROM quads GROUP BY subject_hash, predicate_hash, object_hash, label_hash HAVING count(*) > 1 LIMIT 20`,
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
