package network

import (
	"cmp"
	"slices"
)

// A Change is a holder whose dominant side on a target is another than when
// it took one last.
type Change struct {
	Holder, Target Node
	Before, After  Slice
	From, To       Cell // the counts of both slices
}

// Changes tells who changed: from each slice to the next in which the same
// holder takes a side on the same target. A side dominates by number of
// positions (see Cell.Dominant); to take no side, or to fall silent, is no
// change. Slices come in the order of time, as Collection.Slices gives them.
// The changes are sorted by holder, target and time.
func Changes(slicesOfTime []*TwoMode) []Change {
	type tie struct{ holder, target string }
	type stand struct {
		Slice
		Cell
	}
	last := map[tie]stand{}
	var all []Change
	for _, t := range slicesOfTime {
		for h, row := range t.Rows {
			for _, e := range row {
				if e.Sided() == 0 {
					continue
				}
				holder, target := t.Holders[h], t.Targets[e.Target]
				at := tie{holder.ID, target.ID}
				before, known := last[at]
				if known && before.Dominant() != e.Dominant() {
					all = append(all, Change{holder, target, before.Slice, t.Slice, before.Cell, e.Cell})
				}
				last[at] = stand{t.Slice, e.Cell}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Holder.ID, b.Holder.ID), cmp.Compare(a.Target.ID, b.Target.ID))
	})
	return all
}
