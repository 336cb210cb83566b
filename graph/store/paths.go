package store

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
)

// A result of a query can be reached in several ways, each with tags of its
// own, which Cayley's NextPath lists. Its own iterators list some of the
// combinations, depending on the order of evaluation; those here list all.

// An odometer tests nodes and goes through all ways in which they pass.
type odometer struct {
	tests []test
	err   error
}

// A test is one digit of an odometer.
type test struct {
	index    graph.Index
	node     graph.Ref // to test
	optional bool      // it may fail, and then has one way without tags
	passed   bool
}

func (o *odometer) add(x graph.Index, optional bool) {
	o.tests = append(o.tests, test{index: x, optional: optional})
}

// start tests all nodes.
func (o *odometer) start(ctx context.Context) bool { return o.restart(ctx, 0) }

// restart tests those from the test i on.
func (o *odometer) restart(ctx context.Context, i int) bool {
	for ; i < len(o.tests); i++ {
		t := &o.tests[i]
		t.passed = t.index.Contains(ctx, t.node)
		if t.passed {
			continue
		}
		if o.err = t.index.Err(); o.err != nil || !t.optional {
			return false
		}
	}
	return true
}

// next turns to the next combination.
func (o *odometer) next(ctx context.Context) bool {
	for i := len(o.tests) - 1; i >= 0 && o.err == nil; i-- {
		t := &o.tests[i]
		if !t.passed {
			continue
		}
		if t.index.NextPath(ctx) {
			return o.restart(ctx, i+1)
		}
		o.err = t.index.Err()
	}
	return false
}

func (o *odometer) tags(dst map[string]graph.Ref) {
	for i := range o.tests {
		if o.tests[i].passed {
			o.tests[i].index.TagResults(dst)
		}
	}
}

func (o *odometer) close() {
	for i := range o.tests {
		if err := o.tests[i].index.Close(); err != nil && o.err == nil {
			o.err = err
		}
	}
}

// A driver lists nodes, each with the tags of all ways to it.
type driver struct {
	scan graph.Scanner
	ways []map[string]graph.Ref
	way  int
	err  error
}

func (d *driver) next(ctx context.Context) bool {
	d.ways, d.way = d.ways[:0], 0
	if d.err != nil {
		return false
	}
	if !d.scan.Next(ctx) {
		d.err = d.scan.Err()
		return false
	}
	if _, plain := d.scan.(*setCursor); plain {
		return true
	}
	for {
		tags := make(map[string]graph.Ref)
		d.scan.TagResults(tags)
		d.ways = append(d.ways, tags)
		if !d.scan.NextPath(ctx) {
			d.err = d.scan.Err()
			return d.err == nil
		}
	}
}

// nextWay turns to the next way to the node.
func (d *driver) nextWay() bool {
	if d.way+1 >= len(d.ways) {
		return false
	}
	d.way++
	return true
}

func (d *driver) tags(dst map[string]graph.Ref) {
	if d.way < len(d.ways) {
		for name, ref := range d.ways[d.way] {
			dst[name] = ref
		}
	}
}

func (d *driver) close() {
	if err := d.scan.Close(); err != nil && d.err == nil {
		d.err = err
	}
}
