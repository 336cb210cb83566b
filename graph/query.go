package graph

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/graph/store"
)

// A Language is one in which the graph can be asked.
type Language string

// The languages, all of them Cayley's.
const (
	Gizmo   Language = "gizmo"   // JavaScript (ES6): g.V("state/KAZ").Out("dm:advocates").All()
	GraphQL Language = "graphql" // { nodes(id: <state/KAZ>) { id, <dm:advocates> { id } } }
	MQL     Language = "mql"     // [{"id": "state/KAZ", "dm:advocates": null}]
)

// Languages returns all languages, in the order in which help lists them.
func Languages() []Language { return []Language{Gizmo, GraphQL, MQL} }

// ErrQuery means that a query is wrong: its text is to be changed.
var ErrQuery = errors.New("the query fails")

// ErrLimit means that a query took more time or memory than it may: ask for
// less, or allow it more.
var ErrLimit = errors.New("the query takes too much")

// Limits bound a query. A zero field has its default; a negative one is no
// limit.
type Limits struct {
	Time    time.Duration // defaults to 30 seconds
	Results int           // defaults to 10,000
	Memory  int64         // bytes the process may grow by; defaults to 1 GiB
}

// An Answer is what a query gives.
type Answer struct {
	// Results are values as JSON has them: mostly one map a result, its node
	// under "id" and its tags by name. IRIs are short where they can be.
	// Those of one traversal come sorted by node; see arrange.
	Results []any
	// More says that there were more results than the limit.
	More bool
	// Unknown are names in the query that are nothing in the graph, sorted:
	// mistyped, or rightly absent.
	Unknown []string
}

// Query answers a question. Names in it are short, as in
//
//	g.V("state/KAZ").Out("dm:advocates").Tag("what").In("dm:advocates").All()
//
// An answer is whole, or More says that it is cut at the limit of results; a
// query that is cancelled or takes too long is an error, never a short answer.
func (g *Graph) Query(ctx context.Context, lang Language, text string, l Limits) (Answer, error) {
	if l.Time == 0 {
		l.Time = 30 * time.Second
	}
	if l.Results == 0 {
		l.Results = 10_000
	}
	if l.Memory == 0 {
		l.Memory = 1 << 30
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if l.Time > 0 {
		timer := time.AfterFunc(l.Time, func() {
			cancel(fmt.Errorf("%w: it was not done after %v: ask for less, or allow it more time", ErrLimit, l.Time))
		})
		defer timer.Stop()
	}
	if l.Memory > 0 {
		go watch(ctx, cancel, l.Memory)
	}
	done := make(chan outcome, 1)
	view, err := g.store.view(ctx)
	if err != nil {
		return Answer{}, err
	}
	names := &named{view: view, base: g.base, missing: map[string]bool{}}
	go func() {
		defer view.Close()
		defer func() {
			if x := recover(); x != nil {
				done <- outcome{err: fmt.Errorf("%w: %v", ErrQuery, x)}
			}
		}()
		o := g.run(ctx, names, lang, text, l.Results)
		if err := view.Err(); err != nil { // what could not be read passed for absent
			o = outcome{err: err}
		}
		done <- o
	}()
	select {
	case <-ctx.Done():
		return Answer{}, context.Cause(ctx)
	case o := <-done:
		if ctx.Err() != nil { // whatever came back may be short
			return Answer{}, context.Cause(ctx)
		}
		o.answer.Unknown = names.unknown()
		return o.answer, o.err
	}
}

type outcome struct {
	answer Answer
	err    error
}

//go:embed gizmo.js
var guard string

// run asks Cayley. It may go on a while after ctx is done; nobody listens
// then.
func (g *Graph) run(ctx context.Context, names *named, lang Language, text string, most int) outcome {
	var session query.Session
	options := query.Options{Collation: query.JSON}
	switch lang {
	case Gizmo:
		session = gizmo.NewSession(names)
		options.Collation = query.Raw
		// One line of our own goes before the user's: see place.
		first := strings.ReplaceAll(strings.TrimSpace(guard), "\n", " ")
		text = strings.Replace(first, "NAMING", g.naming(), 1) + "\n" + text
	case GraphQL:
		session = graphql.NewSession(names)
	case MQL:
		session = mql.NewSession(names)
	default:
		return outcome{err: fmt.Errorf("%w: language %q: want one of %v", ErrQuery, lang, Languages())}
	}
	if most >= 0 {
		options.Limit = most + 1 // one more, to know whether there are more
	}
	it, err := session.Execute(ctx, text, options)
	if err != nil {
		return outcome{err: misquery(lang, err)}
	}
	defer it.Close()
	var rows []row
	more := false
	for it.Next(ctx) {
		if most >= 0 && len(rows) == most {
			more = true
			break
		}
		if r, ok := g.rowOf(names, it.Result()); ok {
			if lang == GraphQL && most >= 0 && cut(r.value, most) {
				more = true
			}
			rows = append(rows, r)
		}
	}
	if err := it.Err(); err != nil && !more {
		return outcome{err: misquery(lang, err)}
	}
	return outcome{answer: Answer{Results: arrange(lang, rows), More: more}}
}

// cut shortens the lists of an answer of GraphQL, which is one result however
// many nodes it has, and reports whether it did.
func cut(answer any, most int) (more bool) {
	fields, _ := answer.(map[string]any)
	for name, list := range fields {
		if l, ok := list.([]any); ok && len(l) > most {
			fields[name], more = l[:most:most], true
		}
	}
	return more
}

// naming tells gizmo.js how names are short.
func (g *Graph) naming() string {
	type prefix struct {
		Name string `json:"name"`
		IRI  string `json:"iri"`
	}
	var prefixes []prefix
	for _, p := range rdf.Prefixes() {
		prefixes = append(prefixes, prefix{p.Name, p.IRI})
	}
	b, err := json.Marshal(map[string]any{"base": g.base, "prefixes": prefixes})
	if err != nil {
		panic("internal error: " + err.Error()) // strings alone
	}
	return string(b)
}

// Where goja says that a fault lies; ours is the first line.
var (
	syntax = regexp.MustCompile(`^SyntaxError: .*?Line (\d+):(\d+) (.*?)(?: \(and \d+ more errors\))?$`)
	place  = regexp.MustCompile(` at (?:\S+ \()?<eval>:(\d+):(\d+)(?:\(\d+\)\)?)?`)
)

// misquery makes an error of Cayley ours, its place that of the user's text.
func misquery(lang Language, err error) error {
	if errors.Is(err, store.ErrCorrupt) {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	text := strings.TrimSpace(err.Error())
	if lang == Gizmo {
		text = syntax.ReplaceAllString(text, "$3 at <eval>:$1:$2")
		text = place.ReplaceAllStringFunc(text, func(s string) string {
			m := place.FindStringSubmatch(s)
			line, _ := strconv.Atoi(m[1])
			if line <= 1 {
				return ""
			}
			return fmt.Sprintf(" (line %d, column %s)", line-1, m[2])
		})
	}
	return fmt.Errorf("%w: %s", ErrQuery, text)
}

// watch cancels a query when the process has grown by more than it may, what
// the garbage collector can have not counted.
func watch(ctx context.Context, cancel context.CancelCauseFunc, most int64) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	held := func() uint64 {
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	full := held() + uint64(most)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if held() <= full {
				continue
			}
			runtime.GC()
			if held() > full {
				cancel(fmt.Errorf("%w: it needs more than %d MB of memory: ask for less, or allow it more", ErrLimit, most>>20))
				return
			}
		}
	}
}
