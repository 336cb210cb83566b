package store

import (
	"context"

	"github.com/cayleygraph/quad"
)

// Statistics are exact counts of a store.
type Statistics struct {
	Quads, Nodes int64
	Predicates   []PredicateCount // in the order in which they first came
	Graphs       []Graph          // as Graphs returns them
}

// A PredicateCount says how many quads have a predicate.
type PredicateCount struct {
	Predicate quad.Value
	Quads     int64
}

// Statistics returns the counts of a store; it takes some microseconds for
// each predicate and graph. On a Store they are of several moments when it is
// written to meanwhile: take a Snapshot where that matters.
func (v *view) Statistics(ctx context.Context) (Statistics, error) {
	s, err := v.readState()
	if err != nil {
		return Statistics{}, err
	}
	out := Statistics{Quads: int64(s.quads), Nodes: int64(s.nodes)}
	err = v.distinct(ctx, orders()[posP], func(id uint64) error {
		p, err := v.value(id)
		if err != nil {
			return err
		}
		c, err := v.counts(id)
		out.Predicates = append(out.Predicates, PredicateCount{p, int64(c[posP])})
		return err
	})
	if err != nil {
		return Statistics{}, err
	}
	out.Graphs, err = v.Graphs(ctx)
	return out, err
}
