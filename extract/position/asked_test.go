package position_test

import (
	"slices"
	"strings"
	"testing"
)

// A clause that only the judge takes is told as the rules tell theirs.
func TestBareClauseTellsWhatIsToBeDone(t *testing.T) {
	k := theKit(t)
	sp, err := k.speech("Kazakhstan recognizes the need to develop binding documents regulating the marking and tracing of small arms, "+
		"as well as achieving effective compliance with United Nations arms embargoes.", "KAZ")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range k.pos.Extract(sp) {
		got = append(got, strings.Join(p.Action, "+")+": "+p.Target)
		if _, ok := k.pos.Explain(sp, p.ID); !ok {
			t.Errorf("%s cannot be explained", p.Target)
		}
	}
	if !slices.Contains(got, "achieve: effective compliance with United Nations arms embargoes") {
		t.Errorf("got %q", got)
	}
}
