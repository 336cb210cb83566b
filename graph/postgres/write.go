package postgres

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// How often a transaction is tried that the server ends because of others,
// and the longest pause before.
const (
	tries    = 12
	maxPause = time.Second
)

// write runs a transaction, again where it lost against another.
func (s *Store) write(ctx context.Context, what func(tx *sql.Tx) error) error {
	pause := 5 * time.Millisecond
	for try := 1; ; try++ {
		err := s.writeOnce(ctx, what)
		if c := code(err); try == tries || c != codeDeadlock && c != codeSerialization {
			return s.fault(ctx, err)
		}
		// Half of the pause is random, lest two losers meet again.
		wait := time.NewTimer(pause/2 + rand.N(pause/2))
		select {
		case <-wait.C:
		case <-ctx.Done():
			wait.Stop()
			return context.Cause(ctx)
		}
		pause = min(2*pause, maxPause)
	}
}

func (s *Store) writeOnce(ctx context.Context, what func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, scratch); err != nil {
		return err
	}
	if err := what(tx); err != nil {
		return err
	}
	return commit(tx)
}

// lock takes the turn of each of these graphs.
func lock(ctx context.Context, tx *sql.Tx, labels []graph.ValueHash) error {
	if len(labels) > maxLocks {
		return lockAll(ctx, tx)
	}
	keys := make([]int64, len(labels))
	for i, l := range labels {
		keys[i] = int64(binary.BigEndian.Uint64(l[:8]))
	}
	slices.SortFunc(keys, cmp.Compare)
	for _, k := range slices.Compact(keys) {
		if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, k); err != nil {
			return err
		}
	}
	return nil
}

// maxLocks is how many graphs are locked one by one; the server has room for
// some thousands of locks in all.
const maxLocks = 64

// lockAll waits until nobody writes and keeps others from it. Readers go on.
func lockAll(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `LOCK TABLE quads IN SHARE ROW EXCLUSIVE MODE`)
	return err
}

// replaceSQL removes the quads of a graph that are not in new_quads, adds
// those that are new, and notes by how much the nodes are used more or less.
// The part in brackets chooses the graph.
func replaceSQL(label graph.ValueHash) (string, []any) {
	if !label.Valid() {
		return changeSQL(`DELETE FROM quads q WHERE q.label_hash IS NULL AND NOT EXISTS (SELECT FROM new_quads t WHERE `+sameQuad+`)`, `true`), nil
	}
	return changeSQL(`DELETE FROM quads q WHERE q.label_hash = $1 AND NOT EXISTS (SELECT FROM new_quads t WHERE `+sameQuad+`)`, `true`), []any{label[:]}
}

// sameQuad joins new_quads t with quads q as the unique index has them.
const sameQuad = `q.subject_hash = t.s AND q.predicate_hash = t.p AND q.object_hash = t.o AND coalesce(q.label_hash, ''::bytea) = coalesce(t.l, ''::bytea)`

// changeSQL deletes as said and inserts the rows of new_quads that pass the
// condition. What it notes in new_refs is of rows that in fact went or came,
// so counts stay exact whatever others do.
func changeSQL(deletion, condition string) string {
	return `WITH gone AS (` + deletion + ` RETURNING q.subject_hash, q.predicate_hash, q.object_hash, q.label_hash),
came AS (
	INSERT INTO quads (subject_hash, predicate_hash, object_hash, label_hash, ts)
	SELECT t.s, t.p, t.o, t.l, now() FROM new_quads t WHERE ` + condition + `
	ON CONFLICT DO NOTHING
	RETURNING subject_hash, predicate_hash, object_hash, label_hash
),
changes AS (
	SELECT v.hash, -1 AS d FROM gone, LATERAL (VALUES (subject_hash), (predicate_hash), (object_hash), (label_hash)) v (hash)
	UNION ALL
	SELECT v.hash, 1 FROM came, LATERAL (VALUES (subject_hash), (predicate_hash), (object_hash), (label_hash)) v (hash)
)
INSERT INTO new_refs (hash, d) SELECT hash, sum(d) FROM changes WHERE hash IS NOT NULL GROUP BY hash HAVING sum(d) <> 0`
}

// settleRefs changes the counts of nodes by new_refs: it makes nodes that
// were not there, and removes those that nothing uses any more. Rows are
// locked in the order of their hashes, so that two writers seldom deadlock.
const settleRefs = `
SELECT count(*) FROM (SELECT FROM nodes n WHERE n.hash IN (SELECT hash FROM new_refs) ORDER BY n.hash FOR UPDATE) locked;
INSERT INTO nodes (hash, refs, ` + nodeColumns + `)
SELECT r.hash, r.d, ` + nodeColumns + ` FROM new_refs r JOIN (SELECT DISTINCT ON (hash) * FROM new_nodes ORDER BY hash) n ON n.hash = r.hash
WHERE r.d > 0 ORDER BY r.hash
ON CONFLICT (hash) DO UPDATE SET refs = nodes.refs + EXCLUDED.refs;
UPDATE nodes n SET refs = n.refs + r.d FROM new_refs r WHERE n.hash = r.hash AND r.d < 0;
DELETE FROM nodes n USING new_refs r WHERE n.hash = r.hash AND n.refs <= 0;
`

// change runs a statement of changeSQL on what was copied and settles the
// counts.
func change(ctx context.Context, tx *sql.Tx, statement string, args ...any) error {
	if _, err := tx.ExecContext(ctx, statement, args...); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, settleRefs)
	return err
}

// Hold takes the turn of a graph for longer than one transaction: to read it
// and then to replace it by something made of what was read. Others who hold
// wait, in whatever process; release lets them go on.
func (s *Store) Hold(ctx context.Context, label quad.Value) (release func(), err error) {
	_, hash, err := canonical(label)
	if err != nil {
		return nil, s.fault(ctx, err)
	}
	select {
	case s.holding <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		<-s.holding
		return nil, s.fault(ctx, err)
	}
	// Locks by two numbers are others than those by one, which writes take.
	key := int32(binary.BigEndian.Uint32(hash[:4]))
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1, $2)`, lockHold, key); err != nil {
		discard(conn) // it may hold the lock nevertheless
		<-s.holding
		return nil, s.fault(ctx, err)
	}
	return func() {
		defer func() { <-s.holding }()
		if _, err := conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1, $2)`, lockHold, key); err != nil {
			discard(conn)
			return
		}
		conn.Close()
	}, nil
}

// lockHold is the first number of the advisory locks of Hold.
const lockHold = 0x64656d

// discard closes a connection, and does not keep it for others.
func discard(conn *sql.Conn) {
	conn.Raw(func(any) error { return driver.ErrBadConn })
	conn.Close()
}
