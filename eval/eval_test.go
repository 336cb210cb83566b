package eval_test

import (
	"math"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/eval"
	"github.com/demarche-kg/demarche/schema"
)

// pos makes a position of "KAZ supports: the Treaty".
func pos(s string) schema.Position {
	head, target, _ := strings.Cut(s, ": ")
	holder, stance, _ := strings.Cut(head, " ")
	return schema.Position{Holder: holder, Stance: schema.Stance(stance), Target: target, Evidence: "Kazakhstan spoke of the Treaty, the Register and the draft."}
}

func all(list ...string) (out []schema.Position) {
	for _, s := range list {
		out = append(out, pos(s))
	}
	return out
}

func TestScoreByHand(t *testing.T) {
	gold := all("KAZ supports: the Arms Trade Treaty", "KAZ advocates: the Register", "KAZ concerned: small arms")
	for _, c := range []struct {
		name                       string
		system                     []schema.Position
		span, holder, side, stance int
	}{
		{"the same", gold, 3, 3, 3, 3},
		{"nothing", nil, 0, 0, 0, 0},
		{"another holder", all("FRA supports: the Arms Trade Treaty"), 1, 0, 0, 0},
		{"another stance on the same side", all("KAZ welcomes: the Arms Trade Treaty"), 1, 1, 1, 0},
		{"another side", all("KAZ opposes: the Arms Trade Treaty"), 1, 1, 0, 0},
		{"case and marks of a holder do not count", all("kaz supports: the Arms Trade Treaty"), 1, 1, 1, 1},
		{"half of the words of the target", all("KAZ supports: the Treaty"), 1, 1, 1, 1},
		{"too few words of the target", all("KAZ supports: the Treaty of Rome on coal and steel"), 0, 0, 0, 0},
		{"said twice counts once", all("KAZ advocates: the Register", "KAZ advocates: the Register"), 1, 1, 1, 1},
		{"one gold position is met once", all("KAZ advocates: the Register", "KAZ supports: the Register"), 1, 1, 1, 1},
		{"courtesies are left out", all("KAZ thanks: the Register"), 0, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var s eval.Score
			s.Add(gold, c.system, eval.Options{})
			if s.Span.Hit != c.span || s.Holder.Hit != c.holder || s.Side.Hit != c.side || s.Stance.Hit != c.stance {
				t.Errorf("hits %d %d %d %d, want %d %d %d %d", s.Span.Hit, s.Holder.Hit, s.Side.Hit, s.Stance.Hit, c.span, c.holder, c.side, c.stance)
			}
		})
	}
}

func TestEvidenceMustBeNear(t *testing.T) {
	there, here := pos("KAZ supports: the Treaty"), pos("KAZ supports: the Treaty")
	there.Evidence = "Something else altogether was said elsewhere."
	var s eval.Score
	if out := s.Add([]schema.Position{here}, []schema.Position{there}, eval.Options{}); len(out.Pairs) != 0 {
		t.Error("paired across sentences")
	}
}

func TestTargetMayBeMetByANamedThingInIt(t *testing.T) {
	gold := pos("KAZ supports: the full and timely implementation of all provisions of the Chemical Weapons Convention")
	gold.Entities = []schema.Mention{{Mention: "Chemical Weapons Convention", Type: schema.TypeInstrument, Name: "CWC"}}
	named := eval.NewMatcher(pos("KAZ supports: the Chemical Weapons Convention"))
	if f := eval.NewMatcher(gold).TargetF1(named); f != 1 {
		t.Errorf("F1 %v", f)
	}
	if f := eval.NewMatcher(gold).PhraseF1(named); f >= 0.75 {
		t.Errorf("F1 %v of the words alone", f)
	}
}

func TestF1(t *testing.T) {
	c := eval.Count{Hit: 3, System: 4, Gold: 6}
	if c.P() != 0.75 || c.R() != 0.5 || math.Abs(c.F1()-0.6) > 1e-12 {
		t.Error(c.P(), c.R(), c.F1())
	}
	if (eval.Count{}).F1() != 0 {
		t.Error("F1 of nothing")
	}
}

// Ten units, two coders: 6 of 10 agree, Do = 4/10. The urn holds each of two
// values 10 times of 20: De = 2·10·10/(20·19).
func TestAlphaByHand(t *testing.T) {
	var a eval.Agreement
	add := func(n int, x, y string) {
		for range n {
			a.Add(all("KAZ "+x+": the Treaty"), all("KAZ "+y+": the Treaty"), eval.Options{})
		}
	}
	add(3, "supports", "supports")
	add(3, "opposes", "opposes")
	add(3, "supports", "opposes")
	add(1, "opposes", "supports")
	want := 1 - 0.4*20*19/(2*10*10)
	if got := a.Alpha(); math.Abs(got-want) > 1e-12 {
		t.Errorf("alpha %v, want %v", got, want)
	}
}

func TestAlphaOfPerfectAndOfMissing(t *testing.T) {
	var a eval.Agreement
	a.Add(all("KAZ supports: the Treaty", "KAZ opposes: the Register"), all("KAZ supports: the Treaty", "KAZ opposes: the Register"), eval.Options{})
	if a.Alpha() != 1 {
		t.Error("perfect agreement is not 1")
	}
	a.Add(all("KAZ supports: the draft"), nil, eval.Options{})
	if a.Alpha() >= 1 || a.AlphaOfPairs() != 1 {
		t.Error(a.Alpha(), a.AlphaOfPairs())
	}
}
