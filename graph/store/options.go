package store

import (
	"fmt"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Options says how a store is opened. The zero value is right for most uses.
type Options struct {
	// CacheBytes bounds the cache of uncompressed blocks, in bytes; 32 MiB
	// when zero.
	CacheBytes int64
	// MemTableBytes is how much of the latest writes is kept in memory before
	// it is written out as a table; 16 MiB when zero.
	MemTableBytes int64
	// LoadBytes bounds the sorting buffers of BulkLoad, in bytes; 192 MiB when
	// zero. The table of values seen comes on top, 18 to 37 bytes for each.
	LoadBytes int64
	// ReserveBytes is how much room a write must leave on the disk, so that
	// what is in memory can still be written out; 64 MiB when zero, nothing
	// when negative.
	ReserveBytes int64
	// NoSync lets writes return before they are on disk. A crash of the
	// machine may then lose the latest ones, never parts of one.
	NoSync bool

	fs vfs.FS // for tests; the operating system's when nil
}

func (o Options) withDefaults() Options {
	if o.CacheBytes == 0 {
		o.CacheBytes = 32 << 20
	}
	if o.MemTableBytes == 0 {
		o.MemTableBytes = 16 << 20
	}
	if o.LoadBytes == 0 {
		o.LoadBytes = 192 << 20
	}
	if o.ReserveBytes == 0 {
		o.ReserveBytes = 64 << 20
	}
	if o.fs == nil {
		o.fs = vfs.Default
	}
	return o
}

// pebbleFormat is the Pebble format that stores of our format use. It is
// pinned: raising it needs a new formatVersion.
const pebbleFormat = pebble.FormatColumnarBlocks

// pebbleOptions are the settings of the database beneath.
func (o Options) pebbleOptions(log pebble.Logger) *pebble.Options {
	p := &pebble.Options{
		FS:                    o.fs,
		CacheSize:             o.CacheBytes,
		MemTableSize:          uint64(o.MemTableBytes),
		FormatMajorVersion:    pebbleFormat,
		Logger:                log,
		MaxOpenFiles:          512,
		L0CompactionThreshold: 8,
	}
	// The last level holds nearly everything. zstd there saves a third of the
	// disk over the faster Snappy of the levels above, and blocks in the cache
	// are not compressed; larger blocks save index and compress better. Bloom
	// filters let a search pass by the many small tables above the last level;
	// there they would cost six bytes a quad.
	for i := range p.Levels {
		p.Levels[i].BlockSize = 16 << 10
		if i < len(p.Levels)-1 {
			p.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		}
	}
	p.Levels[len(p.Levels)-1].Compression = func() *sstable.CompressionProfile { return sstable.ZstdCompression }
	return p
}

// failure remembers the first error that makes a store unfit for writing. It
// also is Pebble's logger: Pebble reports by Fatalf what it cannot undo, and
// its own logger would end the process.
type failure struct{ first atomic.Pointer[error] }

func (f *failure) set(err error) {
	if err != nil {
		f.first.CompareAndSwap(nil, &err)
	}
}

// err returns nil or an ErrFailed that tells the cause.
func (f *failure) err() error {
	if p := f.first.Load(); p != nil {
		return fmt.Errorf("%w: %w; what was acknowledged is kept: free space or repair the disk, then open the store again", ErrFailed, *p)
	}
	return nil
}

// Infof drops Pebble's notes.
func (f *failure) Infof(string, ...any) {}

// Errorf drops errors that Pebble also returns or retries.
func (f *failure) Errorf(string, ...any) {}

// Fatalf records what Pebble cannot undo.
func (f *failure) Fatalf(format string, args ...any) { f.set(fmt.Errorf(format, args...)) }
