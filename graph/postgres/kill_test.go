package postgres

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

// TestKill in share_test.go kills the server; here it is the writers.

const (
	childAddress = "DEMARCHE_POSTGRES_ADDRESS"
	childWriter  = "DEMARCHE_POSTGRES_WRITER"
	childFrom    = "DEMARCHE_POSTGRES_FROM"
	childName    = "killed" // as the server knows them
	childSteps   = 40
)

// childStep is the i-th transaction of a writer, which it makes on m, too.
func childStep(w, i int, m model) (adds, deletes []quad.Quad) {
	return mixed(rand.New(rand.NewPCG(uint64(w), uint64(i))), quad.IRI(fmt.Sprintf("graph%d", w)), m)
}

// childMain is a writer in a process of its own; it says what is acknowledged.
// It is false where this process is none.
func childMain() bool {
	address := os.Getenv(childAddress)
	if address == "" {
		return false
	}
	w, err := strconv.Atoi(os.Getenv(childWriter))
	from, err2 := strconv.Atoi(os.Getenv(childFrom))
	s, err3 := Open(context.Background(), address, Options{Connections: 1})
	if err != nil || err2 != nil || err3 != nil {
		fmt.Println("error:", err, err2, err3)
		return true
	}
	defer s.Close()
	for i := from; i < childSteps; i++ {
		adds, deletes := childStep(w, i, model{})
		if err := s.Update(context.Background(), adds, deletes); err != nil {
			fmt.Println("error:", err)
			return true
		}
		fmt.Println(i + 1)
	}
	return true
}

// TestKillWriters kills six processes that write, with no warning, again and
// again: each graph is as after the last transaction that was acknowledged, or
// the one that was under way, and nobody else waits for the dead.
func TestKillWriters(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	addr := address(t)
	s := open(t, addr)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var states [6][]model
	for w := range states {
		m := model{}
		states[w] = append(states[w], model{})
		for i := range childSteps {
			childStep(w, i, m)
			after := model{}
			for _, q := range m {
				after.add(q)
			}
			states[w] = append(states[w], after)
		}
	}
	var at [6]int
	r := rand.New(rand.NewPCG(3, 3))
	kills := 0
	for done := false; !done; kills++ {
		var wg sync.WaitGroup
		acked := at
		for w := range at {
			stopAfter := at[w] + 1 + r.IntN(12)
			delay := time.Duration(r.IntN(3000)) * time.Microsecond
			wg.Go(func() {
				cmd := exec.Command(self)
				cmd.Env = append(os.Environ(), childAddress+"="+addr+"&application_name="+childName, childWriter+"="+strconv.Itoa(w), childFrom+"="+strconv.Itoa(at[w]))
				out, err := cmd.StdoutPipe()
				if err == nil {
					err = cmd.Start()
				}
				if err != nil {
					t.Error(err)
					return
				}
				for lines := bufio.NewScanner(out); lines.Scan(); {
					if acked[w], err = strconv.Atoi(lines.Text()); err != nil {
						t.Error(lines.Text())
						break
					}
					if acked[w] == stopAfter {
						time.Sleep(delay)
						cmd.Process.Kill()
					}
				}
				cmd.Process.Kill()
				cmd.Wait()
			})
		}
		wg.Wait()
		if t.Failed() {
			return
		}
		settle(t, s)
		sound(t, s)
		done = true
		for w := range at {
			got := model{}
			if err := s.GraphQuads(t.Context(), quad.IRI(fmt.Sprintf("graph%d", w)), func(q quad.Quad) error { got.add(q); return nil }); err != nil {
				t.Fatal(err)
			}
			switch next := min(acked[w]+1, childSteps); {
			case equal(got, states[w][next]):
				at[w] = next
			case equal(got, states[w][acked[w]]):
				at[w] = acked[w]
			default:
				t.Fatalf("kill %d: graph %d has %d quads and is as after none of its transactions %d and %d", kills, w, len(got), acked[w], next)
			}
			done = done && at[w] == childSteps
		}
	}
	t.Logf("%d kills of six", kills)
}

// settle waits until the server has noticed that the writers are gone.
func settle(t *testing.T, s *Store) {
	t.Helper()
	for range 1000 {
		var n int
		err := s.db.QueryRow(`SELECT count(*) FROM pg_stat_activity WHERE application_name = $1`, childName).Scan(&n)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the sessions of dead writers do not end")
}
