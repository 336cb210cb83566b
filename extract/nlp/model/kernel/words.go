package kernel

// A words matrix holds weights in 16 bits for the assembly: panels of [Width]
// columns, for every two rows two words a column.
type words struct {
	data  []int16
	half  int       // rows, rounded up, by two
	scale []float32 // of a column, filled up with zeros to whole panels
}

func packWords(b []float32, k, n int) *words {
	panels := (n + Width - 1) / Width
	w := &words{half: (k + 1) / 2, scale: make([]float32, panels*Width)}
	w.data = make([]int16, panels*w.half*2*Width)
	copy(w.scale, columnScales(b, k, n))
	for j := range n {
		if w.scale[j] == 0 {
			continue
		}
		for i := range k {
			at := ((j/Width*w.half+i/2)*Width+j%Width)*2 + i%2
			w.data[at] = int16(roundEven(b[i*n+j] / w.scale[j]))
		}
	}
	return w
}

// mulWords adds a·b to c, as Mul does, for an a whose rows are contiguous.
func (g *Gemm) mulWords(m int, a []float32, rs int, b *Packed, c []float32, ldc int) {
	t := b.words
	// Rows are rounded to whole runs of 16 words, the rest being zeros.
	width := (b.K + 15) / 16 * 16
	if cap(g.words) < m*width {
		g.words = make([]int16, m*width)
	}
	if cap(g.rowScale) < m {
		g.rowScale = make([]float32, m)
	}
	rows, scale := g.words[:m*width], g.rowScale[:m]
	limit := wordLimit(b.K)
	for i := range m {
		scale[i] = roundToWords(rows[i*width:(i+1)*width], a[i*rs:i*rs+b.K], limit)
	}
	big, small := rowBlocks(g.Path)
	for p := 0; p*Width < b.N; p++ {
		x := wordPanel{
			rows: rows, scale: scale, width: width, panel: t.data[p*t.half*2*Width:], half: t.half,
			columns: t.scale[p*Width:], c: c[p*Width:], ldc: ldc, w: min(b.N-p*Width, Width),
		}
		i := 0
		for ; i+big <= m; i += big {
			g.wordBlock(&x, i, big, 0)
		}
		for ; i+small <= m; i += small {
			g.wordBlock(&x, i, small, 0)
		}
		switch rest := m - i; {
		case rest == 0:
		case m >= small:
			g.wordBlock(&x, m-small, small, small-rest)
		default:
			for ; i < m; i++ {
				g.wordBlock(&x, i, 1, 0)
			}
		}
	}
}

// A wordPanel is what the blocks of a panel have in common.
type wordPanel struct {
	rows    []int16
	scale   []float32
	width   int // of a row, in words
	panel   []int16
	half    int
	columns []float32
	c       []float32
	ldc, w  int
}

// wordBlock runs a kernel on rows of the panel from i on; the first skip are computed
// and thrown away.
func (g *Gemm) wordBlock(x *wordPanel, i, rows, skip int) {
	a, s := &x.rows[i*x.width], &x.scale[i]
	if skip == 0 && x.w == Width {
		runWords(g.Path, rows, x.half, a, x.width*2, &x.panel[0], &x.c[i*x.ldc], x.ldc*4, s, &x.columns[0])
		return
	}
	t := g.tmp[:rows*Width]
	clear(t)
	runWords(g.Path, rows, x.half, a, x.width*2, &x.panel[0], &t[0], Width*4, s, &x.columns[0])
	for r := skip; r < rows; r++ {
		cr := x.c[(i+r)*x.ldc : (i+r)*x.ldc+x.w]
		for j, v := range t[r*Width : r*Width+x.w] {
			cr[j] += v
		}
	}
}

// roundToWords rounds a row to words of at most limit, fills dst up with zeros, and
// returns the factor.
func roundToWords(dst []int16, src []float32, limit float32) float32 {
	whole := len(src) / 16 * 16
	top := float32(0)
	if whole > 0 {
		top = absMax(whole, &src[0])
	}
	for _, v := range src[whole:] {
		top = max(top, v, -v)
	}
	if top == 0 {
		clear(dst)
		return 0
	}
	f := limit / top
	if whole > 0 {
		roundWords(whole, &src[0], f, &dst[0])
	}
	clear(dst[whole:])
	for i, v := range src[whole:] {
		dst[whole+i] = int16(roundEven(v * f))
	}
	return top / limit
}
