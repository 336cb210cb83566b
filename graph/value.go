package graph

import (
	"fmt"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// value makes a value of Cayley one as JSON has it. IRIs are short; of a
// literal only the text or the number is left.
func (g *Graph) value(x any) any {
	switch x := x.(type) {
	case quad.IRI:
		return shorten(g.base, x)
	case quad.BNode:
		return "_:" + string(x)
	case quad.String:
		return string(x)
	case quad.LangString:
		return string(x.Value)
	case quad.TypedString:
		return string(x.Value)
	case quad.Int:
		return int64(x)
	case quad.Float:
		return float64(x)
	case quad.Bool:
		return bool(x)
	case quad.Time:
		return time.Time(x).UTC().Format(time.RFC3339Nano)
	case time.Time:
		return x.UTC().Format(time.RFC3339Nano)
	case string: // Cayley has turned its IRIs into strings here
		if iri, ok := strings.CutPrefix(x, "<"); ok {
			iri, ok := strings.CutSuffix(iri, ">")
			if full, short := expand(g.base, iri); ok && short { // as the query had it
				return shorten(g.base, full)
			}
			if ok && strings.Contains(iri, ":") && !strings.ContainsAny(iri, " <>\"") {
				return shorten(g.base, quad.IRI(iri))
			}
		}
		return x
	case []any:
		out := make([]any, len(x))
		for i := range x {
			out[i] = g.value(x[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(x))
		for k, v := range x {
			name, _ := g.value(k).(string)
			out[name] = g.value(v)
		}
		return out
	case []map[string]any:
		out := make([]any, len(x))
		for i := range x {
			out[i] = g.value(x[i])
		}
		return out
	case nil, bool, int, int64, float64:
		return x
	}
	return fmt.Sprint(x)
}
