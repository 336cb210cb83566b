package network

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/demarche-kg/demarche/schema"
)

// A Period counts the positions of a stretch of time, by stance.
type Period struct {
	Slice
	Stances map[schema.Stance]int
}

// Cell counts the positions of p by side.
func (p *Period) Cell() Cell {
	var c Cell
	for s, n := range p.Stances {
		switch s.Side() {
		case schema.For:
			c.Plus += n
		case schema.Against:
			c.Minus += n
		default:
			c.Zero += n
		}
	}
	return c
}

// Total is the number of positions of p.
func (p *Period) Total() int {
	n := 0
	for _, k := range p.Stances {
		n += k
	}
	return n
}

// Timeline counts positions, all of those that come, by year, month or day and
// by stance. Periods are in the order of time, those without positions left
// out. A date that is less exact than the unit has a period of its own, before
// those within it: "2008" stands before "2008-01". Positions without a date
// come last, their label "".
func Timeline(positions iter.Seq2[schema.Position, error], unit Unit) ([]Period, error) {
	most := map[Unit]int{Year: 4, Month: 7, Day: 10}[unit]
	by := map[string]map[schema.Stance]int{}
	for p, err := range positions {
		if err != nil {
			return nil, err
		}
		label := ""
		if _, _, ok := days(p.Date); ok {
			label = p.Date[:min(len(p.Date), most)]
		}
		if by[label] == nil {
			by[label] = map[schema.Stance]int{}
		}
		by[label][p.Stance]++
	}
	var all []Period
	for _, label := range slices.SortedFunc(maps.Keys(by), func(a, b string) int {
		if a == "" || b == "" {
			return cmp.Compare(b, a) // "" last
		}
		return cmp.Compare(a, b)
	}) {
		p := Period{Slice{Label: label}, by[label]}
		if first, last, ok := days(label); ok {
			p.Start, p.End = first.Format("2006-01-02"), last.Format("2006-01-02")
		}
		all = append(all, p)
	}
	return all, nil
}
