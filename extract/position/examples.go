package position

import (
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A Failure is a row of stances.tsv whose example the rules do not read as the
// row promises.
type Failure struct {
	Row     string // "S-017"
	Example string
	Want    lexicon.Expectation
	Got     []schema.Position // what the rules read instead
}

// String says what is promised and what is read.
func (f Failure) String() string {
	yields := "nothing"
	if len(f.Got) > 0 {
		var all []string
		for _, p := range f.Got {
			all = append(all, string(p.Stance)+": "+p.Target)
		}
		yields = strings.Join(all, " and ")
	}
	want := string(f.Want.Stance)
	if len(f.Want.Action) > 0 {
		want += " [" + strings.Join(f.Want.Action, ", ") + "]"
	}
	return fmt.Sprintf("stances.tsv row %s: %q yields %s, not %s: %s", f.Row, f.Example, yields, want, f.Want.Target)
}

// CheckExamples returns the rows whose example does not yield what it should,
// by the rules alone, in the order of the table. read links and parses a
// sentence said by a delegate of the state with that code.
func CheckExamples(l *lexicon.Lexicon, read func(sentence, state string) (Speech, error)) ([]Failure, error) {
	x := NewWith(l, nil)
	var out []Failure
	last := ""
	for _, row := range l.Stances {
		if row.Row == last {
			continue // another reading of the same row
		}
		last = row.Row
		sp, err := read(row.Example, speakerOf(l, row.Example))
		if err != nil {
			return nil, err
		}
		var got []schema.Position
		for _, p := range x.Propose(sp) {
			if p.Ruled() {
				got = append(got, p.Position())
			}
		}
		for _, want := range row.Expect {
			if !slices.ContainsFunc(got, func(p schema.Position) bool { return meets(p, want) }) {
				out = append(out, Failure{row.Row, row.Example, want, got})
			}
		}
	}
	return out, nil
}

// speakerOf is the state that an example begins with, so that "Kenya
// co-sponsored the draft" is Kenya's own deed; any other where it begins with
// none.
func speakerOf(l *lexicon.Lexicon, example string) string {
	for _, s := range l.States {
		if strings.HasPrefix(example, s.Name+" ") {
			return s.Code
		}
	}
	return "KAZ"
}

// meets reports whether a position has the stance and the actions wanted, and
// half the words of the target.
func meets(p schema.Position, want lexicon.Expectation) bool {
	if p.Stance != want.Stance {
		return false
	}
	for _, a := range want.Action {
		if !slices.ContainsFunc(p.Action, func(have string) bool { return have == a || strings.HasPrefix(have, a+" ") }) {
			return false
		}
	}
	a, b := lexicon.Words(strings.ToLower(p.Target)), lexicon.Words(strings.ToLower(want.Target))
	hit := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			hit++
		}
	}
	return 2*hit >= max(1, (len(a)+len(b))/2)
}
