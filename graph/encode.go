package graph

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"time"

	"github.com/cayleygraph/quad"
)

// The file of a graph is a line of text, "demarche graph 1", and sections:
//
//	kind, length of content (4 bytes, little endian), content, CRC-32C
//
// The checksum covers kind, length and content. In this order:
//
//	B  the base IRI
//	V  values, in the order in which they are first met; as often as needed
//	G  a named graph: the number of its label, how many triples it has, and
//	   each triple as differences to the one before; once for each graph
//	E  the end: how many values and triples there were
//
// Numbers are varints. One state makes one file, byte for byte.
const (
	formatName    = "demarche graph "
	formatVersion = 1

	sectionBase   = 'B'
	sectionValues = 'V'
	sectionGraph  = 'G'
	sectionEnd    = 'E'

	// valuesAtOnce is the size from which values go into another section.
	valuesAtOnce = 1 << 18
)

// The kinds of value. A value begins with its kind and, but for numbers, says
// how many bytes it shares with the characters of the value before.
const (
	kindIRI = iota
	kindBlank
	kindString
	kindLang
	kindTyped
	kindInt
	kindFloat
	kindTrue
	kindFalse
	kindTime
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encode writes the state of m. The lock is held.
func (m *memory) encode(w io.Writer, base string) error {
	e := &encoder{w: bufio.NewWriterSize(w, 1<<16), number: make([]uint32, len(m.values))}
	fmt.Fprintf(e.w, "%s%d\n", formatName, formatVersion)
	e.section(sectionBase, []byte(base))
	labels := m.sorted()
	for _, label := range labels {
		e.value(label, m.ids[label])
		for _, t := range m.graphs[label] {
			for _, id := range [...]uint32{t.s, t.p, t.o} {
				e.value(m.values[id], id)
			}
		}
	}
	e.flushValues()
	for _, label := range labels {
		e.graph(m.ids[label], m.graphs[label])
	}
	end := binary.AppendUvarint(nil, uint64(e.values))
	e.section(sectionEnd, binary.AppendUvarint(end, uint64(e.triples)))
	return e.w.Flush() // the error of any write before is kept and told here
}

type encoder struct {
	w               *bufio.Writer
	number          []uint32 // by number in memory: number in the file, plus 1
	values, triples int
	buf             []byte
	last            string // characters of the value before
}

func (e *encoder) section(kind byte, content []byte) {
	head := binary.LittleEndian.AppendUint32([]byte{kind}, uint32(len(content)))
	sum := crc32.Update(crc32.Checksum(head, castagnoli), castagnoli, content)
	e.w.Write(head)
	e.w.Write(content)
	e.w.Write(binary.LittleEndian.AppendUint32(nil, sum))
}

// value writes a value that was not met yet.
func (e *encoder) value(v quad.Value, id uint32) {
	if e.number[id] != 0 {
		return
	}
	e.values++
	e.number[id] = uint32(e.values)
	switch v := v.(type) {
	case quad.IRI:
		e.chars(kindIRI, string(v), "")
	case quad.BNode:
		e.chars(kindBlank, string(v), "")
	case quad.LangString:
		e.chars(kindLang, string(v.Value), v.Lang)
	case quad.TypedString:
		e.chars(kindTyped, string(v.Value), string(v.Type))
	case quad.Int:
		e.buf = binary.AppendVarint(append(e.buf, kindInt), int64(v))
	case quad.Float:
		e.buf = binary.LittleEndian.AppendUint64(append(e.buf, kindFloat), math.Float64bits(float64(v)))
	case quad.Bool:
		kind := byte(kindFalse)
		if v {
			kind = kindTrue
		}
		e.buf = append(e.buf, kind)
	case quad.Time:
		e.chars(kindTime, time.Time(v).UTC().Format(time.RFC3339Nano), "")
	default:
		e.chars(kindString, quad.ToString(v), "")
	}
	if len(e.buf) >= valuesAtOnce {
		e.flushValues()
	}
}

func (e *encoder) chars(kind byte, s, qualifier string) {
	shared := 0
	for shared < len(s) && shared < len(e.last) && s[shared] == e.last[shared] {
		shared++
	}
	e.last = s
	e.buf = binary.AppendUvarint(append(e.buf, kind), uint64(shared))
	e.buf = binary.AppendUvarint(e.buf, uint64(len(s)-shared))
	e.buf = append(e.buf, s[shared:]...)
	if kind == kindLang || kind == kindTyped {
		e.buf = binary.AppendUvarint(e.buf, uint64(len(qualifier)))
		e.buf = append(e.buf, qualifier...)
	}
}

func (e *encoder) flushValues() {
	if len(e.buf) > 0 {
		e.section(sectionValues, e.buf)
		e.buf, e.last = e.buf[:0], ""
	}
}

func (e *encoder) graph(label uint32, list []triple) {
	b := binary.AppendUvarint(nil, uint64(e.number[label]-1))
	b = binary.AppendUvarint(b, uint64(len(list)))
	var last [3]int64
	for _, t := range list {
		for i, id := range [...]uint32{t.s, t.p, t.o} {
			n := int64(e.number[id])
			b = binary.AppendVarint(b, n-last[i])
			last[i] = n
		}
	}
	e.triples += len(list)
	e.section(sectionGraph, b)
}
