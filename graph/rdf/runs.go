package rdf

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// runs gathers the quads of one named graph while they come one after the
// other, and passes them on, sorted and each once, when another graph begins.
// A graph that comes in two runs is written twice, which the formats allow.
type runs struct {
	of    []quad.Quad
	order func(a, b quad.Quad) int
	write func(label quad.Value, triples []quad.Quad) error
}

func (r *runs) add(q quad.Quad) error {
	if len(r.of) > 0 && q.Label != r.of[0].Label {
		if err := r.flush(); err != nil {
			return err
		}
	}
	r.of = append(r.of, q)
	return nil
}

func (r *runs) flush() error {
	if len(r.of) == 0 {
		return nil
	}
	slices.SortFunc(r.of, r.order)
	all := slices.Compact(r.of)
	r.of = r.of[:0]
	return r.write(all[0].Label, all)
}

// subjects goes through sorted triples, subject by subject.
func subjects(triples []quad.Quad, block func([]quad.Quad) error) error {
	for i := 0; i < len(triples); {
		j := i + 1
		for j < len(triples) && triples[j].Subject == triples[i].Subject {
			j++
		}
		if err := block(triples[i:j]); err != nil {
			return err
		}
		i = j
	}
	return nil
}
