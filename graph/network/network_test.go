package network

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/demarche-kg/demarche/schema"
)

// said makes a position of a state toward instruments.
func said(holder string, stance schema.Stance, date string, instruments ...string) schema.Position {
	p := schema.Position{Record: "S/PV.1", Date: date, Holder: holder, HolderID: schema.Key(schema.TypeState, holder),
		Stance: stance, Side: stance.Side(), Target: "it", Confidence: 0.9}
	for _, name := range instruments {
		p.Entities = append(p.Entities, schema.Mention{Mention: name, Type: schema.TypeInstrument, Name: name,
			ID: schema.Key(schema.TypeInstrument, name)})
	}
	return p
}

// times repeats a position.
func times(n int, p schema.Position) []schema.Position {
	return slices.Repeat([]schema.Position{p}, n)
}

// small is three states and three instruments, from which the cases of
// project_test.go are worked by hand.
func small() []schema.Position {
	return slices.Concat(
		times(2, said("AAA", schema.Supports, "2008", "One")),
		times(1, said("AAA", schema.Opposes, "2008", "Two")),
		times(1, said("BBB", schema.Welcomes, "2008", "One")),
		times(3, said("BBB", schema.Advocates, "2008", "Two")),
		times(1, said("BBB", schema.Criticizes, "2008", "Three")),
		times(2, said("CCC", schema.Concerned, "2008", "Two")),
		times(1, said("CCC", schema.Commits, "2008", "Three")),
		times(1, said("CCC", schema.Opposes, "2008", "Three")),
	)
}

// twoModeOf is the network of positions.
func twoModeOf(t testing.TB, ps []schema.Position, o Options) *TwoMode {
	t.Helper()
	c, err := Collect(All(ps), o)
	if err != nil {
		t.Fatal(err)
	}
	return c.Network()
}

// random makes positions of n holders toward as many targets as they like.
func random(seed uint64, n, holders, targets int) []schema.Position {
	r := rand.New(rand.NewPCG(seed, 1))
	stances := schema.Stances()
	ps := make([]schema.Position, n)
	for i := range ps {
		// Some speak far more than others, and of some things more is said.
		h := int(float64(holders) * r.Float64() * r.Float64())
		t := int(float64(targets) * r.Float64() * r.Float64())
		ps[i] = said(fmt.Sprintf("S%04d", h), stances[r.IntN(len(stances))],
			fmt.Sprintf("%d-%02d", 2000+r.IntN(20), 1+r.IntN(12)), fmt.Sprintf("T%04d", t))
		ps[i].Record = fmt.Sprint("R", i/50)
	}
	return ps
}

func TestTwoMode(t *testing.T) {
	n := twoModeOf(t, small(), Options{})
	want := map[string]string{
		"AAA One": "+2", "AAA Two": "-1", "AAA Three": "·",
		"BBB One": "+1", "BBB Two": "+3", "BBB Three": "-1",
		"CCC One": "·", "CCC Two": "-2", "CCC Three": "+1 -1",
	}
	for h, holder := range n.Holders {
		for j, target := range n.Targets {
			name := holder.Label + " " + target.Label
			if got := n.Cell(h, j).String(); got != want[name] {
				t.Errorf("%s: %q, want %q", name, got, want[name])
			}
		}
	}
	if n.Statements() != 12 {
		t.Errorf("%d statements, want 12", n.Statements())
	}
	if !reflect.DeepEqual(n.Transpose().Transpose(), n) {
		t.Error("transposing twice is not the network itself")
	}
}

func TestOptions(t *testing.T) {
	by := func(change func(*schema.Position)) schema.Position {
		p := said("AAA", schema.Supports, "2008", "One")
		change(&p)
		return p
	}
	uk := by(func(p *schema.Position) {
		p.Target = "the United Kingdom's initiative"
		p.Entities = append(p.Entities, schema.Mention{Mention: "United Kingdom", Type: schema.TypeState, Name: "GBR", ID: "state/GBR"})
	})
	for name, tt := range map[string]struct {
		p    schema.Position
		o    Options
		want int
	}{
		"thanks never count":            {said("AAA", schema.Thanks, "", "One"), Options{}, 0},
		"notes count without a side":    {said("AAA", schema.Notes, "", "One"), Options{}, 1},
		"notes are left out":            {said("AAA", schema.Notes, "", "One"), Options{Without: []schema.Stance{schema.Notes}}, 0},
		"what is no stance":             {said("AAA", "adores", "", "One"), Options{}, 0},
		"reported":                      {by(func(p *schema.Position) { p.Reported = true }), Options{}, 1},
		"no reported":                   {by(func(p *schema.Position) { p.Reported = true }), Options{NoReported: true}, 0},
		"confident enough":              {said("AAA", schema.Acts, "", "One"), Options{MinConfidence: 0.9}, 1},
		"not confident enough":          {said("AAA", schema.Acts, "", "One"), Options{MinConfidence: 0.91}, 0},
		"holder of another type":        {said("AAA", schema.Acts, "", "One"), Options{Holders: []schema.EntityType{schema.TypeGroup}}, 0},
		"target of another type":        {said("AAA", schema.Acts, "", "One"), Options{Targets: []schema.EntityType{schema.TypeDocument}}, 0},
		"two targets":                   {said("AAA", schema.Acts, "", "One", "Two"), Options{}, 2},
		"a target named twice":          {said("AAA", schema.Acts, "", "One", "One"), Options{}, 1},
		"the owner of an instrument":    {uk, Options{}, 1},
		"topics":                        {by(func(p *schema.Position) { p.Topics = []string{"arms", "arms", "trade"} }), Options{Topics: true}, 2},
		"no topic where there are none": {said("AAA", schema.Acts, "", "One"), Options{Topics: true}, 0},
		"a holder as its own target": {by(func(p *schema.Position) {
			p.Entities[0] = schema.Mention{Type: schema.TypeState, Name: "AAA", ID: "state/AAA"}
		}), Options{}, 0},
		"persons unless asked for": {by(func(p *schema.Position) { p.Entities[0] = schema.Mention{Type: schema.TypePerson, Name: "P"} }), Options{}, 0},
		"persons asked for": {by(func(p *schema.Position) { p.Entities[0] = schema.Mention{Type: schema.TypePerson, Name: "P"} }),
			Options{Targets: []schema.EntityType{schema.TypePerson}}, 1},
	} {
		if got := twoModeOf(t, []schema.Position{tt.p}, tt.o).Statements(); got != tt.want {
			t.Errorf("%s: %d statements, want %d", name, got, tt.want)
		}
	}
}

func TestCounting(t *testing.T) {
	ps := slices.Concat(times(3, said("AAA", schema.Supports, "", "One")), times(2, said("AAA", schema.Opposes, "", "One")))
	again := said("AAA", schema.Supports, "", "One")
	again.Record = "S/PV.2"
	ps = append(ps, again)
	for how, want := range map[Counting]Cell{EachPosition: {Plus: 4, Minus: 2}, EachRecord: {Plus: 2, Minus: 1}, Once: {Plus: 1, Minus: 1}} {
		if got := twoModeOf(t, ps, Options{Counting: how}).Cell(0, 0); got != want {
			t.Errorf("%q: %+v, want %+v", how, got, want)
		}
	}
}

func TestTheOrderOfPositionsIsNothing(t *testing.T) {
	ps := random(3, 2000, 40, 60)
	for i := range ps {
		ps[i].Holder = fmt.Sprint(ps[i].Holder, " by name ", i%3) // three labels of one key
	}
	want := twoModeOf(t, ps, Options{})
	r := rand.New(rand.NewPCG(1, 1))
	for range 5 {
		r.Shuffle(len(ps), func(i, j int) { ps[i], ps[j] = ps[j], ps[i] })
		if got := twoModeOf(t, ps, Options{}); !reflect.DeepEqual(got, want) {
			t.Fatal("the same positions in another order make another network")
		}
	}
}

func TestAnErrorAmongPositionsEndsIt(t *testing.T) {
	broken := errors.New("broken")
	var seq iter.Seq2[schema.Position, error] = func(yield func(schema.Position, error) bool) {
		_ = yield(said("AAA", schema.Acts, "", "One"), nil) && yield(schema.Position{}, broken)
	}
	if _, err := Collect(seq, Options{}); !errors.Is(err, broken) {
		t.Errorf("Collect: %v", err)
	}
	if _, err := Timeline(seq, Year); !errors.Is(err, broken) {
		t.Errorf("Timeline: %v", err)
	}
}

func TestNothing(t *testing.T) {
	n := twoModeOf(t, nil, Options{})
	g, err := n.Project(Congruence, Jaccard)
	if err != nil || len(g.Nodes) != 0 || len(g.Edges) != 0 {
		t.Errorf("%v, %v", g, err)
	}
	if b := Louvain(g, LouvainOptions{}); len(b.Of) != 0 || b.Modularity != 0 {
		t.Errorf("%v", b)
	}
	if p, err := ShortestPaths(t.Context(), g, PathOptions{}); err != nil || len(p.Betweenness) != 0 {
		t.Errorf("%v, %v", p, err)
	}
	if x, err := Eigenvector(t.Context(), g); err != nil || len(x) != 0 {
		t.Errorf("%v, %v", x, err)
	}
}
