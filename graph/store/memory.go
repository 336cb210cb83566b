package store

import "github.com/cockroachdb/pebble/v2/vfs"

// OpenMemory opens a new store that lives in memory and ends with Close. It is
// like one on disk in all but that: the same keys, the same order of results.
// It waits for no disk, so NoSync and ReserveBytes mean nothing, and Backup
// writes to memory, too.
func OpenMemory(opts Options) (*Store, error) {
	opts.fs, opts.NoSync, opts.ReserveBytes = vfs.NewMem(), true, -1
	return Open("memory", opts)
}
