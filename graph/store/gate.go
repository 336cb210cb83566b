package store

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/cockroachdb/pebble/v2"
)

// A gate holds writers back while Pebble has too much in memory that it has
// not written out. Pebble has such a brake of its own, but a writer that it
// holds cannot be told that the disk is full and waits for ever; so that brake
// is released and this one, which ends with an error, takes its place.
type gate struct {
	fail  *failure
	limit int64 // bytes

	mu       sync.Mutex
	pending  int64 // bytes in writes since the last flush ended
	flushing int64 // those of them that the flush at work began with
	moved    chan struct{}
	passed   int
}

const (
	gateMemTables = 2  // how many full ones may wait
	pebbleTables  = 32 // when Pebble's brake takes hold; it keeps at most so many logs for reuse
	gateSublevels = 24 // of level 0, beyond which reads suffer
	gateEvery     = 32 // writes between two looks at level 0
)

// flushedNothing is how Pebble reports a flush whose writes cancelled out.
const flushedNothing = "pebble: empty table"

func newGate(fail *failure, memTable int64) *gate {
	return &gate{fail: fail, limit: gateMemTables * memTable, moved: make(chan struct{})}
}

// configure releases Pebble's brake and listens to its flushes.
func (g *gate) configure(p *pebble.Options) {
	p.MemTableStopWritesThreshold = pebbleTables
	p.L0StopWritesThreshold = 1 << 20
	p.EventListener = &pebble.EventListener{
		FlushBegin: func(pebble.FlushInfo) {
			g.mu.Lock()
			defer g.mu.Unlock()
			g.flushing = g.pending
		},
		FlushEnd: func(i pebble.FlushInfo) {
			empty := i.Err != nil && i.Err.Error() == flushedNothing
			if !empty {
				g.fail.set(i.Err)
			}
			g.mu.Lock()
			defer g.mu.Unlock()
			if i.Err == nil || empty {
				g.pending -= g.flushing
			}
			g.flushing = 0
			close(g.moved)
			g.moved = make(chan struct{})
		},
	}
}

// enter waits until a write of n bytes may go on.
func (g *gate) enter(ctx context.Context, db *pebble.DB, n int64) error {
	for {
		g.mu.Lock()
		moved, free := g.moved, g.pending < g.limit
		if free {
			g.pending += n
			g.passed++
		}
		look := free && g.passed%gateEvery == 0
		g.mu.Unlock()
		if look {
			return g.settle(ctx, db)
		}
		if free {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
			if _, err := db.AsyncFlush(); err != nil { // in case none is at work
				return fmt.Errorf("store: flush: %w", err)
			}
		}
		if err := g.fail.err(); err != nil {
			return err
		}
	}
}

// settle waits until compactions have caught up with level 0.
func (g *gate) settle(ctx context.Context, db *pebble.DB) error {
	for db.Metrics().Levels[0].Sublevels > gateSublevels {
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := g.fail.err(); err != nil {
			return err
		}
	}
	return nil
}
