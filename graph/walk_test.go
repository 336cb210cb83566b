package graph

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/demarche-kg/demarche/schema"
)

// line is a link in short: "KAZ advocates X (S/PV.1)".
func line(l Link) string {
	return fmt.Sprintf("%s %s %s (%s)", l.From.ID, strings.TrimPrefix(l.By, "dm:"), l.To.ID, strings.Join(l.Records, " "))
}

func lines(links []Link) string {
	var out []string
	for _, l := range links {
		out = append(out, line(l))
	}
	return strings.Join(out, "\n")
}

// related is the small example, and what the lexicon knows.
func related(t testing.TB) *Graph {
	t.Helper()
	g, _ := small(t)
	err := g.ReplaceLexicon(context.Background(), []schema.Entity{
		{ID: "state/KAZ", Type: schema.TypeState, Name: "KAZ", Label: "Kazakhstan", Aliases: []string{"Republic of Kazakhstan"}},
		{ID: "state/GEO", Type: schema.TypeState, Name: "GEO", Label: "Georgia"},
		{ID: "group/georgia", Type: schema.TypeGroup, Name: "Georgia"},
	}, []schema.Membership{{Member: "state/KAZ", Group: "group/non-aligned-movement"}, {Member: "state/USA", Group: "group/non-aligned-movement"}})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestNeighbours(t *testing.T) {
	g := related(t)
	const register = "instrument/united-nations-register-of-conventional-arms"
	for _, c := range []struct {
		name string
		walk Walk
		want string
	}{
		{"KAZ", Walk{}, "state/KAZ supports target/nuclear-disarmament (S/PV.8713)\nstate/KAZ advocates " + register + " (S/PV.5881)"},
		{"republic of kazakhstan", Walk{Stances: []schema.Stance{schema.Supports}, Facts: true},
			"state/KAZ supports target/nuclear-disarmament (S/PV.8713)\nstate/KAZ org:memberOf group/non-aligned-movement ()"},
		{register, Walk{}, "state/FRA advocates " + register + " (S/PV.5881)\nstate/KAZ advocates " + register + " (S/PV.5881)\nstate/MEX advocates " + register + " (S/PV.8713)"},
		{"GEO", Walk{}, ""},
	} {
		n, links, more, err := g.Neighbours(context.Background(), c.name, c.walk)
		if got := lines(links); err != nil || more || got != c.want || n.ID == "" {
			t.Errorf("%s: got %v\n%s\n%v %v, want\n%s", c.name, n, got, more, err, c.want)
		}
	}
	if _, links, more, err := g.Neighbours(context.Background(), register, Walk{Most: 2}); len(links) != 2 || !more || err != nil {
		t.Errorf("got %d links, more %v, %v", len(links), more, err)
	}
}

func TestNamesThatDoNotTell(t *testing.T) {
	g := related(t)
	for name, want := range map[string]string{
		"Atlantis":       `nothing in the graph is called "Atlantis"`,
		"state/ATL":      `nothing in the graph is called "state/ATL"`,
		"<https://e.or>": "nothing in the graph is called",
		"":               "nothing in the graph is called",
		"georgia":        `"georgia" is the name of 2 things: say which of group/georgia, state/GEO`,
	} {
		if _, _, _, err := g.Neighbours(context.Background(), name, Walk{}); !errors.Is(err, ErrName) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", name, err, want)
		}
	}
	if _, _, err := g.Paths(context.Background(), "KAZ", "Kazakhstan", Walk{}); !errors.Is(err, ErrName) {
		t.Errorf("got %v", err)
	}
}

func TestPaths(t *testing.T) {
	g := related(t)
	for _, c := range []struct {
		from, to string
		walk     Walk
		want     string
	}{
		{"KAZ", "MEX", Walk{}, "KAZ advocates register, MEX advocates register"},
		{"KAZ", "USA", Walk{}, ""},
		{"KAZ", "USA", Walk{Facts: true}, "KAZ org:memberOf nam, USA org:memberOf nam"},
		{"USA", "FRA", Walk{Facts: true}, "USA org:memberOf nam, KAZ org:memberOf nam, KAZ advocates register, FRA advocates register"},
		{"USA", "FRA", Walk{Facts: true, Length: 3}, ""},
		{"KAZ", "nuclear disarmament", Walk{}, "KAZ supports target/nuclear-disarmament"},
	} {
		paths, more, err := g.Paths(context.Background(), c.from, c.to, c.walk)
		if err != nil || more {
			t.Errorf("%s to %s: more %v, %v", c.from, c.to, more, err)
		}
		if got := pathLines(paths); got != c.want {
			t.Errorf("%s to %s: got %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

func pathLines(paths []Path) string {
	short := strings.NewReplacer("state/", "", "instrument/united-nations-register-of-conventional-arms", "register", "group/non-aligned-movement", "nam")
	var out []string
	for _, p := range paths {
		var steps []string
		for _, links := range p {
			for _, l := range links {
				s := line(l)
				steps = append(steps, short.Replace(s[:strings.LastIndex(s, " (")]))
			}
		}
		out = append(out, strings.Join(steps, ", "))
	}
	return strings.Join(out, "\n")
}

// TestPathsAreAllTheShortest compares with a search that tries every way.
func TestPathsAreAllTheShortest(t *testing.T) {
	g := inMemory(t)
	d := rand.New(rand.NewPCG(5, 5))
	ways := map[string]map[string]bool{}
	tie := func(a, b string) {
		if ways[a] == nil {
			ways[a] = map[string]bool{}
		}
		ways[a][b] = true
	}
	var ps []schema.Position
	for range 40 {
		holder, i := fmt.Sprintf("S%02d", d.IntN(15)), d.IntN(25)
		m := schema.Mention{Type: schema.TypeInstrument, Name: fmt.Sprintf("Treaty %d", i), ID: fmt.Sprintf("instrument/treaty-%d", i)}
		p := position("S/PV.1", len(ps), holder, schema.Stances()[d.IntN(12)], "it", 0.5, m)
		ps = append(ps, p)
		tie("state/"+holder, m.ID)
		tie(m.ID, "state/"+holder)
	}
	if err := g.ReplaceRecord(context.Background(), "S/PV.1", ps); err != nil {
		t.Fatal(err)
	}
	count := func(a, b string, most int) (length, n int) { // by levels, counting ways
		level := map[string]int{a: 1}
		seen := map[string]bool{a: true}
		for length = 1; length <= most; length++ {
			next := map[string]int{}
			for x, k := range level {
				for y := range ways[x] {
					if !seen[y] {
						next[y] += k
					}
				}
			}
			if next[b] > 0 {
				return length, next[b]
			}
			for y := range next {
				seen[y] = true
			}
			level = next
		}
		return 0, 0
	}
	tried := 0
	for a := range ways {
		for b := range ways {
			if a == b {
				continue
			}
			length, n := count(a, b, 6)
			paths, more, err := g.Paths(context.Background(), a, b, Walk{Length: 6})
			if err != nil || more || len(paths) != n || n > 0 && len(paths[0]) != length {
				t.Fatalf("%s to %s: got %d paths (more %v), want %d of %d steps: %v", a, b, len(paths), more, n, length, err)
			}
			seen := map[string]bool{}
			for _, p := range paths {
				seen[pathLines([]Path{p})] = true
			}
			if len(seen) != n {
				t.Fatalf("%s to %s: %d of %d paths differ", a, b, len(seen), n)
			}
			tried++
		}
	}
	if tried < 100 {
		t.Errorf("only %d pairs", tried)
	}
	again := func() string {
		paths, _, err := g.Paths(context.Background(), "state/S01", "state/S02", Walk{Length: 6})
		if err != nil {
			t.Fatal(err)
		}
		return pathLines(paths)
	}
	first := again()
	for range 5 {
		if got := again(); got != first {
			t.Fatalf("got %s, then %s", first, got)
		}
	}
}

func TestAWalkHasBounds(t *testing.T) {
	g := filled(t, 9_000)
	if _, _, err := g.Paths(context.Background(), "state/S02", "state/S01", Walk{Reads: 10}); !errors.Is(err, ErrLimit) {
		t.Errorf("got %v", err)
	}
	if _, _, _, err := g.Neighbours(context.Background(), "state/S02", Walk{Reads: 1}); !errors.Is(err, ErrLimit) {
		t.Errorf("got %v", err)
	}
	paths, more, err := g.Paths(context.Background(), "state/S02", "state/S01", Walk{Most: 3})
	if len(paths) != 3 || !more || err != nil {
		t.Errorf("got %d paths, more %v, %v", len(paths), more, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := g.Paths(ctx, "state/S02", "state/S01", Walk{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	ctx, cancel = context.WithTimeout(context.Background(), time.Microsecond)
	defer cancel()
	<-ctx.Done()
	if _, _, _, err := g.Neighbours(ctx, "state/S02", Walk{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestNamesForQuestions(t *testing.T) {
	g := related(t)
	all, err := g.Names(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"state/KAZ", "state/GEO", "state/MEX", "dm:advocates", "rdf:type", "record/S/PV.5881", "instrument/arms-trade-treaty"} {
		if !slices.Contains(all, want) {
			t.Errorf("%s is missing in %v", want, all)
		}
	}
	if !slices.IsSorted(all) {
		t.Error("not sorted")
	}
}
