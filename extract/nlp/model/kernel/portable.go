package kernel

// portablePanel multiplies m rows of a with one packed panel, two rows and four
// columns at a time: eight sums, two factors and four columns fill the scalar
// registers of amd64 and half of those of arm64.
func portablePanel(m int, a []float32, rs, cs int, b []float32, k int, c []float32, ldc, w int) {
	for j := 0; j < w; j += 4 {
		i := 0
		for ; i+2 <= m; i += 2 {
			var s [8]float32
			dot2x4(&s, k, a[i*rs:], a[(i+1)*rs:], cs, b[j:])
			addRow(c[i*ldc:], j, w, s[:4])
			addRow(c[(i+1)*ldc:], j, w, s[4:])
		}
		if i < m {
			var s [8]float32
			dot2x4(&s, k, a[i*rs:], a[i*rs:], cs, b[j:])
			addRow(c[i*ldc:], j, w, s[:4])
		}
	}
}

func addRow(c []float32, j, w int, s []float32) {
	for q := 0; q < 4 && j+q < w; q++ {
		c[j+q] += s[q]
	}
}

func dot2x4(s *[8]float32, k int, x, y []float32, cs int, b []float32) {
	var s0, s1, s2, s3, t0, t1, t2, t3 float32
	if cs == 1 {
		x = x[:k]
		y = y[:k]
		for p, u := range x {
			v := y[p]
			r := b[:4:4]
			b0, b1, b2, b3 := r[0], r[1], r[2], r[3]
			s0 += u * b0
			t0 += v * b0
			s1 += u * b1
			t1 += v * b1
			s2 += u * b2
			t2 += v * b2
			s3 += u * b3
			t3 += v * b3
			if len(b) < Width {
				break
			}
			b = b[Width:]
		}
	} else {
		for p := range k {
			u, v := x[p*cs], y[p*cs]
			r := b[p*Width : p*Width+4 : p*Width+4]
			b0, b1, b2, b3 := r[0], r[1], r[2], r[3]
			s0 += u * b0
			t0 += v * b0
			s1 += u * b1
			t1 += v * b1
			s2 += u * b2
			t2 += v * b2
			s3 += u * b3
			t3 += v * b3
		}
	}
	*s = [8]float32{s0, s1, s2, s3, t0, t1, t2, t3}
}
