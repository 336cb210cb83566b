package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
	"github.com/lib/pq"
)

var (
	_ graph.QuadStore      = (*Store)(nil)
	_ graph.BatchQuadStore = (*Store)(nil)
)

// A reader has the parts of Cayley's graph.QuadStore that read. Store and View
// share it. References are hashes: graph.ValueHash of a value, graph.QuadHash
// of a quad.
type reader struct {
	store *Store
	src   origin
	names *names
	fixed bool // it reads one moment: what was there is there

	mu   sync.Mutex
	err  error
	seen map[graph.ValueHash]bool // whether the value is there, if fixed
	next []graph.ValueHash        // results whose values will be asked for
}

func newReader(s *Store, src origin, n *names) *reader {
	_, fixed := src.(*moment)
	return &reader{store: s, src: src, names: n, fixed: fixed, seen: map[graph.ValueHash]bool{}}
}

// Err is the first error of a method whose result cannot tell it from "not
// there", such as ValueOf.
func (r *reader) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// note keeps the first error for Err.
func (r *reader) note(err error) {
	if err == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
}

// expect notes results whose values will likely be asked for one by one, so
// that they are fetched together.
func (r *reader) expect(hashes []graph.ValueHash) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.next = append(r.next[:0], hashes[:min(len(hashes), shortAnswer)]...)
}

func (r *reader) expected() []graph.ValueHash {
	r.mu.Lock()
	defer r.mu.Unlock()
	next := r.next
	r.next = nil
	return next
}

// values returns the values of hashes; those that are not there are missing.
func (r *reader) values(ctx context.Context, hashes []graph.ValueHash) (map[graph.ValueHash]quad.Value, error) {
	out := make(map[graph.ValueHash]quad.Value, len(hashes))
	var ask pq.ByteaArray
	for _, h := range hashes {
		if _, ok := out[h]; ok || !h.Valid() {
			continue
		}
		v, ok := r.names.get(h)
		if out[h] = v; !ok {
			ask = append(ask, h[:])
		}
	}
	if len(ask) == 0 {
		return out, nil
	}
	var damage error
	err := r.src.query(ctx, func(rows *sql.Rows) error {
		var key []byte
		var n node
		if err := rows.Scan(append([]any{&key}, n.fields()...)...); err != nil {
			return err
		}
		v, err := n.unpack()
		if err != nil {
			damage = err
			return err
		}
		h := graph.ValueHash(key)
		out[h] = v
		r.names.put(h, v)
		return nil
	}, `SELECT hash, `+nodeColumns+` FROM nodes WHERE hash = ANY ($1)`, ask)
	if damage != nil {
		err = damage
	}
	return out, r.store.fault(ctx, err)
}

// hashOf returns the hash that a reference stands for; zero when it is none.
func hashOf(ref graph.Ref) graph.ValueHash {
	switch ref := ref.(type) {
	case graph.ValueHash:
		return ref
	case graph.PreFetchedValue:
		_, h, _ := canonical(ref.NameOf())
		return h
	}
	return graph.ValueHash{}
}

// ValueOf returns the reference of a value, nil when no quad has it.
func (r *reader) ValueOf(v quad.Value) graph.Ref {
	_, h, err := canonical(v)
	if err != nil {
		return nil // what cannot be kept is not there
	}
	there, known := r.remembered(h)
	if !known {
		refs, err := r.refs(context.Background(), []quad.Value{v})
		if err != nil {
			r.note(err)
			return nil
		}
		there = refs[0] != nil
		r.remember(h, there)
	}
	if !there {
		return nil
	}
	return h
}

func (r *reader) remembered(h graph.ValueHash) (there, known bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	there, known = r.seen[h]
	return there, known
}

func (r *reader) remember(h graph.ValueHash, there bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fixed && len(r.seen) < shortAnswer {
		r.seen[h] = there
	}
}

// refs returns the references of values, nil for those that are not there.
func (r *reader) refs(ctx context.Context, vals []quad.Value) ([]graph.Ref, error) {
	var ask pq.ByteaArray
	hashes := make([]graph.ValueHash, len(vals))
	for i, v := range vals {
		if _, h, err := canonical(v); err == nil && h.Valid() { // what cannot be kept is not there
			hashes[i] = h
			ask = append(ask, h[:])
		}
	}
	out := make([]graph.Ref, len(vals))
	if len(ask) == 0 {
		return out, nil
	}
	there := map[graph.ValueHash]bool{}
	err := r.src.query(ctx, func(rows *sql.Rows) error {
		var key []byte
		if err := rows.Scan(&key); err != nil {
			return err
		}
		there[graph.ValueHash(key)] = true
		return nil
	}, `SELECT hash FROM nodes WHERE hash = ANY ($1)`, ask)
	if err != nil {
		return nil, r.store.fault(ctx, err)
	}
	for i, h := range hashes {
		if there[h] {
			out[i] = h
		}
	}
	return out, nil
}

// RefsOf returns the references of values, an error when one is not there;
// see graph.BatchQuadStore.
func (r *reader) RefsOf(ctx context.Context, vals []quad.Value) ([]graph.Ref, error) {
	refs, err := r.refs(ctx, vals)
	if err != nil {
		return nil, err
	}
	for i, ref := range refs {
		if ref == nil {
			return nil, fmt.Errorf("%s: no quad has the value %v", r.store.name, vals[i])
		}
	}
	return refs, nil
}

// NameOf returns the value of a reference, nil when it has none.
func (r *reader) NameOf(ref graph.Ref) quad.Value {
	if p, ok := ref.(graph.PreFetchedValue); ok {
		return p.NameOf()
	}
	h := hashOf(ref)
	if !h.Valid() {
		return nil
	}
	if v, ok := r.names.get(h); ok {
		return v
	}
	got, err := r.values(context.Background(), append(r.expected(), h))
	r.note(err)
	return got[h]
}

// ValuesOf returns the values of references; see graph.BatchQuadStore.
func (r *reader) ValuesOf(ctx context.Context, refs []graph.Ref) ([]quad.Value, error) {
	hashes := make([]graph.ValueHash, len(refs))
	for i, ref := range refs {
		hashes[i] = hashOf(ref)
	}
	got, err := r.values(ctx, hashes)
	if err != nil {
		return nil, err
	}
	out := make([]quad.Value, len(refs))
	for i, h := range hashes {
		out[i] = got[h]
	}
	return out, nil
}

// Quad returns the values of a quad's reference.
func (r *reader) Quad(ref graph.Ref) quad.Quad {
	h, ok := ref.(graph.QuadHash)
	if !ok {
		return quad.Quad{}
	}
	dirs := h.Dirs()
	missing := false
	for _, d := range dirs {
		_, ok := r.names.get(d)
		missing = missing || d.Valid() && !ok
	}
	all := dirs[:]
	if missing {
		all = append(r.expected(), all...)
	}
	got, err := r.values(context.Background(), all)
	r.note(err)
	return quad.Quad{Subject: got[h.Subject], Predicate: got[h.Predicate], Object: got[h.Object], Label: got[h.Label]}
}

// QuadDirection returns the node in one direction of a quad's reference, nil
// for the label of the default graph. It reads nothing.
func (r *reader) QuadDirection(ref graph.Ref, d quad.Direction) graph.Ref {
	h, ok := ref.(graph.QuadHash)
	if !ok || d < quad.Subject || d > quad.Label || !h.Get(d).Valid() {
		return nil
	}
	return h.Get(d)
}

// QuadIterator lists the quads that have the node in the direction.
func (r *reader) QuadIterator(d quad.Direction, ref graph.Ref) graph.Iterator {
	h := hashOf(ref)
	if !h.Valid() || d < quad.Subject || d > quad.Label {
		return iterator.NewNull()
	}
	return graph.AsLegacy(&quadsShape{r: r, dir: d, node: h})
}

// QuadIteratorSize returns the exact number of those quads.
func (r *reader) QuadIteratorSize(ctx context.Context, d quad.Direction, ref graph.Ref) (graph.Size, error) {
	h := hashOf(ref)
	if !h.Valid() || d < quad.Subject || d > quad.Label {
		return graph.Size{Exact: true}, nil
	}
	n, err := r.count(ctx, `SELECT count(*) FROM quads WHERE `+column(d)+` = $1`, h[:])
	return graph.Size{Size: n, Exact: err == nil}, err
}

// QuadsAllIterator lists all quads.
func (r *reader) QuadsAllIterator() graph.Iterator { return graph.AsLegacy(&quadsShape{r: r}) }

// NodesAllIterator lists all values that some quad has.
func (r *reader) NodesAllIterator() graph.Iterator { return r.allNodes().iterator(r) }

// column is the column of quads for a direction.
func column(d quad.Direction) string { return d.String() + "_hash" }
