package postgres

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
)

// TestCayleySuite runs Cayley's own suite for quad stores, in Cayley's own
// folder because it reads data from there.
func TestCayleySuite(t *testing.T) {
	address(t) // skips where there is no server
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(strings.TrimSpace(string(dir)), "graph", "memstore"))
	graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options, func()) {
		s := open(t, address(t))
		return s, nil, func() {
			if err := s.Err(); err != nil {
				t.Error(err)
			}
			if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
				t.Error(problems, err)
			}
			s.Close()
		}
	}, &graphtest.Config{OptimizesComparison: true})
}
