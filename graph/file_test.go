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
	"runtime"
	"strings"
	"testing"
)

// saved is the small example in a file, and its bytes.
func saved(t testing.TB) (string, []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "small.db")
	g, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, records := small(t)
	for name, ps := range records {
		if err := g.ReplaceRecord(context.Background(), name, ps); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, data
}

func TestOneStateMakesOneFile(t *testing.T) {
	path, first := saved(t)
	if _, second := saved(t); !bytes.Equal(first, second) {
		t.Error("the same positions made another file")
	}
	// What came and went leaves no trace.
	g, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, records := small(t)
	for _, change := range []int{1, 3} {
		if err := g.ReplaceRecord(context.Background(), "S/PV.5881", records["S/PV.5881"][:change]); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, first) {
		t.Error("a change and its undoing made another file")
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 {
		t.Errorf("files left behind: %v", left)
	}
}

func TestAFileCutAnywhereIsAnError(t *testing.T) {
	_, data := saved(t)
	for n := range data {
		if _, _, err := decode(bytes.NewReader(data[:n])); !errors.Is(err, ErrCorrupt) {
			t.Fatalf("cut at byte %d: got %v", n, err)
		}
	}
}

func TestAFileWithAnyByteWrongIsAnError(t *testing.T) {
	_, data := saved(t)
	for i := range data {
		bad := bytes.Clone(data)
		bad[i] ^= 0x41
		if _, _, err := decode(bytes.NewReader(bad)); err == nil {
			t.Fatalf("byte %d: no error", i)
		}
	}
	if _, _, err := decode(bytes.NewReader(append(bytes.Clone(data), 0))); !errors.Is(err, ErrCorrupt) {
		t.Errorf("a byte more: got %v", err)
	}
}

func TestFilesThatCannotBeOpened(t *testing.T) {
	_, data := saved(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "x.db")
	for _, c := range []struct {
		name    string
		content string
		want    error
		text    string
	}{
		{"newer", strings.Replace(string(data), "graph 1\n", "graph 7\n", 1), ErrVersion,
			"graph " + path + ": graph of another version: it has version 7, and this program knows up to 1: use a newer demarche"},
		{"cut short", string(data[:len(data)-3]), ErrCorrupt, "cut short at byte "},
		{"a byte wrong", string(data[:100]) + "#" + string(data[101:]), ErrCorrupt, "the section at byte "},
		{"empty", "", ErrCorrupt, "cut short at byte 0: take it from a backup, or remove it and build it again"},
		{"something else", "%PDF-1.7 and so on and on", nil, "graph " + path + ": this is no graph of demarche"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
				t.Fatal(err)
			}
			_, err := Open(path, Options{})
			if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.text) {
				t.Errorf("got %v, want %s", err, c.text)
			}
			if now, _ := os.ReadFile(path); string(now) != c.content {
				t.Error("the file was touched")
			}
		})
	}
	if _, err := Open(dir, Options{}); err == nil || !strings.Contains(err.Error(), "this is a directory: name a file") {
		t.Errorf("a directory: got %v", err)
	}
	if _, err := Open(filepath.Join(dir, "none.db"), Options{ReadOnly: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("none: got %v", err)
	}
	if _, err := Open(filepath.Join(dir, "no", "such", "place.db"), Options{}); err == nil {
		t.Error("no such directory: no error")
	}
}

func TestTheBaseIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	const base = "https://example.org/kg/"
	g, err := Open(path, Options{Base: base})
	if err != nil {
		t.Fatal(err)
	}
	_, records := small(t)
	if err := g.ReplaceRecord(context.Background(), "S/PV.5881", records["S/PV.5881"]); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	g, err = Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if g.Base() != base || len(all(t, g, Filter{})) != 3 {
		t.Errorf("base %s, %d positions", g.Base(), len(all(t, g, Filter{})))
	}
	if _, err := Open(path, Options{Base: "https://other.org/"}); err == nil || !strings.Contains(err.Error(), "its base IRI is "+base) {
		t.Errorf("another base: got %v", err)
	}
	if _, err := Open("", Options{Base: "nonsense"}); err == nil {
		t.Error("a base that is none: no error")
	}
}

// A fullDisk takes n bytes.
type fullDisk struct{ n int }

var errFull = errors.New("no space left on device")

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.n {
		return d.n, errFull
	}
	d.n -= len(p)
	return len(p), nil
}

func TestAFullDiskIsAnErrorAtEveryByte(t *testing.T) {
	g, _ := small(t)
	m := g.store.(*file).memory
	var whole bytes.Buffer
	if err := m.encode(&whole, g.base); err != nil {
		t.Fatal(err)
	}
	for n := 0; n < whole.Len(); n += 7 {
		if err := m.encode(&fullDisk{n}, g.base); !errors.Is(err, errFull) {
			t.Fatalf("full after %d bytes: got %v", n, err)
		}
	}
}

func TestWhatWasSavedOutlivesAFullDisk(t *testing.T) {
	path, before := saved(t)
	err := replaceFile(path, func(w io.Writer) error {
		if _, err := w.Write([]byte("half of it")); err != nil {
			return err
		}
		return errFull
	})
	if !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, before) {
		t.Error("the file changed")
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// The same on a real disk that is full, where the machine lets us have one.
func TestARealFullDisk(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no small disk to be had here: %s", bytes.TrimSpace(out))
	}
	defer func() { _ = exec.Command("umount", dir).Run() }()
	path := filepath.Join(dir, "x.db")
	g, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, records := small(t)
	for name, ps := range records {
		if err := g.ReplaceRecord(context.Background(), name, ps); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Save(context.Background()); err != nil {
		t.Fatal(err)
	}
	before := nquads(t, g, Filter{})
	for name, ps := range world(t, 30_000) {
		if err := g.ReplaceRecord(context.Background(), name, ps); err != nil {
			t.Fatal(err)
		}
	}
	err = g.Close()
	if err == nil || !strings.Contains(err.Error(), "graph "+path+": not saved; what was saved before is intact: no space left on device") {
		t.Errorf("got %v", err)
	}
	g, err = Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if nquads(t, g, Filter{}) != before {
		t.Error("the graph is not what was saved")
	}
	if err := g.Discard(); err != nil {
		t.Fatal(err)
	}
}

func TestOneWriterManyReaders(t *testing.T) {
	path, _ := saved(t)
	g, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, Options{}); !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), "with --db") {
		t.Errorf("a second writer: got %v", err)
	}
	r, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.RemoveRecord(context.Background(), "S/PV.5881"); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	if got := all(t, r, Filter{}); len(got) != 5 {
		t.Errorf("the reader sees %d positions of the state that it opened, want 5", len(got))
	}
	if err := r.ReplaceRecord(context.Background(), "R", nil); !errors.Is(err, ErrReadOnly) {
		t.Errorf("a reader that writes: got %v", err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	g, err = Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := all(t, g, Filter{}); len(got) != 2 {
		t.Errorf("got %d positions, want 2", len(got))
	}
	if err := g.Discard(); err != nil {
		t.Error(err)
	}
}

// Run again as another process, the test program tries to open the graph.
func TestASecondProcessIsToldAtOnce(t *testing.T) {
	if path := os.Getenv("DEMARCHE_TEST_OPEN"); path != "" {
		_, err := Open(path, Options{})
		if err != nil {
			os.Stdout.WriteString(err.Error())
		}
		os.Exit(0)
	}
	if runtime.GOOS == "windows" {
		t.Skip("the lock names no process there")
	}
	path, _ := saved(t)
	g, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	cmd := exec.Command(os.Args[0], "-test.run=^TestASecondProcessIsToldAtOnce$")
	cmd.Env = append(os.Environ(), "DEMARCHE_TEST_OPEN="+path)
	out, err := cmd.Output()
	if err != nil || !strings.Contains(string(out), "is being written by process ") {
		t.Errorf("got %q %v", out, err)
	}
}

func FuzzDecode(f *testing.F) {
	_, data := saved(f)
	f.Add(data)
	f.Add([]byte("demarche graph 1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, base, err := decode(bytes.NewReader(data))
		if err != nil {
			return
		}
		// What opens is saved and opens again, and then saves to the same bytes.
		var once, twice bytes.Buffer
		if err := m.encode(&once, base); err != nil {
			t.Fatal(err)
		}
		n, base, err := decode(bytes.NewReader(once.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := n.encode(&twice, base); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Error("saved twice, two files")
		}
	})
}
