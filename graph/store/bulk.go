package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"syscall"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// LoadProgress says how far a bulk load has come.
type LoadProgress struct {
	Read   int64  // quads read
	Values int64  // distinct values among them
	Phase  string // "read", "sort" or "ingest"
}

// LoadStats says what a bulk load did.
type LoadStats struct {
	Read  int64 // quads read
	Added int64 // quads that were not there before
}

// progressEvery is how many quads are read between two reports.
const progressEvery = 100_000

// BulkLoad adds all quads of r as one: afterwards all are on disk or, after an
// error, none. Other writers wait meanwhile, readers see the old quads. It
// sorts outside of memory (Options.LoadBytes, and 18 to 37 bytes for each
// distinct value) in a folder of the store that needs about as much room again
// as the quads will take. progress may be nil; it is called from one goroutine
// at a time.
//
// It is made for many quads. For fewer than some ten thousand, or few beside
// many that are there, Update is faster.
func (s *Store) BulkLoad(ctx context.Context, r quad.Reader, progress func(LoadProgress)) (LoadStats, error) {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.mayWrite(ctx); err != nil {
		return LoadStats{}, err
	}
	if err := s.room(0); err != nil {
		return LoadStats{}, err
	}
	if progress == nil {
		progress = func(LoadProgress) {}
	}
	dir := &runDir{fs: s.opts.fs, path: s.opts.fs.PathJoin(s.dir, loadDir)}
	if err := dir.fs.MkdirAll(dir.path, 0o755); err != nil {
		return LoadStats{}, fmt.Errorf("store: bulk load: %w", err)
	}
	l := newLoader(ctx, s, dir, progress)
	stats, err := l.run(r)
	l.names.close() // where an error left it open
	if e := dir.fs.RemoveAll(dir.path); err == nil && e != nil {
		err = fmt.Errorf("store: bulk load: %w", e)
	}
	if errors.Is(err, syscall.ENOSPC) {
		err = fmt.Errorf("%w: bulk load into %s: %w: free space and load again; nothing was added", ErrFull, s.dir, err)
	}
	return stats, err
}

// A loader is one bulk load at work.
type loader struct {
	ctx      context.Context
	s        *Store
	dir      *runDir
	progress func(LoadProgress)
	popts    *pebble.Options

	ids    *idTable
	before state
	after  state

	names  *tableWriter // in the order of ids, so written at once
	values *keySorter
	chunk  []quadID // not yet in a run
	limit  int      // quads in a chunk
	runs   [4][]string
	files  []string

	last   [4]quad.Value // the values of the quad before, mostly the same
	lastID [4]uint64
	enc    []byte
	key    []byte
	read   int64
}

func newLoader(ctx context.Context, s *Store, dir *runDir, progress func(LoadProgress)) *loader {
	// Two thirds of the memory are for quads, in two copies of 32 bytes; a
	// sixth is for values, and the rest for what files need.
	l := &loader{
		ctx: ctx, s: s, dir: dir, progress: progress,
		ids: newIDTable(), before: s.state, after: s.state,
		limit: int(max(s.opts.LoadBytes*2/3/64, 1000)),
	}
	l.popts = s.opts.pebbleOptions(s.fail)
	l.popts.EnsureDefaults()
	l.names = l.newTable()
	l.values = &keySorter{dir: dir, limit: int(max(s.opts.LoadBytes/6, 1<<16))}
	return l
}

func (l *loader) newTable() *tableWriter {
	return newTableWriter(l.dir, l.popts, l.s.db.TableFormat())
}

func (l *loader) run(r quad.Reader) (LoadStats, error) {
	if err := l.readAll(r); err != nil {
		return LoadStats{}, err
	}
	if l.read == 0 {
		return LoadStats{}, nil
	}
	l.report("sort")
	if err := l.writeTables(); err != nil {
		return LoadStats{}, fmt.Errorf("store: bulk load: %w", err)
	}
	l.report("ingest")
	if err := l.ctx.Err(); err != nil {
		return LoadStats{}, err
	}
	stats := LoadStats{Read: l.read, Added: int64(l.after.quads - l.before.quads)}
	if stats.Added == 0 {
		return stats, nil
	}
	err := l.s.db.Ingest(l.ctx, l.files)
	if err == nil {
		err = l.s.fail.err()
	}
	if err != nil {
		return LoadStats{}, fmt.Errorf("store: bulk load: ingest: %w", err)
	}
	l.s.state = l.after
	l.s.view.wrote()
	return stats, nil
}

func (l *loader) report(phase string) {
	l.progress(LoadProgress{Read: l.read, Values: int64(l.ids.count), Phase: phase})
}

// readBatch is how many quads go from the reading goroutine to this one.
const readBatch = 1024

// readAll takes in all quads. The reader, which mostly parses, works beside.
func (l *loader) readAll(r quad.Reader) error {
	type batch struct {
		quads []quad.Quad
		err   error
	}
	full := make(chan batch, 2)
	free := make(chan []quad.Quad, 4)
	stop := make(chan struct{})
	done := make(chan struct{})
	for range cap(free) {
		free <- make([]quad.Quad, 0, readBatch)
	}
	go func() {
		defer close(done)
		defer close(full)
		for {
			var b batch
			select {
			case b.quads = <-free:
			case <-stop:
				return
			}
			b.quads, b.err = readQuads(r, b.quads[:0])
			select {
			case full <- b:
			case <-stop:
				return
			}
			if b.err != nil {
				return
			}
		}
	}()
	defer func() { close(stop); <-done }() // r is the caller's again
	for b := range full {
		if err := l.ctx.Err(); err != nil {
			return err
		}
		for _, q := range b.quads {
			if err := l.add(q); err != nil {
				return err
			}
		}
		if b.err != nil && b.err != io.EOF {
			return fmt.Errorf("store: bulk load: quad %d: %w", l.read+1, b.err)
		}
		free <- b.quads
	}
	return nil
}

// readQuads fills buf from r.
func readQuads(r quad.Reader, buf []quad.Quad) ([]quad.Quad, error) {
	for len(buf) < cap(buf) {
		q, err := r.ReadQuad()
		if err != nil {
			return buf, err
		}
		buf = append(buf, q)
	}
	return buf, nil
}

// add takes in one quad.
func (l *loader) add(q quad.Quad) error {
	var id quadID
	for pos, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil && pos == posG {
			continue
		}
		if v != nil && v == l.last[pos] {
			id[pos] = l.lastID[pos]
			continue
		}
		n, err := l.resolve(v)
		if err != nil {
			return fmt.Errorf("store: bulk load: quad %d: %w", l.read+1, err)
		}
		l.last[pos], l.lastID[pos] = v, n
		id[pos] = n
	}
	l.chunk = append(l.chunk, id)
	l.read++
	if l.read%progressEvery == 0 {
		l.report("read")
	}
	if len(l.chunk) >= l.limit {
		return l.spill()
	}
	return nil
}

// resolve returns the id of a value, giving it one where it is new.
func (l *loader) resolve(v quad.Value) (uint64, error) {
	var err error
	if l.enc, err = appendValue(l.enc[:0], v); err != nil {
		return 0, err
	}
	return l.ids.id(l.enc, func() (uint64, error) {
		if l.before.quads > 0 {
			if id, err := l.s.view.lookup(l.enc); id != 0 || err != nil {
				return id, err
			}
		}
		id := l.after.next
		l.after.next++
		l.after.nodes++
		l.key = idKey(l.key[:0], tableNames, id)
		if err := l.names.set(l.key, l.enc); err != nil {
			return 0, err
		}
		l.key = valueKey(l.key[:0], l.enc)
		return id, l.values.add(l.key, id)
	})
}

// spill writes the chunk as one run for each order.
func (l *loader) spill() error {
	err := l.sorted(func(i int, quads []quadID) error {
		name, err := l.dir.quadRun(quads)
		l.runs[i] = append(l.runs[i], name)
		return err
	})
	l.chunk = l.chunk[:0]
	return err
}

// sorted calls use with the chunk in each of the orders, two at a time; the
// ids of each quad then stand as in the key.
func (l *loader) sorted(use func(i int, quads []quadID) error) error {
	other := slices.Clone(l.chunk)
	os := orders()
	half := func(quads []quadID, which ...int) error {
		from := os[0].dirs
		for _, i := range which {
			if err := l.ctx.Err(); err != nil {
				return err
			}
			sortQuads(quads, from, os[i].dirs)
			from = os[i].dirs
			if err := use(i, quads); err != nil {
				return err
			}
		}
		return nil
	}
	errs := make(chan error, 1)
	go func() { errs <- half(other, 3, 2) }()
	err := half(l.chunk, 0, 1)
	return errors.Join(err, <-errs)
}
