package graph

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/schema"
)

// stored is the small example in a folder, closed.
func stored(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "small.db")
	g, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	putAll(t, g)
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func putAll(t testing.TB, g *Graph) {
	t.Helper()
	_, records := small(t)
	for _, name := range []string{"S/PV.5881", "S/PV.8713"} {
		if err := g.ReplaceRecord(context.Background(), name, records[name]); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatIsPutLasts(t *testing.T) {
	want, _ := small(t)
	for _, o := range []Options{{}, {NoSync: true}} {
		path := filepath.Join(t.TempDir(), "x.db")
		g, err := Open(path, o)
		if err != nil {
			t.Fatal(err)
		}
		putAll(t, g)
		if err := g.Close(); err != nil {
			t.Fatal(err)
		}
		for _, readOnly := range []bool{true, false} {
			if got := nquads(t, open(t, path, Options{ReadOnly: readOnly}), Filter{}); got != nquads(t, want, Filter{}) {
				t.Errorf("%+v, read only %v: got %s", o, readOnly, got)
			}
		}
	}
}

// What came and went leaves no trace in what goes out, though the store may
// have come another way.
func TestAChangeAndItsUndoingAreNoChange(t *testing.T) {
	path := stored(t)
	g := open(t, path, Options{})
	before := nquads(t, g, Filter{})
	_, records := small(t)
	for _, change := range []int{1, 0, 3} {
		if err := g.ReplaceRecord(context.Background(), "S/PV.5881", records["S/PV.5881"][:change]); err != nil {
			t.Fatal(err)
		}
	}
	if nquads(t, g, Filter{}) != before {
		t.Error("the graph is not as it was")
	}
	s, err := g.Stats(context.Background())
	if want := strings.Count(before, "\n"); err != nil || s.Quads != want || s.Graphs != 2 {
		t.Errorf("got %+v %v, want %d quads in 2 graphs", s, err, want)
	}
}

func TestGraphsThatCannotBeOpened(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, path string)
		want  error
		text  string // PATH stands for the path
	}{
		{"newer", func(t *testing.T, path string) { write(t, path+"/FORMAT", "demarche graph store, format 9\n") }, ErrVersion,
			"graph of another version: PATH has format 9 and this program knows formats up to 1: install the version that wrote it"},
		{"no format", func(t *testing.T, path string) { write(t, path+"/FORMAT", "") }, ErrCorrupt, "graph damaged: PATH: its FORMAT file"},
		{"no data", func(t *testing.T, path string) { remove(t, path+"/db") }, ErrCorrupt, "or remove it and build it again"},
		{"a file missing", func(t *testing.T, path string) { remove(t, find(t, path, "MANIFEST-*")) }, ErrCorrupt, "graph damaged: PATH"},
		{"a file cut short", func(t *testing.T, path string) { write(t, find(t, path, "MANIFEST-*"), "") }, ErrCorrupt, "graph damaged: PATH"},
		{"a folder of other things", func(t *testing.T, path string) { remove(t, path); write(t, path+"/letter.doc", "Dear Sir") }, nil,
			"this is no graph of demarche: PATH holds other files (letter.doc): name an empty folder"},
		{"a file", func(t *testing.T, path string) { remove(t, path); write(t, path, "demarche graph 1\n") }, nil,
			"graph PATH: this is a file, and a graph is a folder: name another"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := stored(t)
			c.spoil(t, path)
			before := tree(t, path)
			for _, readOnly := range []bool{true, false} {
				_, err := Open(path, Options{ReadOnly: readOnly})
				text := strings.ReplaceAll(c.text, "PATH", path)
				if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), text) {
					t.Errorf("read only %v: got %v, want %s", readOnly, err, text)
				}
			}
			for name, content := range before {
				if now := tree(t, path); now[name] != content {
					t.Errorf("%s was touched", name)
				}
			}
		})
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none.db"), Options{ReadOnly: true}); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "build it first") {
		t.Errorf("none: got %v", err)
	}
}

// A damaged table is told by whatever reads it, and never makes another answer.
func TestADamagedTableIsAnError(t *testing.T) {
	path := stored(t)
	g := open(t, path, Options{ReadOnly: true})
	want := nquads(t, g, Filter{})
	// Opening for writing puts what the log has into a table.
	w, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	table := find(t, path, "*.sst")
	data, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for at := 0; at < len(data); at += len(data)/12 + 1 {
		bad := slices.Clone(data)
		bad[at] ^= 0x41
		remove(t, table) // readers have links to it
		write(t, table, string(bad))
		r, err := Open(path, Options{ReadOnly: true})
		if err == nil {
			var b bytes.Buffer
			err = r.Export(context.Background(), &b, 0, Filter{})
			if err == nil && b.String() != want {
				t.Fatalf("byte %d: another graph and no error", at)
			}
			r.Close()
		}
		if err != nil {
			told++
			if !errors.Is(err, ErrCorrupt) || !strings.Contains(err.Error(), path) {
				t.Fatalf("byte %d: got %v", at, err)
			}
		}
	}
	if told == 0 {
		t.Error("no damage was told")
	}
}

func TestTheBaseIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	const base = "https://example.org/kg/"
	g, err := Open(path, Options{Base: base})
	if err != nil {
		t.Fatal(err)
	}
	putAll(t, g)
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	g = open(t, path, Options{ReadOnly: true})
	if g.Base() != base || len(all(t, g, Filter{Record: "S/PV.5881"})) != 3 {
		t.Errorf("base %s, %d positions", g.Base(), len(all(t, g, Filter{})))
	}
	for _, readOnly := range []bool{true, false} {
		_, err := Open(path, Options{Base: "https://other.org/", ReadOnly: readOnly})
		want := "graph " + path + ": its base IRI is " + base + ", not https://other.org/: leave the base out, or choose another graph"
		if err == nil || err.Error() != want {
			t.Errorf("another base: got %v, want %s", err, want)
		}
	}
	if _, err := Open("", Options{Base: "nonsense"}); err == nil {
		t.Error("a base that is none: no error")
	}
}

func TestOneWriterManyReaders(t *testing.T) {
	path := stored(t)
	g := open(t, path, Options{})
	if _, err := Open(path, Options{}); !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), "graph in use: "+path+" is being written by another process: wait for it, or choose another graph with --db") {
		t.Errorf("a second writer: got %v", err)
	}
	r := open(t, path, Options{ReadOnly: true})
	if _, err := g.RemoveRecord(context.Background(), "S/PV.5881"); err != nil {
		t.Fatal(err)
	}
	if got := all(t, r, Filter{}); len(got) != 5 {
		t.Errorf("the reader sees %d positions of the state that it opened, want 5", len(got))
	}
	if got := all(t, open(t, path, Options{ReadOnly: true}), Filter{}); len(got) != 2 {
		t.Errorf("a later reader sees %d positions, want 2", len(got))
	}
	if err := r.ReplaceRecord(context.Background(), "R", nil); !errors.Is(err, ErrReadOnly) {
		t.Errorf("a reader that writes: got %v", err)
	}
}

// Run again as another process, the test program opens the graph: to write,
// and to read.
func TestASecondProcessIsToldAtOnce(t *testing.T) {
	if path := os.Getenv("DEMARCHE_TEST_OPEN"); path != "" {
		_, err := Open(path, Options{})
		if err != nil {
			io.WriteString(os.Stdout, err.Error())
		}
		r := open(t, path, Options{ReadOnly: true})
		io.WriteString(os.Stdout, strings.Repeat("\nposition", len(all(t, r, Filter{}))))
		return
	}
	path := stored(t)
	open(t, path, Options{})
	cmd := exec.Command(os.Args[0], "-test.run=^TestASecondProcessIsToldAtOnce$")
	cmd.Env = append(os.Environ(), "DEMARCHE_TEST_OPEN="+path)
	out, err := cmd.Output()
	if err != nil || !strings.Contains(string(out), "is being written by another process") || strings.Count(string(out), "\nposition") != 5 {
		t.Errorf("got %q %v", out, err)
	}
}

// A query that has not noticed that it was cancelled does no harm to a graph
// that is closed then.
func TestClosedUnderAQuery(t *testing.T) {
	path := stored(t)
	for _, o := range []Options{{}, {ReadOnly: true}} {
		g, err := Open(path, o)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error)
		go func() {
			_, err := g.Query(ctx, Gizmo, `for (;;) g.V().Out().In().Count()`, Limits{})
			done <- err
		}()
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if err := g.Close(); err != nil {
			t.Error(err)
		}
		if _, err := g.Stats(context.Background()); err == nil {
			t.Error("a closed graph answers")
		}
	}
}

// On a real disk that is full, where the machine lets us have one.
func TestAFullDisk(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=80m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no small disk to be had here: %s", bytes.TrimSpace(out))
	}
	defer func() { _ = exec.Command("umount", dir).Run() }()
	path := filepath.Join(dir, "x.db")
	g, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	putAll(t, g)
	before := nquads(t, g, Filter{})
	write(t, filepath.Join(dir, "filler"), strings.Repeat("x", 24<<20))
	err = g.ReplaceRecord(context.Background(), "S/PV.1", []schema.Position{position("S/PV.1", 1, "KAZ", schema.Supports, "it", 0.5)})
	if !errors.Is(err, ErrFull) || !strings.Contains(err.Error(), "disk full: "+path+" has ") || !strings.HasSuffix(err.Error(), "what was there before is intact") {
		t.Errorf("got %v", err)
	}
	if nquads(t, g, Filter{}) != before {
		t.Error("the graph changed")
	}
	if err := g.Close(); err != nil {
		t.Error(err)
	}
	g, err = Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if nquads(t, g, Filter{}) != before {
		t.Error("the graph is not what was there before")
	}
	if err := g.Close(); err != nil {
		t.Error(err)
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// find is the first data file of a graph whose name matches.
func find(t *testing.T, path, pattern string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(path, "db", pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no %s: %v", pattern, err)
	}
	return files[0]
}

// tree is the content of all files below path, or of the file, but for the
// locks.
func tree(t *testing.T, path string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "LOCK" {
			return err
		}
		data, err := os.ReadFile(name)
		short, _ := filepath.Rel(path, name)
		files[short] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
