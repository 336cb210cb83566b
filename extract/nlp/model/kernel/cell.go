package kernel

// Tanh is a rational approximation of tanh of degree 13/6, off by less than
// 1e-6 (the coefficients are those of Eigen's ptanh, MPL 2.0).
func Tanh(x float32) float32 {
	x = min(max(x, -7.9), 7.9)
	x2 := x * x
	p := x2*-2.76076847742355e-16 + 2.00018790482477e-13
	p = x2*p + -8.60467152213735e-11
	p = x2*p + 5.12229709037114e-08
	p = x2*p + 1.48572235717979e-05
	p = x2*p + 6.37261928875436e-04
	p = x2*p + 4.89352455891786e-03
	p = x * p
	q := x2*1.19825839466702e-06 + 1.18534705686654e-04
	q = x2*q + 2.26843463243900e-03
	q = x2*q + 4.89352518554385e-03
	return p / q
}

// Sigmoid is the logistic function, by way of [Tanh].
func Sigmoid(x float32) float32 { return 0.5*Tanh(0.5*x) + 0.5 }

// Cell applies a step of an LSTM with coupled gates (the input gate is one minus
// the forget gate: Greff et al. 2017, "LSTM: A Search Space Odyssey", section 3,
// CIFG) to one row:
//
//	f, z, o = σ(g[:n]), tanh(g[n:2n]), σ(g[2n:3n])
//	c = f·prev + (1-f)·z
//	t = tanh(c)
//	h = o·t
//
// g is overwritten with f, z, o. All slices but g have length n, a multiple of
// eight; prev may be the same memory as c.
func Cell(path Path, g, prev, c, t, h []float32) {
	n := len(c)
	if len(g) != 3*n || len(prev) != n || len(t) != n || len(h) != n || n%8 != 0 {
		panic("kernel: internal error: shapes of an LSTM cell")
	}
	if path != Portable && n > 0 {
		runCell(n, &g[0], &prev[0], &c[0], &t[0], &h[0])
		return
	}
	gf, gz, gO := g[:n], g[n:2*n], g[2*n:]
	for j := range c {
		f, z, o := Sigmoid(gf[j]), Tanh(gz[j]), Sigmoid(gO[j])
		gf[j], gz[j], gO[j] = f, z, o
		v := z + f*(prev[j]-z)
		x := Tanh(v)
		c[j], t[j], h[j] = v, x, o*x
	}
}
