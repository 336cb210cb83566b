package network

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/schema"
)

func TestParseWindow(t *testing.T) {
	for s, want := range map[string]Window{
		"1y":            {Unit: Year, Width: 1, Step: 1},
		"6m":            {Unit: Month, Width: 6, Step: 6},
		"7d":            {Unit: Day, Width: 7, Step: 7},
		"5y/1y":         {Unit: Year, Width: 5, Step: 1},
		"cumulative/2y": {Unit: Year, Width: 2, Step: 2, Cumulative: true},
	} {
		if got, err := ParseWindow(s); err != nil || got != want {
			t.Errorf("%s: %+v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "y", "1", "0y", "-1y", "1w", "1y/", "1y/2y", "1y/6m", "cumulative", "cumulative/", "5y/1y/1y", "999999999y"} {
		if w, err := ParseWindow(s); err == nil {
			t.Errorf("%q is read as %+v", s, w)
		}
	}
}

// slicesOf shows the slices of a window: "2008:3" holds three statements.
func slicesOf(t *testing.T, ps []schema.Position, window string) (string, int) {
	t.Helper()
	w, err := ParseWindow(window)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Collect(All(ps), Options{Window: w})
	if err != nil {
		t.Fatal(err)
	}
	cut, err := c.Slices()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, s := range cut {
		all = append(all, fmt.Sprintf("%s:%d", s.Label, s.Statements()))
	}
	return strings.Join(all, " "), c.Outside
}

func TestWindows(t *testing.T) {
	var ps []schema.Position
	for _, date := range []string{"2008", "2008-04", "2008-04-30", "2008-07-01", "2010-01-15", "", "2008-13"} {
		ps = append(ps, said("AAA", schema.Supports, date, "One"))
	}
	for _, tt := range []struct {
		window, want string
		outside      int
	}{
		// A year takes all that is known to lie in it; empty ones are left out.
		{"1y", "2008:4 2010:1", 2},
		// "2008" lies in no month, and in no quarter.
		{"1m", "2008-04:2 2008-07:1 2010-01:1", 3},
		{"3m", "2008-04–2008-06:2 2008-07–2008-09:1 2010-01–2010-03:1", 3},
		// "2008-04" lies in no day.
		{"1d", "2008-04-30:1 2008-07-01:1 2010-01-15:1", 4},
		// 2008-04-28 is a Monday.
		{"7d", "2008-04-28–2008-05-04:1 2008-06-30–2008-07-06:1 2010-01-11–2010-01-17:1", 4},
		// Fixed windows begin at multiples of their width.
		{"5y", "2005–2009:4 2010–2014:1", 2},
		{"5y/1y", "2008–2012:5", 2},
		{"2y/1y", "2008–2009:4 2009–2010:1", 2},
		{"12m/6m", "2008-01–2008-12:4 2008-07–2009-06:1 2009-07–2010-06:1", 2},
		{"cumulative/1y", "2008:4 2008–2009:4 2008–2010:5", 2},
	} {
		got, outside := slicesOf(t, ps, tt.window)
		if got != tt.want || outside != tt.outside {
			t.Errorf("%s: %s, %d outside; want %s, %d", tt.window, got, outside, tt.want, tt.outside)
		}
	}
}

// Fixed slices part the positions: none is counted twice or lost.
func TestFixedWindowsPartThePositions(t *testing.T) {
	ps := random(9, 1000, 10, 10)
	all := twoModeOf(t, ps, Options{}).Statements()
	for _, window := range []string{"1y", "3y", "1m", "5m"} {
		w, err := ParseWindow(window)
		if err != nil {
			t.Fatal(err)
		}
		c, err := Collect(All(ps), Options{Window: w})
		if err != nil {
			t.Fatal(err)
		}
		cut, err := c.Slices()
		if err != nil {
			t.Fatal(err)
		}
		n := c.Outside
		for _, s := range cut {
			n += s.Statements()
		}
		if n != all || c.Network().Statements() != all {
			t.Errorf("%s: %d of %d statements", window, n, all)
		}
	}
}

func TestTooManySlices(t *testing.T) {
	c, err := Collect(All([]schema.Position{said("AAA", schema.Acts, "0001", "One"), said("AAA", schema.Acts, "2001-01-01", "One")}),
		Options{Window: Window{Unit: Day, Width: 1}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Slices(); err == nil || !strings.Contains(err.Error(), "longer one") {
		t.Errorf("%v", err)
	}
}

func TestUnitsCountBackAndForth(t *testing.T) {
	for _, u := range []Unit{Year, Month, Day} {
		for n := range 5000 {
			if got := u.number(u.day(n)); int(got) != n {
				t.Fatalf("%s %d comes back as %d", u, n, got)
			}
		}
	}
}

func TestChanges(t *testing.T) {
	ps := slices.Concat(
		times(2, said("AAA", schema.Supports, "2001", "One")),
		times(1, said("AAA", schema.Notes, "2002", "One")),   // no side: no change
		times(1, said("AAA", schema.Opposes, "2003", "One")), // + to -
		times(1, said("AAA", schema.Supports, "2004", "One")),
		times(1, said("AAA", schema.Opposes, "2004", "One")), // - to both
		times(1, said("BBB", schema.Supports, "2001", "One")),
		times(2, said("BBB", schema.Supports, "2003", "One")),
		times(1, said("BBB", schema.Opposes, "2003", "One")), // mostly + still
	)
	c, err := Collect(All(ps), Options{Window: Window{Unit: Year, Width: 1}})
	if err != nil {
		t.Fatal(err)
	}
	cut, err := c.Slices()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range Changes(cut) {
		got = append(got, fmt.Sprintf("%s %s %s %s: %s to %s", c.Holder.Label, c.Target.Label, c.Before.Label, c.After.Label, c.From.Dominant(), c.To.Dominant()))
	}
	if want := []string{"AAA One 2001 2003: + to -", "AAA One 2003 2004: - to ±"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTimeline(t *testing.T) {
	var ps []schema.Position
	for _, date := range []string{"2008-04-30", "", "2008", "2008-04", "2007-12-31", "not a date"} {
		ps = append(ps, said("AAA", schema.Supports, date), said("AAA", schema.Concerned, date))
	}
	for unit, want := range map[Unit]string{
		Year:  "2007:2 2008:6 :4",
		Month: "2007-12:2 2008:2 2008-04:4 :4",
		Day:   "2007-12-31:2 2008:2 2008-04:2 2008-04-30:2 :4",
	} {
		periods, err := Timeline(All(ps), unit)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range periods {
			got = append(got, fmt.Sprintf("%s:%d", p.Label, p.Total()))
			if c := p.Cell(); c.Plus != p.Total()/2 || c.Minus != p.Total()/2 {
				t.Errorf("%s: %+v", p.Label, c)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", unit, s, want)
		}
	}
}

func TestCompare(t *testing.T) {
	ps := slices.Concat(
		times(1, said("KAZ", schema.Supports, "", "Agreed", "Opposed", "Alone", "Torn")),
		times(1, said("GBR", schema.Welcomes, "", "Agreed", "Torn")),
		times(1, said("GBR", schema.Opposes, "", "Opposed", "Torn")),
		times(1, said("GBR", schema.Notes, "", "Alone")),
		times(1, said("USA", schema.Acts, "", "Agreed")),
		times(1, said("FRA", schema.Acts, "", "Elsewhere")),
	)
	n := twoModeOf(t, ps, Options{})
	c, err := Compare(n, "KAZ", "state/gbr")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range c.Rows {
		got = append(got, fmt.Sprint(r.Target.Label, " ", r.Verdict, " ", r.Cells))
	}
	want := []string{"Agreed agree [+1 +1]", "Alone silent [+1 0]", "Opposed differ [+1 -1]", "Torn partly [+1 +1 -1]"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	three, err := Compare(n, "KAZ", "GBR", "USA")
	if err != nil {
		t.Fatal(err)
	}
	pairs := three.Pairs()
	if len(pairs) != 3 || pairs[1].B.Label != "USA" || pairs[1].Verdict[Agree] != 1 || pairs[1].Verdict[OneSilent] != 3 {
		t.Errorf("%+v", pairs)
	}
	sum := 0
	for _, v := range Verdicts() {
		sum += three.Count(v)
	}
	if sum != len(three.Rows) {
		t.Errorf("%d verdicts on %d targets", sum, len(three.Rows))
	}
	for _, names := range [][]string{{"KAZ"}, {"KAZ", "XYZ"}, {"KAZ", "KAZ"}} {
		if _, err := Compare(n, names...); err == nil {
			t.Errorf("%v: no error", names)
		}
	}
}
