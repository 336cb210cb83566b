package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/demarche-kg/demarche/schema"
)

// ids are the nodes of an answer, sorted.
func ids(a Answer) []string {
	var out []string
	for _, r := range a.Results {
		m, _ := r.(map[string]any)
		out = append(out, fmt.Sprint(m["id"]))
	}
	slices.Sort(out)
	return out
}

func TestGizmo(t *testing.T) {
	g, _ := small(t)
	for _, c := range []struct {
		name, query string
		want        string
	}{
		{"keys and prefixes", `g.V("state/KAZ").Out("dm:advocates").All()`, "instrument/united-nations-register-of-conventional-arms"},
		{"in angle brackets", `g.V("<state/KAZ>").Out("<dm:advocates>").All()`, "instrument/united-nations-register-of-conventional-arms"},
		{"in full", `g.V("<https://demarche.example/id/state/KAZ>").Out("<https://demarche.example/ns#advocates>").All()`, "instrument/united-nations-register-of-conventional-arms"},
		{"who advocates what Kazakhstan advocates", `g.V("state/KAZ").Out("dm:advocates").In("dm:advocates").Unique().All()`, "state/FRA state/KAZ state/MEX"},
		{"without itself", `g.V("state/KAZ").Out("dm:advocates").In("dm:advocates").Except(g.V("state/KAZ")).All()`, "state/FRA state/MEX"},
		{"ES6", "const of = s => g.V(`state/${s}`).Out('dm:supports'); of('KAZ').All()", "target/nuclear-disarmament"},
		{"numbers compare by value", `g.V().Has("rdf:type", "dm:Position").Has("dm:confidence", gt(0.85)).Out("dm:holder").All()`, "state/KAZ state/MEX"},
		{"one record", `g.V("state/KAZ").LabelContext("record/S/PV.8713").Out("dm:supports").All()`, "target/nuclear-disarmament"},
		{"strings", `g.V("nuclear disarmament").In("rdfs:label").All()`, "target/nuclear-disarmament"},
		{"a morphism", `var p = g.M().Out("dm:advocates"); g.V("state/KAZ").Follow(p).FollowR(p).Unique().All()`, "state/FRA state/KAZ state/MEX"},
		{"capitals or not", `g.V("state/KAZ").out("dm:advocates").Order().Unique().all()`, "instrument/united-nations-register-of-conventional-arms"},
		{"union", `g.V("state/KAZ").Or(g.V("state/FRA")).All()`, "state/FRA state/KAZ"},
		{"a list of predicates", `g.V("state/USA").Out(["dm:opposes", "dm:supports"]).All()`, "instrument/arms-trade-treaty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := g.Query(context.Background(), Gizmo, c.query, Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(ids(a), " "); got != c.want || a.More || a.Unknown != nil {
				t.Errorf("got %s (more %v, unknown %v), want %s", got, a.More, a.Unknown, c.want)
			}
		})
	}
}

func TestGizmoGivesJSONValues(t *testing.T) {
	g, _ := small(t)
	for _, c := range []struct{ query, want string }{
		{`g.V("state/KAZ").Tag("who").Out("dm:supports").Save("rdfs:label", "words").All()`,
			"[map[id:target/nuclear-disarmament who:state/KAZ words:nuclear disarmament]]"},
		{`g.Emit(g.V("state/KAZ").Out("dm:advocates").Count())`, "[1]"},
		{`g.Emit({n: g.V("state/KAZ").Out("dm:advocates").ToArray(), m: [1.5, true, null]})`,
			"[map[m:[1.5 true <nil>] n:[instrument/united-nations-register-of-conventional-arms]]]"},
		{`g.V("state/KAZ").Out("dm:advocates").ForEach(d => g.Emit(d.id))`, "[instrument/united-nations-register-of-conventional-arms]"},
		{`g.V("S-001").All(); g.V("lexicon/S-001").In("prov:wasInfluencedBy").Has("dm:confidence", gt(0.92)).Out("dm:confidence").All()`, "[map[id:0.95]]"},
		{`1 + 1`, "[]"},
		{`g.V("state/NOWHERE").All()`, "[]"},
	} {
		a, err := g.Query(context.Background(), Gizmo, c.query, Limits{})
		if got := fmt.Sprint(a.Results); err != nil || got != c.want {
			t.Errorf("%s: got %s %v, want %s", c.query, got, err, c.want)
		}
	}
}

func TestNamesThatAreNothingAreTold(t *testing.T) {
	g, _ := small(t)
	a, err := g.Query(context.Background(), Gizmo, `g.V("state/KAZ").Out("dm:advocate").In("<http://x.org/y>").All()`, Limits{})
	if want := []string{"dm:advocate", "http://x.org/y"}; err != nil || !slices.Equal(a.Unknown, want) || len(a.Results) != 0 {
		t.Errorf("got %+v %v, want unknown %v", a, err, want)
	}
}

func TestOtherLanguages(t *testing.T) {
	g, _ := small(t)
	a, err := g.Query(context.Background(), GraphQL, `{ nodes(id: <state/KAZ>) { id, <dm:advocates> { id } } }`, Limits{})
	if want := "[map[nodes:map[dm:advocates:map[id:instrument/united-nations-register-of-conventional-arms] id:state/KAZ]]]"; err != nil || fmt.Sprint(a.Results) != want {
		t.Errorf("GraphQL: got %v %v, want %s", a.Results, err, want)
	}
	a, err = g.Query(context.Background(), MQL, `[{"id": null, "dm:opposes": "instrument/arms-trade-treaty"}]`, Limits{})
	if want := "[map[dm:opposes:instrument/arms-trade-treaty id:state/USA]]"; err != nil || fmt.Sprint(a.Results) != want {
		t.Errorf("MQL: got %v %v, want %s", a.Results, err, want)
	}
	if _, err := g.Query(context.Background(), "sparql", "x", Limits{}); !errors.Is(err, ErrQuery) || !strings.Contains(err.Error(), "want one of [gizmo graphql mql]") {
		t.Errorf("got %v", err)
	}
}

func TestFaultsOfQueriesNameThePlace(t *testing.T) {
	g, _ := small(t)
	for _, c := range []struct {
		lang        Language
		query, want string
	}{
		{Gizmo, "g.V(\n  nope)", "the query fails: ReferenceError: nope is not defined (line 2, column 3)"},
		{Gizmo, "g.V(", "the query fails: Unexpected end of input (line 1, column 5)"},
		{Gizmo, `g.V("state/KAZ").Outt("x")`, "the query fails: TypeError: there is no method Outt"},
		{Gizmo, `throw "my own"`, "the query fails: my own"},
		{GraphQL, "{", "the query fails: "},
		{MQL, "[", "the query fails: "},
	} {
		_, err := g.Query(context.Background(), c.lang, c.query, Limits{})
		if !errors.Is(err, ErrQuery) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.query, err, c.want)
		}
	}
}

// Cayley ends the process on some of these, and one test with it.
func TestNoQueryEndsTheProcess(t *testing.T) {
	g, _ := small(t)
	odd := []string{"{}", "{a: 1}", "[{}]", "[[[[[[[[[[[1]]]]]]]]]]]", "() => 1", "function(){}", "Symbol('x')", "null", "undefined", "NaN", "1e99", "true",
		"new Date()", "/x/", "g", "g.V", "g.V()", "g.M()", "gt(1)", "iri('x')", "new Map()", "new Proxy({}, {})", "[undefined]", "-1", "'a', 5", "'a', {}", "'a', 'b', 'c'",
		"Object.create(null)", "{followRecursive() {}, all() {}}", "this", "globalThis", "Promise.resolve(1)", "10n"}
	methods := []string{"V", "Vertex", "M", "Morphism", "Emit", "IRI", "Uri", "AddNamespace", "AddDefaultNamespaces", "LoadNamespaces",
		"In", "Out", "Both", "Is", "Has", "HasR", "Save", "SaveR", "SaveOpt", "SaveOptR", "Follow", "FollowR", "FollowRecursive", "And", "Or",
		"Intersect", "Union", "Except", "Difference", "Back", "Tag", "As", "Labels", "InPredicates", "OutPredicates", "SaveInPredicates",
		"SaveOutPredicates", "LabelContext", "Filter", "Limit", "Skip", "Order", "Unique", "GetLimit", "All", "ToArray", "TagArray", "ToValue",
		"TagValue", "Map", "ForEach", "Count", "toString", "constructor"}
	var queries []string
	for _, x := range odd {
		var calls []string
		for _, m := range methods {
			calls = append(calls, fmt.Sprintf("g.%s(%s)", m, x), fmt.Sprintf(`g.V("state/KAZ").%s(%s).All()`, m, x),
				fmt.Sprintf(`g.V("state/KAZ").%s%s(%s).All()`, strings.ToLower(m[:1]), m[1:], x), fmt.Sprintf(`g.V("state/KAZ").Tag("a").%s("dm:supports", %s).All()`, m, x))
		}
		for _, f := range []string{"iri", "bnode", "raw", "str", "lang", "typed", "lt", "gt", "regex", "like"} {
			calls = append(calls, fmt.Sprintf("%s(%s)", f, x), fmt.Sprintf("g.V().Filter(%s(%s)).All()", f, x), fmt.Sprintf("%s('a', %s)", f, x))
		}
		queries = append(queries, "try { "+strings.Join(calls, " } catch (e) {}\ntry { ")+" } catch (e) {}")
	}
	queries = append(queries, "var a = []; a.push(a); g.Emit(a)", "var a = {}; a.a = a; g.Emit(a)", "var a = []; a.push(a); g.V(a).All()",
		"g.Emit({x: g.V()})", "g.V().ForEach(function() { throw {} })", "g.V().ForEach(() => g.V().ForEach(5))", "g = null; graph.V(g).All()",
		"Object.prototype.followRecursive = 1; g.V({}).All()", "WeakSet.prototype.has = () => true; g.V().Out({}).And(3).All()",
		"Array.isArray = () => false; g.V([{}]).All()", "WeakMap.prototype.get = () => ({}); g.V().And(g.V()).All()", "g.V().Out(Object.assign(g.V(), {})).All()")
	for _, q := range queries {
		_, _ = g.Query(context.Background(), Gizmo, q, Limits{Results: -1})
	}
	for _, q := range []string{"{}", "{nodes{}}", "{ nodes(id: 5) { id } }", "{nodes(first: -1){id}}", "query", "\x00"} {
		_, _ = g.Query(context.Background(), GraphQL, q, Limits{})
	}
	for _, q := range []string{"[]", "{}", "null", `[{"id":[]}]`, `[{"a":{"b":[{"c":null}]}}]`, `[[]]`, `[{"":""}]`} {
		_, _ = g.Query(context.Background(), MQL, q, Limits{})
	}
}

func TestACancelledQueryIsAnErrorNotAShortAnswer(t *testing.T) {
	g := filled(t, 20_000)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	_, err := g.Query(ctx, Gizmo, `for (;;) g.V().Out().Count()`, Limits{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	for _, q := range []string{`while (true) {}`, `for (;;) g.V().Out().Count()`, `g.V().Out().In().Out().In().Out().In().All()`} {
		a, err := g.Query(context.Background(), Gizmo, q, Limits{Time: 50 * time.Millisecond, Results: -1})
		if !errors.Is(err, ErrLimit) || !strings.Contains(err.Error(), "it was not done after 50ms") || a.Results != nil {
			t.Errorf("%s: got %d results, %v", q, len(a.Results), err)
		}
	}
	if _, err := g.Query(context.Background(), GraphQL, `{ nodes { id, <dm:holder> @rev { <dm:about> { id, <dm:about> @rev { id } } } } }`, Limits{Time: time.Nanosecond}); !errors.Is(err, ErrLimit) {
		t.Errorf("GraphQL: got %v", err)
	}
}

func TestAQueryThatEatsMemoryIsStopped(t *testing.T) {
	g, _ := small(t)
	_, err := g.Query(context.Background(), Gizmo, `var a = []; for (;;) a.push("x".repeat(1000) + a.length)`, Limits{Memory: 64 << 20})
	if !errors.Is(err, ErrLimit) || !strings.Contains(err.Error(), "more than 64 MB of memory") {
		t.Errorf("got %v", err)
	}
}

func TestMoreResultsThanTheLimit(t *testing.T) {
	g, _ := small(t)
	const q = `g.V().Has("rdf:type", "dm:Position").All()`
	for _, c := range []struct {
		limit, want int
		more        bool
	}{{1, 1, true}, {4, 4, true}, {5, 5, false}, {6, 5, false}, {-1, 5, false}, {0, 5, false}} {
		a, err := g.Query(context.Background(), Gizmo, q, Limits{Results: c.limit})
		if err != nil || len(a.Results) != c.want || a.More != c.more {
			t.Errorf("limit %d: got %d results, more %v, %v", c.limit, len(a.Results), a.More, err)
		}
	}
}

// A pattern that matches everything gives as much as it may, and says so.
func TestAPatternOfEverythingIsCut(t *testing.T) {
	g := filled(t, 9_000)
	for lang, q := range map[Language]string{
		Gizmo:   `g.V().Tag("a").Out().Tag("b").In().All()`,
		GraphQL: `{ nodes { id } }`,
		MQL:     `[{"id": null}]`,
	} {
		begin := time.Now()
		a, err := g.Query(context.Background(), lang, q, Limits{Results: 100, Time: 20 * time.Second, Memory: 256 << 20})
		if lang == GraphQL && len(a.Results) == 1 {
			a.Results, _ = a.Results[0].(map[string]any)["nodes"].([]any)
		}
		if err != nil || len(a.Results) != 100 || !a.More {
			t.Errorf("%s: got %d results, more %v, %v, after %v", lang, len(a.Results), a.More, err, time.Since(begin))
		}
	}
	_, err := g.Query(context.Background(), Gizmo, `g.V().Tag("a").Out().Tag("b").In().Tag("c").Out().Tag("d").All()`, Limits{Results: -1, Time: 60 * time.Second, Memory: 32 << 20})
	if !errors.Is(err, ErrLimit) {
		t.Errorf("without a limit of results: got %v", err)
	}
}

// Run with -race: Cayley's own memory store ends the process here.
func TestReadersBesideAWriter(t *testing.T) {
	g, records := small(t)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for k := range 25 {
				name := fmt.Sprintf("S/PV.%d", 6000+10*i+k%3)
				p := position(name, 1, "KAZ", schema.Advocates, "the Register", 0.5, register())
				if err := g.ReplaceRecord(context.Background(), name, []schema.Position{p}); err != nil {
					t.Error(err)
				}
				if _, err := g.RemoveRecord(context.Background(), name); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range 25 {
				a, err := g.Query(context.Background(), Gizmo, `g.V("state/KAZ").Out("dm:advocates").In("dm:advocates").Unique().All()`, Limits{})
				if err != nil || len(a.Results) != 3 {
					t.Errorf("got %d results, %v", len(a.Results), err)
				}
				if n := len(all(t, g, Filter{Record: "S/PV.5881"})); n != len(records["S/PV.5881"]) {
					t.Errorf("got %d positions", n)
				}
			}
		})
	}
	wg.Wait()
}

// Which record came first, and what was there before, does not show.
func TestTheSameGraphAnswersInTheSameOrder(t *testing.T) {
	_, records := small(t)
	var answers []string
	for _, order := range [][]string{{"S/PV.5881", "S/PV.8713"}, {"S/PV.8713", "S/PV.5881", "S/PV.8713"}} {
		g := inMemory(t)
		for _, name := range order {
			for _, ps := range [][]schema.Position{records[name][1:], records[name]} {
				if err := g.ReplaceRecord(context.Background(), name, ps); err != nil {
					t.Fatal(err)
				}
			}
		}
		var answer strings.Builder
		for lang, q := range map[Language]string{Gizmo: `g.V().Tag("s").Out().All()`, MQL: `[{"id": null, "dm:advocates": null}]`} {
			a, err := g.Query(context.Background(), lang, q, Limits{})
			if err != nil || len(a.Results) == 0 {
				t.Fatalf("%s: %d results, %v", lang, len(a.Results), err)
			}
			fmt.Fprintln(&answer, lang, a.Results)
		}
		lines := strings.Split(answer.String(), "\n")
		slices.Sort(lines) // of languages
		answers = append(answers, strings.Join(lines, "\n"))
	}
	if answers[0] != answers[1] {
		t.Errorf("one order:\n%s\nanother:\n%s", answers[0], answers[1])
	}
}

func TestNamesComeAndGo(t *testing.T) {
	const base = "https://e.org/"
	for _, c := range []struct{ short, full string }{
		{"dm:advocates", schema.PropAdvocates},
		{"state/KAZ", base + "state/KAZ"},
		{"document/S/RES/1540(2004)", base + "document/S/RES/1540(2004)"},
		{"record/a b", base + "record/a%20b"},
		{"lexicon", base + "lexicon"},
	} {
		iri, ok := expand(base, c.short)
		if !ok || string(iri) != c.full {
			t.Errorf("%s: got %s", c.short, iri)
		}
		if got := shorten(base, iri); got != c.short {
			t.Errorf("%s: got %s", iri, got)
		}
	}
	for _, s := range []string{"nuclear disarmament", "S/PV.5881", "state/", "http://x.org", "and/or", ""} {
		if iri, ok := expand(base, s); ok {
			t.Errorf("%q is no name, got %s", s, iri)
		}
	}
	if got := shorten(base, "http://x.org/y"); got != "<http://x.org/y>" {
		t.Errorf("got %s", got)
	}
}
