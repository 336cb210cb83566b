package postgres

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Costs that Cayley's own iterators compare: a row of a listing, and a test,
// which is a statement of its own.
const (
	costNext = 1
	costTest = 100
	costFree = 1
)

func (q *relation) iterator(r *reader) graph.Iterator { return graph.AsLegacy(&nodesShape{r, q}) }

// A nodesShape lists the rows of a relation. Each is one result of Next;
// there are no further ways to it.
type nodesShape struct {
	r *reader
	q *relation
}

func (n *nodesShape) String() string                      { return "SQL(" + n.q.statement() + ")" }
func (n *nodesShape) SubIterators() []graph.IteratorShape { return nil }

func (n *nodesShape) Optimize(context.Context) (graph.IteratorShape, bool) { return n, false }

func (n *nodesShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	c := graph.IteratorCosts{NextCost: costNext, ContainsCost: costTest, Size: graph.Size{Size: n.q.rows}}
	if !n.q.all {
		return c, nil
	}
	st, err := n.r.Stats(ctx, true)
	c.Size = st.Nodes
	return c, err
}

func (n *nodesShape) Iterate() graph.Scanner {
	return &nodesScan{rowScan: rowScan{r: n.r, tags: n.q.tags, width: len(n.q.tags) + 1,
		rows: &rowReader{src: n.r.src, statement: n.q.statement(), args: n.q.args, columns: len(n.q.tags) + 1}}}
}

func (n *nodesShape) Lookup() graph.Index { return &nodesIndex{r: n.r, q: n.q} }

// A rowScan goes through rows of hashes.
type rowScan struct {
	r     *reader
	rows  *rowReader
	tags  []string
	width int
	page  []graph.ValueHash
	at    int
	err   error
}

func (s *rowScan) Err() error { return s.err }

func (s *rowScan) Close() error {
	s.page, s.at = nil, 0
	s.rows.close()
	return s.err
}

func (s *rowScan) NextPath(context.Context) bool { return false }

func (s *rowScan) Next(ctx context.Context) bool {
	if s.err != nil {
		return false
	}
	if s.at += s.width; s.at < len(s.page) {
		return true
	}
	s.at = 0
	page, err := s.rows.page(ctx)
	if err == nil {
		err = ctx.Err()
	}
	if s.page, s.err = page, s.r.store.fault(ctx, err); s.err != nil || len(page) == 0 {
		s.page = nil
		return false
	}
	s.r.expect(page)
	return true
}

// row is the current one, nil where there is none.
func (s *rowScan) row() []graph.ValueHash {
	if s.at >= len(s.page) {
		return nil
	}
	return s.page[s.at : s.at+s.width]
}

type nodesScan struct{ rowScan }

func (n *nodesScan) String() string { return "SQLScan" }

func (n *nodesScan) Result() graph.Ref {
	if row := n.row(); row != nil {
		return row[0]
	}
	return nil
}

func (n *nodesScan) TagResults(dst map[string]graph.Ref) { setTags(dst, n.tags, n.row()) }

// setTags gives tags what stands in a row.
func setTags(dst map[string]graph.Ref, tags []string, row []graph.ValueHash) {
	for i := 1; i < len(row); i++ {
		if row[i].Valid() {
			dst[tags[i-1]] = row[i]
		}
	}
}

// A nodesIndex tests nodes; further rows are further ways to one.
type nodesIndex struct {
	r   *reader
	q   *relation
	all []graph.ValueHash // rows not yet passed
	err error
}

func (n *nodesIndex) String() string { return "SQLIndex" }
func (n *nodesIndex) Err() error     { return n.err }
func (n *nodesIndex) Close() error   { n.all = nil; return n.err }

func (n *nodesIndex) Contains(ctx context.Context, ref graph.Ref) bool {
	n.all = nil
	h := hashOf(ref)
	if n.err != nil || !h.Valid() {
		return false
	}
	rows := &rowReader{src: n.r.src, statement: n.q.only(), args: append(n.q.args[:len(n.q.args):len(n.q.args)], h[:]), columns: len(n.q.tags) + 1}
	defer rows.close()
	for {
		page, err := rows.page(ctx)
		if err == nil {
			err = ctx.Err()
		}
		if n.err = n.r.store.fault(ctx, err); n.err != nil {
			n.all = nil
			return false
		}
		if len(page) == 0 {
			return len(n.all) > 0
		}
		n.all = append(n.all, page...)
	}
}

func (n *nodesIndex) NextPath(context.Context) bool {
	width := len(n.q.tags) + 1
	if n.err != nil || len(n.all) <= width {
		return false
	}
	n.all = n.all[width:]
	return true
}

func (n *nodesIndex) Result() graph.Ref {
	if len(n.all) == 0 {
		return nil
	}
	return n.all[0]
}

func (n *nodesIndex) TagResults(dst map[string]graph.Ref) {
	if len(n.all) > 0 {
		setTags(dst, n.q.tags, n.all[:len(n.q.tags)+1])
	}
}

// A quadsShape lists the quads with a node in a direction, or, without a node,
// all quads.
type quadsShape struct {
	r    *reader
	dir  quad.Direction
	node graph.ValueHash
}

func (q *quadsShape) String() string                      { return fmt.Sprintf("Quads(%v %v)", q.dir, q.node) }
func (q *quadsShape) SubIterators() []graph.IteratorShape { return nil }

func (q *quadsShape) Optimize(context.Context) (graph.IteratorShape, bool) { return q, false }

func (q *quadsShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	c := graph.IteratorCosts{NextCost: costNext, ContainsCost: costFree}
	if q.node.Valid() {
		size, err := q.r.QuadIteratorSize(ctx, q.dir, q.node)
		c.Size = size
		return c, err
	}
	st, err := q.r.Stats(ctx, true)
	c.Size = st.Quads
	return c, err
}

func (q *quadsShape) Iterate() graph.Scanner {
	rows := &rowReader{src: q.r.src, columns: 4, statement: `SELECT subject_hash, predicate_hash, object_hash, label_hash FROM quads`}
	if q.node.Valid() {
		rows.statement += ` WHERE ` + column(q.dir) + ` = $1`
		rows.args = []any{q.node[:]}
	}
	rows.statement += ` ORDER BY 1, 2, 3, 4`
	return &quadsScan{rowScan{r: q.r, width: 4, rows: rows}}
}

func (q *quadsShape) Lookup() graph.Index { return &quadsIndex{q: q} }

type quadsScan struct{ rowScan }

func (q *quadsScan) String() string                  { return "QuadsScan" }
func (q *quadsScan) TagResults(map[string]graph.Ref) {}

func (q *quadsScan) Result() graph.Ref {
	row := q.row()
	if row == nil {
		return nil
	}
	return graph.QuadHash{Subject: row[0], Predicate: row[1], Object: row[2], Label: row[3]}
}

// A quadsIndex tests quads, which carry all that is asked.
type quadsIndex struct {
	q   *quadsShape
	cur graph.Ref
}

func (q *quadsIndex) String() string                  { return "QuadsIndex" }
func (q *quadsIndex) TagResults(map[string]graph.Ref) {}
func (q *quadsIndex) NextPath(context.Context) bool   { return false }
func (q *quadsIndex) Err() error                      { return nil }
func (q *quadsIndex) Close() error                    { q.cur = nil; return nil }
func (q *quadsIndex) Result() graph.Ref               { return q.cur }

func (q *quadsIndex) Contains(_ context.Context, ref graph.Ref) bool {
	h, ok := ref.(graph.QuadHash)
	q.cur = nil
	if !ok || q.q.node.Valid() && h.Get(q.q.dir) != q.q.node {
		return false
	}
	q.cur = ref
	return true
}
