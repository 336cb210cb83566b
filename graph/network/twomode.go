package network

import (
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// A Node is a holder or a target.
type Node struct {
	ID    string // key: "state/KAZ", "instrument/arms-trade-treaty"
	Label string // name for people
	Type  schema.EntityType
}

// A Cell counts the positions of one holder toward one target, by side.
type Cell struct{ Plus, Zero, Minus int }

// Net is the signed weight of the tie: positions for less positions against
// (the manual's "subtract" for affiliation networks, section 2.6).
func (c Cell) Net() int { return c.Plus - c.Minus }

// Sided is the number of positions that take a side.
func (c Cell) Sided() int { return c.Plus + c.Minus }

// Standing is where c stands (the manual's "combine" for affiliation
// networks): Mixed wherever positions of both sides were found.
func (c Cell) Standing() Standing {
	switch {
	case c.Plus > 0 && c.Minus > 0:
		return Mixed
	case c.Plus > 0:
		return InFavour
	case c.Minus > 0:
		return Opposed
	case c.Zero > 0:
		return Undecided
	}
	return Silent
}

// Dominant is the side that most of the positions with a side take; on a tie
// it is Mixed.
func (c Cell) Dominant() Standing {
	switch {
	case c.Sided() > 0 && c.Net() == 0:
		return Mixed
	case c.Net() > 0:
		return InFavour
	case c.Net() < 0:
		return Opposed
	}
	return c.Standing()
}

// add returns the sum of c and d.
func (c Cell) add(d Cell) Cell { return Cell{c.Plus + d.Plus, c.Zero + d.Zero, c.Minus + d.Minus} }

// once returns c with no count above one.
func (c Cell) once() Cell { return Cell{min(c.Plus, 1), min(c.Zero, 1), min(c.Minus, 1)} }

// A Standing is where a holder stands on a target.
type Standing string

// Where a holder can stand.
const (
	Silent    Standing = "silent"
	InFavour  Standing = "+"
	Undecided Standing = "0" // spoke of it, took no side
	Opposed   Standing = "-"
	Mixed     Standing = "±" // both sides
)

// An Entry is one cell of a row.
type Entry struct {
	Target int // index into TwoMode.Targets
	Cell
}

// A TwoMode is a network of holders and targets.
type TwoMode struct {
	Slice
	Holders, Targets []Node // sorted by ID; none without a tie
	// Rows are the ties of each holder, sorted by target.
	Rows [][]Entry
}

// Statements is the number of statements counted: a position toward two
// targets makes two, as each is one tie of a holder to a target.
func (t *TwoMode) Statements() int {
	n := 0
	for _, row := range t.Rows {
		for _, e := range row {
			n += e.Sided() + e.Zero
		}
	}
	return n
}

// Holder finds a holder by its ID or its label, whatever their case.
func (t *TwoMode) Holder(name string) (int, bool) {
	i := slices.IndexFunc(t.Holders, func(n Node) bool {
		return strings.EqualFold(n.ID, name) || strings.EqualFold(n.Label, name)
	})
	return i, i >= 0
}

// Cell is the tie between holder h and target j, zero where there is none.
func (t *TwoMode) Cell(h, j int) Cell {
	row := t.Rows[h]
	i, ok := slices.BinarySearchFunc(row, j, func(e Entry, j int) int { return e.Target - j })
	if !ok {
		return Cell{}
	}
	return row[i].Cell
}

// Transpose changes the places of holders and targets: its projection links
// targets that the same holders stand for (the concept congruence network of
// Leifeld 2017).
func (t *TwoMode) Transpose() *TwoMode {
	rows := make([][]Entry, len(t.Targets))
	for i, row := range t.Rows {
		for _, e := range row {
			rows[e.Target] = append(rows[e.Target], Entry{i, e.Cell})
		}
	}
	return &TwoMode{t.Slice, t.Targets, t.Holders, rows}
}

// Graph is t as a graph: an edge for each tie, weighted by Cell.Net, with the
// counts beside. Holders come first; the column "mode" tells them apart.
func (t *TwoMode) Graph() *Graph {
	g := &Graph{Slice: t.Slice, Nodes: slices.Concat(t.Holders, t.Targets)}
	mode := make([]string, len(g.Nodes))
	for i := range mode {
		mode[i] = "holder"
		if i >= len(t.Holders) {
			mode[i] = "target"
		}
	}
	var plus, zero, minus []int
	for i, row := range t.Rows {
		for _, e := range row {
			g.Edges = append(g.Edges, Edge{i, len(t.Holders) + e.Target, float64(e.Net())})
			plus, zero, minus = append(plus, e.Plus), append(zero, e.Zero), append(minus, e.Minus)
		}
	}
	g.NodeColumns = []Column{{Name: "mode", Texts: mode}}
	g.EdgeColumns = []Column{{Name: "for", Ints: plus}, {Name: "neutral", Ints: zero}, {Name: "against", Ints: minus}}
	return g
}
