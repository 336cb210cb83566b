package store

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// A set is the iterator of some given nodes.
type set struct {
	ids []uint64
	has map[uint64]bool
}

func (v *view) newSet(refs shape.Fixed) *set {
	s := &set{has: make(map[uint64]bool, len(refs))}
	for _, r := range refs {
		if id := v.nodeID(r); id != 0 {
			s.ids = append(s.ids, id)
			s.has[id] = true
		}
	}
	return s
}

func (s *set) String() string                      { return "Set" }
func (s *set) SubIterators() []graph.IteratorShape { return nil }
func (s *set) Iterate() graph.Scanner              { return &setCursor{set: s, at: -1} }
func (s *set) Lookup() graph.Index                 { return &setCursor{set: s, at: -1} }

func (s *set) Optimize(context.Context) (graph.IteratorShape, bool) { return s, false }

func (s *set) Stats(context.Context) (graph.IteratorCosts, error) {
	return graph.IteratorCosts{
		NextCost: costTest, ContainsCost: costTest,
		Size: graph.Size{Size: int64(len(s.ids)), Exact: true},
	}, nil
}

// A setCursor lists or tests.
type setCursor struct {
	*set
	at  int
	cur graph.Ref
}

func (c *setCursor) TagResults(map[string]graph.Ref) {}
func (c *setCursor) NextPath(context.Context) bool   { return false }
func (c *setCursor) Err() error                      { return nil }
func (c *setCursor) Close() error                    { return nil }
func (c *setCursor) Result() graph.Ref               { return c.cur }

func (c *setCursor) Next(context.Context) bool {
	c.cur = nil
	if c.at+1 >= len(c.ids) {
		return false
	}
	c.at++
	c.cur = nodeRef(c.ids[c.at])
	return true
}

func (c *setCursor) Contains(_ context.Context, r graph.Ref) bool {
	c.cur = nil
	if ref, ok := r.(nodeRef); !ok || !c.has[uint64(ref)] {
		return false
	}
	c.cur = r
	return true
}
