package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

// Six writers of one process, each of whom makes 40 mixed transactions in a
// graph of its own, and the process is killed under them.

const (
	sixDir   = "DEMARCHE_STORE_SIX_DIR"
	sixFrom  = "DEMARCHE_STORE_SIX_FROM"
	writers  = 6
	sixSteps = 40
)

// sixStep is the i-th transaction of a writer: it adds and deletes.
func sixStep(w, i int) (adds, deletes []quad.Quad) {
	r := rand.New(rand.NewPCG(uint64(w), uint64(i)))
	label := quad.IRI(fmt.Sprintf("graph%d", w))
	return some(r, 60, label), some(r, 40, label)
}

// sixStates are what a writer's graph holds after its first 0, 1, ... steps.
func sixStates(w int) []map[string]bool {
	m := model{}
	out := []map[string]bool{m.texts()}
	for i := range sixSteps {
		scripted := scripted{}
		scripted.adds, scripted.deletes = sixStep(w, i)
		scripted.apply(m)
		out = append(out, m.texts())
	}
	return out
}

// sixChild writes from where the last one was killed, and says what is
// acknowledged.
func sixChild(dir string) error {
	var from [writers]int
	for i, s := range strings.Fields(os.Getenv(sixFrom)) {
		if _, err := fmt.Sscan(s, &from[i]); err != nil {
			return err
		}
	}
	s, err := Open(dir, smallOptions())
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := from[w]; i < sixSteps; i++ {
				adds, deletes := sixStep(w, i)
				if err := s.Update(context.Background(), adds, deletes); err != nil {
					fmt.Println("error:", err)
					return
				}
				fmt.Println(w, i+1)
			}
		})
	}
	wg.Wait()
	return s.Close()
}

// TestKillSixWriters: after every kill each graph is as after the last
// transaction that was acknowledged, or the one that was under way.
func TestKillSixWriters(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var want [writers][]map[string]bool
	for w := range want {
		want[w] = sixStates(w)
	}
	dir, r := t.TempDir()+"/s", rand.New(rand.NewPCG(8, 8))
	var at [writers]int
	kills := 0
	for ; at != [writers]int{sixSteps, sixSteps, sixSteps, sixSteps, sixSteps, sixSteps}; kills++ {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), sixDir+"="+dir, sixFrom+"="+strings.Trim(fmt.Sprint(at), "[]"))
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		acked := at
		seen, stopAfter := 0, 1+r.IntN(25)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var w, k int
			if _, err := fmt.Sscan(lines.Text(), &w, &k); err != nil {
				t.Fatal(lines.Text())
			}
			acked[w] = k
			if seen++; seen == stopAfter {
				time.Sleep(time.Duration(r.IntN(2000)) * time.Microsecond)
				cmd.Process.Kill() // lines already written are still read
			}
		}
		cmd.Wait()
		s, err := Open(dir, smallOptions())
		if err != nil {
			t.Fatalf("after kill %d: %v", kills, err)
		}
		checked(t, s)
		for w := range at {
			at[w] = -1
			got := model{}
			label := quad.IRI(fmt.Sprintf("graph%d", w))
			if err := s.GraphQuads(t.Context(), label, func(q quad.Quad) error { got.add(q); return nil }); err != nil {
				t.Fatal(err)
			}
			for k := min(acked[w]+1, sixSteps); k >= acked[w]; k-- {
				if equal(got.texts(), want[w][k]) {
					at[w] = k
					break
				}
			}
			if at[w] < 0 {
				t.Fatalf("kill %d: graph %d is as after none of its transactions %d and %d", kills, w, acked[w], acked[w]+1)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills", kills)
	if kills < 5 {
		t.Errorf("only %d kills", kills)
	}
}
