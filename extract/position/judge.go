package position

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// A Judge says how likely each stance is for a proposal: logistic
// regression over features that a person can read, first whether it is a
// position at all, then which stance it has.
type Judge struct {
	// Threshold is the least raw score at which a proposal is taken.
	Threshold float64
	// Curve maps raw scores to the share that was right in cross-validation:
	// sorted pairs, straight lines between them. Empty maps to itself.
	Curve   [][2]float64
	Version string

	classes []schema.Stance // "" is no position
	index   map[string]int
	weights []float32 // feature-major
}

//go:embed judge.tsv
var judgeFile string

// embeddedJudge reads the judge that the program carries. Its version is the
// start of the SHA-256 of its file.
func embeddedJudge() (*Judge, error) {
	j, err := ReadJudge(strings.NewReader(judgeFile))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(judgeFile))
	j.Version = hex.EncodeToString(sum[:])[:12]
	return j, nil
}

// Classes returns what a judge tells apart: "" for no position, then the
// twelve stances.
func Classes() []schema.Stance { return append([]schema.Stance{""}, schema.Stances()...) }

// NewJudge makes a judge of the named features, weights[f*len(Classes())+c].
func NewJudge(names []string, weights []float32) *Judge {
	j := &Judge{Threshold: 0.5, classes: Classes(), index: map[string]int{}, weights: weights}
	for i, n := range names {
		j.index[n] = i
	}
	return j
}

// Said is the feature that a rule has read a stance.
func Said(st schema.Stance) string { return "says=" + string(st) }

// Probs returns the probability of each class: that the proposal is no
// position, and of each stance if it is one, times that it is.
func (j *Judge) Probs(features []string) []float64 {
	n := len(j.classes)
	out := make([]float64, n)
	for _, f := range features {
		if k, ok := j.index[f]; ok {
			for c, w := range j.weights[k*n : k*n+n] {
				out[c] += float64(w)
			}
		}
	}
	out[0] = 1 / (1 + math.Exp(-out[0]))
	softmax(out[1:])
	for c := 1; c < n; c++ {
		out[c] *= 1 - out[0]
	}
	return out
}

func softmax(out []float64) {
	m, sum := slices.Max(out), 0.0
	for c := range out {
		out[c] = math.Exp(out[c] - m)
		sum += out[c]
	}
	for c := range out {
		out[c] /= sum
	}
}

// calibrated is the share of proposals right at a raw score.
func (j *Judge) calibrated(raw float64) float64 {
	if len(j.Curve) == 0 {
		return raw
	}
	return OnCurve(j.Curve, raw)
}

// OnCurve is the height of a curve of sorted points at x: straight lines
// between them, level beyond them.
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

// Write writes j as text: settings, then a feature a line with the weights
// that are not nothing.
func (j *Judge) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# What the judge of positions has learned: see package extract/position/train.\n")
	fmt.Fprintf(b, "# A feature a line, with its weights; none: against being a position at all.\n")
	fmt.Fprintf(b, "threshold\t%.3f\n", j.Threshold)
	for _, p := range j.Curve {
		fmt.Fprintf(b, "curve\t%.4f\t%.4f\n", p[0], p[1])
	}
	names := make([]string, 0, len(j.index))
	for f := range j.index {
		names = append(names, f)
	}
	sort.Strings(names)
	n := len(j.classes)
	for _, f := range names {
		var cells []string
		for c := range j.classes {
			if v := math.Round(100 * float64(j.weights[j.index[f]*n+c])); v != 0 {
				name := string(j.classes[c])
				if name == "" {
					name = "none"
				}
				cells = append(cells, fmt.Sprintf("%s:%.2f", name, v/100))
			}
		}
		if len(cells) > 0 {
			fmt.Fprintf(b, "%s\t%s\n", f, strings.Join(cells, " "))
		}
	}
	return b.Flush()
}

// ReadJudge reads what Write wrote; lines that begin with # are comments.
func ReadJudge(r io.Reader) (*Judge, error) {
	j := NewJudge(nil, nil)
	at := map[string]int{"none": 0}
	for i, c := range j.classes {
		if c != "" {
			at[string(c)] = i
		}
	}
	n := len(j.classes)
	sc := bufio.NewScanner(r)
	for line := 1; sc.Scan(); line++ {
		if sc.Text() == "" || strings.HasPrefix(sc.Text(), "#") {
			continue
		}
		cells := strings.Split(sc.Text(), "\t")
		bad := func() error { return fmt.Errorf("judge line %d: cannot read %q", line, sc.Text()) }
		var err error
		switch {
		case cells[0] == "threshold" && len(cells) == 2:
			j.Threshold, err = strconv.ParseFloat(cells[1], 64)
		case cells[0] == "curve" && len(cells) == 3:
			var p [2]float64
			p[0], err = strconv.ParseFloat(cells[1], 64)
			if err == nil {
				p[1], err = strconv.ParseFloat(cells[2], 64)
			}
			j.Curve = append(j.Curve, p)
		case len(cells) == 2:
			k := len(j.index)
			if _, ok := j.index[cells[0]]; ok {
				return nil, bad()
			}
			j.index[cells[0]] = k
			j.weights = append(j.weights, make([]float32, n)...)
			for _, c := range strings.Fields(cells[1]) {
				name, value, ok := strings.Cut(c, ":")
				class, known := at[name]
				v, err := strconv.ParseFloat(value, 32)
				if !ok || !known || err != nil {
					return nil, bad()
				}
				j.weights[k*n+class] = float32(v)
			}
		default:
			return nil, bad()
		}
		if err != nil {
			return nil, bad()
		}
	}
	return j, sc.Err()
}
