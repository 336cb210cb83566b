package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// formatVersion is the version of the layout that the package comment and
// value.go describe. Raise it with its reason here when either changes.
//
//	1: the first
const formatVersion = 1

// A store is a directory with these names in it.
const (
	DataDir    = "db"      // the Pebble database
	formatFile = "FORMAT"  // "demarche graph store, format 1"
	readersDir = "readers" // hard links that OpenReader works on
	loadDir    = "load"    // sorted runs of a bulk load
)

const formatPrefix = "demarche graph store, format "

// A Store is an open store: the only writer of its directory, and a Cayley
// graph.QuadStore. Its methods may be called from any number of goroutines.
type Store struct {
	*view
	dir  string
	opts Options
	db   *pebble.DB
	lock *pebble.Lock
	fail *failure
	gate *gate

	write sync.Mutex // held by the one write at work
	state state      // as committed; guarded by write

	snaps sync.Map // of *Snapshot: those that are open
}

// Open opens the store in dir for reading and writing, creating it when dir is
// missing or empty. It fails at once with ErrLocked when another writer has
// it, with ErrNewer, ErrNotStore or ErrCorrupt when dir is not a store that
// this program can write.
func Open(dir string, opts Options) (*Store, error) {
	opts = opts.withDefaults()
	fsys := opts.fs
	version, err := readFormat(fsys, dir)
	if err != nil {
		return nil, err
	}
	data := fsys.PathJoin(dir, DataDir)
	if version != 0 {
		if _, err := fsys.Stat(data); err != nil {
			return nil, fmt.Errorf("%w: %s: its folder %s is missing (%w): restore a backup", ErrCorrupt, dir, DataDir, err)
		}
	}
	if err := makeDir(fsys, data); err != nil {
		return nil, fmt.Errorf("store: create %s: %w", data, err)
	}
	lock, err := pebble.LockDirectory(data, fsys)
	if err != nil {
		return nil, lockError(dir, err)
	}
	s := &Store{dir: dir, opts: opts, lock: lock, fail: &failure{}}
	// Pebble writes out what the log has when it opens, and waits for ever
	// where the disk has no room for it.
	if err := s.room(-opts.ReserveBytes / 4); err != nil {
		lock.Close()
		return nil, err
	}
	if err := s.open(data, version); err != nil {
		lock.Close()
		return nil, err
	}
	s.removeDeadReaders()
	return s, nil
}

// open opens the database under the held lock and creates what is missing.
func (s *Store) open(data string, version int) error {
	fsys := s.opts.fs
	p := s.opts.pebbleOptions(s.fail)
	p.FS = logFS{fsys, s.fail}
	s.gate = newGate(s.fail, s.opts.MemTableBytes)
	s.gate.configure(p)
	p.Lock = s.lock
	p.ErrorIfNotExists = version != 0
	db, err := pebble.Open(data, p)
	if err != nil {
		return openError(s.dir, err)
	}
	s.db = db
	s.view = newView(db, newNameCache())
	s.state, err = s.view.readState()
	switch {
	case err != nil:
	case s.state.format > formatVersion:
		err = newerError(s.dir, s.state.format)
	case s.state.format == 0 && version != 0:
		err = fmt.Errorf("%w: %s: the state record is missing: restore a backup", ErrCorrupt, s.dir)
	case s.state.format == 0:
		s.state = state{format: formatVersion, next: 1}
		err = db.Set(stateKey(), s.state.encode(), pebble.Sync)
	}
	if err == nil {
		err = s.fail.err()
	}
	if err == nil && version == 0 {
		err = writeFormat(fsys, s.dir)
	}
	if err == nil {
		err = fsys.RemoveAll(fsys.PathJoin(s.dir, loadDir)) // of a load that a crash cut off
	}
	if err != nil {
		db.Close()
	}
	return err
}

// Dir returns the directory of the store.
func (s *Store) Dir() string { return s.dir }

// Close waits for the write and the reads at work, ends the snapshots, closes the
// files and gives the lock back. Later calls fail with ErrClosed; closing twice does nothing.
func (s *Store) Close() error {
	s.write.Lock()
	defer s.write.Unlock()
	if !s.view.close() {
		return nil
	}
	s.snaps.Range(func(snap, _ any) bool {
		snap.(*Snapshot).Close()
		return true
	})
	s.flush()
	err := s.db.Close()
	if e := s.lock.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("store: close %s: %w", s.dir, err)
	}
	return s.fail.err()
}

// flush writes what is in memory out to a table, so that the next to open need
// not read it from the log; where that fails the log has it still. Pebble tries
// again for ever where the disk is full.
func (s *Store) flush() {
	if s.fail.err() != nil || s.room(0) != nil || s.db.Metrics().MemTable.Size == 0 {
		return
	}
	done, err := s.db.AsyncFlush()
	for err == nil && s.fail.err() == nil {
		select {
		case <-done:
			return
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// readFormat returns the format of the store in dir, or 0 when there is none
// and one may be created.
func readFormat(fsys vfs.FS, dir string) (int, error) {
	f, err := fsys.Open(fsys.PathJoin(dir, formatFile))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, mayCreate(fsys, dir)
	} else if err != nil {
		return 0, fmt.Errorf("store: open %s: %w", dir, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, 256))
	if err != nil {
		return 0, fmt.Errorf("store: read %s: %w", filepath.Join(dir, formatFile), err)
	}
	number, ok := strings.CutPrefix(strings.TrimSuffix(string(text), "\n"), formatPrefix)
	v, err := strconv.Atoi(number)
	if !ok || err != nil || v < 1 {
		return 0, fmt.Errorf("%w: %s: its %s file reads %q: restore a backup, or name another folder", ErrCorrupt, dir, formatFile, text)
	}
	if v > formatVersion {
		return 0, newerError(dir, uint64(v))
	}
	return v, nil
}

// mayCreate reports as an error a directory that holds something else. A
// database without a FORMAT file is a creation that a crash cut off.
func mayCreate(fsys vfs.FS, dir string) error {
	names, err := fsys.List(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("store: open %s: %w", dir, err)
	}
	for _, name := range names {
		if name != DataDir && name != formatFile+".tmp" {
			return fmt.Errorf("%w: %s holds other files (%s): name an empty folder or a store", ErrNotStore, dir, name)
		}
	}
	return nil
}

// writeFormat puts the FORMAT file in place, whole or not at all.
func writeFormat(fsys vfs.FS, dir string) error {
	path := fsys.PathJoin(dir, formatFile)
	f, err := fsys.Create(path+".tmp", vfs.WriteCategoryUnspecified)
	if err == nil {
		_, err = fmt.Fprintf(f, "%s%d\n", formatPrefix, formatVersion)
		if err == nil {
			err = f.Sync()
		}
		if e := f.Close(); err == nil {
			err = e
		}
	}
	if err == nil {
		err = fsys.Rename(path+".tmp", path)
	}
	if err == nil {
		err = syncDir(fsys, dir)
	}
	if err != nil {
		return fmt.Errorf("store: create %s: %w", path, err)
	}
	return nil
}

// makeDir makes a directory and those above it, and syncs each entry made, for
// a power cut may else take the whole store.
func makeDir(fsys vfs.FS, dir string) error {
	if _, err := fsys.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	above := fsys.PathDir(dir)
	if above != dir {
		if err := makeDir(fsys, above); err != nil {
			return err
		}
	}
	if err := fsys.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return syncDir(fsys, above)
}

func syncDir(fsys vfs.FS, dir string) error {
	d, err := fsys.OpenDir(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if e := d.Close(); err == nil {
		err = e
	}
	return err
}

func newerError(dir string, v uint64) error {
	return fmt.Errorf("%w: %s has format %d and this program knows formats up to %d: install the version that wrote it, or export from there", ErrNewer, dir, v, formatVersion)
}

// lockError tells a held lock from a directory that cannot be locked.
func lockError(dir string, err error) error {
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("store: lock %s: %w", dir, err)
	}
	return fmt.Errorf("%w: %s (%w): wait until it is done, or open for reading", ErrLocked, dir, err)
}

// openError wraps what Pebble says of a database that it cannot open.
func openError(dir string, err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("store: open %s: %w", dir, err)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w: open %s: %w: free space and try again", ErrFull, dir, err)
	}
	return fmt.Errorf("%w: %s: %w: restore a backup", ErrCorrupt, dir, err)
}
