package position_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/schema"
)

// What the rules read in sentences of reports: lines as in testdata, those after
// "not" by no rule.
func TestWhoHoldsWhatInReports(t *testing.T) {
	k := theKit(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"She[=> Denmark] called for a timetable and said it would not be possible to open the annex.", []string{
			"DNK advocates: a timetable"}},
		{"He[=> Costa Rica] opposed the new annex.", []string{
			"CRI opposes: the new annex"}},
		{"PERU noted the new table and the US welcomed the second draft.", []string{
			"USA welcomes: the second draft", "not PER welcomes: the second draft"}},
	} {
		sp, err := k.speech(c.text, "")
		if err != nil {
			t.Fatal(err)
		}
		var read []schema.Position
		for _, p := range k.pos.Propose(sp) {
			if p.Ruled() {
				read = append(read, p.Position())
			}
		}
		for _, w := range c.want {
			what, not := strings.CutPrefix(w, "not ")
			if slices.ContainsFunc(read, func(p schema.Position) bool { return matches(p, what) }) == not {
				t.Errorf("%s\n\twant %s", c.text, w)
				for _, p := range read {
					t.Logf("\tgot %s %s %v: %s", p.Holder, p.Stance, p.Action, p.Target)
				}
			}
		}
	}
}
