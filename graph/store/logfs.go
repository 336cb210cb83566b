package store

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A logFS keeps failures of Pebble's log from ending the process: Pebble
// panics, where nothing can recover, when it cannot write, close or begin a
// log. Here such a failure is first recorded in fail, which every write looks
// at before it is acknowledged, and then hidden from Pebble. So the write at
// work and all later ones return ErrFailed, and what earlier writes put in the
// log or in tables is untouched.
type logFS struct {
	vfs.FS
	fail *failure
}

// Unwrap implements vfs.FS.
func (l logFS) Unwrap() vfs.FS { return l.FS }

func isLog(name string) bool { return strings.HasSuffix(name, ".log") }

func (l logFS) wrap(name string, f vfs.File, err error) (vfs.File, error) {
	if !isLog(name) {
		return f, err
	}
	if err != nil {
		l.fail.set(err)
		f = nil
	}
	return &logFile{f, l.fail}, nil
}

// Create implements vfs.FS.
func (l logFS) Create(name string, category vfs.DiskWriteCategory) (vfs.File, error) {
	f, err := l.FS.Create(name, category)
	return l.wrap(name, f, err)
}

// ReuseForWrite implements vfs.FS.
func (l logFS) ReuseForWrite(old, name string, category vfs.DiskWriteCategory) (vfs.File, error) {
	f, err := l.FS.ReuseForWrite(old, name, category)
	return l.wrap(name, f, err)
}

// A logFile is a log that is written; file is nil when it could not be made.
type logFile struct {
	file vfs.File
	fail *failure
}

// hide records an error.
func (l *logFile) hide(err error) { l.fail.set(err) }

func (l *logFile) Write(p []byte) (int, error) {
	if l.file != nil {
		_, err := l.file.Write(p)
		l.hide(err)
	}
	return len(p), nil
}

func (l *logFile) WriteAt(p []byte, off int64) (int, error) {
	if l.file != nil {
		_, err := l.file.WriteAt(p, off)
		l.hide(err)
	}
	return len(p), nil
}

func (l *logFile) Sync() error {
	if l.file != nil {
		l.hide(l.file.Sync())
	}
	return nil
}

func (l *logFile) SyncData() error {
	if l.file != nil {
		l.hide(l.file.SyncData())
	}
	return nil
}

func (l *logFile) SyncTo(length int64) (fullSync bool, err error) {
	if l.file != nil {
		fullSync, err = l.file.SyncTo(length)
		l.hide(err)
	}
	return fullSync, nil
}

func (l *logFile) Close() error {
	if l.file != nil {
		l.hide(l.file.Close())
	}
	return nil
}

// maxAhead is how much room is made ahead of a log. Pebble would make room for
// all that the table in memory may hold, which a small graph never needs.
const maxAhead = 1 << 20

// Preallocate only makes room; a write tells if there is none.
func (l *logFile) Preallocate(offset, length int64) error {
	if l.file != nil {
		l.file.Preallocate(offset, min(length, maxAhead))
	}
	return nil
}

// errNoLog is the error of reading a log that could not be made; Pebble does
// not read what it writes.
var errNoLog = errors.New("store: the log was not made")

func (l *logFile) Read(p []byte) (int, error) {
	if l.file == nil {
		return 0, errNoLog
	}
	return l.file.Read(p)
}

func (l *logFile) ReadAt(p []byte, off int64) (int, error) {
	if l.file == nil {
		return 0, errNoLog
	}
	return l.file.ReadAt(p, off)
}

func (l *logFile) Stat() (vfs.FileInfo, error) {
	if l.file == nil {
		return nil, fs.ErrNotExist
	}
	return l.file.Stat()
}

func (l *logFile) Prefetch(offset, length int64) error {
	if l.file == nil {
		return nil
	}
	return l.file.Prefetch(offset, length)
}

func (l *logFile) Fd() uintptr {
	if l.file == nil {
		return vfs.InvalidFd
	}
	return l.file.Fd()
}
