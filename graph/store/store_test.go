package store

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
)

// open opens a store in dir and closes it with the test.
func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(dir, Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TestCayleySuite runs Cayley's own suite for quad stores, in Cayley's own
// folder because it reads data from there.
func TestCayleySuite(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(strings.TrimSpace(string(dir)), "graph", "memstore"))
	conf := &graphtest.Config{OptimizesComparison: true, AlwaysRunIntegration: !testing.Short()}
	graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options, func()) {
		s := open(t, t.TempDir())
		return s, nil, func() {
			if err := s.Err(); err != nil {
				t.Error(err)
			}
			if r, err := s.Check(t.Context()); err != nil || len(r.Problems) > 0 {
				t.Error(r, err)
			}
		}
	}, conf)
}
