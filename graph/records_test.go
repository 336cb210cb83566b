package graph

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/demarche-kg/demarche/schema"
)

// lines of the graph, less those of one record.
func without(lines string, record string) string {
	var out []string
	for _, line := range strings.SplitAfter(lines, "\n") {
		if !strings.Contains(line, "/record/"+record+"> .") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "")
}

func TestReplacingOneRecordMovesNothingElse(t *testing.T) {
	g, records := small(t)
	before := nquads(t, g, Filter{})
	ps := []schema.Position{position("S/PV.5881", 1, "KAZ", schema.Opposes, "the Treaty", 0.4, treaty())}
	if err := g.ReplaceRecord(context.Background(), "S/PV.5881", ps); err != nil {
		t.Fatal(err)
	}
	after := nquads(t, g, Filter{})
	if without(after, "S/PV.5881") != without(before, "S/PV.5881") {
		t.Error("another record moved")
	}
	if got := all(t, g, Filter{Record: "S/PV.5881"}); len(got) != 1 || got[0].Stance != schema.Opposes {
		t.Errorf("got %v", got)
	}
	if err := g.ReplaceRecord(context.Background(), "S/PV.5881", records["S/PV.5881"]); err != nil {
		t.Fatal(err)
	}
	if nquads(t, g, Filter{}) != before {
		t.Error("the graph is not as it was")
	}
}

// Two records say that Kazakhstan advocates the Register: a triple of both.
func TestATripleOfTwoRecordsSurvivesTheRemovalOfOne(t *testing.T) {
	g, _ := small(t)
	ps := []schema.Position{position("S/PV.9999", 1, "KAZ", schema.Advocates, "the Register", 0.9, register())}
	if err := g.ReplaceRecord(context.Background(), "S/PV.9999", ps); err != nil {
		t.Fatal(err)
	}
	before := nquads(t, g, Filter{})
	edge := "/state/KAZ> <" + schema.PropAdvocates + ">"
	if n := strings.Count(before, edge); n != 2 {
		t.Fatalf("the edge stands %d times, want 2", n)
	}
	if held, err := g.RemoveRecord(context.Background(), "S/PV.9999"); err != nil || !held {
		t.Fatal(held, err)
	}
	after := nquads(t, g, Filter{})
	if n := strings.Count(after, edge); n != 1 {
		t.Errorf("the edge stands %d times, want 1", n)
	}
	if after != without(before, "S/PV.9999") {
		t.Error("more was removed than the record")
	}
	if held, err := g.RemoveRecord(context.Background(), "S/PV.9999"); err != nil || held {
		t.Errorf("removed again: %v %v", held, err)
	}
}

func TestRecordsAreListed(t *testing.T) {
	g, _ := small(t)
	if err := g.ReplaceLexicon(context.Background(), []schema.Entity{{ID: "state/KAZ", Type: schema.TypeState, Name: "KAZ", Label: "Kazakhstan"}}, nil); err != nil {
		t.Fatal(err)
	}
	got, err := g.Records(context.Background())
	if want := []string{"S/PV.5881", "S/PV.8713"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v %v, want %v", got, err, want)
	}
	s, err := g.Stats(context.Background())
	if err != nil || s.Graphs != 3 {
		t.Errorf("got %+v %v, want 3 graphs", s, err)
	}
}

// The corpora have a file a speech: reading one leaves the others.
func TestAPartReplacesItsSpeechesOnly(t *testing.T) {
	g, records := small(t)
	part := schema.Record{Symbol: "S/PV.5881", Part: true, Date: "2008-04-30",
		Speeches: []schema.Speech{{N: 2, Speaker: schema.Speaker{Name: "Mr. Ripert", State: "FRA"}}}}
	fresh := position("S/PV.5881", 2, "FRA", schema.Supports, "the Treaty", 0.5, treaty())
	if err := g.Put(context.Background(), part, []schema.Position{fresh}); err != nil {
		t.Fatal(err)
	}
	want := []string{records["S/PV.5881"][0].ID, fresh.ID, records["S/PV.5881"][2].ID}
	var got []string
	for _, p := range all(t, g, Filter{Record: "S/PV.5881"}) {
		got = append(got, p.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	// A speech that holds nothing now goes, and is known to have been made.
	if err := g.Put(context.Background(), part, nil); err != nil {
		t.Fatal(err)
	}
	if got := all(t, g, Filter{Record: "S/PV.5881"}); len(got) != 2 {
		t.Errorf("got %d positions, want 2", len(got))
	}
	if !strings.Contains(nquads(t, g, Filter{}), "/speech/2> <"+schema.PropSpeaker+`> "Mr. Ripert"`) {
		t.Error("speech 2 is gone")
	}
}

func TestWrongPositionsAreRefusedAndNothingMoves(t *testing.T) {
	g, _ := small(t)
	before := nquads(t, g, Filter{})
	good := position("R", 1, "KAZ", schema.Supports, "x", 1)
	for _, c := range []struct {
		name   string
		record string
		change func(*schema.Position)
		want   string
	}{
		{"no record", "", func(p *schema.Position) { p.Record = "" }, "its record has no name"},
		{"another record", "R", func(p *schema.Position) { p.Record = "Q" }, `record R: position ` + good.ID + ` is of record "Q"`},
		{"no ID", "R", func(p *schema.Position) { p.ID = "" }, "record R: the position at byte 100 has no ID: set it first"},
		{"no stance", "R", func(p *schema.Position) { p.Stance = "adores" }, `"adores" is none of the stances`},
		{"no holder", "R", func(p *schema.Position) { p.Holder = "" }, "has no holder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := good
			c.change(&bad)
			err := g.ReplaceRecord(context.Background(), c.record, []schema.Position{bad})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if nquads(t, g, Filter{}) != before {
				t.Error("the graph moved")
			}
		})
	}
}

func TestACancelledChangeChangesNothing(t *testing.T) {
	g, records := small(t)
	before := nquads(t, g, Filter{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := g.ReplaceRecord(ctx, "S/PV.5881", records["S/PV.5881"][:1]); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := g.RemoveRecord(ctx, "S/PV.5881"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if nquads(t, g, Filter{}) != before {
		t.Error("the graph moved")
	}
}

func TestFilters(t *testing.T) {
	g, _ := small(t)
	group := position("S/PV.9000", 1, "CUB", schema.Concerned, "the blockade", 0.5)
	group.OnBehalfOf, group.OnBehalfOfIDs, group.Date = []string{"Non-Aligned Movement"}, []string{"group/non-aligned-movement"}, "2009"
	if err := g.ReplaceRecord(context.Background(), "S/PV.9000", []schema.Position{group}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		filter Filter
		want   string // holders
	}{
		{"all", Filter{}, "KAZ FRA USA MEX KAZ CUB"},
		{"holder", Filter{Holder: "kaz"}, "KAZ KAZ"},
		{"holder by key", Filter{Holder: "state/FRA"}, "FRA"},
		{"a group spoken for", Filter{Holder: "non-aligned movement"}, "CUB"},
		{"stances", Filter{Stances: []schema.Stance{schema.Supports, schema.Opposes}}, "USA KAZ"},
		{"side", Filter{Side: schema.Against}, "USA CUB"},
		{"words of the target", Filter{Target: "DISARM"}, "KAZ"},
		{"instrument by key", Filter{Entity: "instrument/arms-trade-treaty"}, "USA"},
		{"instrument by name", Filter{Entity: "arms trade treaty"}, "USA"},
		{"record", Filter{Record: "S/PV.8713"}, "MEX KAZ"},
		{"confidence", Filter{MinConfidence: 0.9}, "KAZ MEX"},
		{"since a year", Filter{Since: "2009"}, "CUB"},
		{"since a day in a year", Filter{Since: "2009-06-01"}, "CUB"},
		{"until a month", Filter{Until: "2008-04"}, "KAZ FRA USA MEX KAZ"},
		{"until the day before", Filter{Until: "2008-04-29"}, ""},
		{"two at once", Filter{Holder: "KAZ", Side: schema.For, MinConfidence: 0.7}, "KAZ"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range all(t, g, c.filter) {
				got = append(got, p.Holder)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
		})
	}
}

func TestPositionsStopWhenAsked(t *testing.T) {
	g, _ := small(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	var last error
	for _, err := range g.Positions(ctx, Filter{}) {
		last = err
		cancel() // noticed before the next record
		n++
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("after %d: got %v, want a cancelled context, not a short list", n, last)
	}
	for range g.Positions(context.Background(), Filter{}) {
		break
	}
}

func TestPartsOfOneRecordAtOnce(t *testing.T) {
	g := inMemory(t)
	var wg sync.WaitGroup
	for n := 1; n <= 20; n++ {
		wg.Go(func() {
			r := schema.Record{Symbol: "S/PV.8713", Part: true, Speeches: []schema.Speech{{N: n}}}
			p := position("S/PV.8713", n, "KAZ", schema.Supports, "it", 0.5)
			if err := g.Put(context.Background(), r, []schema.Position{p}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := all(t, g, Filter{}); len(got) != 20 {
		t.Errorf("got %d positions, want 20", len(got))
	}
}

func TestExportOfAFilterIsWholeInItself(t *testing.T) {
	g, _ := small(t)
	part := nquads(t, g, Filter{Holder: "KAZ"})
	for _, line := range strings.SplitAfter(nquads(t, g, Filter{Record: "S/PV.5881"}), "\n") {
		if !strings.Contains(nquads(t, g, Filter{}), line) {
			t.Errorf("one record: the whole lacks %s", line)
		}
	}
	h := inMemory(t)
	for _, p := range all(t, g, Filter{Holder: "KAZ"}) {
		if err := h.ReplaceRecord(context.Background(), p.Record, []schema.Position{p}); err != nil {
			t.Fatal(err)
		}
	}
	if want := nquads(t, h, Filter{}); part != want {
		t.Errorf("got\n%s\nwant\n%s", part, want)
	}
}
