package kernel

// A Gemm multiplies matrices. It holds scratch memory: one a goroutine.
type Gemm struct {
	Path Path
	pack Packed
	tmp  [12 * Width]float32

	rows     []triple // of the portable path
	words    []int16  // of the assembly
	rowScale []float32
}

// Mul adds a·b to c. a is m×b.K with element (i, p) at a[i*rs+p*cs]; c is m×b.N
// with rows ldc apart. It panics if a slice is too short for its shape.
func (g *Gemm) Mul(m int, a []float32, rs, cs int, b *Packed, c []float32, ldc int) {
	if m == 0 || b.K == 0 || b.N == 0 {
		return
	}
	// The assembly trusts these bounds.
	_ = a[(m-1)*rs+(b.K-1)*cs]
	_ = c[(m-1)*ldc+b.N-1]
	if b.data == nil {
		if cs != 1 || (b.ints != nil) != (g.Path == Portable) {
			panic("kernel: internal error: weights packed for another path")
		}
		if b.ints != nil {
			g.mulIntegers(m, a, rs, b, c, ldc)
		} else {
			g.mulWords(m, a, rs, b, c, ldc)
		}
		return
	}
	for p := 0; p*Width < b.N; p++ {
		panel := b.data[p*b.K*Width : (p+1)*b.K*Width]
		g.panel(m, a, rs, cs, panel, b.K, c[p*Width:], ldc, min(b.N-p*Width, Width))
	}
}

// MulAdd adds op(a)·op(b) to c, packing b first: a is m×k, b is k×n, with element
// (i, j) at i*rs+j*cs of each.
func (g *Gemm) MulAdd(m, n, k int, a []float32, ars, acs int, b []float32, brs, bcs int, c []float32, ldc int) {
	Pack(&g.pack, b, k, n, brs, bcs)
	g.Mul(m, a, ars, acs, &g.pack, c, ldc)
}

// panel multiplies m rows of a with one panel of w columns.
func (g *Gemm) panel(m int, a []float32, rs, cs int, b []float32, k int, c []float32, ldc, w int) {
	if g.Path == Portable {
		portablePanel(m, a, rs, cs, b, k, c, ldc, w)
		return
	}
	big, small := rowBlocks(g.Path)
	i := 0
	for ; i+big <= m; i += big {
		g.block(big, 0, a[i*rs:], rs, cs, b, k, c[i*ldc:], ldc, w)
	}
	for ; i+small <= m; i += small {
		g.block(small, 0, a[i*rs:], rs, cs, b, k, c[i*ldc:], ldc, w)
	}
	switch rest := m - i; {
	case rest == 0:
	case m >= small:
		// The last block overlaps the one before; rows done already are skipped.
		i = m - small
		g.block(small, small-rest, a[i*rs:], rs, cs, b, k, c[i*ldc:], ldc, w)
	default:
		for ; i < m; i++ {
			g.block(1, 0, a[i*rs:], rs, cs, b, k, c[i*ldc:], ldc, w)
		}
	}
}

// block runs a kernel of the given height; the rows before skip are computed and
// thrown away.
func (g *Gemm) block(rows, skip int, a []float32, rs, cs int, b []float32, k int, c []float32, ldc, w int) {
	if skip == 0 && w == Width {
		run(g.Path, rows, k, &a[0], rs*4, cs*4, &b[0], &c[0], ldc*4)
		return
	}
	t := g.tmp[:rows*Width]
	clear(t)
	run(g.Path, rows, k, &a[0], rs*4, cs*4, &b[0], &t[0], Width*4)
	for r := skip; r < rows; r++ {
		cr := c[r*ldc : r*ldc+w]
		for j, v := range t[r*Width : r*Width+w] {
			cr[j] += v
		}
	}
}
