// Package kernel holds the arithmetic that both the forward pass and the trainer
// spend their time in: matrix products on packed panels and the activation of an
// LSTM cell.
//
// Each has a portable form in Go and, on amd64, forms in assembly (AVX2 with FMA,
// and AVX-512). In every form an element of a product is the sum over k in rising
// order, so that AVX2 and AVX-512 give the same bits; the portable form rounds
// after each multiplication and differs in the last places.
package kernel

// A Path names one implementation.
type Path uint8

// The paths, slowest first. Those that the machine lacks must not be used; see
// [Best] and [Available].
const (
	Portable Path = iota
	AVX2
	AVX512
)

// String returns the name of the path.
func (p Path) String() string {
	switch p {
	case AVX2:
		return "avx2"
	case AVX512:
		return "avx512"
	}
	return "portable"
}

// Best returns the fastest path of this machine.
func Best() Path {
	a := Available()
	return a[len(a)-1]
}

// Width is the number of columns of a panel of a [Packed] matrix.
const Width = 32

// A Packed is a k×n matrix laid out in panels of [Width] columns, row after row
// within a panel, the last panel filled with zeros: the order in which the
// kernels read it (Goto and van de Geijn 2008, "Anatomy of High-Performance
// Matrix Multiplication", section 4).
type Packed struct {
	K, N int
	data []float32
	// In place of data, weights in integers, for the portable path and for assembly.
	ints  *integers
	words *words
}

// Pack lays out a k×n matrix whose element (i, j) is b[i*rs+j*cs]. It reuses the
// memory of dst, which may be nil.
func Pack(dst *Packed, b []float32, k, n, rs, cs int) *Packed {
	if dst == nil {
		dst = &Packed{}
	}
	panels := (n + Width - 1) / Width
	if need := panels * k * Width; cap(dst.data) < need {
		dst.data = make([]float32, need)
	} else {
		dst.data = dst.data[:need]
	}
	dst.K, dst.N, dst.ints, dst.words = k, n, nil, nil
	for p := range panels {
		w := min(n-p*Width, Width)
		for i := range k {
			row := dst.data[(p*k+i)*Width:][:Width]
			o := i*rs + p*Width*cs
			if cs == 1 {
				copy(row, b[o:o+w])
			} else {
				for j := range w {
					row[j] = b[o+j*cs]
				}
			}
			clear(row[w:])
		}
	}
	return dst
}
