package store

import (
	"hash/maphash"
	"sync/atomic"

	"github.com/cayleygraph/quad"
)

// A nameCache holds values by id. What an id means never changes, so entries
// are never wrong; a new one takes the place of the old in its slot.
type nameCache struct{ slots []atomic.Pointer[cachedName] }

type cachedName struct {
	id  uint64
	val quad.Value
}

const (
	cacheSlots    = 1 << 15
	cacheMaxValue = 512 // longer values are not cached, in bytes
)

func newNameCache() *nameCache {
	return &nameCache{slots: make([]atomic.Pointer[cachedName], cacheSlots)}
}

func (c *nameCache) get(id uint64) (quad.Value, bool) {
	if n := c.slots[id%cacheSlots].Load(); n != nil && n.id == id {
		return n.val, true
	}
	return nil, false
}

func (c *nameCache) put(id uint64, val quad.Value, size int) {
	if size <= cacheMaxValue {
		c.slots[id%cacheSlots].Store(&cachedName{id, val})
	}
}

// A factCache holds what queries ask again and again, the ids of their
// constants and the counts of their predicates. Such facts change, so each
// knows how many writes its view had seen, and is gone after the next.
type factCache struct {
	seed maphash.Seed
	ids  []atomic.Pointer[cachedID]
	sums []atomic.Pointer[cachedCounts]
}

type cachedID struct {
	writes, id uint64
	enc        string
}

type cachedCounts struct {
	writes, id uint64
	c          counts
}

const (
	factSlots   = 1 << 10
	factMaxText = 256 // longer values are not cached, in bytes
)

func newFactCache() *factCache {
	return &factCache{
		seed: maphash.MakeSeed(),
		ids:  make([]atomic.Pointer[cachedID], factSlots),
		sums: make([]atomic.Pointer[cachedCounts], factSlots),
	}
}

func (f *factCache) slot(enc []byte) *atomic.Pointer[cachedID] {
	return &f.ids[maphash.Bytes(f.seed, enc)%factSlots]
}

func (f *factCache) id(writes uint64, enc []byte) (uint64, bool) {
	if e := f.slot(enc).Load(); e != nil && e.writes == writes && e.enc == string(enc) {
		return e.id, true
	}
	return 0, false
}

func (f *factCache) putID(writes uint64, enc []byte, id uint64) {
	if len(enc) <= factMaxText {
		f.slot(enc).Store(&cachedID{writes, id, string(enc)})
	}
}

func (f *factCache) counts(writes, id uint64) (c counts, ok bool) {
	if e := f.sums[id%factSlots].Load(); e != nil && e.writes == writes && e.id == id {
		return e.c, true
	}
	return c, false
}

func (f *factCache) putCounts(writes, id uint64, c counts) {
	f.sums[id%factSlots].Store(&cachedCounts{writes, id, c})
}
