package graph

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// ErrVersion means that a graph was written by another version of the
// program: use that version, or build the graph again.
var ErrVersion = errors.New("graph of another version")

// ErrCorrupt means that the file of a graph is cut short or damaged: take it
// from a backup, or build the graph again.
var ErrCorrupt = errors.New("graph damaged")

// decode reads what encode wrote. Its errors name no file.
func decode(r io.Reader) (m *memory, base string, err error) {
	d := &decoder{r: bufio.NewReaderSize(r, 1<<16), m: newMemory()}
	if err := d.head(); err != nil {
		return nil, "", err
	}
	for !d.ended {
		if err := d.section(); err != nil {
			return nil, "", err
		}
	}
	if _, err := d.r.ReadByte(); err != io.EOF {
		return nil, "", fmt.Errorf("%w: more follows after its end at byte %d", ErrCorrupt, d.offset)
	}
	d.m.ids = make(map[quad.Value]uint32, len(d.m.values))
	for id, v := range d.m.values {
		d.m.ids[v] = uint32(id)
	}
	if len(d.m.ids) != len(d.m.values) {
		return nil, "", fmt.Errorf("%w: it has a value twice", ErrCorrupt)
	}
	return d.m, d.base, nil
}

type decoder struct {
	r      *bufio.Reader
	offset int64 // of the next section
	m      *memory
	base   string
	lists  int // triples read
	ended  bool
}

// head reads the line that names format and version.
func (d *decoder) head() error {
	line, err := d.r.Peek(len(formatName) + 12)
	if err != nil && err != io.EOF {
		return err
	}
	text, _, ok := strings.Cut(string(line), "\n")
	number, named := strings.CutPrefix(text, formatName)
	version, err := strconv.Atoi(number)
	switch {
	case strings.HasPrefix(formatName, text), named && !ok && len(line) < len(formatName)+12:
		return fmt.Errorf("%w: cut short at byte %d", ErrCorrupt, len(line))
	case !named || !ok || err != nil:
		return errors.New("this is no graph of demarche")
	case version > formatVersion:
		return fmt.Errorf("%w: it has version %d, and this program knows up to %d: use a newer demarche", ErrVersion, version, formatVersion)
	case version < 1:
		return fmt.Errorf("%w: it has version %d, and there is none such", ErrCorrupt, version)
	}
	_, err = d.r.Discard(len(text) + 1)
	d.offset = int64(len(text) + 1)
	return err
}

// section reads and checks one section.
func (d *decoder) section() error {
	var head [5]byte
	if n, err := io.ReadFull(d.r, head[:]); err != nil {
		return d.short(err, n)
	}
	size := int64(binary.LittleEndian.Uint32(head[1:]))
	var all strings.Builder // grows with what is there, whatever size says
	n, err := io.CopyN(&all, d.r, size)
	if err != nil {
		return d.short(err, 5+int(n))
	}
	var sum [4]byte
	if k, err := io.ReadFull(d.r, sum[:]); err != nil {
		return d.short(err, 5+int(n)+k)
	}
	s := all.String()
	if crc32.Update(crc32.Checksum(head[:], castagnoli), castagnoli, []byte(s)) != binary.LittleEndian.Uint32(sum[:]) {
		return fmt.Errorf("%w: the section at byte %d does not match its checksum", ErrCorrupt, d.offset)
	}
	c := &content{s: s}
	switch head[0] {
	case sectionBase:
		d.base, c.s = s, ""
	case sectionValues:
		d.values(c)
	case sectionGraph:
		d.graph(c)
	case sectionEnd:
		values, triples := c.uvarint(), c.uvarint()
		c.bad = c.bad || values != uint64(len(d.m.values)) || triples != uint64(d.lists)
		d.ended = true
	default:
		c.bad = true
	}
	if c.bad || c.s != "" {
		return fmt.Errorf("%w: the section at byte %d makes no sense", ErrCorrupt, d.offset)
	}
	d.offset += 5 + size + 4
	return nil
}

func (d *decoder) short(err error, n int) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return fmt.Errorf("%w: cut short at byte %d", ErrCorrupt, d.offset+int64(n))
	}
	return err
}

func (d *decoder) values(c *content) {
	last := ""
	for c.s != "" && !c.bad {
		kind := c.byte()
		var v quad.Value
		switch kind {
		case kindInt:
			v = quad.Int(c.varint())
		case kindFloat:
			if bits := c.take(8); len(bits) == 8 {
				v = quad.Float(math.Float64frombits(binary.LittleEndian.Uint64([]byte(bits))))
			}
		case kindTrue, kindFalse:
			v = quad.Bool(kind == kindTrue)
		default:
			shared := c.uvarint()
			if shared > uint64(len(last)) {
				c.bad = true
				return
			}
			chars := last[:shared] + c.string()
			last = chars
			switch kind {
			case kindIRI:
				v = quad.IRI(chars)
			case kindBlank:
				v = quad.BNode(chars)
			case kindString:
				v = quad.String(chars)
			case kindLang:
				v = quad.LangString{Value: quad.String(chars), Lang: c.string()}
			case kindTyped:
				v = quad.TypedString{Value: quad.String(chars), Type: quad.IRI(c.string())}
			case kindTime:
				t, err := time.Parse(time.RFC3339Nano, chars)
				c.bad = c.bad || err != nil
				v = quad.Time(t)
			default:
				c.bad = true
			}
		}
		if !c.bad {
			d.m.values = append(d.m.values, v)
		}
	}
}

func (d *decoder) graph(c *content) {
	label, n := c.uvarint(), c.uvarint()
	if label >= uint64(len(d.m.values)) || n == 0 || n > uint64(len(c.s)) || d.m.graphs[d.m.values[label]] != nil {
		c.bad = true
		return
	}
	list := make([]triple, n)
	var last [3]int64
	for i := range list {
		for k := range last {
			last[k] += c.varint()
			if last[k] < 1 || last[k] > int64(len(d.m.values)) {
				c.bad = true
				return
			}
		}
		list[i] = triple{uint32(last[0] - 1), uint32(last[1] - 1), uint32(last[2] - 1)}
	}
	d.lists += len(list)
	d.m.graphs[d.m.values[label]] = list
}

// content is what is left of a section to read; bad once it failed.
type content struct {
	s   string
	bad bool
}

func (c *content) take(n int) string {
	if n < 0 || n > len(c.s) {
		c.bad, c.s = true, ""
		return ""
	}
	s := c.s[:n]
	c.s = c.s[n:]
	return s
}

func (c *content) byte() byte {
	if s := c.take(1); s != "" {
		return s[0]
	}
	return 0
}

func (c *content) uvarint() uint64 {
	v, shift := uint64(0), 0
	for i := 0; i < len(c.s) && shift < 64; i++ {
		v |= uint64(c.s[i]&0x7F) << shift
		if c.s[i] < 0x80 {
			c.s = c.s[i+1:]
			return v
		}
		shift += 7
	}
	c.bad, c.s = true, ""
	return 0
}

func (c *content) varint() int64 {
	u := c.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

func (c *content) string() string {
	n := c.uvarint()
	if n > uint64(len(c.s)) {
		c.bad, c.s = true, ""
		return ""
	}
	return c.take(int(n))
}
