package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// A fakeDisk reports what room it is told to.
type fakeDisk struct {
	vfs.FS
	free atomic.Uint64
}

func (d *fakeDisk) GetDiskUsage(string) (vfs.DiskUsage, error) {
	return vfs.DiskUsage{AvailBytes: d.free.Load(), TotalBytes: 1 << 40}, nil
}

// TestNoRoom refuses writes in time, and takes them again when there is room.
func TestNoRoom(t *testing.T) {
	disk := &fakeDisk{FS: vfs.NewMem()}
	disk.free.Store(1 << 30)
	s, err := Open("s", Options{fs: disk})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	q := []quad.Quad{quad.MakeIRI("s", "p", "o", "g")}
	disk.free.Store(1 << 20)
	if err := s.Update(t.Context(), q, nil); !errors.Is(err, ErrFull) {
		t.Errorf("update: got %v", err)
	}
	if _, err := s.BulkLoad(t.Context(), &sliceReader{q}, nil); !errors.Is(err, ErrFull) {
		t.Errorf("bulk load: got %v", err)
	}
	same(t, contents(t, s.view), nil)
	disk.free.Store(1 << 30)
	if err := s.Update(t.Context(), q, nil); err != nil {
		t.Error(err)
	}
	checked(t, s)
}

// TestFullDisk lets the disk fill up under a store at different moments: the
// write fails, later ones too, and a new start has all that was acknowledged.
func TestFullDisk(t *testing.T) {
	const ops = 60
	want := states(3, ops)
	for _, room := range []int64{0, 3, 10, 40, 100, 200, 400} {
		t.Run(fmt.Sprint(room), func(t *testing.T) {
			mem := vfs.NewMem()
			var left atomic.Int64
			left.Store(1 << 60)
			full := errorfs.Wrap(mem, errorfs.InjectorFunc(func(op errorfs.Op) error {
				switch op.Kind {
				case errorfs.OpFileWrite, errorfs.OpFileWriteAt, errorfs.OpCreate, errorfs.OpFilePreallocate:
					if left.Add(-1) < 0 {
						return &os.PathError{Op: "write", Path: op.Path, Err: syscall.ENOSPC}
					}
				}
				return nil
			}))
			opts := smallOptions()
			opts.fs, opts.ReserveBytes = full, -1
			s, err := Open("s", opts)
			if err != nil {
				t.Fatal(err)
			}
			left.Store(room)
			acked, failed := 0, error(nil)
			for i := range ops {
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				failed = scriptStep(3, i).run(ctx, s)
				cancel()
				if failed != nil {
					break
				}
				acked++
			}
			if failed == nil {
				t.Skip("the writes fitted")
			}
			if !errors.Is(failed, ErrFailed) && !errors.Is(failed, ErrFull) {
				t.Errorf("the error is %v", failed)
			}
			if errors.Is(failed, ErrFailed) {
				if err := s.Update(t.Context(), []quad.Quad{quad.MakeIRI("a", "b", "c", "")}, nil); !errors.Is(err, ErrFailed) {
					t.Errorf("a write after it: got %v", err)
				}
			}
			closed := make(chan bool)
			go func() { s.Close(); close(closed) }()
			select {
			case <-closed:
			case <-time.After(20 * time.Second):
				t.Fatal("Close hangs on a full disk")
			}
			left.Store(1 << 60)
			s, err = Open("s", opts)
			if err != nil {
				t.Fatal(err)
			}
			find(t, s, want, acked, acked+1)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// damaged makes a store on disk whose quads are in tables, and returns the
// files of a suffix.
func damaged(t *testing.T, dir, suffix string) []string {
	t.Helper()
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.BulkLoad(t.Context(), &sliceReader{quadsOf(1, 3000)}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), []quad.Quad{quad.MakeIRI("last", "p", "o", "")}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(dir, DataDir, suffix))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	return names
}

// readAll opens and reads all of a store, and returns the first error.
func readAll(t *testing.T, dir string) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	r, err := s.Check(t.Context())
	if err != nil {
		return err
	}
	if len(r.Problems) > 0 {
		return fmt.Errorf("%w: %s", ErrCorrupt, r.Problems[0])
	}
	return nil
}

// TestDamage breaks files of a store in the ways that disks and people do.
func TestDamage(t *testing.T) {
	cut := func(t *testing.T, name string) {
		i, err := os.Stat(name)
		if err == nil {
			err = os.Truncate(name, i.Size()*2/3)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	write := func(text string) func(*testing.T, string) {
		return func(t *testing.T, name string) {
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	remove := func(t *testing.T, name string) {
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
	}
	flip := func(t *testing.T, name string) {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b[len(b)/3] ^= 0x10
		write(string(b))(t, name)
	}
	for _, c := range []struct {
		name, files string
		damage      func(*testing.T, string)
		want        error
		says        string
	}{
		{"a table cut", "*.sst", cut, ErrCorrupt, "restore a backup"},
		{"a table removed", "*.sst", remove, ErrCorrupt, "restore a backup"},
		{"a bit of a table", "*.sst", flip, ErrCorrupt, "restore a backup"},
		{"manifest removed", "MANIFEST-*", remove, ErrCorrupt, "restore a backup"},
		{"data removed", "../" + DataDir, remove, ErrCorrupt, "is missing"},
		{"format cut", "../" + formatFile, cut, ErrCorrupt, "restore a backup"},
		{"format of a newer version", "../" + formatFile, write(formatPrefix + "7\n"), ErrNewer, "install the version that wrote it"},
		{"format of something else", "../" + formatFile, write("hello"), ErrCorrupt, "name another folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			c.damage(t, damaged(t, dir, c.files)[0])
			err := readAll(t, dir)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v\nwant %v that says %q", err, c.want, c.says)
			}
			if err != nil && c.name != "a bit of a table" && !strings.Contains(err.Error(), dir) {
				t.Errorf("the error does not name the store: %v", err)
			}
		})
	}
	t.Run("format removed", func(t *testing.T) { // it can be made again
		dir := t.TempDir()
		remove(t, damaged(t, dir, "../"+formatFile)[0])
		if err := readAll(t, dir); err != nil {
			t.Error(err)
		}
	})
	t.Run("another folder", func(t *testing.T) {
		dir := t.TempDir()
		write("my thesis")(t, filepath.Join(dir, "thesis.txt"))
		if _, err := Open(dir, Options{}); !errors.Is(err, ErrNotStore) {
			t.Errorf("got %v", err)
		}
		if _, err := OpenReader(filepath.Join(dir, "none"), Options{}); !errors.Is(err, ErrNotStore) {
			t.Errorf("reader: got %v", err)
		}
	})
}

// TestTornLog cuts the end of the log, as a crash of the machine can.
func TestTornLog(t *testing.T) {
	const ops = 30
	want := states(9, ops)
	dir := t.TempDir()
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range ops {
		if step := scriptStep(9, i); step.kind != "load" { // loads begin a new log
			err = step.run(t.Context(), s)
		} else {
			err = s.Update(t.Context(), step.adds, nil)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	// What a crash leaves: Close would write the log out to tables.
	crashed := t.TempDir()
	if err := os.CopyFS(crashed, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	dir = crashed
	logs, err := filepath.Glob(filepath.Join(dir, DataDir, "*.log"))
	if err != nil || len(logs) == 0 {
		t.Fatal(logs, err)
	}
	text, err := os.ReadFile(logs[len(logs)-1])
	if err != nil {
		t.Fatal(err)
	}
	last := ops
	for n := len(text); n >= 0; n -= len(text)/9 + 1 {
		if err := os.WriteFile(logs[len(logs)-1], text[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		reader, err := OpenReader(dir, Options{}) // does not change the log
		if err != nil {
			t.Fatalf("cut to %d of %d bytes: %v", n, len(text), err)
		}
		got := contents(t, reader.view)
		checked(t, reader)
		k := last
		for ; k >= 0 && !equal(got, want[k]); k-- {
		}
		if k < 0 {
			t.Fatalf("cut to %d of %d bytes: as after no write", n, len(text))
		}
		last = k
		if err := reader.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if last == ops {
		t.Error("the log had nothing to lose")
	}
}
