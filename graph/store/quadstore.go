package store

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
)

// The parts of Cayley's graph.QuadStore that read. Store and Snapshot share
// them through view.

var (
	_ graph.QuadStore      = (*Store)(nil)
	_ graph.BatchQuadStore = (*Store)(nil)
)

// A nodeRef is the id of a value, as Cayley sees it.
type nodeRef uint64

// Key implements graph.Ref.
func (r nodeRef) Key() any { return r }

// A quadRef is a quad as ids, as Cayley sees it.
type quadRef quadID

// Key implements graph.Ref.
func (r quadRef) Key() any { return r }

// nodeID returns the id that a reference stands for; 0 when it is none of this
// store's.
func (v *view) nodeID(r graph.Ref) uint64 {
	switch r := r.(type) {
	case nodeRef:
		return uint64(r)
	case graph.PreFetchedValue:
		ref, _ := v.ValueOf(r.NameOf()).(nodeRef)
		return uint64(ref)
	}
	return 0
}

// ValueOf returns the reference of a value, nil when no quad has it.
func (v *view) ValueOf(val quad.Value) graph.Ref {
	ref, err := v.refOf(val)
	v.note(err)
	return ref
}

func (v *view) refOf(val quad.Value) (graph.Ref, error) {
	if val == nil {
		return nil, nil
	}
	var buf [128]byte
	enc, err := appendValue(buf[:0], val)
	if err != nil {
		return nil, nil // what cannot be stored is not there
	}
	id, err := v.lookup(enc)
	if id == 0 || err != nil {
		return nil, err
	}
	return nodeRef(id), nil
}

// NameOf returns the value of a reference, nil when it has none.
func (v *view) NameOf(r graph.Ref) quad.Value {
	switch r := r.(type) {
	case nodeRef:
		val, err := v.value(uint64(r))
		v.note(err)
		return val
	case graph.PreFetchedValue:
		return r.NameOf()
	}
	return nil
}

// ValuesOf returns the values of references; see graph.BatchQuadStore.
func (v *view) ValuesOf(ctx context.Context, refs []graph.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(refs))
	for i, r := range refs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		switch r := r.(type) {
		case nil:
		case nodeRef:
			val, err := v.value(uint64(r))
			if err != nil {
				return nil, err
			}
			out[i] = val
		case graph.PreFetchedValue:
			out[i] = r.NameOf()
		default:
			return nil, fmt.Errorf("store: reference %d is a %T, not one of a node of this store", i, r)
		}
	}
	return out, nil
}

// RefsOf returns the references of values, an error when one is not there;
// see graph.BatchQuadStore.
func (v *view) RefsOf(ctx context.Context, vals []quad.Value) ([]graph.Ref, error) {
	out := make([]graph.Ref, len(vals))
	for i, val := range vals {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		ref, err := v.refOf(val)
		if err != nil {
			return nil, err
		}
		if ref == nil {
			return nil, fmt.Errorf("store: no quad has the value %v", val)
		}
		out[i] = ref
	}
	return out, nil
}

// Quad returns the values of a quad's reference.
func (v *view) Quad(r graph.Ref) quad.Quad {
	ref, ok := r.(quadRef)
	if !ok {
		return quad.Quad{}
	}
	q, err := v.quad(quadID(ref))
	v.note(err)
	return q
}

// QuadDirection returns the node in one direction of a quad's reference, nil
// for the label of the default graph. It reads nothing.
func (v *view) QuadDirection(r graph.Ref, d quad.Direction) graph.Ref {
	ref, ok := r.(quadRef)
	pos, known := position(d)
	if !ok || !known || ref[pos] == 0 {
		return nil
	}
	return nodeRef(ref[pos])
}

// QuadIterator lists the quads that have the node in the direction.
func (v *view) QuadIterator(d quad.Direction, r graph.Ref) graph.Iterator {
	pos, known := position(d)
	id := v.nodeID(r)
	if !known || id == 0 {
		return iterator.NewNull()
	}
	return graph.AsLegacy(&quadsShape{v: v, p: pattern{}.with(pos, id)})
}

// QuadIteratorSize returns the exact number of those quads.
func (v *view) QuadIteratorSize(ctx context.Context, d quad.Direction, r graph.Ref) (graph.Size, error) {
	pos, known := position(d)
	id := v.nodeID(r)
	if !known || id == 0 {
		return graph.Size{Exact: true}, nil
	}
	c, err := v.counts(id)
	return graph.Size{Size: int64(c[pos]), Exact: err == nil}, err
}

// SizeOf returns in how many places of quads a node stands.
func (v *view) SizeOf(r graph.Ref) int64 {
	c, err := v.counts(v.nodeID(r))
	v.note(err)
	return int64(c[posS] + c[posP] + c[posO] + c[posG])
}

// QuadsAllIterator lists all quads.
func (v *view) QuadsAllIterator() graph.Iterator { return graph.AsLegacy(&quadsShape{v: v}) }

// NodesAllIterator lists all values that some quad has.
func (v *view) NodesAllIterator() graph.Iterator { return graph.AsLegacy(&nodesShape{v: v}) }

// Stats returns the exact numbers of values and quads, whatever exact says.
func (v *view) Stats(ctx context.Context, exact bool) (graph.Stats, error) {
	s, err := v.readState()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return graph.Stats{}, err
	}
	return graph.Stats{
		Nodes: graph.Size{Size: int64(s.nodes), Exact: true},
		Quads: graph.Size{Size: int64(s.quads), Exact: true},
	}, nil
}
