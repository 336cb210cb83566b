package eval

import (
	"fmt"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// A Count is what precision, recall and F1 are made of.
type Count struct{ Hit, System, Gold int }

// P is the precision, R the recall, F1 their harmonic mean; 0 where undefined.
func (c Count) P() float64 { return ratio(c.Hit, c.System) }
func (c Count) R() float64 { return ratio(c.Hit, c.Gold) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 {
	p, r := c.P(), c.R()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func (c *Count) add(hit, system, gold int) {
	c.Hit += hit
	c.System += system
	c.Gold += gold
}

// A Score is the table over all texts.
type Score struct {
	Texts int
	// Span counts pairs, Holder those with the same holder, Side and Stance
	// those which also face the same way or have the same stance. Edge counts
	// distinct (holder, side, named thing) of a text.
	Span, Holder, Side, Stance, Edge Count
}

// Options say what is scored.
type Options struct {
	Thanks bool // courtesies too
}

// A Text is the outcome for one text.
type Text struct {
	Pairs    []Pair
	Missed   []schema.Position
	Spurious []schema.Position
}

// Add scores the positions of one text against its gold and returns what was
// paired, missed and spurious.
func (s *Score) Add(gold, system []schema.Position, o Options) Text {
	g, y := bags(gold, o), bags(system, o)
	var t Text
	t.Pairs, t.Missed, t.Spurious = pairUp(g, y)
	var holder, side, stance int
	for _, p := range t.Pairs {
		if name(p.Gold.Holder) != name(p.System.Holder) {
			continue
		}
		holder++
		if p.Gold.Stance.Side() == p.System.Stance.Side() {
			side++
		}
		if p.Gold.Stance == p.System.Stance {
			stance++
		}
	}
	s.Texts++
	s.Span.add(len(t.Pairs), len(y), len(g))
	s.Holder.add(holder, len(y), len(g))
	s.Side.add(side, len(y), len(g))
	s.Stance.add(stance, len(y), len(g))
	ge, se := edges(g), edges(y)
	hit := 0
	for e := range se {
		if ge[e] {
			hit++
		}
	}
	s.Edge.add(hit, len(se), len(ge))
	return t
}

// bags drops courtesies and what is said twice in one sentence: joined
// actions count once.
func bags(ps []schema.Position, o Options) []bag {
	seen := map[string]bool{}
	var out []bag
	for _, p := range ps {
		if p.Stance == schema.Thanks && !o.Thanks {
			continue
		}
		b := newBag(p)
		evidence := strings.Join(b.evidence, " ")
		key := strings.Join([]string{b.holder, string(p.Stance), strings.Join(b.target, " "),
			evidence[:min(200, len(evidence))]}, "\x00")
		if !seen[key] {
			seen[key] = true
			out = append(out, b)
		}
	}
	return out
}

// An edge is what a map of positions shows.
type edge struct {
	holder string
	side   schema.Side
	entity string
}

// edges are those of the positions toward states, documents and instruments.
func edges(bs []bag) map[edge]bool {
	out := map[edge]bool{}
	for _, b := range bs {
		for _, e := range b.pos.Entities {
			switch e.Type {
			case schema.TypeState, schema.TypeInstrument, schema.TypeDocument:
				if e.Name != "" {
					out[edge{b.holder, b.pos.Stance.Side(), name(e.Name)}] = true
				}
			}
		}
	}
	return out
}

// String is the table.
func (s Score) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d texts, %d gold positions, %d system positions\n", s.Texts, s.Span.Gold, s.Span.System)
	for _, row := range []struct {
		name string
		Count
	}{{"span", s.Span}, {"holder", s.Holder}, {"side", s.Side}, {"stance", s.Stance}, {"edge", s.Edge}} {
		fmt.Fprintf(&b, "%-7s P %.3f  R %.3f  F1 %.3f\n", row.name, row.P(), row.R(), row.F1())
	}
	return b.String()
}
