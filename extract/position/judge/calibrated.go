package judge

import "sort"

// Calibrated is the share of positions right at a raw probability.
func (j *Judge) Calibrated(raw float64) float64 { return OnCurve(j.Curve, raw) }

// OnCurve is the height of a curve of sorted points at x: straight lines
// between them, level beyond them; x where there are none.
func OnCurve(curve [][2]float64, x float64) float64 {
	k := sort.Search(len(curve), func(i int) bool { return curve[i][0] >= x })
	switch {
	case len(curve) == 0:
		return x
	case k == 0:
		return curve[0][1]
	case k == len(curve):
		return curve[k-1][1]
	}
	a, b := curve[k-1], curve[k]
	if b[0] == a[0] {
		return b[1]
	}
	return a[1] + (b[1]-a[1])*(x-a[0])/(b[0]-a[0])
}
