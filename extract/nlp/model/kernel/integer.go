package kernel

// Products with weights are done in integers on every path: weights have 8 bits, and
// the other factor is rounded row by row to 16, or to as many as sums of 32 bits have
// room for. The sums are exact, so that every path gives the same.
//
// In the portable path a machine word holds two columns, 32 bits apart, so that one
// multiplication and one addition do for both (SIMD within a register: Fisher and
// Dietz 1998, "Compiling for SIMD Within A Register").

// A pair is four columns of a row: two words of two lanes.
type pair [2]int64

// An integer matrix is laid out four columns at a time, row after row.
type integers struct {
	pairs []pair
	scale []float32 // of a column
}

// PackWeights is Pack for a matrix of weights that are multiples, by up to 127, of a
// factor of their column, as those read from a file of a model are. A portable
// product with them is exact in the weights.
func PackWeights(path Path, b []float32, k, n int) *Packed {
	p := &Packed{K: k, N: n}
	if path == Portable {
		p.ints = packIntegers(b, k, n)
	} else {
		p.words = packWords(b, k, n)
	}
	return p
}

// wordLimit returns the largest number that a factor of a sum over k is rounded to.
func wordLimit(k int) float32 { return float32(min(1<<15, (1<<31-1)/(127*k)) - 1) }

// roundEven rounds to the nearest whole number, halves to even, as the processor's
// conversion does. It holds for numbers below 2 to the power of 22.
func roundEven(v float32) float32 {
	const big = 3 << 22
	return float32(v+big) - big
}

// columnScales returns the factor of each column: its largest number is 127 of them.
func columnScales(b []float32, k, n int) []float32 {
	s := make([]float32, n)
	for i := range k {
		for j, v := range b[i*n : (i+1)*n] {
			s[j] = max(s[j], v, -v)
		}
	}
	for j := range s {
		s[j] /= 127
	}
	return s
}

func packIntegers(b []float32, k, n int) *integers {
	t := &integers{scale: columnScales(b, k, n)}
	groups := (n + 3) / 4
	t.pairs = make([]pair, groups*k)
	for j := range n {
		if t.scale[j] == 0 {
			continue
		}
		lane := uint(j%2) * 32
		for i := range k {
			q := int64(roundEven(b[i*n+j] / t.scale[j]))
			t.pairs[(j/4)*k+i][j%4/2] += q << lane
		}
	}
	return t
}

// A triple is an element of each of three rows.
type triple [3]int64

// mulIntegers adds a·b to c, as Mul does, for an a whose rows are contiguous.
func (g *Gemm) mulIntegers(m int, a []float32, rs int, b *Packed, c []float32, ldc int) {
	k := b.K
	blocks := (m + 2) / 3
	if need := blocks * k; cap(g.rows) < need {
		g.rows = make([]triple, need)
	}
	if cap(g.rowScale) < m {
		g.rowScale = make([]float32, m)
	}
	rows, scale := g.rows[:blocks*k], g.rowScale[:m]
	clear(rows[(blocks-1)*k:])
	limit := wordLimit(k)
	for i := range m {
		scale[i] = roundRow(rows[i/3*k:][:k], i%3, a[i*rs:i*rs+k], limit)
	}
	for j := 0; j < b.N; j += 4 {
		p := b.ints.pairs[j/4*k : (j/4+1)*k]
		for i := 0; i < m; i += 3 {
			s := dot3x4(rows[i/3*k:][:k], p)
			for r := 0; r < 3 && i+r < m; r++ {
				unpack(c[(i+r)*ldc+j:], s[2*r], s[2*r+1], scale[i+r], b.ints.scale[j:])
			}
		}
	}
}

// roundRow rounds a row to integers of at most limit, one of three in dst, and
// returns their factor.
func roundRow(dst []triple, which int, src []float32, limit float32) float32 {
	top := float32(0)
	for _, v := range src {
		top = max(top, v, -v)
	}
	f := float32(0)
	if top > 0 {
		f = limit / top
	}
	for i, v := range src {
		dst[i][which] = int64(roundEven(v * f))
	}
	return top / limit
}

// dot3x4 returns the sums of three rows with four columns: two words for each row.
func dot3x4(a []triple, b []pair) [6]int64 {
	var s0, s1, t0, t1, u0, u1 int64
	b = b[:len(a)]
	for p := range a {
		x, q := &a[p], &b[p]
		b0, b1 := q[0], q[1]
		v := x[0]
		s0 += v * b0
		s1 += v * b1
		v = x[1]
		t0 += v * b0
		t1 += v * b1
		v = x[2]
		u0 += v * b0
		u1 += v * b1
	}
	return [6]int64{s0, s1, t0, t1, u0, u1}
}

// unpack adds the four sums in two words to up to four columns of c.
func unpack(c []float32, v, w int64, scale float32, columns []float32) {
	lo, lo2 := int32(v), int32(w)
	s := [4]float32{float32(lo), float32(int32((v - int64(lo)) >> 32)), float32(lo2), float32(int32((w - int64(lo2)) >> 32))}
	for q, f := range columns[:min(4, len(columns))] {
		c[q] += s[q] * scale * f
	}
}
