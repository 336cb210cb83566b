package judge

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
	"strings"

	"github.com/demarche-kg/demarche/extract/nlp/model"
)

// The file of a judge, deflated, numbers little-endian:
//
//	"DEMARCHE-JUDGE 1\n"  magic and version of the format, not deflated
//	header                JSON on a line
//	names                 of the features, a line each
//	matrices              lens, its bias, then those of each net in the order
//	                      of Net
//
// A matrix is int8 with a float32 factor for each row, before it; a vector is
// float32.
const magic = "DEMARCHE-JUDGE 1\n"

// ErrFormat is returned for a file that is not a judge, is of another version of
// the format, or has been damaged: train the judge again.
var ErrFormat = errors.New("not a judge of this version")

type header struct {
	Threshold           float64
	Curve               [][2]float64
	Features            int
	LensIn              int
	View, Embed, Hidden []int // of each net
}

// Write writes j, its matrices rounded to int8.
func Write(w io.Writer, j *Judge) error {
	h := header{Threshold: j.Threshold, Curve: j.Curve, Features: len(j.Names), LensIn: j.Lens.In}
	for _, n := range j.Nets {
		h.View, h.Embed, h.Hidden = append(h.View, n.View), append(h.Embed, n.Embed), append(h.Hidden, n.Hidden)
	}
	if _, err := io.WriteString(w, magic); err != nil {
		return err
	}
	z, err := flate.NewWriter(w, flate.BestCompression)
	if err != nil {
		return err
	}
	head, err := json.Marshal(h)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.Write(append(head, '\n'))
	for _, n := range j.Names {
		if strings.ContainsRune(n, '\n') {
			return fmt.Errorf("feature %q has a line break", n)
		}
		b.WriteString(n + "\n")
	}
	for _, m := range j.matrices() {
		putMatrix(&b, *m.data, m.rows)
	}
	_, err = z.Write(b.Bytes())
	return errors.Join(err, z.Close())
}

// A matrix is where the numbers of one stand; of one row it is a vector.
type matrix struct {
	data       *[]float32
	rows, cols int
}

// matrices are those of the file, in order.
func (j *Judge) matrices() []matrix {
	out := []matrix{{&j.Lens.W, j.Lens.In, j.Lens.Out}, {&j.Lens.Bias, 1, j.Lens.Out}}
	for i := range j.Nets {
		n := &j.Nets[i]
		out = append(out, matrix{&n.Features, len(j.Names), n.Embed}, matrix{&n.In, n.Width(), n.Hidden},
			matrix{&n.Bias, 1, n.Hidden}, matrix{&n.Out, n.Hidden, Outputs}, matrix{&n.OutBias, 1, Outputs})
	}
	return out
}

func putMatrix(b *bytes.Buffer, w []float32, rows int) {
	put := func(v float32) { b.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(v))) }
	if rows == 1 {
		for _, v := range w {
			put(v)
		}
		return
	}
	cols := len(w) / max(1, rows)
	for r := range rows {
		put(scale(w[r*cols : (r+1)*cols]))
	}
	for r := range rows {
		row := w[r*cols : (r+1)*cols]
		s := scale(row)
		for _, v := range row {
			q := int8(0)
			if s > 0 {
				q = int8(math.RoundToEven(float64(v / s)))
			}
			b.WriteByte(byte(q))
		}
	}
}

func scale(row []float32) float32 {
	top := float32(0)
	for _, v := range row {
		top = max(top, v, -v)
	}
	return top / 127
}

// limits on the dimensions of a file, far above any that is of use.
const (
	maxFile     = 256 << 20
	maxFeatures = 1 << 20
	maxWidth    = 1 << 12
)

// Read reads what Write wrote. Errors wrap [ErrFormat].
func Read(data []byte) (*Judge, error) {
	bad := func(why any) (*Judge, error) { return nil, fmt.Errorf("%w: %v", ErrFormat, why) }
	if !bytes.HasPrefix(data, []byte(magic)) {
		return bad("no magic number")
	}
	body, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data[len(magic):])), maxFile))
	if err != nil {
		return bad(err)
	}
	line, rest, _ := bytes.Cut(body, []byte("\n"))
	var h header
	if err := json.Unmarshal(line, &h); err != nil {
		return bad(err)
	}
	j := &Judge{Threshold: h.Threshold, Curve: h.Curve, Lens: &model.Lens{In: h.LensIn}}
	if h.Features < 0 || h.Features > maxFeatures || h.LensIn <= 0 || h.LensIn > maxWidth || len(h.View) == 0 || len(h.View) != len(h.Hidden) || len(h.View) != len(h.Embed) || len(h.View) > 16 {
		return bad("dimensions")
	}
	for i := range h.View {
		for _, d := range []int{h.View[i], h.Embed[i], h.Hidden[i]} {
			if d <= 0 || d > maxWidth {
				return bad("dimensions")
			}
		}
		j.Nets = append(j.Nets, Net{View: h.View[i], Embed: h.Embed[i], Hidden: h.Hidden[i]})
		j.Lens.Out += h.View[i]
	}
	for range h.Features {
		name, more, ok := bytes.Cut(rest, []byte("\n"))
		if !ok {
			return bad("names are cut off")
		}
		j.Names, rest = append(j.Names, string(name)), more
	}
	for _, m := range j.matrices() {
		if *m.data, rest, err = takeMatrix(rest, m.rows, m.cols); err != nil {
			return bad(err)
		}
	}
	if len(rest) > 0 {
		return bad("bytes left over")
	}
	sum := sha256.Sum256(data)
	j.Version = hex.EncodeToString(sum[:6])
	j.Index()
	return j, nil
}

func takeMatrix(data []byte, rows, cols int) (w []float32, rest []byte, err error) {
	factors, bytes := rows, rows*cols
	if rows == 1 {
		factors, bytes = cols, 0
	}
	if len(data) < 4*factors+bytes {
		return nil, nil, errors.New("a matrix is cut off")
	}
	f := make([]float32, factors)
	for i := range f {
		f[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	data = data[4*factors:]
	if rows == 1 {
		return f, data, nil
	}
	w = make([]float32, rows*cols)
	for i := range w {
		w[i] = float32(int8(data[i])) * f[i/cols]
	}
	return w, data[rows*cols:], nil
}
