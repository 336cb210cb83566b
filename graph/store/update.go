package store

import (
	"context"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// Update deletes and adds quads as one: after it either all changes are on
// disk or none. Deletes come first, so a quad in both is there afterwards.
// Adding a quad that is there and deleting one that is not change nothing.
func (s *Store) Update(ctx context.Context, adds, deletes []quad.Quad) error {
	return s.change(ctx, func(t *tx) error {
		if err := t.learn(ctx, deletes); err != nil {
			return err
		}
		for i, q := range deletes {
			if err := t.step(ctx, i); err != nil {
				return err
			}
			if _, err := t.deleteQuad(q); err != nil {
				return err
			}
		}
		return t.addQuads(ctx, adds)
	})
}

// change runs make on a fresh transaction and commits what it left there,
// unless it returns an error. Writers take turns while they think, but wait
// for the disk together.
func (s *Store) change(ctx context.Context, make func(*tx) error) error {
	s.write.Lock()
	unlock := s.write.Unlock
	defer func() { unlock() }()
	if err := s.mayWrite(ctx); err != nil {
		return err
	}
	t := newTx(s.view, s.state)
	if err := make(t); err != nil {
		return err
	}
	b := s.db.NewBatch()
	after, err := t.write(b)
	if err != nil || b.Empty() {
		b.Close()
		return err
	}
	err = s.room(int64(b.Len()))
	if err == nil {
		err = s.gate.enter(ctx, s.db, int64(b.Len()))
	}
	if err != nil {
		b.Close()
		return err
	}
	if s.opts.NoSync {
		s.fail.set(s.db.Apply(b, pebble.NoSync))
	} else {
		s.fail.set(s.db.ApplyNoSyncWait(b, pebble.Sync))
	}
	if err := s.fail.err(); err != nil {
		return err // the batch may still be in use, leave it to the collector
	}
	s.state = after
	s.view.wrote()
	s.write.Unlock()
	unlock = func() {}
	if !s.opts.NoSync {
		s.fail.set(b.SyncWait())
	}
	if err := s.fail.err(); err != nil {
		return err
	}
	b.Close()
	return nil
}

// mayWrite returns why the store takes no writes, if so.
func (s *Store) mayWrite(ctx context.Context) error {
	if s.view.isClosed() {
		return fmt.Errorf("%w: %s", ErrClosed, s.dir)
	}
	if err := s.fail.err(); err != nil {
		return err
	}
	return ctx.Err()
}

// room returns ErrFull when the disk has less room than a write of n bytes
// needs, together with what is in memory and must still be written out.
func (s *Store) room(n int64) error {
	if s.opts.ReserveBytes < 0 {
		return nil
	}
	u, err := s.opts.fs.GetDiskUsage(s.dir)
	if err != nil {
		return nil // some file systems do not say
	}
	if need := uint64(s.opts.ReserveBytes + 2*n); u.AvailBytes < need {
		return fmt.Errorf("%w: %s has %d bytes left and the write needs %d: free space and try again", ErrFull, s.dir, u.AvailBytes, need)
	}
	return nil
}
