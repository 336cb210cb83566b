package postgres

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/lib/pq"
)

// A relation is a part of a query as SQL: a statement whose first column, n,
// is the result, and whose further columns, t0, t1, ..., are what its tags
// stand for, null where a tag has nothing. Each row is one way to a result.
//
// In the text each parameter is a zero byte; they are numbered when the
// whole is known. Names of tags never come into it.
type relation struct {
	text string
	args []any
	tags []string
	rows int64 // a guess at how many rows there are
	all  bool  // these are all nodes, without tags
}

const parameter = "\x00"

// Guesses that only Cayley's own iterators look at, where one of them stands
// above several relations.
const (
	manyRows = 1 << 20
	someRows = 100
)

// allNodes has every value.
func (r *reader) allNodes() *relation {
	return &relation{text: `SELECT hash AS n FROM nodes`, rows: manyRows, all: true}
}

// fixed has the given nodes, each as often as it is given.
func fixed(refs []graph.Ref) *relation {
	list := make(pq.ByteaArray, len(refs))
	for i, ref := range refs {
		h := hashOf(ref)
		list[i] = h[:]
	}
	return &relation{text: `SELECT unnest(` + parameter + `::bytea[]) AS n`, args: []any{list}, rows: int64(len(refs))}
}

// statement numbers the parameters and puts the rows in an order, so that one
// state of the graph gives one answer.
func (q *relation) statement() string {
	return number(q.ordered())
}

func (q *relation) ordered() string {
	columns := make([]string, len(q.tags)+1)
	for i := range columns {
		columns[i] = strconv.Itoa(i + 1)
	}
	return q.text + ` ORDER BY ` + strings.Join(columns, ", ")
}

func number(text string) string {
	var b strings.Builder
	n := 0
	for {
		before, after, found := strings.Cut(text, parameter)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		n++
		b.WriteString("$" + strconv.Itoa(n))
		text = after
	}
}

// as returns the tag columns of alias, to be selected as those from k on.
func (q *relation) as(alias string, k int) string {
	var b strings.Builder
	for i := range q.tags {
		fmt.Fprintf(&b, ", %s.t%d AS t%d", alias, i, k+i)
	}
	return b.String()
}

// save adds the result itself under further tags.
func (q *relation) save(tags []string) *relation {
	out := &relation{args: q.args, tags: slices.Concat(q.tags, tags), rows: q.rows}
	out.text = `SELECT a.n` + q.as("a", 0)
	for i := range tags {
		out.text += fmt.Sprintf(", a.n AS t%d", len(q.tags)+i)
	}
	out.text += ` FROM (` + q.text + `) a`
	return out
}

// fix adds tags that stand for the same nodes in all rows.
func (q *relation) fix(tags []string, nodes []graph.ValueHash) *relation {
	out := &relation{tags: slices.Concat(q.tags, tags), rows: q.rows}
	out.text = `SELECT a.n` + q.as("a", 0)
	for i := range tags {
		out.text += fmt.Sprintf(", %s::bytea AS t%d", parameter, len(q.tags)+i)
		out.args = append(out.args, nodes[i][:])
	}
	out.text += ` FROM (` + q.text + `) a`
	out.args = append(out.args, q.args...)
	return out
}

// meet has the nodes of all parts, with every combination of ways to them, and
// where they apply the tags of the optional parts.
func meet(parts, optional []*relation) *relation {
	kept := slices.DeleteFunc(slices.Clone(parts), func(p *relation) bool { return p.all })
	if len(kept) == 0 {
		kept = parts[:1]
	}
	if len(kept) == 1 && len(optional) == 0 {
		return kept[0]
	}
	out := &relation{rows: kept[0].rows}
	fields, from := `SELECT p0.n`, ``
	for i, p := range append(slices.Clone(kept), optional...) {
		alias := fmt.Sprintf("p%d", i)
		fields += p.as(alias, len(out.tags))
		switch {
		case i == 0:
			from = ` FROM (` + p.text + `) p0`
		case i < len(kept):
			from += ` JOIN (` + p.text + `) ` + alias + ` ON ` + alias + `.n = p0.n`
			out.rows = min(out.rows, p.rows)
		default:
			from += ` LEFT JOIN (` + p.text + `) ` + alias + ` ON ` + alias + `.n = p0.n`
		}
		out.tags = append(out.tags, p.tags...)
		out.args = append(out.args, p.args...)
	}
	out.text = fields + from
	return out
}

// union has the rows of all parts. Each tag has one column.
func union(parts []*relation) *relation {
	out := &relation{}
	for _, p := range parts {
		for _, t := range p.tags {
			if !slices.Contains(out.tags, t) {
				out.tags = append(out.tags, t)
			}
		}
	}
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = `SELECT a.n`
		for k, t := range out.tags {
			// The last column of a tag is the one that counts.
			if at := lastIndex(p.tags, t); at >= 0 {
				texts[i] += fmt.Sprintf(", a.t%d AS t%d", at, k)
			} else {
				texts[i] += fmt.Sprintf(", NULL::bytea AS t%d", k)
			}
		}
		texts[i] += ` FROM (` + p.text + `) a`
		out.args = append(out.args, p.args...)
		out.rows += p.rows
	}
	out.text = strings.Join(texts, ` UNION ALL `)
	return out
}

func lastIndex(list []string, s string) int {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i] == s {
			return i
		}
	}
	return -1
}

// without has the rows of q whose result is not in the other.
func (q *relation) without(other *relation) *relation {
	return &relation{
		text: `SELECT a.n` + q.as("a", 0) + ` FROM (` + q.text + `) a WHERE NOT EXISTS (SELECT FROM (` + other.text + `) b WHERE b.n = a.n)`,
		args: slices.Concat(q.args, other.args), tags: q.tags, rows: q.rows,
	}
}

// unique has one row for each result, the first in order.
func (q *relation) unique() *relation {
	return &relation{
		text: `SELECT * FROM (SELECT DISTINCT ON (1) a.n` + q.as("a", 0) + ` FROM (` + q.text + `) a` + (&relation{tags: q.tags}).ordered() + `) a`,
		args: q.args, tags: q.tags, rows: q.rows,
	}
}

// page has some of the rows; limit 0 is all that come after skip.
func (q *relation) page(skip, limit int64) *relation {
	out := &relation{text: `SELECT * FROM (` + q.ordered() + fmt.Sprintf(` OFFSET %d`, max(skip, 0)), args: q.args, tags: q.tags, rows: q.rows}
	if limit > 0 {
		out.text += fmt.Sprintf(` LIMIT %d`, limit)
		out.rows = min(out.rows, limit)
	}
	out.text += `) a`
	return out
}

// only has the rows whose result is one node, for tests of membership.
func (q *relation) only() string {
	return number(`SELECT a.n` + q.as("a", 0) + ` FROM (` + q.text + `) a WHERE a.n = ` + parameter)
}

// A step is the nodes in one direction of quads whose nodes in others are
// bound.
type step struct {
	result quad.Direction
	fields []string // SQL of the tag columns
	tags   []string
	joins  string
	parts  int // relations joined
	where  []string
	joined []any // parameters of joins, which come before those of where
	bound  []any
	rows   int64
}

// constrain binds a direction to the nodes of a relation.
func (s *step) constrain(d quad.Direction, q *relation) {
	c := "q." + column(d)
	if d == quad.Label {
		s.where = append(s.where, c+" IS NOT NULL")
	}
	if q.all {
		return
	}
	alias := fmt.Sprintf("s%d", s.parts)
	s.parts++
	s.joins += ` JOIN (` + q.text + `) ` + alias + ` ON ` + alias + `.n = ` + c
	for i := range q.tags {
		s.fields = append(s.fields, fmt.Sprintf("%s.t%d", alias, i))
	}
	s.tags = append(s.tags, q.tags...)
	s.joined = append(s.joined, q.args...)
	s.rows = min(s.rows, max(q.rows, 1)*someRows)
}

// constrainFixed binds a direction to given nodes.
func (s *step) constrainFixed(d quad.Direction, refs []graph.Ref) {
	q := fixed(refs)
	if len(refs) == 1 {
		s.where, s.bound = append(s.where, "q."+column(d)+" = "+parameter), append(s.bound, q.args[0].(pq.ByteaArray)[0])
	} else {
		s.where, s.bound = append(s.where, "q."+column(d)+" = ANY ("+parameter+"::bytea[])"), append(s.bound, q.args...)
	}
	s.rows = min(s.rows, max(q.rows, 1)*someRows)
}

// save tags the node in a direction.
func (s *step) save(d quad.Direction, tags []string) {
	for _, t := range tags {
		s.fields, s.tags = append(s.fields, "q."+column(d)), append(s.tags, t)
	}
}

func (s *step) relation() *relation {
	if s.result == quad.Label {
		s.where = append(s.where, "q.label_hash IS NOT NULL")
	}
	text := `SELECT q.` + column(s.result) + ` AS n`
	for i, f := range s.fields {
		text += fmt.Sprintf(", %s AS t%d", f, i)
	}
	text += ` FROM quads q` + s.joins
	if len(s.where) > 0 {
		text += ` WHERE ` + strings.Join(s.where, ` AND `)
	}
	return &relation{text: text, args: slices.Concat(s.joined, s.bound), tags: s.tags, rows: s.rows}
}
