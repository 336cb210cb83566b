package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
)

// Named graphs: the quads of one label. The default graph has the label nil.

// A Graph is a named graph that holds something.
type Graph struct {
	Label quad.Value // nil for the default graph
	Quads int64
}

// Graphs lists the graphs that hold quads, the default graph first if it does,
// the others in the order in which their labels first came.
func (v *view) Graphs(ctx context.Context) ([]Graph, error) {
	var (
		out      []Graph
		labelled int64
	)
	err := v.distinct(ctx, orders()[posG], func(id uint64) error {
		if id == 0 {
			out = append(out, Graph{})
			return nil
		}
		label, err := v.value(id)
		if err != nil {
			return err
		}
		c, err := v.counts(id)
		if err != nil {
			return err
		}
		labelled += int64(c[posG])
		out = append(out, Graph{Label: label, Quads: int64(c[posG])})
		return nil
	})
	if err != nil || len(out) == 0 || out[0].Label != nil {
		return out, err
	}
	s, err := v.readState()
	out[0].Quads = int64(s.quads) - labelled
	return out, err
}

// GraphQuads calls use for each quad of a graph, nil being the default graph,
// until use returns an error, which it then returns. A graph that is not there
// has no quads. On a Store, use may write to it; what it then gets is partly
// from before and partly from after: take a Snapshot where that matters.
func (v *view) GraphQuads(ctx context.Context, label quad.Value, use func(quad.Quad) error) error {
	id, err := v.labelID(label)
	if err != nil || id == 0 && label != nil {
		return err
	}
	return v.each(ctx, pattern{}.with(posG, id), func(q quadID) error {
		full, err := v.quad(q)
		if err != nil {
			return err
		}
		return use(full)
	})
}

// labelID returns the id of a label; 0 for nil and for labels of no graph.
func (v *view) labelID(label quad.Value) (uint64, error) {
	if label == nil {
		return 0, nil
	}
	enc, err := appendValue(nil, label)
	if err != nil {
		return 0, err
	}
	return v.lookup(enc)
}

// ReplaceGraph makes the graph hold exactly quads, in one write: readers see
// the old graph or the new. The labels of quads must be label or nil. Only the
// difference is written.
func (s *Store) ReplaceGraph(ctx context.Context, label quad.Value, quads []quad.Quad) error {
	for _, q := range quads {
		if q.Label != nil && !sameValue(q.Label, label) {
			return fmt.Errorf("%w: %v is of graph %v and cannot go to graph %v", ErrInvalidQuad, q, q.Label, label)
		}
	}
	return s.change(ctx, func(t *tx) error {
		if err := t.clearGraph(ctx, label); err != nil {
			return err
		}
		own := slices.Clone(quads)
		for i := range own {
			own[i].Label = label
		}
		return t.addQuads(ctx, own)
	})
}

// RemoveGraph removes the quads of a graph and the values that no other quad
// has, in one write. A graph that is not there is no error.
func (s *Store) RemoveGraph(ctx context.Context, label quad.Value) error {
	return s.change(ctx, func(t *tx) error { return t.clearGraph(ctx, label) })
}

// clearGraph marks the quads of a graph as deleted.
func (t *tx) clearGraph(ctx context.Context, label quad.Value) error {
	id, err := t.v.labelID(label)
	if err != nil || id == 0 && label != nil {
		return err
	}
	t.known[id] = true
	return t.v.each(ctx, pattern{}.with(posG, id), func(q quadID) error {
		t.put(q, &change{was: true})
		return nil
	})
}

func sameValue(a, b quad.Value) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	x, err := appendValue(nil, a)
	if err != nil {
		return false
	}
	y, err := appendValue(nil, b)
	return err == nil && string(x) == string(y)
}
