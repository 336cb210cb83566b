package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/cockroachdb/pebble/v2"
)

// Compact rewrites the files so that the space of everything deleted comes
// back now, not when Pebble sees fit. It needs about as much free room as the
// store takes; writes and reads go on.
func (s *Store) Compact(ctx context.Context) error {
	if err := s.mayWrite(ctx); err != nil {
		return err
	}
	if err := s.view.enter(); err != nil {
		return err
	}
	defer s.view.leave()
	err := s.db.Flush()
	if err == nil {
		err = s.db.Compact(ctx, []byte{0}, []byte{0xFF}, false)
	}
	s.view.wrote() // idle iterators keep the old files
	if err != nil {
		return fmt.Errorf("store: compact %s: %w", s.dir, err)
	}
	return s.fail.err()
}

// Backup writes the store as it is now to the folder dir, which must not exist
// yet; Open opens it like any store. Files that never change are hard links
// where dir is on the same disk, so a backup is quick and takes no room until
// the store changes; copy it elsewhere to be safe from the disk itself.
func (s *Store) Backup(dir string) error {
	fsys := s.opts.fs
	if _, err := fsys.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		if err == nil {
			err = fs.ErrExist
		}
		return fmt.Errorf("store: back up to %s: %w: name a folder that is not there yet", dir, err)
	}
	if err := s.view.enter(); err != nil {
		return err
	}
	defer s.view.leave()
	part := dir + ".part" // not a store until it is whole
	err := fsys.RemoveAll(part)
	if err == nil {
		err = fsys.MkdirAll(part, 0o755)
	}
	if err == nil {
		err = s.db.Checkpoint(fsys.PathJoin(part, DataDir), pebble.WithFlushedWAL())
	}
	if err == nil {
		err = writeFormat(fsys, part)
	}
	if err == nil {
		err = fsys.Rename(part, dir)
	}
	if err == nil {
		err = syncDir(fsys, fsys.PathDir(dir))
	}
	if err != nil {
		fsys.RemoveAll(part)
		return fmt.Errorf("store: back up to %s: %w", dir, err)
	}
	return nil
}
