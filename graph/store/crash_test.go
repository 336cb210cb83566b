package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// A script is a list of writes that every run repeats exactly, so that the
// contents after the first k of them are known.

// A scripted is one write of a script.
type scripted struct {
	kind          string
	label         quad.Value
	adds, deletes []quad.Quad
}

func scriptStep(seed uint64, i int) scripted {
	r := rand.New(rand.NewPCG(seed, uint64(i)))
	switch k := r.IntN(10); {
	case k < 6:
		return scripted{kind: "update", adds: some(r, 150), deletes: some(r, 80)}
	case k < 8:
		label := randomQuad(r).Label
		return scripted{kind: "replace", label: label, adds: some(r, 80, label)}
	case k == 8:
		return scripted{kind: "remove", label: randomQuad(r).Label}
	default:
		return scripted{kind: "load", adds: some(r, 200)}
	}
}

func (c scripted) run(ctx context.Context, s *Store) error {
	switch c.kind {
	case "update":
		return s.Update(ctx, c.adds, c.deletes)
	case "replace":
		return s.ReplaceGraph(ctx, c.label, c.adds)
	case "remove":
		return s.RemoveGraph(ctx, c.label)
	}
	_, err := s.BulkLoad(ctx, &sliceReader{c.adds}, nil)
	return err
}

func (c scripted) apply(m model) {
	for _, q := range c.deletes {
		m.remove(q)
	}
	if c.kind == "replace" || c.kind == "remove" {
		for _, q := range m.list() {
			if q.Label == c.label {
				m.remove(q)
			}
		}
	}
	for _, q := range c.adds {
		m.add(q)
	}
}

// states returns the contents after the first 0, 1, ... n writes.
func states(seed uint64, n int) []map[string]bool {
	m := model{}
	out := []map[string]bool{m.texts()}
	for i := range n {
		scriptStep(seed, i).apply(m)
		out = append(out, m.texts())
	}
	return out
}

func equal(a, b map[string]bool) bool {
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if !b[k] {
			return false
		}
	}
	return true
}

// find returns the largest k in [low, high] after which s holds what it does.
func find(t *testing.T, s *Store, want []map[string]bool, low, high int) int {
	t.Helper()
	got := contents(t, s.view)
	checked(t, s)
	for k := min(high, len(want)-1); k >= low; k-- {
		if equal(got, want[k]) {
			return k
		}
	}
	for k := range want {
		if equal(got, want[k]) {
			t.Fatalf("the store is as after %d writes, and %d were acknowledged of %d begun", k, low, high)
		}
	}
	t.Fatalf("the store holds %d quads, which is as after no write; %d were acknowledged of %d begun", len(got), low, high)
	return 0
}

const (
	crashDir  = "DEMARCHE_STORE_CRASH_DIR"
	crashFrom = "DEMARCHE_STORE_CRASH_FROM"
	crashSeed = 11
	crashOps  = 400
)

func smallOptions() Options { return Options{MemTableBytes: 64 << 10, LoadBytes: 1 << 16} }

// childMain runs the child of a test; false when this process is none.
func childMain() bool {
	if dir := os.Getenv(memoryDir); dir != "" {
		if err := memoryChild(dir); err != nil {
			fmt.Println("error:", err)
		}
		return true
	}
	if dir := os.Getenv(sixDir); dir != "" {
		if err := sixChild(dir); err != nil {
			fmt.Println("error:", err)
		}
		return true
	}
	dir := os.Getenv(crashDir)
	if dir == "" {
		return false
	}
	from, err := strconv.Atoi(os.Getenv(crashFrom))
	if err != nil {
		fmt.Println("error:", err)
		return true
	}
	s, err := Open(dir, smallOptions())
	if err != nil {
		fmt.Println("error:", err)
		return true
	}
	fmt.Println("open")
	for i := from; i < crashOps; i++ {
		if err := scriptStep(crashSeed, i).run(context.Background(), s); err != nil {
			fmt.Println("error:", err)
			return true
		}
		fmt.Println(i + 1) // acknowledged
	}
	return true
}

// TestKill kills a process that writes, again and again, with no warning, and
// opens what it leaves.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir() + "/s"
	want := states(crashSeed, crashOps)
	r := rand.New(rand.NewPCG(5, 5))
	at, kills := 0, 0
	for ; at < crashOps && kills < 40; kills++ {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), crashDir+"="+dir, crashFrom+"="+strconv.Itoa(at))
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		acked := at
		stopAfter := at + r.IntN(12)
		delay := time.Duration(r.IntN(4000)) * time.Microsecond
		for lines := bufio.NewScanner(out); lines.Scan(); {
			line := lines.Text()
			if strings.HasPrefix(line, "error:") {
				t.Fatal(line)
			}
			if n, err := strconv.Atoi(line); err == nil {
				acked = n
			}
			if acked == stopAfter {
				time.Sleep(delay)
				cmd.Process.Kill() // SIGKILL; lines already written are still read
			}
		}
		cmd.Wait()
		s, err := Open(dir, smallOptions())
		if err != nil {
			t.Fatalf("after kill %d: %v", kills, err)
		}
		at = find(t, s, want, acked, acked+1)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills, %d writes", kills, at)
	if kills < 5 {
		t.Errorf("only %d kills", kills)
	}
}

// TestPowerCut takes the file system as a power cut would leave it, with all,
// some or none of what was not synced, while a store writes.
func TestPowerCut(t *testing.T) {
	const ops = 120
	want := states(7, ops)
	mem := vfs.NewCrashableMem()
	opts := smallOptions()
	opts.fs = mem
	s, err := Open("s", opts)
	if err != nil {
		t.Fatal(err)
	}
	var begun, acked atomic.Int64
	done := make(chan error, 1)
	go func() {
		for i := range ops {
			begun.Store(int64(i + 1))
			if err := scriptStep(7, i).run(context.Background(), s); err != nil {
				done <- err
				return
			}
			acked.Store(int64(i + 1))
		}
		done <- nil
	}()
	r := rand.New(rand.NewPCG(6, 6))
	cuts, running := 0, true
	for running {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			running = false
		case <-time.After(time.Duration(r.IntN(2000)) * time.Microsecond):
		}
		cfg := vfs.CrashCloneCfg{UnsyncedDataPercent: []int{0, 0, 50, 100}[cuts%4]}
		if cfg.UnsyncedDataPercent > 0 {
			cfg.RNG = rand.New(rand.NewPCG(uint64(cuts), 1))
		}
		low := int(acked.Load())
		clone := mem.CrashClone(cfg)
		high := int(begun.Load())
		after := smallOptions()
		after.fs = clone
		c, err := Open("s", after)
		if err != nil {
			t.Fatalf("cut %d after %d writes: %v", cuts, low, err)
		}
		find(t, c, want, low, high)
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		cuts++
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d cuts", cuts)
	if cuts < 3 {
		t.Errorf("only %d cuts", cuts)
	}
}
