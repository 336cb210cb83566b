package network

import (
	"fmt"
	"math"
)

// A Mode is what ties two holders.
//
// In the formulas x_ijk is how often holder i takes side k (for or against)
// toward target j, as the manual writes it in section 2. Positions that take
// no side tie nobody.
type Mode string

// The modes.
const (
	// Congruence counts where two take the same side (the manual, 2.1; Leifeld
	// and Haunss 2012):
	//
	//	y(i,i') = Σ_j Σ_k x_ijk · x_i'jk
	Congruence Mode = "congruence"
	// Conflict counts where they take opposite sides (2.2):
	//
	//	y(i,i') = Σ_j Σ_k x_ijk · x_i'j(1-k)
	Conflict Mode = "conflict"
	// Subtract is congruence less conflict (2.3): negative where they oppose
	// each other more often than not.
	Subtract Mode = "subtract"
)

// Modes returns the modes.
func Modes() []Mode { return []Mode{Congruence, Conflict, Subtract} }

// A Norm corrects for how much two holders say: who speaks often is tied to
// many for no other reason (Leifeld 2017; the manual, 2.5). In the formulas y
// is the weight that the mode gives, and a_i = Σ_j Σ_k x_ijk.
type Norm string

// The normalisations. A denominator of zero gives zero. Where Options count
// Once, all of them keep congruence and conflict between 0 and 1; Jaccard,
// Cosine and Product keep congruence there in any case.
const (
	// NoNorm leaves the weight as it is.
	NoNorm Norm = "none"
	// AverageActivity divides by the mean of what the two say:
	//
	//	y / ((a_i + a_i') / 2)
	AverageActivity Norm = "average"
	// Jaccard divides by what either says, alone or jointly:
	//
	//	y / (Σ_jk x_ijk·[x_i'jk = 0] + Σ_jk x_i'jk·[x_ijk = 0] + Σ_jk x_ijk·x_i'jk)
	Jaccard Norm = "jaccard"
	// Cosine divides by the lengths of the two vectors x_i and x_i', so that
	// the congruence becomes the cosine of their angle:
	//
	//	y / (√Σ_jk x_ijk² · √Σ_jk x_i'jk²)
	//
	// The manual has the square outside of the sum: see Product.
	Cosine Norm = "cosine"
	// Product divides by the product of what the two say. It is what the
	// manual's equation for cosine and the code of DNA 3 compute:
	//
	//	y / (√(a_i)² · √(a_i')²) = y / (a_i · a_i')
	Product Norm = "product"
)

// Norms returns the normalisations.
func Norms() []Norm { return []Norm{NoNorm, AverageActivity, Jaccard, Cosine, Product} }

// Project is the network of the holders of t: who stands with whom, or against
// whom. Every holder is a node; an edge has a weight that is not zero, and
// tells its congruence and its conflict before normalisation.
func (t *TwoMode) Project(mode Mode, norm Norm) (*Graph, error) {
	measure, err := measureOf(mode)
	if err != nil {
		return nil, err
	}
	divisor, err := divisorOf(norm)
	if err != nil {
		return nil, err
	}
	g := &Graph{Slice: t.Slice, Nodes: t.Holders}
	var agree, differ, activity []int
	said := make([]voice, len(t.Holders))
	for i, row := range t.Rows {
		for _, e := range row {
			said[i].activity += e.Sided()
			said[i].squares += e.Plus*e.Plus + e.Minus*e.Minus
		}
		activity = append(activity, said[i].activity)
	}
	by := t.Transpose()
	pairs := make([]pair, len(t.Holders))
	met := make([]bool, len(t.Holders))
	for i, row := range t.Rows {
		for _, e := range row {
			others := by.Rows[e.Target]
			for k := len(others) - 1; k >= 0 && others[k].Target > i; k-- {
				pairs[others[k].Target].meet(e.Cell, others[k].Cell)
				met[others[k].Target] = true
			}
		}
		for j := i + 1; j < len(pairs); j++ {
			if !met[j] {
				continue
			}
			p := pairs[j]
			pairs[j], met[j] = pair{}, false
			y := float64(measure(p))
			if d := divisor(p, said[i], said[j]); y != 0 && d != 0 {
				g.Edges = append(g.Edges, Edge{i, j, y / d})
				agree, differ = append(agree, p.congruence), append(differ, p.conflict)
			}
		}
	}
	g.NodeColumns = []Column{{Name: "activity", Ints: activity}}
	g.EdgeColumns = []Column{{Name: "congruence", Ints: agree}, {Name: "conflict", Ints: differ}}
	return g, nil
}

// voice is how much one holder says.
type voice struct{ activity, squares int }

// pair is what two holders say of the same targets.
type pair struct {
	congruence, conflict int
	mine, theirs         int // counts where the other has the same side as well
}

// meet adds the cells of both toward one target.
func (p *pair) meet(a, b Cell) {
	p.congruence += a.Plus*b.Plus + a.Minus*b.Minus
	p.conflict += a.Plus*b.Minus + a.Minus*b.Plus
	if a.Plus > 0 && b.Plus > 0 {
		p.mine += a.Plus
		p.theirs += b.Plus
	}
	if a.Minus > 0 && b.Minus > 0 {
		p.mine += a.Minus
		p.theirs += b.Minus
	}
}

// measureOf is what a mode makes of a pair.
func measureOf(m Mode) (func(pair) int, error) {
	switch m {
	case Congruence:
		return func(p pair) int { return p.congruence }, nil
	case Conflict:
		return func(p pair) int { return p.conflict }, nil
	case Subtract:
		return func(p pair) int { return p.congruence - p.conflict }, nil
	}
	return nil, fmt.Errorf("%q is no mode of a network: take one of %v", m, Modes())
}

// divisorOf is what a normalisation divides by.
func divisorOf(n Norm) (func(p pair, a, b voice) float64, error) {
	switch n {
	case NoNorm, "":
		return func(pair, voice, voice) float64 { return 1 }, nil
	case AverageActivity:
		return func(_ pair, a, b voice) float64 { return float64(a.activity+b.activity) / 2 }, nil
	case Jaccard:
		return func(p pair, a, b voice) float64 {
			return float64(a.activity - p.mine + b.activity - p.theirs + p.congruence)
		}, nil
	case Cosine:
		return func(_ pair, a, b voice) float64 {
			return math.Sqrt(float64(a.squares)) * math.Sqrt(float64(b.squares))
		}, nil
	case Product:
		return func(_ pair, a, b voice) float64 { return float64(a.activity) * float64(b.activity) }, nil
	}
	return nil, fmt.Errorf("%q is no normalisation: take one of %v", n, Norms())
}
