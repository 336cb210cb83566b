package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// readerTries is how often OpenReader starts over when the writer changed the
// list of files meanwhile, which it does every few megabytes.
const readerTries = 20

// OpenReader opens the store in dir for reading, beside a writer or alone, as
// it stood at that moment; open again to see later writes. Any number of
// processes can. All that the writer acknowledged is there; what it wrote with
// Options.NoSync may come later.
//
// Pebble locks a database for one process and deletes files when it likes, so
// a reader makes its own folder in dir/readers: hard links of the tables, which
// never change once written, and copies of the small files that do (the log,
// at most some times Options.MemTableBytes, and the manifest). The manifest is
// copied last and the list of files compared before and after: equal lists
// mean that no table was made, no log begun and none dropped in between, so
// the copies are one moment of the store. Close removes the folder; the next
// writer removes those of readers that crashed, whose locks are free.
//
// The caller needs the right to write to dir.
func OpenReader(dir string, opts Options) (*Snapshot, error) {
	opts = opts.withDefaults()
	fsys := opts.fs
	version, err := readFormat(fsys, dir)
	if err != nil {
		return nil, err
	}
	if version == 0 {
		return nil, fmt.Errorf("%w: %s holds no store: create it first", ErrNotStore, dir)
	}
	name := strconv.Itoa(os.Getpid()) + "-" + strconv.FormatInt(time.Now().UnixNano(), 36)
	own := fsys.PathJoin(dir, readersDir, name)
	if err := fsys.MkdirAll(own, 0o755); err != nil {
		return nil, fmt.Errorf("store: open %s for reading: %w", dir, err)
	}
	snap, err := openLinks(dir, own, opts)
	if err != nil {
		fsys.RemoveAll(own)
		return nil, err
	}
	return snap, nil
}

// openLinks links and opens the files of dir in own.
func openLinks(dir, own string, opts Options) (*Snapshot, error) {
	fsys := opts.fs
	lock, err := pebble.LockDirectory(own, fsys)
	if err != nil {
		return nil, lockError(own, err)
	}
	if err := linkData(fsys, fsys.PathJoin(dir, DataDir), own); err != nil {
		lock.Close()
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%w: %s: its folder %s is missing: restore a backup", ErrCorrupt, dir, DataDir)
		case errors.Is(err, syscall.ENOSPC):
			return nil, fmt.Errorf("%w: open %s for reading: %w: free space and try again", ErrFull, dir, err)
		}
		return nil, fmt.Errorf("store: open %s for reading: %w", dir, err)
	}
	p := opts.pebbleOptions(&failure{})
	p.Lock = lock
	p.ReadOnly = true
	p.ErrorIfNotExists = true
	db, err := pebble.Open(own, p)
	if err != nil {
		lock.Close()
		return nil, openError(dir, err)
	}
	v := newView(db, newNameCache())
	snap := &Snapshot{view: v, done: func() error {
		err := db.Close()
		return errors.Join(err, lock.Close(), fsys.RemoveAll(own))
	}}
	st, err := v.readState()
	if err == nil && st.format > formatVersion {
		err = newerError(dir, st.format)
	} else if err == nil && st.format == 0 {
		err = fmt.Errorf("%w: %s: the state record is missing: restore a backup", ErrCorrupt, dir)
	}
	if err != nil {
		return nil, errors.Join(err, snap.Close())
	}
	return snap, nil
}

// linkData makes own hold one moment of the Pebble database in data.
func linkData(fsys vfs.FS, data, own string) error {
	for try := 0; try < readerTries; try++ {
		before, err := dataFiles(fsys, data)
		if err != nil {
			return err
		}
		err = linkFiles(fsys, data, own, before)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		after, listErr := dataFiles(fsys, data)
		if listErr != nil {
			return listErr
		}
		if err == nil && slices.Equal(before, after) {
			return nil
		}
		made, err := dataFiles(fsys, own)
		if err != nil {
			return err
		}
		for _, name := range made {
			if err := fsys.Remove(fsys.PathJoin(own, name)); err != nil {
				return err
			}
		}
		time.Sleep(time.Duration(try) * 5 * time.Millisecond)
	}
	return fmt.Errorf("%s kept changing: try again when the writer does less", data)
}

// dataFiles lists a Pebble directory: tables and logs first, by number, then
// manifests. The lock is no data, and temporary files are not in use yet.
func dataFiles(fsys vfs.FS, dir string) ([]string, error) {
	names, err := fsys.List(dir)
	if err != nil {
		return nil, err
	}
	names = slices.DeleteFunc(names, func(n string) bool {
		return n == "LOCK" || strings.HasPrefix(n, "temporary.") || strings.HasSuffix(n, ".dbtmp")
	})
	slices.SortFunc(names, func(a, b string) int {
		last := func(n string) int {
			if strings.HasPrefix(n, "MANIFEST-") || strings.HasPrefix(n, "marker.manifest") {
				return 1
			}
			return 0
		}
		if d := last(a) - last(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return names, nil
}

// linkFiles links what never changes and copies the rest.
func linkFiles(fsys vfs.FS, data, own string, names []string) error {
	for _, name := range names {
		from, to := fsys.PathJoin(data, name), fsys.PathJoin(own, name)
		var err error
		if strings.HasSuffix(name, ".sst") || strings.HasSuffix(name, ".blob") {
			if err = fsys.Link(from, to); err != nil && !errors.Is(err, fs.ErrNotExist) {
				err = copyFile(fsys, from, to) // no hard links here
			}
		} else {
			err = copyFile(fsys, from, to)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func copyFile(fsys vfs.FS, from, to string) error {
	src, err := fsys.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := fsys.Create(to, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	if e := dst.Close(); err == nil {
		err = e
	}
	return err
}

// removeDeadReaders removes the folders of readers that crashed: those whose
// lock is free. What cannot be removed now is left for the next time.
func (s *Store) removeDeadReaders() {
	fsys := s.opts.fs
	base := fsys.PathJoin(s.dir, readersDir)
	names, err := fsys.List(base)
	if err != nil {
		return
	}
	for _, name := range names {
		own := fsys.PathJoin(base, name)
		lock, err := pebble.LockDirectory(own, fsys)
		if err != nil {
			continue
		}
		fsys.RemoveAll(own)
		lock.Close()
	}
}
