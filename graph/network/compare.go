package network

import (
	"fmt"
	"strings"
)

// A Verdict is how holders stand to each other on a target.
type Verdict string

// The verdicts. Speaking of a target without a side is no side.
const (
	// Agree: two or more take a side, all of them the same.
	Agree Verdict = "agree"
	// Differ: one is for it and another against.
	Differ Verdict = "differ"
	// Partly: two or more take a side, one at least takes both, and no other
	// two are opposed.
	Partly Verdict = "partly"
	// OneSilent: fewer than two take a side.
	OneSilent Verdict = "silent"
)

// Verdicts returns the verdicts.
func Verdicts() []Verdict { return []Verdict{Agree, Differ, Partly, OneSilent} }

// A Comparison is where holders stand on each target that one at least of
// them speaks of.
type Comparison struct {
	Holders []Node // in the order asked for
	Rows    []ComparedTarget
}

// A ComparedTarget is one row of a comparison.
type ComparedTarget struct {
	Target  Node
	Cells   []Cell // one for each holder
	Verdict Verdict
}

// Compare compares two or more holders, by their IDs or labels, target by
// target in the order of their IDs. A name that is no holder is an error.
func Compare(t *TwoMode, names ...string) (*Comparison, error) {
	if len(names) < 2 {
		return nil, fmt.Errorf("compare needs two holders or more, and was given %d", len(names))
	}
	c := &Comparison{}
	at := make([]int, len(names))
	for i, name := range names {
		h, ok := t.Holder(name)
		if !ok {
			return nil, fmt.Errorf("no position of %q is among those compared: check the name, or take more positions", name)
		}
		for _, other := range at[:i] {
			if h == other {
				return nil, fmt.Errorf("%q is named twice: name each holder once", name)
			}
		}
		at[i] = h
		c.Holders = append(c.Holders, t.Holders[h])
	}
	for j, target := range t.Targets {
		row := ComparedTarget{Target: target}
		spoken := false
		for _, h := range at {
			cell := t.Cell(h, j)
			spoken = spoken || cell != Cell{}
			row.Cells = append(row.Cells, cell)
		}
		if spoken {
			row.Verdict = verdict(row.Cells)
			c.Rows = append(c.Rows, row)
		}
	}
	return c, nil
}

// verdict is how those who hold the cells stand to each other.
func verdict(cells []Cell) Verdict {
	count := map[Standing]int{}
	for _, c := range cells {
		count[c.Standing()]++
	}
	switch {
	case count[InFavour]+count[Opposed]+count[Mixed] < 2:
		return OneSilent
	case count[InFavour] > 0 && count[Opposed] > 0:
		return Differ
	case count[Mixed] > 0:
		return Partly
	}
	return Agree
}

// Count is the number of targets with a verdict.
func (c *Comparison) Count(v Verdict) int {
	n := 0
	for _, r := range c.Rows {
		if r.Verdict == v {
			n++
		}
	}
	return n
}

// A PairCount is how two of the holders compared stand to each other.
type PairCount struct {
	A, B    Node
	Verdict map[Verdict]int // number of targets
}

// Pairs compares each two of the holders, over the targets that one at least
// of the two speaks of.
func (c *Comparison) Pairs() []PairCount {
	var pairs []PairCount
	for b := range c.Holders {
		for a := range b {
			p := PairCount{c.Holders[a], c.Holders[b], map[Verdict]int{}}
			for _, r := range c.Rows {
				if both := []Cell{r.Cells[a], r.Cells[b]}; both[0] != (Cell{}) || both[1] != (Cell{}) {
					p.Verdict[verdict(both)]++
				}
			}
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// String shows a cell: "+3", "-1", "+3 -1", "0", "·" where nothing was said.
func (c Cell) String() string {
	var parts []string
	if c.Plus > 0 {
		parts = append(parts, fmt.Sprintf("+%d", c.Plus))
	}
	if c.Minus > 0 {
		parts = append(parts, fmt.Sprintf("-%d", c.Minus))
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, " ")
	case c.Zero > 0:
		return "0"
	}
	return "·"
}
