package train

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"

	"github.com/demarche-kg/demarche/extract/nlp/model"
)

// Vectors are frozen word vectors: one row of Cols numbers for each word.
type Vectors struct {
	Words []string
	Cols  int
	Rows  []float32
}

// ReadVectors reads base.words, a word a line, and base.f16, as many rows of half
// precision, little-endian.
func ReadVectors(base string) (*Vectors, error) {
	text, err := os.ReadFile(base + ".words")
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(base + ".f16")
	if err != nil {
		return nil, err
	}
	v := &Vectors{Words: strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")}
	n := len(data) / 2
	if v.Cols = n / len(v.Words); v.Cols == 0 || v.Cols*len(v.Words) != n {
		return nil, fmt.Errorf("%s.f16: %d numbers for %d words", base, n, len(v.Words))
	}
	v.Rows = make([]float32, n)
	for i := range v.Rows {
		v.Rows[i] = half(binary.LittleEndian.Uint16(data[2*i:]))
	}
	return v, nil
}

// deviation is that of the numbers of a vector table, near that of the learned
// embeddings.
const deviation = 0.25

// Install copies the vectors into m, scaled.
func (v *Vectors) Install(m *model.Model) error {
	if len(m.VectorTable.W) != len(v.Rows) {
		return errors.New("vectors do not fit the model")
	}
	sum := 0.0
	for _, x := range v.Rows {
		sum += float64(x) * float64(x)
	}
	scale := float32(deviation / math.Sqrt(sum/float64(len(v.Rows))))
	for i, x := range v.Rows {
		m.VectorTable.W[i] = x * scale
	}
	return nil
}

// half decodes IEEE 754 half precision.
func half(b uint16) float32 {
	sign := float32(1)
	if b&0x8000 != 0 {
		sign = -1
	}
	exp, frac := int(b>>10&31), float64(b&1023)
	if exp == 0 {
		return sign * float32(math.Ldexp(frac, -24))
	}
	return sign * float32(math.Ldexp(1+frac/1024, exp-15))
}
