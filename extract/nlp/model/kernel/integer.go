package kernel

import "math"

// The portable path multiplies with weights in integers. A machine word holds two
// columns, 32 bits apart, so that one multiplication and one addition do for both
// (SIMD within a register: Fisher and Dietz 1998, "Compiling for SIMD Within A
// Register"). Weights have 8 bits; the other factor is rounded row by row to as
// many as the sums of a lane have room for, at least 13 up to k = 2048.

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
	p := Pack(nil, b, k, n, n, 1)
	if path == Portable {
		p.ints = packIntegers(b, k, n)
		p.data = nil
	}
	return p
}

func packIntegers(b []float32, k, n int) *integers {
	t := &integers{scale: make([]float32, n)}
	for j := range n {
		top := float32(0)
		for i := range k {
			top = max(top, b[i*n+j], -b[i*n+j])
		}
		t.scale[j] = top / 127
	}
	groups := (n + 3) / 4
	t.pairs = make([]pair, groups*k)
	for j := range n {
		if t.scale[j] == 0 {
			continue
		}
		lane := uint(j%2) * 32
		for i := range k {
			q := int64(math.RoundToEven(float64(b[i*n+j] / t.scale[j])))
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
	limit := float32(min(1<<15, (1<<31-1)/(127*k)) - 1)
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
		v *= f
		if v < 0 {
			v -= 0.5
		} else {
			v += 0.5
		}
		dst[i][which] = int64(v)
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
