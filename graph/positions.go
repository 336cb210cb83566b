package graph

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

// A Filter chooses positions. Its zero value takes all; every field that is
// set must hold.
type Filter struct {
	// Record is the symbol of one record.
	Record string
	// Holder is who holds the position, or a group spoken for: an alpha-3, a
	// name or a key, whatever its case.
	Holder string
	// Stances are those taken; none takes all.
	Stances []schema.Stance
	// Side is "+", "0" or "-".
	Side schema.Side
	// Target is a run of words in the target, whatever their case.
	Target string
	// Entity is a named thing that the position bears on: a key
	// ("instrument/arms-trade-treaty") or a name, whatever its case.
	Entity string
	// Since and Until bound the date, inclusive, as exactly as they are
	// given: "2008", "2008-04" or "2008-04-30". A position of "2008" lies
	// between "2008-04" and "2008-06": it may.
	Since, Until string
	// MinConfidence is the least confidence taken.
	MinConfidence float64
}

// Match reports whether p passes the filter.
func (f Filter) Match(p *schema.Position) bool {
	switch {
	case f.Record != "" && p.Record != f.Record,
		f.Side != "" && p.Side != f.Side,
		len(f.Stances) > 0 && !slices.Contains(f.Stances, p.Stance),
		p.Confidence < f.MinConfidence,
		f.Since != "" && before(p.Date, f.Since),
		f.Until != "" && (p.Date == "" || before(f.Until, p.Date)):
		return false
	}
	return f.holds(p) && f.concerns(p)
}

func (f Filter) holds(p *schema.Position) bool {
	is := func(s string) bool { return strings.EqualFold(s, f.Holder) }
	return f.Holder == "" || is(p.Holder) || is(p.HolderID) ||
		slices.ContainsFunc(p.OnBehalfOf, is) || slices.ContainsFunc(p.OnBehalfOfIDs, is)
}

func (f Filter) concerns(p *schema.Position) bool {
	if f.Target != "" && !strings.Contains(strings.ToLower(p.Target), strings.ToLower(f.Target)) {
		return false
	}
	return f.Entity == "" || slices.ContainsFunc(p.Entities, func(m schema.Mention) bool {
		return strings.EqualFold(m.ID, f.Entity) || strings.EqualFold(m.Name, f.Entity)
	})
}

// before reports whether the whole of a lies before b, dates being as exact
// as they are. An unknown date lies before all, and passes no bound.
func before(a, b string) bool {
	n := min(len(a), len(b))
	return a == "" && b != "" || a[:n] < b[:n]
}

// Positions goes through the positions that pass the filter: record by
// record, and within a record in the order of the text. An error ends it.
func (g *Graph) Positions(ctx context.Context, f Filter) iter.Seq2[schema.Position, error] {
	return func(yield func(schema.Position, error) bool) {
		done, err := g.find(ctx, f, yield)
		if err == nil && !done {
			err = g.scan(ctx, f, yield)
		}
		if err != nil {
			yield(schema.Position{}, err)
		}
	}
}

// scan reads all records.
func (g *Graph) scan(ctx context.Context, f Filter, yield func(schema.Position, error) bool) error {
	records, err := g.Records(ctx)
	if err != nil {
		return err
	}
	for _, record := range records {
		if f.Record != "" && f.Record != record {
			continue
		}
		_, ps, err := g.read(ctx, record)
		if err != nil {
			return err
		}
		for i := range ps {
			if f.Match(&ps[i]) && !yield(ps[i], nil) {
				return nil
			}
		}
	}
	return nil
}

// find reads the positions that the indexes tell, where they do; else done is
// false.
func (g *Graph) find(ctx context.Context, f Filter, yield func(schema.Position, error) bool) (done bool, err error) {
	if !f.indexed() {
		return false, nil
	}
	v, err := g.store.view(ctx)
	if err != nil {
		return false, err
	}
	defer v.Close()
	x := finder{v, g.base}
	places, ok, err := x.places(ctx, f)
	if err != nil || !ok {
		return false, err
	}
	type found struct {
		record string
		label  quad.Value
		nodes  []quad.Value
	}
	byLabel := map[quad.Value]*found{}
	var all []*found
	for at := range places {
		if byLabel[at.label] == nil {
			record, ok := g.recordOf(at.label)
			if !ok {
				continue
			}
			byLabel[at.label] = &found{record: record, label: at.label}
			all = append(all, byLabel[at.label])
		}
		byLabel[at.label].nodes = append(byLabel[at.label].nodes, at.node)
	}
	slices.SortFunc(all, func(a, b *found) int { return strings.Compare(a.record, b.record) })
	stances := f.stanceNodes()
	for _, r := range all {
		ps, err := x.read(ctx, r.label, r.nodes, stances)
		if err != nil {
			return false, fmt.Errorf("record %s: %w", r.record, err)
		}
		for i := range ps {
			if f.Match(&ps[i]) && !yield(ps[i], nil) {
				return true, nil
			}
		}
	}
	return true, nil
}
