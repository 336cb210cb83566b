package postgres

import (
	"context"
	"database/sql"
	"time"

	"github.com/lib/pq"
)

// Options say how to open a store. The zero value opens it for writing and
// begins a graph where there is none.
type Options struct {
	// MustExist makes it an error, ErrNone, that there is no graph yet.
	MustExist bool
	// Timeout ends a statement of a query that takes longer, with an error;
	// 0 is five minutes, negative is never.
	Timeout time.Duration
	// Connections is how many the store may have open at a time, at least
	// two; 0 is 16.
	Connections int
}

// A Store is a graph in a database. It is safe for concurrent use, by any
// number of processes.
type Store struct {
	*reader
	db      *sql.DB
	name    string // the address as people may read it
	timeout time.Duration
	holding chan struct{} // full of those who hold a graph, or wait for it
}

// Open opens the graph in the database at an address such as
// postgres://user@host:5432/database?sslmode=verify-full, or begins one in it.
// The parameters are those of lib/pq; search_path chooses a schema.
func Open(ctx context.Context, address string, o Options) (*Store, error) {
	s := &Store{name: Redact(address), timeout: o.Timeout}
	if s.timeout == 0 {
		s.timeout = 5 * time.Minute
	}
	dsn, err := source(address)
	if err != nil {
		return nil, err
	}
	connector, err := pq.NewConnector(dsn)
	if err != nil {
		return nil, s.fault(ctx, errAddress) // the driver's error may quote the address
	}
	s.db = sql.OpenDB(connector)
	if o.Connections == 0 {
		o.Connections = 16
	}
	o.Connections = max(o.Connections, 2)
	// Who holds a graph needs a second connection to write it, so those who
	// hold or wait may never have all.
	s.holding = make(chan struct{}, max(o.Connections/4, 1))
	s.db.SetMaxOpenConns(o.Connections)
	s.db.SetMaxIdleConns(o.Connections)
	s.db.SetConnMaxIdleTime(5 * time.Minute)
	s.reader = newReader(s, &live{s}, newNames())
	if err := s.settle(ctx, o.MustExist); err != nil {
		s.db.Close()
		return nil, s.fault(ctx, err)
	}
	return s, nil
}

// Close gives the connections back. Statements at work end with an error.
func (s *Store) Close() error { return s.db.Close() }
