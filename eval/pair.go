package eval

import (
	"cmp"
	"slices"

	"github.com/demarche-kg/demarche/schema"
)

// A bag is a position with its words counted once and for all.
type bag struct {
	pos      schema.Position
	holder   string
	target   []string
	evidence []string
	mentions [][]string // of entities, those whose words all stand in the target
}

func newBag(p schema.Position) bag {
	b := bag{pos: p, holder: name(p.Holder), target: words(p.Target), evidence: words(p.Evidence)}
	for _, e := range p.Entities {
		if m := words(e.Mention); len(m) > 0 && within(m, b.target) {
			b.mentions = append(b.mentions, m)
		}
	}
	return b
}

// near reports whether the evidence of two positions overlaps: seven tenths
// of the words of the shorter stand in the longer. Missing evidence is near.
func near(a, b bag) bool {
	small, big := a.evidence, b.evidence
	if len(small) > len(big) {
		small, big = big, small
	}
	if len(small) == 0 {
		return true
	}
	have := map[string]bool{}
	for _, w := range big {
		have[w] = true
	}
	hit := 0
	for _, w := range small {
		if have[w] {
			hit++
		}
	}
	return float64(hit) >= 0.7*float64(len(small))
}

// targetF1 is how well two targets agree: over their words, or over those of
// a named thing in one of them.
func targetF1(gold, system bag) float64 {
	best := overlap(gold.target, system.target)
	for _, m := range gold.mentions {
		best = max(best, overlap(m, system.target))
	}
	for _, m := range system.mentions {
		best = max(best, overlap(gold.target, m))
	}
	return best
}

// A Pair is a gold position and the system's answer to it.
type Pair struct{ Gold, System schema.Position }

// pairUp matches gold and system one to one, best pairs first: a pair needs
// near evidence and a target F1 of one half, and is better for the same
// holder and the same stance.
func pairUp(gold, system []bag) (pairs []Pair, missed, spurious []schema.Position) {
	type match struct {
		score float64
		g, s  int
	}
	var all []match
	for i, g := range gold {
		for j, s := range system {
			if !near(g, s) {
				continue
			}
			f := targetF1(g, s)
			if f < 0.5 {
				continue
			}
			if g.holder == s.holder {
				f++
			}
			if g.pos.Stance == s.pos.Stance {
				f++
			}
			all = append(all, match{f, i, j})
		}
	}
	slices.SortFunc(all, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.g, b.g), cmp.Compare(a.s, b.s))
	})
	tookG, tookS := make([]bool, len(gold)), make([]bool, len(system))
	for _, m := range all {
		if !tookG[m.g] && !tookS[m.s] {
			tookG[m.g], tookS[m.s] = true, true
			pairs = append(pairs, Pair{gold[m.g].pos, system[m.s].pos})
		}
	}
	for i, g := range gold {
		if !tookG[i] {
			missed = append(missed, g.pos)
		}
	}
	for j, s := range system {
		if !tookS[j] {
			spurious = append(spurious, s.pos)
		}
	}
	return pairs, missed, spurious
}

// A Matcher is a position made ready to be compared with many.
type Matcher struct{ bag }

// NewMatcher makes a position ready.
func NewMatcher(p schema.Position) Matcher { return Matcher{newBag(p)} }

// Near reports whether the evidence of two positions overlaps.
func (m Matcher) Near(o Matcher) bool { return near(m.bag, o.bag) }

// SameHolder reports whether two positions are held by one.
func (m Matcher) SameHolder(o Matcher) bool { return m.holder == o.holder }

// PhraseF1 is how well the words of two targets agree, whatever they name.
func (m Matcher) PhraseF1(o Matcher) float64 { return overlap(m.target, o.target) }

// TargetF1 is how well the target of a system's position agrees with that of m,
// which is gold.
func (m Matcher) TargetF1(system Matcher) float64 { return targetF1(m.bag, system.bag) }
