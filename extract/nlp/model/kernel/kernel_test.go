package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// Every path multiplies as three nested loops in float64 do, for shapes that end
// in the middle of a block, and leaves what lies outside the result alone.
func TestMul(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, path := range Available() {
		for _, d := range [][3]int{{1, 1, 1}, {5, 7, 3}, {13, 33, 20}, {6, 16, 1}, {12, 32, 9}, {40, 100, 65}, {3, 31, 5}, {26, 64, 8}} {
			for _, transposed := range []bool{false, true} {
				t.Run(fmt.Sprint(path, d, transposed), func(t *testing.T) { checkMul(t, rnd, path, d[0], d[1], d[2], transposed) })
			}
		}
	}
}

func checkMul(t *testing.T, rnd *rand.Rand, path Path, m, n, k int, transposed bool) {
	a, b := random(rnd, m*k), random(rnd, k*n)
	ars, acs, brs, bcs := k, 1, n, 1
	if transposed {
		ars, acs, brs, bcs = 1, m, 1, k
	}
	ldc := n + 3
	c := make([]float32, m*ldc)
	for i := range c {
		c[i] = 1
	}
	g := Gemm{Path: path}
	g.MulAdd(m, n, k, a, ars, acs, b, brs, bcs, c, ldc)
	for i := range m {
		for j := range ldc {
			want := 1.0
			for p := 0; p < k && j < n; p++ {
				want += float64(a[i*ars+p*acs]) * float64(b[p*brs+j*bcs])
			}
			if got := float64(c[i*ldc+j]); math.Abs(got-want) > 1e-4 {
				t.Fatalf("element %d,%d is %g, want %g", i, j, got, want)
			}
		}
	}
}

// Products with weights are those in floating point, but for the rounding of the
// other factor, and the same to the bit on every path.
func TestMulWeights(t *testing.T) {
	rnd := rand.New(rand.NewPCG(8, 9))
	for _, d := range [][3]int{{1, 1, 1}, {5, 7, 3}, {26, 65, 40}, {4, 30, 512}, {13, 64, 161}, {2, 33, 16}, {12, 96, 260}} {
		m, n, k := d[0], d[1], d[2]
		a, b := random(rnd, m*k), make([]float32, k*n)
		for i := range b {
			b[i] = float32(rnd.IntN(255)-127) * 0.01 * float32(1+i%n)
		}
		for j := range n {
			b[j] = 127 * 0.01 * float32(1+j) // the largest of its column
		}
		clear(a[:k]) // a row of zeros
		var first []float32
		for _, path := range Available() {
			c := make([]float32, m*n)
			g := Gemm{Path: path}
			g.Mul(m, a, k, 1, PackWeights(path, b, k, n), c, n)
			if first == nil {
				first = c
			}
			for i := range m {
				for j := range n {
					want := 0.0
					for p := range k {
						want += float64(a[i*k+p]) * float64(b[p*n+j])
					}
					got := float64(c[i*n+j])
					if math.Abs(got-want) > 1e-3*float64(1+j)*float64(k)/100+1e-4 {
						t.Fatalf("%v %v: element %d,%d is %g, want %g", path, d, i, j, got, want)
					}
					if c[i*n+j] != first[i*n+j] {
						t.Fatalf("%v %v: element %d,%d is %g, portable %g", path, d, i, j, c[i*n+j], first[i*n+j])
					}
				}
			}
		}
	}
}

// AVX2 and AVX-512 agree to the bit.
func TestAssemblyPathsAgree(t *testing.T) {
	paths := Available()
	if len(paths) < 3 {
		t.Skip("this machine has no AVX-512")
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	const m, n, k = 29, 75, 40
	a, b := random(rnd, m*k), random(rnd, k*n)
	var c [2][]float32
	for i, p := range paths[1:] {
		c[i] = make([]float32, m*n)
		g := Gemm{Path: p}
		g.MulAdd(m, n, k, a, k, 1, b, n, 1, c[i], n)
	}
	for i := range c[0] {
		if c[0][i] != c[1][i] {
			t.Fatalf("element %d: %g and %g", i, c[0][i], c[1][i])
		}
	}
}

func TestCell(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	const n = 24
	for _, path := range Available() {
		g, prev := random(rnd, 3*n), random(rnd, n)
		for i := range g {
			g[i] *= 9
		}
		in := append([]float32(nil), g...)
		c, th, h := make([]float32, n), make([]float32, n), make([]float32, n)
		Cell(path, g, prev, c, th, h)
		for j := range n {
			f, z, o := logistic(in[j]), math.Tanh(float64(in[n+j])), logistic(in[2*n+j])
			v := f*float64(prev[j]) + (1-f)*z
			near(t, path, "f", g[j], f)
			near(t, path, "z", g[n+j], z)
			near(t, path, "o", g[2*n+j], o)
			near(t, path, "c", c[j], v)
			near(t, path, "t", th[j], math.Tanh(v))
			near(t, path, "h", h[j], o*math.Tanh(v))
		}
	}
}

func logistic(x float32) float64 { return 1 / (1 + math.Exp(-float64(x))) }

func near(t *testing.T, path Path, what string, got float32, want float64) {
	t.Helper()
	if math.Abs(float64(got)-want) > 2e-6 {
		t.Errorf("%v: %s is %g, want %g", path, what, got, want)
	}
}

func random(rnd *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = rnd.Float32()*2 - 1
	}
	return x
}

func BenchmarkMul(b *testing.B) {
	const n, k = 576, 192
	for _, path := range Available() {
		for _, m := range []int{1, 8, 24, 192} {
			b.Run(fmt.Sprintf("%v/rows=%d", path, m), func(b *testing.B) {
				rnd := rand.New(rand.NewPCG(1, 2))
				a, c := random(rnd, m*k), make([]float32, m*n)
				p := PackWeights(path, random(rnd, k*n), k, n)
				g := Gemm{Path: path}
				for b.Loop() {
					g.Mul(m, a, k, 1, p, c, n)
				}
				b.ReportMetric(2*float64(m)*n*k*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		}
	}
}
