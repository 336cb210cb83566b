package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// An origin is where reads come from: the live database, or one moment of it.
type origin interface {
	// query calls each for all rows of a statement.
	query(ctx context.Context, each func(*sql.Rows) error, statement string, args ...any) error
	// moment returns one moment, for a cursor, and what gives it back.
	moment(ctx context.Context) (*moment, func(), error)
}

// live reads what is committed when a statement begins.
type live struct{ s *Store }

func (l *live) query(ctx context.Context, each func(*sql.Rows) error, statement string, args ...any) error {
	ctx, cancel := l.s.limited(ctx)
	defer cancel()
	rows, err := l.s.db.QueryContext(ctx, statement, args...)
	return eachRow(rows, err, each)
}

func (l *live) moment(ctx context.Context) (*moment, func(), error) {
	m, err := l.s.begin(ctx)
	if err != nil {
		return nil, nil, err
	}
	return m, m.end, nil
}

// limited bounds a single statement outside of transactions as
// statement_timeout bounds those within.
func (s *Store) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if s.timeout < 0 {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, s.timeout)
}

// A moment is a read-only transaction that sees one state. Statements take
// turns in it; long listings go through cursors, so that others can come in
// between.
type moment struct {
	ctx        context.Context // its end ends all statements
	cancel     context.CancelFunc
	mu         sync.Mutex
	tx         *sql.Tx
	ended      bool
	cursors    int
	statements atomic.Int64
}

// begin fixes the present moment.
func (s *Store) begin(ctx context.Context) (*moment, error) {
	m := &moment{}
	m.ctx, m.cancel = context.WithCancel(ctx)
	var err error
	m.tx, err = s.db.BeginTx(m.ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err == nil {
		// The first statement fixes the moment; it also bounds those to come,
		// and lets the server plan for whole answers.
		limit := max(s.timeout, 0).Round(time.Millisecond).Milliseconds()
		_, err = m.tx.ExecContext(m.ctx, `SELECT set_config('statement_timeout', $1, true), set_config('cursor_tuple_fraction', '1', true),
			set_config('join_collapse_limit', '12', true), set_config('from_collapse_limit', '12', true), set_config('jit', 'off', true)`, fmt.Sprint(limit))
	}
	if err != nil {
		m.end()
		return nil, err
	}
	return m, nil
}

// end gives the transaction back. What is at work in it ends with an error.
func (m *moment) end() {
	if !m.mu.TryLock() { // someone is at work
		m.cancel()
		m.mu.Lock()
	}
	defer m.mu.Unlock()
	if m.tx != nil && !m.ended {
		m.tx.Rollback() // before the context ends, which would cost the connection
	}
	m.ended = true
	m.cancel()
}

func (m *moment) moment(context.Context) (*moment, func(), error) { return m, func() {}, nil }

// within runs f with the transaction, when it is its turn. Its context ends
// with the caller's and with the moment.
func (m *moment) within(ctx context.Context, f func(context.Context) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.ended || m.ctx.Err() != nil {
		return ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(m.ctx, cancel)()
	m.statements.Add(1)
	return f(ctx)
}

func (m *moment) query(ctx context.Context, each func(*sql.Rows) error, statement string, args ...any) error {
	return m.within(ctx, func(ctx context.Context) error {
		rows, err := m.tx.QueryContext(ctx, statement, args...)
		return eachRow(rows, err, each)
	})
}

// open opens a cursor and returns its name.
func (m *moment) open(ctx context.Context, statement string, args ...any) (name string, err error) {
	err = m.within(ctx, func(ctx context.Context) error {
		m.cursors++
		name = fmt.Sprintf("listing%d", m.cursors)
		_, err := m.tx.ExecContext(ctx, `DECLARE `+name+` NO SCROLL CURSOR FOR `+statement, args...)
		return err
	})
	return name, err
}

// close closes a cursor, if there is time; the end of the transaction would.
func (m *moment) close(name string) {
	m.within(m.ctx, func(ctx context.Context) error {
		_, err := m.tx.ExecContext(ctx, `CLOSE `+name)
		return err
	})
}

func eachRow(rows *sql.Rows, err error, each func(*sql.Rows) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
