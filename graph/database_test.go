package graph

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/demarche-kg/demarche/graph/postgres/postgrestest"
	"github.com/demarche-kg/demarche/schema"
)

// TestADatabaseAnswersAsMemoryDoes keeps the small example in PostgreSQL, and
// asks both graphs the same.
func TestADatabaseAnswersAsMemoryDoes(t *testing.T) {
	address := postgrestest.Start(t).Address()
	if _, err := Open(address, Options{ReadOnly: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty database opens to be read: %v", err)
	}
	memory, records := small(t)
	g := open(t, address, Options{})
	for name, ps := range records {
		if err := g.ReplaceRecord(t.Context(), name, ps); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := nquads(t, g, Filter{}), nquads(t, memory, Filter{}); got != want {
		t.Errorf("the database exports\n%s\nwant\n%s", got, want)
	}
	for _, q := range []struct {
		lang Language
		text string
	}{
		{Gizmo, `g.V("state/KAZ").Out("dm:advocates").In("dm:advocates").Unique().All()`},
		{Gizmo, `g.V("state/KAZ").Tag("who").Out("dm:advocates").Tag("what").In("dm:advocates").Tag("too").All()`},
		{Gizmo, `g.V().Has("rdf:type", "dm:Position").Has("dm:confidence", gt(0.75)).Out("dm:evidence").Save("oa:exact", "words").All()`},
		{Gizmo, `g.V("state/KAZ").LabelContext("record/S/PV.5881").Out("dm:advocates").All()`},
		{Gizmo, `g.V("state/KAZ").OutPredicates().All()`},
		{Gizmo, `g.V("state/KAZ", "state/FRA").Both().Count()`},
		{Gizmo, `g.V("state/NOWHERE").Out("dm:advocates").All()`},
		{Gizmo, `g.V().Has("dm:confidence", gt(0.1)).Limit(2).Count()`},
		{Gizmo, `g.V("state/KAZ").FollowRecursive("dm:advocates").All()`},
		{Gizmo, `g.V().Filter(regex("Register")).All()`},
		{GraphQL, `{ nodes(id: <state/KAZ>) { id, <dm:advocates> { id } } }`},
		{MQL, `[{"id": "state/KAZ", "dm:advocates": null}]`},
	} {
		got, err := g.Query(t.Context(), q.lang, q.text, Limits{})
		if err != nil {
			t.Errorf("%s: %v", q.text, err)
			continue
		}
		want, err := memory.Query(t.Context(), q.lang, q.text, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(sortedResults(got.Results), sortedResults(want.Results)) || !reflect.DeepEqual(got.Unknown, want.Unknown) {
			t.Errorf("%s:\n%v\nwant\n%v", q.text, got, want)
		}
	}
	stats, err := g.Stats(t.Context())
	wanted, _ := memory.Stats(t.Context())
	if stats.Bytes, wanted.Bytes = 0, 0; err != nil || stats != wanted {
		t.Errorf("stats %+v, want %+v (%v)", stats, wanted, err)
	}
	if problems, err := g.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
	if removed, err := g.RemoveRecord(t.Context(), "S/PV.5881"); err != nil || !removed {
		t.Error(removed, err)
	}
	if left, err := g.Records(t.Context()); err != nil || !reflect.DeepEqual(left, []string{"S/PV.8713"}) {
		t.Error(left, err)
	}
	if _, err := Open(address, Options{Base: "https://other.example/"}); err == nil || !strings.Contains(err.Error(), "base IRI") {
		t.Errorf("another base: %v", err)
	}
	mergeParts(t, address)
}

// mergeParts lets two writers put parts into one record at a time: no speech
// is lost.
func mergeParts(t *testing.T, address string) {
	t.Helper()
	var wg sync.WaitGroup
	for w := range 2 {
		g := open(t, address, Options{})
		wg.Go(func() {
			for i := range 8 {
				n := 2*i + w + 1
				part := schema.Record{Symbol: "A/79/PV.7", Part: true, Speeches: []schema.Speech{{N: n}}}
				if err := g.Put(t.Context(), part, []schema.Position{position("A/79/PV.7", n, "KAZ", schema.Supports, "peace", 0.5)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := all(t, open(t, address, Options{ReadOnly: true}), Filter{Record: "A/79/PV.7"}); len(got) != 16 {
		t.Errorf("%d of 16 speeches are left", len(got))
	}
}

func sortedResults(results []any) map[string]int {
	out := map[string]int{}
	for _, r := range results {
		out[fmt.Sprint(r)]++
	}
	return out
}
