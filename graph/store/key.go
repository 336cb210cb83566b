package store

import (
	"encoding/binary"
	"fmt"
	"math/bits"

	"github.com/cayleygraph/quad"
)

// The tables of the database; see the package comment.
const (
	tableSPOG   byte = 's'
	tablePOSG   byte = 'p'
	tableOSPG   byte = 'o'
	tableGSPO   byte = 'g'
	tableNames  byte = 'n'
	tableValues byte = 'v'
	tableCounts byte = 'c'
	tableMeta   byte = 'm'
)

// An order is one of the four sorted copies of the quads.
type order struct {
	table byte
	dirs  [4]int // positions in a quadID, in the order of the key
	name  string
}

// Positions in a quadID.
const (
	posS = iota
	posP
	posO
	posG
)

// orders returns the four sorted copies, that by subject first.
func orders() [4]order {
	return [4]order{
		{tableSPOG, [4]int{posS, posP, posO, posG}, "subject"},
		{tablePOSG, [4]int{posP, posO, posS, posG}, "predicate"},
		{tableOSPG, [4]int{posO, posS, posP, posG}, "object"},
		{tableGSPO, [4]int{posG, posS, posP, posO}, "label"},
	}
}

// A quadID is a quad as four ids: subject, predicate, object, label. Label 0
// is the default graph; no other id is 0.
type quadID [4]uint64

// position maps Cayley's direction to a position in a quadID; ok is false for
// quad.Any and unknown directions.
func position(d quad.Direction) (pos int, ok bool) {
	if d < quad.Subject || d > quad.Label {
		return 0, false
	}
	return int(d - quad.Subject), true
}

// appendID appends v as a varint whose byte order is its numeric order: the
// number of leading one bits of the first byte tells how many bytes follow, as
// in UTF-8, so longer ones sort later.
func appendID(b []byte, v uint64) []byte {
	n := (bits.Len64(v|1) - 1) / 7 // bytes after the first, each giving 7 bits
	switch n {
	case 0:
		return append(b, byte(v))
	case 1:
		return append(b, byte(v>>8)|0x80, byte(v))
	case 2:
		return append(b, byte(v>>16)|0xC0, byte(v>>8), byte(v))
	case 3:
		return append(b, byte(v>>24)|0xE0, byte(v>>16), byte(v>>8), byte(v))
	}
	if n >= 8 {
		return binary.BigEndian.AppendUint64(append(b, 0xFF), v)
	}
	var w [8]byte
	binary.BigEndian.PutUint64(w[:], v)
	w[7-n] |= ^byte(0xFF >> n)
	return append(b, w[7-n:]...)
}

// readID reads what appendID wrote and returns the rest; ok is false when b is
// cut short.
func readID(b []byte) (v uint64, rest []byte, ok bool) {
	if len(b) == 0 {
		return 0, nil, false
	}
	c := b[0]
	if c < 0x80 {
		return uint64(c), b[1:], true
	}
	n := bits.LeadingZeros8(^c)
	if len(b) <= n {
		return 0, nil, false
	}
	if n < 8 {
		v = uint64(c & (0xFF >> n))
	}
	for _, x := range b[1 : n+1] {
		v = v<<8 | uint64(x)
	}
	return v, b[n+1:], true
}

// appendQuad appends the key of q in the order o.
func appendQuad(b []byte, o order, q quadID) []byte {
	b = append(b, o.table)
	for _, p := range o.dirs {
		b = appendID(b, q[p])
	}
	return b
}

// readQuad reads a key of the order o.
func readQuad(key []byte, o order) (quadID, error) {
	var q quadID
	if len(key) == 0 || key[0] != o.table {
		return q, fmt.Errorf("%w: a key of another table in the %s order", ErrCorrupt, o.name)
	}
	rest, ok := key[1:], true
	for _, p := range o.dirs {
		if q[p], rest, ok = readID(rest); !ok {
			return q, fmt.Errorf("%w: key %x of the %s order is cut short", ErrCorrupt, key, o.name)
		}
	}
	if len(rest) != 0 {
		return q, fmt.Errorf("%w: key %x of the %s order is too long", ErrCorrupt, key, o.name)
	}
	return q, nil
}

// idKey is the key of id in a table that is sorted by id.
func idKey(b []byte, table byte, id uint64) []byte {
	return appendID(append(b, table), id)
}

// prefixEnd returns the first key after all keys that start with prefix.
// Prefixes here start with a table byte below 0xFF, so there is one.
func prefixEnd(b, prefix []byte) []byte {
	b = append(b, prefix...)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] != 0xFF {
			b[i]++
			return b[:i+1]
		}
	}
	return nil
}

// counts says how many quads have a value as subject, predicate, object and
// label; see the positions of quadID.
type counts [4]uint64

func (c counts) zero() bool { return c == counts{} }

func appendCounts(b []byte, c counts) []byte {
	for _, n := range c {
		b = binary.AppendUvarint(b, n)
	}
	return b
}

func readCounts(b []byte) (c counts, err error) {
	for i := range c {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return c, fmt.Errorf("%w: a count record is cut short", ErrCorrupt)
		}
		c[i], b = v, b[n:]
	}
	return c, nil
}

// state is the one record of the meta table.
type state struct {
	format uint64
	quads  uint64
	nodes  uint64
	next   uint64 // the id that the next new value gets
}

func stateKey() []byte { return append([]byte{tableMeta}, "state"...) }

func (s state) encode() []byte {
	var b []byte
	for _, v := range [...]uint64{s.format, s.quads, s.nodes, s.next} {
		b = binary.AppendUvarint(b, v)
	}
	return b
}

func readState(b []byte) (s state, err error) {
	for _, p := range [...]*uint64{&s.format, &s.quads, &s.nodes, &s.next} {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return s, fmt.Errorf("%w: the state record is cut short", ErrCorrupt)
		}
		*p, b = v, b[n:]
	}
	return s, nil
}
