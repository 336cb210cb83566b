package graph

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/gizmo"
)

// A row is one result of a query, and where it belongs among the others.
type row struct {
	value any
	// kind is the names of its tags; "" where the query made the value itself
	// and thereby its place.
	kind string
	key  []string // its node, and its tags by name
}

// rowOf makes one result of Cayley a value as JSON has it.
func (g *Graph) rowOf(store graph.Namer, x any) (row, bool) {
	r, ok := x.(*gizmo.Result)
	switch {
	case !ok:
		return row{value: g.value(x)}, true
	case r.Meta: // the value of the last expression, which was not asked for
		return row{}, false
	case r.Tags == nil:
		return row{value: g.value(r.Val)}, true
	}
	names := slices.Sorted(maps.Keys(r.Tags))
	if i := slices.Index(names, idTag); i > 0 {
		names = append([]string{idTag}, slices.Delete(names, i, i+1)...)
	}
	out := row{kind: strings.Join(names, "\x00")}
	value := make(map[string]any, len(names))
	for _, tag := range names {
		v := store.NameOf(r.Tags[tag])
		if v == nil {
			out.key = append(out.key, "")
			continue
		}
		value[tag] = g.value(v)
		out.key = append(out.key, v.String())
	}
	out.value = value
	return out, true
}

// idTag is the name under which a result has its node.
const idTag = "id"

// arrange puts results in an order that does not tell what came first into
// the graph: those of one traversal by node, as Gizmo's Order does, and then
// by tags; those of MQL, which goes through its maps as they come, by all that
// they say.
func arrange(lang Language, rows []row) []any {
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && rows[j].kind == rows[i].kind {
			j++
		}
		if rows[i].kind != "" {
			slices.SortStableFunc(rows[i:j], func(a, b row) int { return slices.Compare(a.key, b.key) })
		}
		i = j
	}
	out := make([]any, len(rows))
	for i, r := range rows {
		out[i] = r.value
	}
	if lang == MQL {
		slices.SortFunc(out, func(x, y any) int { return strings.Compare(fmt.Sprint(x), fmt.Sprint(y)) })
	}
	return out
}
