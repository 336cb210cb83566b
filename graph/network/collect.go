package network

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// A Collection is what was read of positions: how often each holder took each
// side toward each target, and when. Its size is that of the ties and of their
// distinct dates, not of the positions.
type Collection struct {
	// Read is the number of positions read, Counted of those that count.
	Read, Counted int
	// Outside is the number of those that count and fit in no slice: see
	// Window.
	Outside int

	options Options
	holders names
	targets names
	records map[string]int32
	cells   map[key]*tally
}

// key is one holder, one target and one stretch of time.
type key struct {
	holder, target int32
	when           span
}

// tally counts, and knows the record that each side was counted in last.
type tally struct {
	Cell
	plus, zero, minus int32 // record, from 1
}

// Collect reads positions. An error among them ends it.
func Collect(positions iter.Seq2[schema.Position, error], o Options) (*Collection, error) {
	c := &Collection{options: o, holders: newNames(), targets: newNames(),
		records: map[string]int32{}, cells: map[key]*tally{}}
	for p, err := range positions {
		if err != nil {
			return nil, err
		}
		c.add(&p)
	}
	return c, nil
}

// All makes a stream of positions, as Collect reads them.
func All(ps []schema.Position) iter.Seq2[schema.Position, error] {
	return func(yield func(schema.Position, error) bool) {
		for i := range ps {
			if !yield(ps[i], nil) {
				return
			}
		}
	}
}

// add counts p.
func (c *Collection) add(p *schema.Position) {
	c.Read++
	if !c.options.takes(p) {
		return
	}
	when, counted := unknown(), false
	if w := c.options.Window; !w.zero() {
		when = w.Unit.span(p.Date)
	}
	c.options.targets(p, func(target Node) {
		counted = true
		h := c.holders.put(Node{ID: holderID(p), Label: p.Holder, Type: typeOf(holderID(p))})
		k := key{h, c.targets.put(target), when}
		t := c.cells[k]
		if t == nil {
			t = &tally{}
			c.cells[k] = t
		}
		t.count(p.Stance.Side(), c.record(p.Record), c.options.Counting)
	})
	if counted {
		c.Counted++
		if !c.options.Window.zero() && !c.fits(when) {
			c.Outside++
		}
	}
}

// record numbers the records from 1.
func (c *Collection) record(symbol string) int32 {
	n, ok := c.records[symbol]
	if !ok {
		n = int32(len(c.records) + 1)
		c.records[symbol] = n
	}
	return n
}

// fits reports whether some slice has room for a date.
func (c *Collection) fits(when span) bool {
	w := c.options.Window
	if w.Cumulative || !when.known() {
		return when.known()
	}
	step := cmp.Or(w.Step, w.Width)
	last := floorDiv(int(when.first), step) * step // the latest start that is not after it
	return int(when.last) < last+w.Width
}

// count adds one position.
func (t *tally) count(side schema.Side, record int32, how Counting) {
	n, last := &t.Zero, &t.zero
	switch side {
	case schema.For:
		n, last = &t.Plus, &t.plus
	case schema.Against:
		n, last = &t.Minus, &t.minus
	}
	if how == EachPosition || how == EachRecord && *last != record || how == Once && *n == 0 {
		*n++
	}
	*last = record
}

// Network is the network of all that was counted, dated or not.
func (c *Collection) Network() *TwoMode {
	return c.network(Slice{}, func(span) bool { return true })
}

// Slices are the networks of each slice of the window that has any ties, from
// the first to the last.
func (c *Collection) Slices() ([]*TwoMode, error) {
	if c.options.Window.zero() {
		return []*TwoMode{c.Network()}, nil
	}
	all := unknown()
	for k := range c.cells {
		switch {
		case !k.when.known():
		case !all.known():
			all = k.when
		default:
			all = span{min(all.first, k.when.first), max(all.last, k.when.last)}
		}
	}
	if !all.known() {
		return nil, nil
	}
	cuts, err := c.options.Window.cuts(all)
	if err != nil {
		return nil, err
	}
	var slices []*TwoMode
	for _, cut := range cuts {
		t := c.network(cut.Slice, func(s span) bool {
			return s.known() && cut.first <= s.first && s.last <= cut.last
		})
		if len(t.Holders) > 0 {
			slices = append(slices, t)
		}
	}
	return slices, nil
}

// network gathers the cells of the dates that are in it.
func (c *Collection) network(s Slice, in func(span) bool) *TwoMode {
	type tie struct{ holder, target int32 }
	ties := map[tie]Cell{}
	for k, t := range c.cells {
		if in(k.when) {
			at := tie{k.holder, k.target}
			ties[at] = ties[at].add(t.Cell)
		}
	}
	var hs, ts []int32
	for at := range ties {
		hs, ts = append(hs, at.holder), append(ts, at.target)
	}
	holders, row := c.holders.sorted(hs)
	targets, column := c.targets.sorted(ts)
	n := &TwoMode{s, holders, targets, make([][]Entry, len(holders))}
	for at, cell := range ties {
		if c.options.Counting == Once {
			cell = cell.once()
		}
		i := row[at.holder]
		n.Rows[i] = append(n.Rows[i], Entry{column[at.target], cell})
	}
	for _, r := range n.Rows {
		slices.SortFunc(r, func(a, b Entry) int { return a.Target - b.Target })
	}
	return n
}

// names numbers nodes by their ID.
type names struct {
	index map[string]int32
	nodes []Node
}

func newNames() names { return names{index: map[string]int32{}} }

// put returns the number of n. Of several labels of one ID the first by the
// alphabet stays, whatever the order they come in.
func (s *names) put(n Node) int32 {
	i, ok := s.index[n.ID]
	if !ok {
		i = int32(len(s.nodes))
		s.index[n.ID] = i
		s.nodes = append(s.nodes, n)
	}
	at := &s.nodes[i]
	if n.Label < at.Label {
		at.Label = n.Label
	}
	if n.Type < at.Type {
		at.Type = n.Type
	}
	return i
}

// sorted returns those of the nodes that are numbered, by ID, and where each
// came to lie.
func (s *names) sorted(numbers []int32) ([]Node, map[int32]int) {
	where := map[int32]int{}
	for _, n := range numbers {
		where[n] = 0
	}
	order := slices.SortedFunc(maps.Keys(where), func(a, b int32) int {
		return strings.Compare(s.nodes[a].ID, s.nodes[b].ID)
	})
	nodes := make([]Node, len(order))
	for i, n := range order {
		nodes[i], where[n] = s.nodes[n], i
	}
	return nodes, where
}

// holderID is the key of who holds p.
func holderID(p *schema.Position) string {
	if p.HolderID == "" {
		return "holder/" + p.Holder
	}
	return p.HolderID
}

// typeOf is the type that a key begins with.
func typeOf(id string) schema.EntityType {
	t, _, _ := strings.Cut(id, "/")
	return schema.EntityType(t)
}

// owns reports whether m is a state that owns an instrument of p: its words
// stand in the instrument's, or the target gives it in the possessive.
func owns(p *schema.Position, m schema.Mention) bool {
	return m.Type == schema.TypeState && m.Mention != "" &&
		slices.ContainsFunc(p.Entities, func(other schema.Mention) bool {
			return other.Type == schema.TypeInstrument && (strings.Contains(other.Mention, m.Mention) ||
				strings.Contains(p.Target, m.Mention+"'s ") || strings.Contains(p.Target, m.Mention+"’s "))
		})
}
