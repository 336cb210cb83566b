package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/demarche-kg/demarche/graph/postgres/postgrestest"
)

// shared is the server of all tests but those that kill it. The first test
// that asks starts it, and it ends with the tests.
var shared struct {
	once    sync.Once
	server  *postgrestest.Server
	schemas atomic.Int64
	ends    []func()
}

// holder is a test that lasts as long as the package's: what it cleans up
// waits until all are done.
type holder struct{ testing.TB }

func (holder) Cleanup(f func()) { shared.ends = append(shared.ends, f) }

func TestMain(m *testing.M) {
	if childMain() {
		return
	}
	defer func() {
		for i := len(shared.ends) - 1; i >= 0; i-- {
			shared.ends[i]()
		}
	}()
	m.Run()
}

// address returns that of an empty schema on the shared server.
func address(t testing.TB) string {
	t.Helper()
	shared.once.Do(func() { shared.server = postgrestest.Start(holder{t}) })
	if shared.server == nil {
		t.Skip("no PostgreSQL server here: install Debian's package postgresql")
	}
	return newSchema(t, shared.server)
}

func newSchema(t testing.TB, server *postgrestest.Server) string {
	t.Helper()
	name := fmt.Sprintf("s%d", shared.schemas.Add(1))
	execAt(t, server.Address(), "CREATE SCHEMA "+name)
	return server.Address("search_path", name)
}

// execAt runs statements at an address.
func execAt(t testing.TB, address, statements string) {
	t.Helper()
	db, err := sql.Open("postgres", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statements); err != nil {
		t.Fatalf("%s: %v", statements, err)
	}
}

// open opens a store and closes it with the test.
func open(t testing.TB, address string) *Store {
	t.Helper()
	s, err := Open(context.Background(), address, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
