package postgres

import (
	"slices"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

var _ shape.Optimizer = (*Store)(nil)

// A compiled is a part of a query that is one statement.
type compiled struct {
	r *reader
	q *relation
}

// Optimize implements shape.Shape; the parts were optimized before.
func (c compiled) Optimize(shape.Optimizer) (shape.Shape, bool) { return c, false }

// BuildIterator implements shape.Shape.
func (c compiled) BuildIterator(graph.QuadStore) graph.Iterator { return c.q.iterator(c.r) }

// A nothing is the shape of no nodes. shape.Null would do, but for Cayley's
// optimizer: it drops nodes around a Null and trips over the gap.
type nothing struct{}

// Optimize implements shape.Shape.
func (n nothing) Optimize(shape.Optimizer) (shape.Shape, bool) { return n, false }

// BuildIterator implements shape.Shape.
func (nothing) BuildIterator(graph.QuadStore) graph.Iterator { return iterator.NewNull() }

// OptimizeShape implements shape.Optimizer. Cayley walks a query bottom-up and
// offers each part; what has a counterpart in SQL becomes a relation, and so
// in the end most queries one statement. Regular expressions, recursion and
// counting are left to Cayley, above the relations that are their parts.
func (r *reader) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	q, empty, ok := r.compile(s)
	switch {
	case empty:
		return nothing{}, true
	case ok:
		return compiled{r, q}, true
	}
	switch s := s.(type) {
	case shape.Intersect: // compile those parts that can be
		var can []*relation
		var rest shape.Intersect
		for _, p := range s {
			if q, ok := r.relation(p); ok {
				can = append(can, q)
			} else {
				rest = append(rest, p)
			}
		}
		if len(can) > 1 {
			return append(shape.Intersect{compiled{r, meet(can, nil)}}, rest...), true
		}
	case shape.Union:
		rest := slices.DeleteFunc(slices.Clone(s), isNothing)
		return rest, len(rest) < len(s)
	}
	return s, false
}

func isNothing(s shape.Shape) bool {
	_, ok := s.(nothing)
	return ok || shape.IsNull(s)
}

// relation returns an optimized part as one.
func (r *reader) relation(s shape.Shape) (*relation, bool) {
	switch s := s.(type) {
	case compiled:
		return s.q, true
	case shape.AllNodes:
		return r.allNodes(), true
	case shape.Fixed:
		return fixed(s), true
	}
	return nil, false
}

func (r *reader) relations(parts []shape.Shape) (out []*relation, ok bool) {
	for _, p := range parts {
		q, ok := r.relation(p)
		if !ok {
			return nil, false
		}
		out = append(out, q)
	}
	return out, true
}

// compile makes a relation of a shape whose parts were optimized before.
func (r *reader) compile(s shape.Shape) (q *relation, empty, ok bool) {
	switch s := s.(type) {
	case shape.AllNodes:
		return r.allNodes(), false, true
	case shape.QuadsAction:
		n, _ := s.Simplify().(shape.NodesFrom)
		return r.compileStep(n)
	case shape.NodesFrom:
		return r.compileStep(s)
	case shape.Filter:
		return r.compileFilter(s)
	case shape.Save:
		from := s.From
		if from == nil {
			from = shape.AllNodes{}
		}
		if q, ok := r.relation(from); ok {
			return q.save(s.Tags), false, true
		}
		return nil, isNothing(from), false
	case shape.FixedTags:
		q, ok := r.relation(s.On)
		if !ok {
			return nil, isNothing(s.On), false
		}
		var tags []string
		for t := range s.Tags {
			tags = append(tags, t)
		}
		slices.Sort(tags)
		nodes := make([]graph.ValueHash, len(tags))
		for i, t := range tags {
			nodes[i] = hashOf(s.Tags[t])
		}
		return q.fix(tags, nodes), false, true
	case shape.Intersect:
		if slices.ContainsFunc(s, isNothing) {
			return nil, true, false
		}
		if parts, ok := r.relations(s); ok && len(parts) > 0 {
			return meet(parts, nil), false, true
		}
	case shape.IntersectOpt:
		if slices.ContainsFunc(s.Sub, isNothing) {
			return nil, true, false
		}
		parts, ok1 := r.relations(s.Sub)
		optional, ok2 := r.relations(slices.DeleteFunc(slices.Clone(s.Opt), isNothing))
		if ok1 && ok2 && len(parts) > 0 {
			return meet(parts, optional), false, true
		}
	case shape.Union:
		rest := slices.DeleteFunc(slices.Clone(s), isNothing)
		if len(rest) == 0 {
			return nil, true, false
		}
		if parts, ok := r.relations(rest); ok {
			return union(parts), false, true
		}
	case shape.Except:
		from := s.From
		if from == nil {
			from = shape.AllNodes{}
		}
		if isNothing(from) {
			return nil, true, false
		}
		q, ok := r.relation(from)
		if ok && isNothing(s.Exclude) {
			return q, false, true
		}
		if not, ok2 := r.relation(s.Exclude); ok && ok2 {
			return q.without(not), false, true
		}
	case shape.Unique:
		if q, ok := r.relation(s.From); ok {
			return q.unique(), false, true
		}
		return nil, isNothing(s.From), false
	case shape.Page:
		if q, ok := r.relation(s.From); ok {
			return q.page(s.Skip, s.Limit), false, true
		}
		return nil, isNothing(s.From), false
	}
	return nil, false, false
}

// compileStep compiles one step of a path: the nodes in one direction of quads
// that are given by constraints on their directions, which all steps of
// graph/path but Labels are.
func (r *reader) compileStep(n shape.NodesFrom) (q *relation, empty, ok bool) {
	quads, ok := n.Quads.(shape.Quads)
	if !ok {
		return nil, false, false
	}
	st := &step{result: n.Dir, rows: manyRows}
	// In the order of directions, not of a map that Cayley walked.
	slices.SortStableFunc(quads, func(a, b shape.QuadFilter) int { return int(a.Dir) - int(b.Dir) })
	for _, f := range quads {
		switch v := f.Values.(type) {
		case shape.Fixed:
			if len(v) == 0 {
				return nil, true, false
			}
			st.constrainFixed(f.Dir, v)
		case shape.Save:
			part, ok := r.relation(v.From)
			if !ok {
				return nil, isNothing(v.From), false
			}
			st.constrain(f.Dir, part)
			st.save(f.Dir, v.Tags)
		default:
			part, ok := r.relation(f.Values)
			if !ok {
				return nil, isNothing(f.Values), false
			}
			st.constrain(f.Dir, part)
		}
	}
	return st.relation(), false, true
}

// compileFilter compiles comparisons with a value.
func (r *reader) compileFilter(f shape.Filter) (q *relation, empty, ok bool) {
	q, ok = r.relation(f.From)
	if !ok {
		return nil, isNothing(f.From), false
	}
	out := &relation{args: q.args, tags: q.tags, rows: q.rows}
	out.text = `SELECT a.n` + q.as("a", 0) + ` FROM (` + q.text + `) a JOIN nodes v ON v.hash = a.n WHERE true`
	for _, filter := range f.Filters {
		c, ok := filter.(shape.Comparison)
		if !ok {
			return nil, false, false
		}
		condition, args, ok := comparison(c.Op, c.Val)
		if !ok {
			return nil, false, false
		}
		out.text += ` AND ` + condition
		out.args = append(slices.Clip(out.args), args...)
	}
	return out, false, true
}

// comparison is the condition that a node v compares with a value: with
// values of its kind by number, time or bytes, which is Cayley's order. Texts
// that stand in the column value, for they have a zero byte, are not compared
// here.
func comparison(op iterator.Operator, val quad.Value) (condition string, args []any, ok bool) {
	var sign string
	switch op {
	case iterator.CompareLT:
		sign = " < "
	case iterator.CompareLTE:
		sign = " <= "
	case iterator.CompareGT:
		sign = " > "
	case iterator.CompareGTE:
		sign = " >= "
	default:
		return "", nil, false
	}
	val, _, err := canonical(val)
	if err != nil {
		return "", nil, false
	}
	n, err := nodeOf(val)
	if err != nil || n.value != nil {
		return "", nil, false
	}
	text := func(s string, rest string, more ...any) (string, []any, bool) {
		return `v.value_string COLLATE "C"` + sign + parameter + rest, append([]any{s}, more...), true
	}
	switch v := val.(type) {
	case quad.IRI:
		return text(string(v), ` AND v.iri`)
	case quad.BNode:
		return text(string(v), ` AND v.bnode`)
	case quad.String:
		return text(string(v), ` AND v.iri IS NULL AND v.bnode IS NULL AND v.datatype IS NULL AND v.language IS NULL`)
	case quad.LangString:
		return text(string(v.Value), ` AND v.language = `+parameter, v.Lang)
	case quad.TypedString:
		return text(string(v.Value), ` AND v.datatype = `+parameter, string(v.Type))
	case quad.Int:
		return `v.value_int` + sign + parameter, []any{int64(v)}, true
	case quad.Float:
		return `v.value_float` + sign + parameter, []any{float64(v)}, true
	case quad.Time:
		return `v.value_time` + sign + parameter, []any{time.Time(v)}, true
	}
	return "", nil, false
}
