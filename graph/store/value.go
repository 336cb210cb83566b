package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"github.com/cayleygraph/quad"
)

// The kinds of values, which is also their order. The byte starts the encoding.
const (
	kindIRI byte = 1 + iota
	kindBNode
	kindString
	kindLang
	kindTyped
	kindBool
	kindInt
	kindFloat
	kindTime
)

// maxValue is the longest value that the store takes, in bytes.
const maxValue = 64 << 20

// appendValue appends the encoding of v: the kind, then bytes that sort as the
// values of that kind do (integers and floats numerically, times by instant,
// text by bytes, language-tagged and other typed text by tag or datatype
// first). Two values get the same bytes exactly if they are the same node:
// a TypedString of xsd:integer, xsd:double, xsd:boolean, xsd:dateTime or
// xsd:string with a lexical form of that datatype is the native value, and
// datatypes are known by their full IRIs.
func appendValue(b []byte, v quad.Value) ([]byte, error) {
	start := len(b)
	switch v := v.(type) {
	case nil:
		return b, fmt.Errorf("%w: a value is missing", ErrInvalidQuad)
	case quad.IRI:
		if v == "" {
			return b, fmt.Errorf("%w: an IRI is empty", ErrInvalidQuad)
		}
		b = append(append(b, kindIRI), v...)
	case quad.BNode:
		if v == "" {
			return b, fmt.Errorf("%w: a blank node has no name", ErrInvalidQuad)
		}
		b = append(append(b, kindBNode), v...)
	case quad.String:
		b = append(append(b, kindString), v...)
	case quad.LangString:
		if v.Lang == "" {
			b = append(append(b, kindString), v.Value...)
			break
		}
		b = appendEscaped(append(b, kindLang), v.Lang)
		b = append(b, v.Value...)
	case quad.TypedString:
		native, typ := fromLexical(v)
		if native != nil {
			return appendValue(b, native)
		}
		b = appendEscaped(append(b, kindTyped), string(typ))
		b = append(b, v.Value...)
	case quad.Bool:
		b = append(b, kindBool, 0)
		if v {
			b[len(b)-1] = 1
		}
	case quad.Int:
		b = binary.BigEndian.AppendUint64(append(b, kindInt), uint64(v)^(1<<63))
	case quad.Float:
		b = binary.BigEndian.AppendUint64(append(b, kindFloat), orderedFloat(float64(v)))
	case quad.Time:
		t := time.Time(v)
		b = binary.BigEndian.AppendUint64(append(b, kindTime), uint64(t.Unix())^(1<<63))
		b = binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond()))
	default:
		return b, fmt.Errorf("%w: values of type %T cannot be stored", ErrInvalidQuad, v)
	}
	if n := len(b) - start; n > maxValue {
		return b[:start], fmt.Errorf("%w: a value of %d bytes is longer than the %d allowed", ErrInvalidQuad, n, maxValue)
	}
	return b, nil
}

// decodeValue reads what appendValue wrote.
func decodeValue(b []byte) (quad.Value, error) {
	if len(b) == 0 {
		return nil, fmt.Errorf("%w: an empty value", ErrCorrupt)
	}
	kind, body := b[0], b[1:]
	switch {
	case kind == kindIRI:
		return quad.IRI(body), nil
	case kind == kindBNode:
		return quad.BNode(body), nil
	case kind == kindString:
		return quad.String(body), nil
	case kind == kindLang || kind == kindTyped:
		head, text, ok := readEscaped(body)
		if !ok {
			break
		}
		if kind == kindLang {
			return quad.LangString{Value: quad.String(text), Lang: head}, nil
		}
		return quad.TypedString{Value: quad.String(text), Type: quad.IRI(head)}, nil
	case kind == kindBool && len(body) == 1:
		return quad.Bool(body[0] != 0), nil
	case kind == kindInt && len(body) == 8:
		return quad.Int(binary.BigEndian.Uint64(body) ^ (1 << 63)), nil
	case kind == kindFloat && len(body) == 8:
		return quad.Float(floatFromOrdered(binary.BigEndian.Uint64(body))), nil
	case kind == kindTime && len(body) == 12:
		sec := int64(binary.BigEndian.Uint64(body) ^ (1 << 63))
		return quad.Time(time.Unix(sec, int64(binary.BigEndian.Uint32(body[8:]))).UTC()), nil
	}
	return nil, fmt.Errorf("%w: a value of kind %d and %d bytes", ErrCorrupt, kind, len(body))
}

// orderedFloat maps floats to integers of the same order; every NaN is one
// value, above infinity, and -0 comes just before 0.
func orderedFloat(f float64) uint64 {
	if math.IsNaN(f) {
		return math.MaxUint64
	}
	u := math.Float64bits(f)
	if u>>63 != 0 {
		return ^u
	}
	return u | 1<<63
}

func floatFromOrdered(u uint64) float64 {
	switch {
	case u == math.MaxUint64:
		return math.NaN()
	case u>>63 != 0:
		return math.Float64frombits(u &^ (1 << 63))
	}
	return math.Float64frombits(^u)
}

// appendEscaped appends s and an end mark such that pairs sort by s first: a
// zero byte becomes 0 255 and the end is 0 1.
func appendEscaped(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		b = append(b, s[i])
		if s[i] == 0 {
			b = append(b, 0xFF)
		}
	}
	return append(b, 0, 1)
}

func readEscaped(b []byte) (s string, rest []byte, ok bool) {
	i := bytes.IndexByte(b, 0)
	if i >= 0 && i+1 < len(b) && b[i+1] == 1 {
		return string(b[:i]), b[i+2:], true
	}
	var out []byte
	for i := 0; i < len(b); i++ {
		if b[i] != 0 {
			out = append(out, b[i])
			continue
		}
		i++
		if i == len(b) {
			break
		}
		switch b[i] {
		case 0xFF:
			out = append(out, 0)
		case 1:
			return string(out), b[i+1:], true
		default:
			return "", nil, false
		}
	}
	return "", nil, false
}

// Identifiers longer than headIRI bytes and literals longer than headLiteral
// are found by their head and a hash: identifiers share heads, which Pebble
// stores once, and literals do not. The sum of head and hash is longer than
// any value that is kept whole, so the two cannot meet.
const (
	headIRI     = 128
	headLiteral = 32
	hashSize    = 16
)

// valueKey appends the key of the table of values for the encoding enc.
func valueKey(b, enc []byte) []byte {
	b = append(b, tableValues)
	head := valueHead(enc)
	if len(enc) <= head {
		return append(b, enc...)
	}
	sum := sha256.Sum256(enc)
	return append(append(b, enc[:head]...), sum[:hashSize]...)
}

func valueHead(enc []byte) int {
	if enc[0] == kindIRI || enc[0] == kindBNode {
		return headIRI
	}
	return headLiteral
}

// keyIsWhole reports whether a key of the table of values, without its table
// byte, holds the whole value.
func keyIsWhole(enc []byte) bool { return len(enc) <= valueHead(enc) }
