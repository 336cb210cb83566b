package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

// The instruments of the small example.
func register() schema.Mention {
	return schema.Mention{Mention: "Register", Type: schema.TypeInstrument, Name: "United Nations Register of Conventional Arms",
		ID: "instrument/united-nations-register-of-conventional-arms"}
}

func treaty() schema.Mention {
	return schema.Mention{Mention: "the Treaty", Type: schema.TypeInstrument, Name: "Arms Trade Treaty", ID: "instrument/arms-trade-treaty"}
}

// position makes a position of a speech.
func position(record string, speech int, holder string, stance schema.Stance, target string, confidence float64, entities ...schema.Mention) schema.Position {
	sentence := "We speak of " + target + "."
	p := schema.Position{
		Record: record, Speech: speech, Speaker: "Speaker " + holder, Date: "2008-04-30", Holder: holder, HolderID: "state/" + holder,
		Stance: stance, Side: stance.Side(), Target: target, Entities: entities, Explicit: true,
		Evidence: sentence, Start: 100 * speech, End: 100*speech + len(sentence), Confidence: confidence,
		Because: []schema.Step{{Rule: "cue", Row: "S-001"}}, Lexicon: "1",
	}
	p.SetID()
	return p
}

// open opens a graph until the test ends.
func open(t testing.TB, path string, o Options) *Graph {
	t.Helper()
	g, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	return g
}

func inMemory(t testing.TB) *Graph {
	t.Helper()
	return open(t, "", Options{})
}

// small is the example that most tests use: two records.
func small(t testing.TB) (*Graph, map[string][]schema.Position) {
	t.Helper()
	g := inMemory(t)
	records := map[string][]schema.Position{
		"S/PV.5881": {
			position("S/PV.5881", 1, "KAZ", schema.Advocates, "the Register", 0.9, register()),
			position("S/PV.5881", 2, "FRA", schema.Advocates, "the Register", 0.8, register()),
			position("S/PV.5881", 3, "USA", schema.Opposes, "the Treaty", 0.7, treaty()),
		},
		"S/PV.8713": {
			position("S/PV.8713", 1, "MEX", schema.Advocates, "the Register", 0.95, register()),
			position("S/PV.8713", 2, "KAZ", schema.Supports, "nuclear disarmament", 0.6),
		},
	}
	for name, ps := range records {
		if err := g.ReplaceRecord(context.Background(), name, ps); err != nil {
			t.Fatal(err)
		}
	}
	return g, records
}

func all(t testing.TB, g *Graph, f Filter) []schema.Position {
	t.Helper()
	var out []schema.Position
	for p, err := range g.Positions(context.Background(), f) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

func nquads(t testing.TB, g *Graph, f Filter) string {
	t.Helper()
	var b bytes.Buffer
	if err := g.Export(context.Background(), &b, rdf.NQuads, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPositionsComeBack(t *testing.T) {
	g, records := small(t)
	want := slices.Concat(records["S/PV.5881"], records["S/PV.8713"])
	if got := all(t, g, Filter{}); !reflect.DeepEqual(got, want) {
		a, _ := json.MarshalIndent(got, "", " ")
		t.Errorf("got %s", a)
	}
}

func TestTwoHops(t *testing.T) {
	g, _ := small(t)
	a, err := g.Query(context.Background(), Gizmo,
		`g.V("state/KAZ").Out("dm:advocates").Tag("what").In("dm:advocates").All()`, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var who []string
	for _, r := range a.Results {
		who = append(who, r.(map[string]any)["id"].(string))
	}
	slices.Sort(who)
	if want := []string{"state/FRA", "state/KAZ", "state/MEX"}; !slices.Equal(who, want) {
		t.Errorf("got %v, want %v", who, want)
	}
}
