package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// TestSecondWriter tells a second writer at once, and lets it in later.
func TestSecondWriter(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err = Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	if err := s.Update(t.Context(), nil, nil); !errors.Is(err, ErrClosed) {
		t.Errorf("update after Close: got %v", err)
	}
	if it := s.QuadsAllIterator(); it.Next(t.Context()) || !errors.Is(it.Err(), ErrClosed) {
		t.Errorf("iterator after Close: got %v", it.Err())
	}
	if s.ValueOf(quad.IRI("a")) != nil || !errors.Is(s.Err(), ErrClosed) {
		t.Errorf("value after Close: got %v", s.Err())
	}
}

// TestReaders opens readers while a writer is at work; each must see one
// moment, and later ones no less than earlier ones.
func TestReaders(t *testing.T) {
	dir := t.TempDir()
	opts := smallOptions()
	opts.NoSync = true
	s, err := Open(dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	const ops = 150
	want := states(4, ops)
	var wg sync.WaitGroup
	stop := make(chan struct{})
	opened := 0
	wg.Go(func() {
		last := 0
		for {
			select {
			case <-stop:
				return
			default:
			}
			r, err := OpenReader(dir, opts)
			if err != nil {
				t.Error(err)
				return
			}
			opened++
			got := contents(t, r.view)
			checked(t, r)
			k := last
			for ; k <= ops && !equal(got, want[k]); k++ {
			}
			if k > ops {
				t.Errorf("a reader sees %d quads, which is no moment since write %d", len(got), last)
				return
			}
			last = k
			if err := r.ApplyDeltas(nil, graph.IgnoreOpts{}); !errors.Is(err, ErrReadOnly) {
				t.Errorf("writing: got %v", err)
			}
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	for i := range ops {
		if err := scriptStep(4, i).run(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	wg.Wait()
	if opened == 0 {
		t.Error("no reader was opened")
	}
	t.Logf("%d readers", opened)
	left, err := os.ReadDir(filepath.Join(dir, readersDir))
	if err != nil || len(left) > 0 {
		t.Errorf("readers leave %v (%v)", left, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestDeadReader removes what a crashed reader leaves, and nothing of a living
// one.
func TestDeadReader(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Update(t.Context(), quadsOf(1, 100), nil); err != nil {
		t.Fatal(err)
	}
	r, err := OpenReader(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	dead := filepath.Join(dir, readersDir, "1-dead")
	if err := os.MkdirAll(dead, 0o755); err != nil {
		t.Fatal(err)
	}
	s.removeDeadReaders()
	left, err := os.ReadDir(filepath.Join(dir, readersDir))
	if err != nil || len(left) != 1 || left[0].Name() == "1-dead" {
		t.Errorf("left: %v (%v)", left, err)
	}
	same(t, contents(t, r.view), contents(t, s.view))
}

// TestSnapshot sees none of later writes, and ends with its store.
func TestSnapshot(t *testing.T) {
	s, err := Open(t.TempDir(), Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), quadsOf(1, 1200), nil); err != nil {
		t.Fatal(err)
	}
	want := contents(t, s.view)
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveGraph(t.Context(), recordLabel(1)); err != nil {
		t.Fatal(err)
	}
	same(t, contents(t, snap.view), want)
	checked(t, snap)
	if len(contents(t, s.view)) == len(want) {
		t.Error("nothing was removed")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := snap.Stats(t.Context(), true); !errors.Is(err, ErrClosed) {
		t.Errorf("a snapshot of a closed store: got %v", err)
	}
	if err := snap.Close(); err != nil {
		t.Errorf("closing it: %v", err)
	}
}

// TestSpaceComesBack removes all records and looks at the disk.
func TestSpaceComesBack(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, Options{NoSync: true, MemTableBytes: 64 << 10})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.BulkLoad(t.Context(), &sliceReader{quadsOf(1, 30000)}, nil); err != nil {
		t.Fatal(err)
	}
	before := diskUsage(t, dir)
	graphs, err := s.Graphs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range graphs {
		if err := s.RemoveGraph(t.Context(), g.Label); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r := checked(t, s); r.Quads != 0 || r.Nodes != 0 {
		t.Errorf("%+v is left", r)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err = Open(dir, Options{}) // drops logs kept for reuse
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if after := diskUsage(t, dir); after > before/4 {
		t.Errorf("%d bytes of %d are still in use", after, before)
	}
}

// TestBackup opens a backup, and changes the store without changing it.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "s"))
	if err := s.Update(t.Context(), quadsOf(1, 1200), nil); err != nil {
		t.Fatal(err)
	}
	want := contents(t, s.view)
	to := filepath.Join(dir, "backup")
	if err := s.Backup(to); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(to); !errors.Is(err, os.ErrExist) {
		t.Errorf("over a backup: got %v", err)
	}
	if err := s.RemoveGraph(t.Context(), recordLabel(0)); err != nil {
		t.Fatal(err)
	}
	b := open(t, to)
	same(t, contents(t, b.view), want)
	checked(t, b)
}

// TestSameBytes loads twice and compares the tables.
func TestSameBytes(t *testing.T) {
	var sums [2][]string
	for i := range sums {
		for _, name := range damaged(t, t.TempDir(), "*.sst") {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			sums[i] = append(sums[i], string(b))
		}
		slices.Sort(sums[i])
	}
	if !slices.Equal(sums[0], sums[1]) {
		t.Error("the same quads make other tables")
	}
}
