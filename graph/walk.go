package graph

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
)

// A walk is the shape of an iterator over a snapshot: all nodes, all quads,
// or the quads that have a value in one direction.
type walk struct {
	s     *snapshot
	size  int
	nodes bool
	list  []uint32 // quads to walk; nil for all
	d     int      // list has the quads with value in direction d
	value uint32
}

var _ graph.IteratorShapeCompat = (*walk)(nil)

func (w *walk) Iterate() graph.Scanner { return &scanner{cursor: cursor{walk: w}} }
func (w *walk) Lookup() graph.Index    { return &index{cursor: cursor{walk: w}} }

func (w *walk) AsLegacy() graph.Iterator {
	l := &legacy{shape: w}
	l.Iterator = graph.NewLegacy(w, l)
	return l
}

func (w *walk) SubIterators() []graph.IteratorShape { return nil }

func (w *walk) Optimize(context.Context) (graph.IteratorShape, bool) { return w, false }

func (w *walk) Stats(context.Context) (graph.IteratorCosts, error) {
	return graph.IteratorCosts{NextCost: 1, ContainsCost: 1, Size: graph.Size{Size: int64(w.size), Exact: true}}, nil
}

func (w *walk) String() string {
	switch {
	case w.nodes:
		return "all nodes"
	case w.list == nil:
		return "all quads"
	}
	return fmt.Sprintf("quads of %v", w.s.values[w.value])
}

// legacy is a walk in the older form of Cayley's iterators.
type legacy struct {
	shape *walk
	graph.Iterator
}

// AsShape returns the walk in the newer form.
func (l *legacy) AsShape() graph.IteratorShape { return l.shape }

// A cursor is a place in a walk.
type cursor struct {
	*walk
	at  graph.Ref
	err error
}

func (c *cursor) Result() graph.Ref               { return c.at }
func (c *cursor) Err() error                      { return c.err }
func (c *cursor) Close() error                    { return nil }
func (c *cursor) NextPath(context.Context) bool   { return false }
func (c *cursor) TagResults(map[string]graph.Ref) {}

// A scanner goes through a walk from its beginning. A cancelled context is
// its error: it does not pass for the end.
type scanner struct {
	cursor
	next int
}

func (c *scanner) Next(ctx context.Context) bool {
	c.at = nil
	if c.next&0xFF == 0 && ctx.Err() != nil {
		c.err = ctx.Err()
		return false
	}
	if c.next == c.size {
		return false
	}
	switch {
	case c.list != nil:
		c.at = link(c.list[c.next])
	case c.nodes:
		c.at = node(c.s.nodes[c.next])
	default:
		c.at = link(c.next)
	}
	c.next++
	return true
}

// An index answers whether a reference lies in a walk.
type index struct{ cursor }

func (c *index) Contains(_ context.Context, r graph.Ref) bool {
	ok := false
	switch r := r.(type) {
	case node:
		ok = c.nodes && int(r) < len(c.s.values)
	case link:
		ok = !c.nodes && (c.list == nil || c.s.quads[r][c.d] == c.value)
	}
	c.at = nil
	if ok {
		c.at = r
	}
	return ok
}
