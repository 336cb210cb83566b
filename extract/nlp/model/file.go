package model

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// The file of a model, all numbers little-endian:
//
//	"DEMARCHE-NLP"  magic
//	uint32          format version
//	uint32          length of the header
//	header          deflated: the Config as JSON, a line, then the six lists of
//	                the Vocab, each its length on a line and a word a line
//	matrices        those of Dense, then of Tables
//	32 bytes        SHA-256 of all that stands before
//
// A matrix of one row is float32. Another is int8 with a float32 factor, before
// it, for each column (dense matrices) or each row (tables).
const (
	magic         = "DEMARCHE-NLP"
	formatVersion = 1
)

// ErrFormat is returned for a file that is not a model, is of another version of
// the format, or has been damaged: train the model again or take the one that was
// made with this version.
var ErrFormat = errors.New("not a model of this version")

// Write writes m, its weights rounded to int8.
func Write(w io.Writer, m *Model) error {
	var b bytes.Buffer
	b.WriteString(magic)
	head, err := header(m)
	if err != nil {
		return fmt.Errorf("model header: %w", err)
	}
	b.Write(binary.LittleEndian.AppendUint32(nil, formatVersion))
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(head))))
	b.Write(head)
	for _, p := range m.Dense() {
		if p.Rows == 1 {
			putFloats(&b, p.W)
			continue
		}
		scales := columnScales(p)
		putFloats(&b, scales)
		for i, v := range p.W {
			b.WriteByte(byte(quantize(v, scales[i%p.Cols])))
		}
	}
	for _, p := range m.Tables() {
		scales := rowScales(p)
		putFloats(&b, scales)
		for i, v := range p.weights() {
			b.WriteByte(byte(quantize(v, scales[i/p.Cols])))
		}
	}
	sum := sha256.Sum256(b.Bytes())
	b.Write(sum[:])
	_, err = w.Write(b.Bytes())
	return err
}

func columnScales(p *Param) []float32 {
	s := make([]float32, p.Cols)
	for i, v := range p.W {
		s[i%p.Cols] = max(s[i%p.Cols], v, -v)
	}
	for j := range s {
		s[j] /= 127
	}
	return s
}

func rowScales(p *Param) []float32 {
	if p.W == nil {
		return p.scale
	}
	s := make([]float32, p.Rows)
	for i, v := range p.W {
		s[i/p.Cols] = max(s[i/p.Cols], v, -v)
	}
	for i := range s {
		s[i] /= 127
	}
	return s
}

func quantize(v, scale float32) int8 {
	if scale == 0 {
		return 0
	}
	return int8(math.RoundToEven(float64(v / scale)))
}

func putFloats(b *bytes.Buffer, x []float32) {
	for _, v := range x {
		b.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(v)))
	}
}

func header(m *Model) ([]byte, error) {
	var b bytes.Buffer
	z, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	conf, err := json.Marshal(m.Config)
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	text.Write(conf)
	text.WriteByte('\n')
	for _, list := range m.lists() {
		fmt.Fprintf(&text, "%d\n", len(*list))
		for _, w := range *list {
			if strings.ContainsRune(w, '\n') {
				return nil, fmt.Errorf("word %q has a line break", w)
			}
			text.WriteString(w)
			text.WriteByte('\n')
		}
	}
	_, err = io.WriteString(z, text.String())
	if err = errors.Join(err, z.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (v *Vocab) lists() []*[]string {
	return []*[]string{&v.Words, &v.Vectors, &v.UPOS, &v.XPOS, &v.Rels, &v.Pairs}
}

// Read reads a model from the bytes of its file, which it keeps: they must not change
// afterwards. Errors wrap [ErrFormat].
func Read(data []byte) (*Model, error) {
	bad := func(why string) (*Model, error) { return nil, fmt.Errorf("%w: %s", ErrFormat, why) }
	if len(data) < len(magic)+8+sha256.Size || string(data[:len(magic)]) != magic {
		return bad("no magic number")
	}
	if v := binary.LittleEndian.Uint32(data[len(magic):]); v != formatVersion {
		return bad(fmt.Sprintf("format version %d, want %d", v, formatVersion))
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if got := sha256.Sum256(body); !bytes.Equal(got[:], sum) {
		return bad("checksum differs")
	}
	rest := body[len(magic)+4:]
	n := int(binary.LittleEndian.Uint32(rest))
	if rest = rest[4:]; n > len(rest) {
		return bad("header too long")
	}
	m, err := readHeader(rest[:n])
	if err != nil {
		return bad(err.Error())
	}
	m.shape(false)
	rest = rest[n:]
	for _, p := range m.Dense() {
		if rest, err = p.readDense(rest); err != nil {
			return bad(err.Error())
		}
	}
	for _, p := range m.Tables() {
		if rest, err = p.readTable(rest); err != nil {
			return bad(err.Error())
		}
	}
	if len(rest) != 0 {
		return bad("bytes left over")
	}
	m.Version = hex.EncodeToString(sum[:6])
	m.Index()
	return m, nil
}

// limits on the dimensions of a file, far above any that is of use.
const (
	maxDimension = 1 << 12
	maxBuckets   = 1 << 20
)

func readHeader(z []byte) (*Model, error) {
	text, err := io.ReadAll(flate.NewReader(bytes.NewReader(z)))
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	lines := strings.Split(string(text), "\n")
	m := &Model{}
	if err := json.Unmarshal([]byte(lines[0]), &m.Config); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	lines = lines[1:]
	for _, list := range m.lists() {
		var n int
		if len(lines) == 0 {
			return nil, errors.New("header ends early")
		}
		if _, err := fmt.Sscan(lines[0], &n); err != nil || n < 0 || n >= len(lines) {
			return nil, fmt.Errorf("length of a list is %q", lines[0])
		}
		*list, lines = slices.Clip(lines[1:n+1]), lines[n+1:]
	}
	c := m.Config
	for _, d := range []int{c.Word, c.Affix, c.Vector, c.Hidden, c.Layers, c.Arc, c.Label} {
		if d <= 0 || d > maxDimension {
			return nil, fmt.Errorf("dimension %d", d)
		}
	}
	if c.Hidden%32 != 0 || c.Buckets <= 0 || c.Buckets > maxBuckets || c.TagLayer < 0 || c.TagLayer >= c.Layers {
		return nil, fmt.Errorf("dimensions %+v", c)
	}
	if len(m.Words) < 2 || len(m.UPOS) == 0 || len(m.XPOS) == 0 || len(m.Rels) == 0 {
		return nil, errors.New("an empty list")
	}
	return m, nil
}

// readDense fills p from the front of data and returns the rest.
func (p *Param) readDense(data []byte) ([]byte, error) {
	f, data, ok := floats(data, p.Cols)
	if !ok {
		return nil, fmt.Errorf("matrix %s is cut off", p.Name)
	}
	if p.Rows == 1 {
		copy(p.W, f)
		return data, nil
	}
	if len(data) < len(p.W) {
		return nil, fmt.Errorf("matrix %s is cut off", p.Name)
	}
	for r := range p.Rows {
		row, src := p.Row(int32(r)), data[r*p.Cols:][:p.Cols]
		for j, b := range src {
			row[j] = float32(int8(b)) * f[j]
		}
	}
	return data[len(p.W):], nil
}

// readTable takes p from the front of data, without a copy, and returns the rest.
func (p *Param) readTable(data []byte) ([]byte, error) {
	f, data, ok := floats(data, p.Rows)
	n := p.Rows * p.Cols
	if !ok || len(data) < n {
		return nil, fmt.Errorf("matrix %s is cut off", p.Name)
	}
	p.scale, p.bytes = f, data[:n:n]
	return data[n:], nil
}

// floats reads n numbers from the front of data and returns the rest.
func floats(data []byte, n int) ([]float32, []byte, bool) {
	if len(data) < 4*n {
		return nil, nil, false
	}
	f := make([]float32, n)
	for i := range f {
		f[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return f, data[4*n:], true
}
