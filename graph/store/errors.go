package store

import "errors"

// Errors that callers tell apart with errors.Is. Each returned error also says
// which store, what happened and what to do.
var (
	// ErrLocked: another process, or another Store of this one, writes to the
	// directory. Close it, or read beside it with OpenReader.
	ErrLocked = errors.New("store: in use by another writer")
	// ErrNewer: a newer program wrote the store. Use that program.
	ErrNewer = errors.New("store: written by a newer version")
	// ErrNotStore: the directory holds something else, or nothing to read.
	ErrNotStore = errors.New("store: not a store")
	// ErrCorrupt: files are missing, cut short or changed. Restore a backup.
	ErrCorrupt = errors.New("store: damaged")
	// ErrFull: the disk has too little room left for the write, which was not
	// made. Free space and try again.
	ErrFull = errors.New("store: disk full")
	// ErrFailed: an earlier write could not be made durable, so the store takes
	// no more. Everything acknowledged before is kept: open the store again.
	ErrFailed = errors.New("store: stopped after a failed write")
	// ErrReadOnly: a snapshot or a reader was asked to write.
	ErrReadOnly = errors.New("store: opened for reading only")
	// ErrClosed: the store or the snapshot has been closed.
	ErrClosed = errors.New("store: closed")
	// ErrInvalidQuad: a quad lacks a part or holds a value that cannot be
	// stored. Nothing of the call was written.
	ErrInvalidQuad = errors.New("store: invalid quad")
)
