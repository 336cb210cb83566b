package graph

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/schema"
)

// scanned are the positions that pass, found without an index.
func scanned(t *testing.T, g *Graph, f Filter) []schema.Position {
	t.Helper()
	var out []schema.Position
	err := g.scan(context.Background(), f, func(p schema.Position, err error) bool {
		out = append(out, p)
		return err == nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestIndexesFindWhatAScanFinds(t *testing.T) {
	n := 20_000
	if testing.Short() {
		n = 9_000
	}
	g := filled(t, n)
	group := position("S/PV.9000", 0, "CUB", schema.Concerned, "the blockade", 0.5, register(), treaty())
	group.OnBehalfOf, group.OnBehalfOfIDs, group.Date = []string{"Non-Aligned Movement"}, []string{"group/non-aligned-movement"}, "2009"
	group.Addressee = "all States"
	free := position("S/PV.9000", 2, "A Delegate", schema.Supports, "it", 0.5)
	free.HolderID = ""
	if err := g.ReplaceRecord(context.Background(), "S/PV.9000", []schema.Position{group, free}); err != nil {
		t.Fatal(err)
	}
	filters := []Filter{
		{Holder: "S01"}, {Holder: "state/s01"}, {Holder: "s02", Side: schema.Against}, {Holder: "nobody"},
		{Side: schema.Against}, {Side: schema.Neutral}, {Side: schema.For}, {Side: schema.Against, Stances: []schema.Stance{schema.Opposes, schema.Supports}},
		{Side: schema.For, Stances: []schema.Stance{schema.Notes}, Holder: "no stance"},
		{Holder: "S02", Stances: []schema.Stance{schema.Supports, schema.Opposes, schema.Notes}},
		{Holder: "S02", Stances: []schema.Stance{schema.Supports}, MinConfidence: 0.5},
		{Stances: []schema.Stance{schema.Opposes}}, {Stances: []schema.Stance{schema.Opposes, schema.Thanks}, Target: "matter 1"},
		{Entity: "Treaty on Matter 3"}, {Entity: "ARMS TRADE TREATY", Holder: "CUB"}, {Entity: "instrument/treaty-on-matter-0"}, {Entity: "nothing"},
		{Holder: "non-aligned movement"}, {Holder: "group/non-aligned-movement", Entity: "arms trade treaty"}, {Holder: "a delegate"}, {Holder: "CUB", Since: "2009"},
	}
	check := func() {
		t.Helper()
		for _, f := range filters {
			got, want := all(t, g, f), scanned(t, g, f)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%+v: %d positions, want %d", f, len(got), len(want))
			}
		}
	}
	check()
	for _, f := range filters {
		if n := len(scanned(t, g, f)); n == 0 && !strings.HasPrefix(f.Holder+f.Entity, "no") {
			t.Errorf("%+v finds nothing: no test", f)
		}
	}
	// One key with two names in a record: no index knows the second.
	alias := position("S/PV.9000", 1, "CUB", schema.Opposes, "it", 0.5)
	alias.Holder, alias.Speech = "Republic of Cuba", 3
	alias.SetID()
	if err := g.ReplaceRecord(context.Background(), "S/PV.9000", []schema.Position{group, free, alias}); err != nil {
		t.Fatal(err)
	}
	filters = append(filters, Filter{Holder: "republic of cuba"})
	check()
	if got := all(t, g, Filter{Holder: "republic of cuba"}); len(got) != 1 {
		t.Errorf("got %d positions of a second name, want 1", len(got))
	}
}

// What the extractor makes is found through the indexes.
func TestNamesOfOneLexiconAreNotLoose(t *testing.T) {
	g, _ := small(t)
	if _, ok, err := g.store.(*disk).store.Note(noteLoose); ok || err != nil {
		t.Errorf("got %v %v", ok, err)
	}
}
