package store

import (
	"errors"
	"hash/maphash"
)

// An idTable remembers which id a bulk load gave to a value, by 88 bits of a
// hash keyed at random. That two of n values share them has the chance
// n²/2^89: one in a million million for ten million values, which is less than
// that of memory forgetting a bit. A value costs 18 to 37 bytes.
type idTable struct {
	first, second maphash.Seed
	segments      [256]idSegment
	count         int
}

// An idSegment is an open hash table; segments grow one at a time, so growing
// never doubles the whole.
type idSegment struct {
	slots []idSlot
	used  int
}

// An idSlot is 64 bits of hash, then 24 more above an id of 40 bits. The id of
// a free slot is 0.
type idSlot struct{ hash, rest uint64 }

const (
	maxLoadID = 1<<40 - 1
	firstSize = 64
)

func newIDTable() *idTable {
	return &idTable{first: maphash.MakeSeed(), second: maphash.MakeSeed()}
}

// slot returns the slot for enc and whether it is taken by enc.
func (t *idTable) slot(enc []byte) (s *idSlot, hash, rest uint64, found bool) {
	hash = maphash.Bytes(t.first, enc)
	rest = maphash.Bytes(t.second, enc) &^ maxLoadID
	seg := &t.segments[hash>>56]
	if seg.used*8 >= len(seg.slots)*7 {
		seg.grow()
	}
	mask := uint64(len(seg.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		s = &seg.slots[i]
		if s.rest&maxLoadID == 0 {
			return s, hash, rest, false
		}
		if s.hash == hash && s.rest&^maxLoadID == rest {
			return s, hash, rest, true
		}
	}
}

// id returns the id of enc; where it has none yet, give is asked for one.
func (t *idTable) id(enc []byte, give func() (uint64, error)) (uint64, error) {
	s, hash, rest, found := t.slot(enc)
	if found {
		return s.rest & maxLoadID, nil
	}
	id, err := give()
	if err != nil {
		return 0, err
	}
	if id > maxLoadID {
		return 0, errors.New("store: bulk load: more than 2^40 values have been stored; use Update")
	}
	s.hash, s.rest = hash, rest|id
	t.segments[hash>>56].used++
	t.count++
	return id, nil
}

func (g *idSegment) grow() {
	old := g.slots
	g.slots = make([]idSlot, max(firstSize, 2*len(old)))
	mask := uint64(len(g.slots) - 1)
	for _, s := range old {
		if s.rest&maxLoadID == 0 {
			continue
		}
		i := s.hash & mask
		for g.slots[i].rest&maxLoadID != 0 {
			i = (i + 1) & mask
		}
		g.slots[i] = s
	}
}
