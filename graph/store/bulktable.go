package store

import (
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// tableBytes is how much goes into one file, in bytes before compression.
const tableBytes = 64 << 20

// A tableWriter writes keys, in ascending order, to files that Pebble ingests.
type tableWriter struct {
	dir   *runDir
	opts  sstable.WriterOptions
	w     *sstable.Writer
	size  int
	files []string
}

func newTableWriter(dir *runDir, p *pebble.Options, format sstable.TableFormat) *tableWriter {
	return &tableWriter{dir: dir, opts: p.MakeWriterOptions(6, format)}
}

func (t *tableWriter) set(key, value []byte) error {
	if t.size >= tableBytes {
		if err := t.close(); err != nil {
			return err
		}
	}
	if t.w == nil {
		name := t.dir.name("sst")
		f, err := t.dir.fs.Create(name, vfs.WriteCategoryUnspecified)
		if err != nil {
			return err
		}
		t.files = append(t.files, name)
		t.w = sstable.NewWriter(objstorageprovider.NewFileWritable(f), t.opts)
	}
	t.size += len(key) + len(value) + 8
	return t.w.Set(key, value)
}

// close finishes the file at work, if there is one, and syncs it.
func (t *tableWriter) close() error {
	if t.w == nil {
		return nil
	}
	err := t.w.Close()
	t.w, t.size = nil, 0
	return err
}
