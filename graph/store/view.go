package store

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// A view reads: the live database of a Store, or one moment of it. All reading
// of the package goes through it.
//
// Pebble panics when a closed database is used, so every access holds open for
// reading while it lasts, and none lasts longer than one chunk of a scan.
type view struct {
	r      pebble.Reader
	names  *nameCache
	facts  *factCache
	parent *view // of a snapshot: the store's, whose closing ends it

	open   sync.RWMutex
	closed bool

	// Iterators of Pebble cost more to make than to move. Idle ones are kept
	// while nothing has been written since they were made.
	writes atomic.Uint64
	idle   struct {
		sync.Mutex
		made  uint64 // the count of writes that all have seen
		iters []*pebble.Iterator
	}

	readErr atomic.Pointer[error]
}

// maxIdle is how many idle iterators a view keeps.
const maxIdle = 8

func newView(r pebble.Reader, names *nameCache) *view {
	return &view{r: r, names: names, facts: newFactCache()}
}

// enter begins an access; leave ends it.
func (v *view) enter() error {
	if v.parent != nil {
		if err := v.parent.enter(); err != nil {
			return err
		}
	}
	v.open.RLock()
	if v.closed {
		v.leave()
		return ErrClosed
	}
	return nil
}

func (v *view) leave() {
	v.open.RUnlock()
	if v.parent != nil {
		v.parent.leave()
	}
}

func (v *view) isClosed() bool {
	if err := v.enter(); err != nil {
		return true
	}
	v.leave()
	return false
}

// close waits for the accesses at work and refuses later ones. It reports
// whether the view was open.
func (v *view) close() bool {
	v.open.Lock()
	defer v.open.Unlock()
	if v.closed {
		return false
	}
	v.closed = true
	v.dropIdle()
	return true
}

// wrote tells the view that the database has changed.
func (v *view) wrote() {
	v.writes.Add(1)
	v.dropIdle()
}

func (v *view) dropIdle() {
	v.idle.Lock()
	iters := v.idle.iters
	v.idle.iters = nil
	v.idle.Unlock()
	for _, it := range iters {
		it.Close()
	}
}

// An iter is a Pebble iterator lent by a view, between enter and leave.
type iter struct {
	*pebble.Iterator
	made uint64
}

func (v *view) iter(lower, upper []byte) (iter, error) {
	made := v.writes.Load()
	v.idle.Lock()
	if n := len(v.idle.iters); n > 0 && v.idle.made == made {
		it := v.idle.iters[n-1]
		v.idle.iters = v.idle.iters[:n-1]
		v.idle.Unlock()
		it.SetBounds(lower, upper)
		return iter{it, made}, nil
	}
	v.idle.Unlock()
	it, err := v.r.NewIter(&pebble.IterOptions{LowerBound: lower, UpperBound: upper})
	return iter{it, made}, err
}

// release takes an iterator back and returns its error.
func (v *view) release(it iter) error {
	if err := it.Error(); err != nil {
		it.Close()
		return readError(err)
	}
	v.idle.Lock()
	if v.writes.Load() == it.made && (len(v.idle.iters) == 0 || v.idle.made == it.made) && len(v.idle.iters) < maxIdle {
		v.idle.made = it.made
		v.idle.iters = append(v.idle.iters, it.Iterator)
		v.idle.Unlock()
		return nil
	}
	v.idle.Unlock()
	return readError(it.Close())
}

// get calls use with the value of key, if there is one.
func (v *view) get(key []byte, use func([]byte) error) (found bool, err error) {
	if err := v.enter(); err != nil {
		return false, err
	}
	defer v.leave()
	val, closer, err := v.r.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return false, nil
	} else if err != nil {
		return false, readError(err)
	}
	if use != nil {
		err = use(val)
	}
	if e := closer.Close(); err == nil {
		err = readError(e)
	}
	return true, err
}

// readError wraps an error of reading; nil stays nil.
func readError(err error) error {
	if err == nil {
		return nil
	}
	if pebble.IsCorruptionError(err) {
		return fmt.Errorf("%w: %w: restore a backup", ErrCorrupt, err)
	}
	return fmt.Errorf("store: read: %w", err)
}

func (v *view) readState() (s state, err error) {
	_, err = v.get(stateKey(), func(b []byte) (err error) {
		s, err = readState(b)
		return err
	})
	return s, err
}

// lookup returns the id of the value with the encoding enc, or 0.
func (v *view) lookup(enc []byte) (id uint64, err error) {
	writes := v.writes.Load()
	if id, ok := v.facts.id(writes, enc); ok {
		return id, nil
	}
	defer func() {
		if id != 0 && err == nil {
			v.facts.putID(writes, enc, id)
		}
	}()
	var buf [192]byte
	_, err = v.get(valueKey(buf[:0], enc), func(b []byte) error {
		var ok bool
		if id, _, ok = readID(b); !ok {
			return fmt.Errorf("%w: a record of the values is cut short", ErrCorrupt)
		}
		return nil
	})
	return id, err
}

// value returns the value id, nil for 0 and for ids that are not in use.
func (v *view) value(id uint64) (val quad.Value, err error) {
	if id == 0 {
		return nil, nil
	}
	if val, ok := v.names.get(id); ok {
		return val, nil
	}
	var (
		buf  [16]byte
		size int
	)
	found, err := v.get(idKey(buf[:0], tableNames, id), func(b []byte) (err error) {
		size = len(b)
		val, err = decodeValue(b)
		return err
	})
	if found && err == nil {
		v.names.put(id, val, size)
	}
	return val, err
}

// quad returns the values of q.
func (v *view) quad(q quadID) (out quad.Quad, err error) {
	for pos, to := range [...]*quad.Value{&out.Subject, &out.Predicate, &out.Object, &out.Label} {
		if *to, err = v.value(q[pos]); err != nil {
			return quad.Quad{}, err
		}
		if *to == nil && (pos != posG || q[pos] != 0) {
			return quad.Quad{}, fmt.Errorf("%w: value %d of a quad is missing", ErrCorrupt, q[pos])
		}
	}
	return out, nil
}

// counts returns how many quads have the value id in each position.
func (v *view) counts(id uint64) (c counts, err error) {
	writes := v.writes.Load()
	if c, ok := v.facts.counts(writes, id); ok {
		return c, nil
	}
	defer func() {
		if err == nil {
			v.facts.putCounts(writes, id, c)
		}
	}()
	var buf [16]byte
	_, err = v.get(idKey(buf[:0], tableCounts, id), func(b []byte) (err error) {
		c, err = readCounts(b)
		return err
	})
	return c, err
}

// has reports whether the quad is stored.
func (v *view) has(q quadID) (bool, error) {
	var buf [64]byte
	return v.get(appendQuad(buf[:0], orders()[0], q), nil)
}

// note keeps the first error of a method whose interface cannot return one.
func (v *view) note(err error) {
	if err != nil {
		v.readErr.CompareAndSwap(nil, &err)
	}
}

// Err returns the first error met by a method of Cayley's interface that
// cannot return one (ValueOf, NameOf, Quad): those give nil for "not there"
// and for "could not be read" alike. Check it after a traversal.
func (v *view) Err() error {
	if p := v.readErr.Load(); p != nil {
		return *p
	}
	return nil
}
