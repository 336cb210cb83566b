package train

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A Trial is a score that a judge gave to a position in a text it had not
// seen, and whether the position was right: found by gold, with that holder
// and stance.
type Trial struct {
	Score float64
	Right bool
}

// Trials are those of the outcomes of a cross-validation.
func Trials(outcomes []Outcome) []Trial {
	var out []Trial
	for _, o := range outcomes {
		for _, p := range o.Text.Pairs {
			right := p.Gold.Stance == p.System.Stance && strings.EqualFold(p.Gold.Holder, p.System.Holder)
			out = append(out, Trial{p.System.Confidence, right})
		}
		for _, p := range o.Text.Spurious {
			out = append(out, Trial{p.Confidence, false})
		}
	}
	return out
}

// Calibrate returns the curve from scores to shares right: isotonic regression
// by pooling adjacent violators (Ayer et al. 1955), on blocks of at least 30
// trials so that no step rests on a few, as points to draw straight lines
// between.
func Calibrate(trials []Trial) [][2]float64 {
	const least = 30
	trials = slices.Clone(trials)
	slices.SortStableFunc(trials, func(a, b Trial) int { return cmp.Compare(a.Score, b.Score) })
	type block struct{ score, right, n float64 }
	var blocks []block
	for lo := 0; lo < len(trials); lo += least {
		hi := min(len(trials), lo+least)
		if len(trials)-hi < least {
			hi = len(trials)
		}
		var b block
		for _, t := range trials[lo:hi] {
			b.score += t.Score
			b.n++
			if t.Right {
				b.right++
			}
		}
		blocks = append(blocks, b)
		for n := len(blocks); n > 1 && blocks[n-2].right/blocks[n-2].n >= blocks[n-1].right/blocks[n-1].n; n-- {
			a, b := blocks[n-2], blocks[n-1]
			blocks = append(blocks[:n-2], block{a.score + b.score, a.right + b.right, a.n + b.n})
		}
		if hi == len(trials) {
			break
		}
	}
	var curve [][2]float64
	for _, b := range blocks {
		curve = append(curve, [2]float64{round(b.score / b.n), round(b.right / b.n)})
	}
	return curve
}

func round(x float64) float64 { return math.Round(1e4*x) / 1e4 }

// A Bin is a row of a reliability table: positions of about one confidence.
type Bin struct {
	N          int
	Confidence float64 // mean
	Right      float64 // share
}

// Reliability is the table of ten equal ranges of confidence, the empty ones
// left out, and the expected calibration error: the mean distance of
// confidence and share right, each range by its size.
func Reliability(trials []Trial) ([]Bin, float64) {
	var bins [10]Bin
	for _, t := range trials {
		b := &bins[min(9, int(10*t.Score))]
		b.N++
		b.Confidence += t.Score
		if t.Right {
			b.Right++
		}
	}
	var out []Bin
	wrong := 0.0
	for _, b := range bins {
		if b.N > 0 {
			wrong += math.Abs(b.Confidence - b.Right)
			n := float64(b.N)
			out = append(out, Bin{b.N, b.Confidence / n, b.Right / n})
		}
	}
	return out, wrong / float64(max(1, len(trials)))
}
