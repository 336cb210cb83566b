package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/demarche-kg/demarche/graph"
)

// A completer completes what is written before the cursor.
type completer struct {
	graph *graph.Graph
	lang  graph.Language
	names []string // of the graph, sorted; read when first asked for
}

func newCompleter(g *graph.Graph, lang graph.Language) *completer {
	return &completer{graph: g, lang: lang}
}

// maxCandidates is how many are shown, and namesTime how long their names may
// take to be read.
const (
	maxCandidates = 40
	namesTime     = 5 * time.Second
)

// steps are the methods of Gizmo, sorted.
func steps() []string {
	return []string{"All()", "And(", "As(", "Back(", "Both(", "Count()", "Difference(", "Emit(", "Except(", "Filter(", "Follow(",
		"FollowR(", "FollowRecursive(", "ForEach(", "GetLimit(", "Has(", "HasR(", "In(", "InPredicates()", "Intersect(", "Is(",
		"LabelContext(", "Labels()", "Limit(", "M()", "Map(", "Or(", "Order()", "Out(", "OutPredicates()", "Save(",
		"SaveInPredicates(", "SaveOpt(", "SaveOptR(", "SaveOutPredicates(", "SaveR(", "Skip(", "Tag(", "TagArray()",
		"ToArray()", "ToValue()", "Union(", "Unique()", "V("}
}

// complete adds what all candidates have in common; where that is nothing it
// shows them.
func (c *completer) complete(line string, pos int, show io.Writer) (string, int, bool) {
	prefix, all, err := c.candidates(line[:pos])
	if err != nil {
		fmt.Fprintln(show, err)
		return "", 0, false
	}
	from, _ := slices.BinarySearch(all, prefix)
	to := from
	for to < len(all) && strings.HasPrefix(all[to], prefix) {
		to++
	}
	found := all[from:to]
	if len(found) == 0 {
		return line, pos, true // the tab is not for the query
	}
	added := common(found[0], found[len(found)-1])[len(prefix):]
	if added == "" && len(found) > 1 {
		for _, name := range found[:min(len(found), maxCandidates)] {
			fmt.Fprintln(show, name)
		}
		if n := len(found) - maxCandidates; n > 0 {
			fmt.Fprintf(show, "… and %d more\n", n)
		}
	}
	return line[:pos] + added + line[pos:], pos + len(added), true
}

// candidates are what may stand where a line ends, sorted, and how it begins:
// a name of the graph within quotes or <>, else a step.
func (c *completer) candidates(line string) (prefix string, all []string, err error) {
	if i := openQuote(line); i >= 0 {
		if c.names == nil {
			ctx, cancel := context.WithTimeout(context.Background(), namesTime)
			defer cancel()
			if c.names, err = c.graph.Names(ctx); err != nil {
				return "", nil, err
			}
		}
		return strings.TrimPrefix(line[i+1:], "<"), c.names, nil
	}
	if i := strings.LastIndexByte(line, '.'); i >= 0 && c.lang == graph.Gizmo {
		return line[i+1:], steps(), nil
	}
	return "", nil, nil
}

// openQuote is where the quote is that is open at the end of a line, -1 where
// none is. GraphQL quotes names with <>.
func openQuote(line string) int {
	open := -1
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case open >= 0 && c == '\\':
			i++
		case open >= 0 && (c == line[open] || line[open] == '<' && c == '>'):
			open = -1
		case open < 0 && (c == '"' || c == '\'' || c == '`' || c == '<'):
			open = i
		}
	}
	return open
}

// common is what two strings begin with alike.
func common(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return strings.ToValidUTF8(a[:i], "")
}
