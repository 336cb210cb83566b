package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/cayleygraph/cayley/graph"
	"github.com/lib/pq"
)

var (
	// ErrNewer means that a newer version of the program made the tables: use
	// that version.
	ErrNewer = errors.New("tables of a newer version")
	// ErrForeign means that the database has tables of something else. They
	// are not touched: name an empty database or schema.
	ErrForeign = errors.New("database of something else")
	// ErrNone means that there is no graph in the database yet, and that it
	// was opened so that none is begun.
	ErrNone = errors.New("no graph in the database")
	// ErrClosed answers calls on what has been closed.
	ErrClosed = errors.New("the graph is closed")
	// ErrUncertain means that the connection broke during a commit: the
	// change was made whole or not at all, and it is not known which.
	ErrUncertain = errors.New("it is not known whether the change was made")
)

// Codes of https://www.postgresql.org/docs/current/errcodes-appendix.html.
const (
	codeSerialization = "40001"
	codeDeadlock      = "40P01"
	codeCancelled     = "57014"
	codeNoDatabase    = "3D000"
	codePassword      = "28P01"
	codeNoEntry       = "28000"
	codeNoPrivilege   = "42501"
	codeFull          = "53100"
	codeConnections   = "53300"
	codeReadOnly      = "25006"
)

func code(err error) string {
	var e *pq.Error
	if errors.As(err, &e) {
		return string(e.Code)
	}
	return ""
}

// broken reports whether an error is of the connection, not of a statement.
func broken(err error) bool {
	var op net.Error
	switch class, _, _ := strings.Cut(code(err)+"     ", " "); {
	case strings.HasPrefix(class, "57P"), strings.HasPrefix(class, "08"):
		return true
	}
	return errors.As(err, &op) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, sql.ErrConnDone) ||
		strings.Contains(err.Error(), "driver: bad connection")
}

// advice says what to do about an error; "" where there is nothing to say.
func advice(err error) string {
	var lookup *net.DNSError
	switch c := code(err); {
	case c == codePassword, c == codeNoEntry:
		return "check user and password, or ask the administrator of the database for access"
	case c == codeNoDatabase:
		return "create it with createdb, or name another"
	case c == codeNoPrivilege, c == codeReadOnly:
		return "ask the administrator of the database for the right to do this"
	case c == codeFull:
		return "free space on the server, then try again"
	case c == codeConnections:
		return "try again later, or raise max_connections on the server"
	case c == codeCancelled:
		return "ask for less, or allow statements more time"
	case strings.Contains(err.Error(), "SSL is not enabled"):
		return "if the way to the server is safe without encryption, add ?sslmode=disable to the address"
	case errors.As(err, &lookup):
		return "check the name of the host"
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ENOENT):
		return "is the server running, and are host and port right?"
	case broken(err):
		return "the server ended the connection or cannot be reached: try again"
	}
	return ""
}

// fault says in which database an error happened and what to do. The end of a
// context stays what it is, and so do errors that say all that already.
func (s *Store) fault(ctx context.Context, err error) error {
	var said *faultError
	var delta *graph.DeltaError // Cayley looks for it bare
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &said), errors.As(err, &delta), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, sql.ErrConnDone), errors.Is(err, sql.ErrTxDone), err.Error() == "sql: database is closed":
		err = ErrClosed
	}
	text := s.name + ": " + strings.TrimPrefix(err.Error(), "pq: ")
	if a := advice(err); a != "" {
		text += ": " + a
	}
	return &faultError{text, err}
}

// A faultError is an error in the words of this package.
type faultError struct {
	text  string
	cause error
}

func (e *faultError) Error() string { return e.text }
func (e *faultError) Unwrap() error { return e.cause }

// commit ends a transaction.
func commit(tx *sql.Tx) error {
	err := tx.Commit()
	if err != nil && broken(err) {
		return fmt.Errorf("%w: the connection broke while it was written: make it again, which does no harm if it was: %w", ErrUncertain, err)
	}
	return err
}
