package nlp

import (
	"context"
	"testing"
)

func TestRepairsAreDocumented(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Repairs() {
		if r.Name == "" || len(r.Doc) < 40 || r.Run == nil || seen[r.Name] {
			t.Errorf("%q is not documented, or not once", r.Name)
		}
		seen[r.Name] = true
	}
}

// want says that the token with a form has a relation to the one with another; "" is
// the root.
type want struct{ form, rel, head string }

func expect(t *testing.T, a *Annotator, text string, wants ...want) {
	t.Helper()
	s, err := a.Annotate(context.Background(), text, nil)
	if err != nil {
		t.Fatal(err)
	}
	check(t, text, s)
	if len(s) != 1 {
		t.Fatalf("%q is %d sentences", text, len(s))
	}
	for _, w := range wants {
		found := false
		for _, k := range s[0].Tokens {
			head := ""
			if k.Head >= 0 {
				head = s[0].Tokens[k.Head].Form
			}
			if k.Form == w.form {
				found = true
				if k.Rel != w.rel || head != w.head {
					t.Errorf("%q: %s is %s of %q, want %s of %q", text, k.Form, k.Rel, head, w.rel, w.head)
				}
			}
		}
		if !found {
			t.Errorf("%q: no token %q", text, w.form)
		}
	}
}

// The failures that the feasibility study listed. The first two, titles of treaties
// and fixed expressions, are in TestJoined and TestJoinedExpressions.
func TestStudyFailures(t *testing.T) {
	a := annotator(t)
	t.Run("finite verb joined by and", func(t *testing.T) {
		expect(t, a, "Canada regrets that X failed to agree, and urges Y to ratify.",
			want{"regrets", "root", ""}, want{"failed", "ccomp", "regrets"}, want{"urges", "conj", "regrets"}, want{"ratify", "xcomp", "urges"})
		expect(t, a, "Canada regrets that the Conference has failed to agree on a programme of work, and urges all States to ratify the Treaty.",
			want{"urges", "conj", "regrets"}, want{"ratify", "xcomp", "urges"}, want{"failed", "ccomp", "regrets"})
		expect(t, a, "We regret that the talks collapsed and call for restraint.",
			want{"call", "conj", "regret"}, want{"collapsed", "ccomp", "regret"})
	})
	t.Run("infinitive of a frame", func(t *testing.T) {
		expect(t, a, "We call upon States that have not done so to ratify the Treaty without delay.",
			want{"ratify", "xcomp", "call"}, want{"done", "acl:relcl", "States"}, want{"so", "advmod", "done"})
		expect(t, a, "We urge all States which have not yet signed the Convention to do so.",
			want{"do", "xcomp", "urge"}, want{"signed", "acl:relcl", "States"})
	})
	t.Run("unsure clauses have small margins", func(t *testing.T) {
		s, err := a.Annotate(context.Background(), speech, nil)
		if err != nil {
			t.Fatal(err)
		}
		sum, n := map[bool]float64{}, map[bool]int{}
		for _, x := range s {
			for _, k := range x.Tokens {
				switch k.Rel {
				case "advcl", "acl":
					sum[true] += float64(k.Margin)
					n[true]++
				case "nsubj", "obj", "det", "case":
					sum[false] += float64(k.Margin)
					n[false]++
				}
			}
		}
		if n[true] == 0 || sum[true]/float64(n[true]) > 0.7*sum[false]/float64(n[false]) {
			t.Errorf("mean margin of %d clauses %g, of %d others %g", n[true], sum[true]/float64(n[true]), n[false], sum[false]/float64(n[false]))
		}
	})
}

// A repair moves nothing where its reason is missing.
func TestRepairsLeaveAlone(t *testing.T) {
	a := annotator(t)
	expect(t, a, "We know that Iran signed the Treaty and ratified it.", want{"ratified", "conj", "signed"})
	expect(t, a, "We call upon States that have agreed to disarm.", want{"disarm", "xcomp", "agreed"})
}
