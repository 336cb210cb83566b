package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble/v2"
)

// A CheckReport is what Check found.
type CheckReport struct {
	Quads, Nodes int64
	// Problems says what is wrong, one line each; at most maxProblems.
	Problems []string
}

const maxProblems = 20

// Check reads the whole store and compares its parts: that the four orders
// hold the same quads, that the counts of each value are those of the orders,
// that each value is there, is used and is found by its text, and that the
// totals are right. It works on one moment; writers go on. The error says why
// the check could not be finished; problems found are in the report.
func (v *view) Check(ctx context.Context) (CheckReport, error) {
	if err := v.enter(); err != nil {
		return CheckReport{}, err
	}
	defer v.leave()
	c := &checker{ctx: ctx, r: v.r}
	if db, ok := v.r.(*pebble.DB); ok {
		snap := db.NewSnapshot()
		defer snap.Close()
		c.r = snap
	}
	err := c.run()
	return c.report, readError(err)
}

type checker struct {
	ctx    context.Context
	r      pebble.Reader
	report CheckReport
	orders [4]*orderCheck
	steps  int
}

func (c *checker) problem(format string, args ...any) {
	if len(c.report.Problems) < maxProblems {
		c.report.Problems = append(c.report.Problems, fmt.Sprintf(format, args...))
	}
}

// step makes long loops end with their context.
func (c *checker) step() error {
	if c.steps++; c.steps%4096 == 0 {
		return c.ctx.Err()
	}
	return nil
}

// An orderCheck reads one order along with the values: all are sorted by the
// id that leads.
type orderCheck struct {
	o     order
	it    *pebble.Iterator
	more  bool
	quads int64
	sum   [2]uint64 // of all quads, whatever their order
}

func (c *checker) table(t byte) (*pebble.Iterator, error) {
	return c.r.NewIter(&pebble.IterOptions{LowerBound: []byte{t}, UpperBound: []byte{t + 1}})
}

func (c *checker) run() error {
	for i, o := range orders() {
		it, err := c.table(o.table)
		if err != nil {
			return err
		}
		defer it.Close()
		c.orders[i] = &orderCheck{o: o, it: it}
		c.orders[i].more = it.First()
	}
	if err := c.values(); err != nil {
		return err
	}
	for _, oc := range c.orders { // what is left belongs to values that are missing
		if _, err := c.count(oc, ^uint64(0), true); err != nil {
			return err
		}
	}
	for _, oc := range c.orders {
		if oc.quads != c.orders[0].quads || oc.sum != c.orders[0].sum {
			if err := c.differences(oc); err != nil {
				return err
			}
		}
	}
	c.report.Quads = c.orders[0].quads
	return c.totals()
}

// values walks the values and their counts together, and the four orders with
// them.
func (c *checker) values() error {
	names, err := c.table(tableNames)
	if err != nil {
		return err
	}
	defer names.Close()
	tallies, err := c.table(tableCounts)
	if err != nil {
		return err
	}
	defer tallies.Close()
	if _, err := c.count(c.orders[posG], 0, false); err != nil {
		return err
	}
	tallied := tallies.First()
	for ok := names.First(); ok; ok = names.Next() {
		if err := c.step(); err != nil {
			return err
		}
		c.report.Nodes++
		id, _, valid := readID(names.Key()[1:])
		if !valid {
			c.problem("key %x of the values by id is cut short", names.Key())
			continue
		}
		var want counts
		for i, oc := range c.orders {
			if want[i], err = c.count(oc, id, false); err != nil {
				return err
			}
		}
		for ; tallied && bytes.Compare(tallies.Key()[1:], names.Key()[1:]) < 0; tallied = tallies.Next() {
			c.problem("a count without a value: key %x", tallies.Key())
		}
		if tallied && bytes.Equal(tallies.Key()[1:], names.Key()[1:]) {
			if got, err := readCounts(tallies.Value()); err != nil || got != want {
				c.problem("value %d has counts %v and quads %v", id, got, want)
			}
			tallied = tallies.Next()
		} else {
			c.problem("value %d has no counts", id)
		}
		if want.zero() {
			c.problem("value %d is in no quad", id)
		}
		if err := c.value(id, names.Value()); err != nil {
			return err
		}
	}
	if err := errors.Join(names.Error(), tallies.Error()); err != nil {
		return err // what could not be read is not missing
	}
	for ; tallied; tallied = tallies.Next() {
		c.problem("a count without a value: key %x", tallies.Key())
	}
	return tallies.Error()
}

// value checks that a value can be read and is found by its text.
func (c *checker) value(id uint64, enc []byte) error {
	val, err := decodeValue(enc)
	if err != nil {
		c.problem("value %d cannot be read: %v", id, err)
		return nil
	}
	if again, err := appendValue(nil, val); err != nil || !bytes.Equal(again, enc) {
		c.problem("value %d (%v) is not in canonical form", id, val)
	}
	got, closer, err := c.r.Get(valueKey(nil, enc))
	if err == pebble.ErrNotFound {
		c.problem("value %d (%v) is not found by its text", id, val)
		return nil
	} else if err != nil {
		return err
	}
	if back, _, ok := readID(got); !ok || back != id {
		c.problem("value %d (%v) is found as %d", id, val, back)
	}
	return closer.Close()
}

// count reads the quads that lead with id and returns their number; quads that
// lead with smaller ids belong to values that are missing. With all, it reads
// to the end.
func (c *checker) count(oc *orderCheck, id uint64, all bool) (n uint64, err error) {
	for ; oc.more; oc.more = oc.it.Next() {
		if err := c.step(); err != nil {
			return n, err
		}
		q, err := readQuad(oc.it.Key(), oc.o)
		if err != nil {
			c.problem("%v", err)
			continue
		}
		lead := q[oc.o.dirs[0]]
		if lead > id && !all {
			break
		}
		if lead < id {
			c.problem("quad %v of the %s order: value %d is missing", q, oc.o.name, lead)
		} else {
			n++
		}
		oc.quads++
		h := mix(q)
		oc.sum[0] += h
		oc.sum[1] ^= h * 0x9E3779B97F4A7C15
	}
	return n, oc.it.Error()
}

// mix hashes a quad (the finalizer of MurmurHash3, once for each id).
func mix(q quadID) uint64 {
	h := uint64(0x243F6A8885A308D3)
	for _, id := range q {
		h ^= id
		h ^= h >> 33
		h *= 0xFF51AFD7ED558CCD
		h ^= h >> 33
		h *= 0xC4CEB9FE1A85EC53
		h ^= h >> 33
	}
	return h
}

// differences names quads that only one of two orders has.
func (c *checker) differences(oc *orderCheck) error {
	before := len(c.report.Problems)
	for _, pair := range [2][2]order{{c.orders[0].o, oc.o}, {oc.o, c.orders[0].o}} {
		it, err := c.table(pair[0].table)
		if err != nil {
			return err
		}
		defer it.Close()
		for ok := it.First(); ok && len(c.report.Problems) < maxProblems; ok = it.Next() {
			if err := c.step(); err != nil {
				return err
			}
			q, err := readQuad(it.Key(), pair[0])
			if err != nil {
				continue // reported before
			}
			_, closer, err := c.r.Get(appendQuad(nil, pair[1], q))
			if err == pebble.ErrNotFound {
				c.problem("quad %v is in the %s order and not in the %s order", q, pair[0].name, pair[1].name)
				continue
			} else if err != nil {
				return err
			}
			closer.Close()
		}
		if err := it.Error(); err != nil {
			return err
		}
	}
	if len(c.report.Problems) == before {
		c.problem("the %s and %s orders differ", c.orders[0].o.name, oc.o.name)
	}
	return nil
}

// totals checks the state record and the number of texts.
func (c *checker) totals() error {
	b, closer, err := c.r.Get(stateKey())
	if err == pebble.ErrNotFound {
		c.problem("the state record is missing")
		return nil
	} else if err != nil {
		return err
	}
	s, err := readState(b)
	closer.Close()
	if err != nil {
		c.problem("%v", err)
		return nil
	}
	if int64(s.quads) != c.report.Quads || int64(s.nodes) != c.report.Nodes {
		c.problem("the totals say %d quads and %d values, and there are %d and %d", s.quads, s.nodes, c.report.Quads, c.report.Nodes)
	}
	it, err := c.table(tableValues)
	if err != nil {
		return err
	}
	defer it.Close()
	texts := int64(0)
	for ok := it.First(); ok; ok = it.Next() {
		if err := c.step(); err != nil {
			return err
		}
		texts++
	}
	if texts != c.report.Nodes {
		c.problem("%d texts lead to %d values", texts, c.report.Nodes)
	}
	return it.Error()
}
