package judge_test

import (
	"bytes"
	"errors"
	"math"
	"testing"

	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/position/judge"
)

// small is a judge of two nets with numbers of no meaning.
func small() *judge.Judge {
	n := 0
	fill := func(k int) []float32 {
		out := make([]float32, k)
		for i := range out {
			n++
			out[i] = float32(n%7-3) / 4
		}
		return out
	}
	j := &judge.Judge{Threshold: 0.3, Curve: [][2]float64{{0.2, 0.1}, {0.8, 0.9}}, Names: []string{"a", "b=c"},
		Lens: &model.Lens{In: 3, Out: 4, W: fill(12), Bias: fill(4)}}
	for range 2 {
		net := judge.Net{View: 2, Embed: 3, Hidden: 5}
		net.Features, net.In, net.Bias = fill(6), fill(net.Width()*5), fill(5)
		net.Out, net.OutBias = fill(5*judge.Outputs), fill(judge.Outputs)
		j.Nets = append(j.Nets, net)
	}
	j.Index()
	return j
}

func written(t testing.TB, j *judge.Judge) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := judge.Write(&b, j); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRoundTrip(t *testing.T) {
	first := written(t, small())
	j, err := judge.Read(first)
	if err != nil {
		t.Fatal(err)
	}
	if again := written(t, j); !bytes.Equal(first, again) {
		t.Error("what is read is not what was written")
	}
	if j.Version == "" {
		t.Error("no version")
	}
	c := []judge.Candidate{{Lo: 0, Hi: 2, Head: 1, Pred: 0, Cue: -1, Features: []string{"a", "unknown"}}}
	seen := [][]float32{{1, 2, 3}, {-1, 0, 1}}
	a, b := small().Judge(seen, c)[0], j.Judge(seen, c)[0]
	if math.Abs(a.Take-b.Take) > 0.05 {
		t.Errorf("%.3f written, %.3f read", a.Take, b.Take)
	}
	sum := 0.0
	for _, p := range b.Stances {
		sum += p
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("stances sum to %v", sum)
	}
}

// A candidate without views is judged by its features alone, one out of range
// as far as it goes: a broken tree must not end the program.
func TestJudgeWithoutViews(t *testing.T) {
	j := small()
	for _, c := range []judge.Candidate{{Lo: 0, Hi: 1, Features: []string{"a"}}, {Lo: 5, Hi: 9, Head: 7, Pred: -1, Cue: 20}} {
		if v := j.Judge(nil, []judge.Candidate{c})[0]; math.IsNaN(v.Take) {
			t.Errorf("%+v: %+v", c, v)
		}
	}
	if v := j.Judge(nil, nil); len(v) != 0 {
		t.Errorf("%d verdicts on nothing", len(v))
	}
}

func TestEnglish(t *testing.T) {
	j, err := judge.English()
	if err != nil {
		t.Fatal(err)
	}
	if len(j.Names) < 1000 || j.Threshold <= 0 || len(j.Curve) < 2 {
		t.Errorf("%d features, threshold %v, curve %v", len(j.Names), j.Threshold, j.Curve)
	}
}

func FuzzRead(f *testing.F) {
	whole := written(f, small())
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("DEMARCHE-JUDGE 2\n"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := judge.Read(data); err != nil && !errors.Is(err, judge.ErrFormat) {
			t.Errorf("%v", err)
		}
	})
}
