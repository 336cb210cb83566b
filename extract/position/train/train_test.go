package train_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/extract/position/train"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// toy is a language of two words: "good" is supported, "bad" opposed, "dull"
// is no position.
func toy() (out []train.Example) {
	at := map[schema.Stance]int{}
	for i, c := range position.Classes() {
		at[c] = i
	}
	for range 30 {
		out = append(out,
			train.Example{Features: []string{"bias", "word=good"}, Class: at[schema.Supports]},
			train.Example{Features: []string{"bias", "word=bad"}, Class: at[schema.Opposes]},
			train.Example{Features: []string{"bias", "word=dull"}, Class: 0},
			train.Example{Features: []string{"bias", "word=unsure"}, Class: -1})
	}
	return out
}

func bytesOf(t *testing.T, j *position.Judge) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := j.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFitLearnsAToyLanguage(t *testing.T) {
	j := train.Fit(toy(), train.Options{Seed: 7, Epochs: 40, Rate: 0.3})
	best := func(features ...string) (out schema.Stance) {
		p := j.Probs(features)
		top := 0
		for i := range p {
			if p[i] > p[top] {
				top = i
			}
		}
		return position.Classes()[top]
	}
	if best("bias", "word=good") != schema.Supports || best("bias", "word=bad") != schema.Opposes || best("bias", "word=dull") != "" {
		t.Errorf("%s %s %s", best("bias", "word=good"), best("bias", "word=bad"), best("bias", "word=dull"))
	}
}

func TestSameExamplesSameBytes(t *testing.T) {
	a, b := train.Fit(toy(), train.Options{Seed: 7}), train.Fit(toy(), train.Options{Seed: 7})
	if !bytes.Equal(bytesOf(t, a), bytesOf(t, b)) {
		t.Error("two judges of the same examples differ")
	}
}

func TestJudgeRoundTrip(t *testing.T) {
	j := train.Fit(toy(), train.Options{Seed: 7})
	j.Curve = [][2]float64{{0.2, 0.1}, {0.8, 0.9}}
	first := bytesOf(t, j)
	again, err := position.ReadJudge(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, bytesOf(t, again)) {
		t.Error("what is read is not what was written")
	}
}

func TestReadJudgeNamesTheLine(t *testing.T) {
	for _, bad := range []string{"threshold\tmuch", "curve\t1", "f\tnosuch:1", "f\tnone:x", "f\tnone:1\nf\tnone:1"} {
		if _, err := position.ReadJudge(strings.NewReader("# a judge\n" + bad)); err == nil || !strings.Contains(err.Error(), "line ") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestCalibrateNeverFalls(t *testing.T) {
	var trials []train.Trial
	for i := range 400 {
		s := float64(i) / 400
		trials = append(trials, train.Trial{Score: s, Right: (i*7919)%400 < i/2})
	}
	curve := train.Calibrate(trials)
	for i := 1; i < len(curve); i++ {
		if curve[i][1] < curve[i-1][1] || curve[i][0] < curve[i-1][0] {
			t.Errorf("falls at %v", curve[i])
		}
	}
	for i := range trials {
		trials[i].Score = position.OnCurve(curve, trials[i].Score)
	}
	if _, ece := train.Reliability(trials); ece > 0.05 {
		t.Errorf("calibration error %.3f", ece)
	}
}

// The floors of quality, cross-validated: each text is read by a judge that
// has not seen its meeting. Raise them with every gain; lowering one is a loss.
func TestFloors(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all gold texts")
	}
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	docs, err := train.Reader{Lexicon: lex}.Read(context.Background(), "../../../eval/gold")
	if err != nil {
		t.Fatal(err)
	}
	with := func(j *position.Judge) *position.Extractor { return position.NewWith(lex, j) }
	outcomes, score := train.Validate(with, train.Propose(with(nil), docs), 6, train.Options{Seed: 7})
	t.Logf("cross-validated\n%s", score)
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"span", score.Span.F1(), 0.64}, {"holder", score.Holder.F1(), 0.62}, {"side", score.Side.F1(), 0.58},
		{"stance", score.Stance.F1(), 0.51}, {"edge", score.Edge.F1(), 0.64},
	} {
		if c.got < c.want {
			t.Errorf("%s F1 %.3f, floor %.2f", c.name, c.got, c.want)
		}
	}
	if _, ece := train.Reliability(train.Calibrated(outcomes)); ece > 0.05 {
		t.Errorf("calibration error %.3f", ece)
	}
	right := 0
	for _, o := range outcomes {
		if o.Name == "SPV.5881_kazakhstan" {
			for _, p := range o.Text.Pairs {
				if p.Gold.Stance == p.System.Stance && p.Gold.Holder == p.System.Holder {
					right++
				}
			}
		}
	}
	if right < 14 { // of 17, courtesies apart
		t.Errorf("%d positions of the Kazakhstan speech are right", right)
	}
}

// Reports of negotiations, where they are at hand: they are not ours to ship.
func TestFloorOfReports(t *testing.T) {
	shared := os.Getenv("DEMARCHE_SHARED")
	if shared == "" {
		shared = "../../../../shared"
	}
	folder := filepath.Join(shared, "gold", "dev-reports")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no reports: %v", err)
	}
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	docs, err := train.Reader{Lexicon: lex, Lines: true}.Read(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	x, err := position.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	_, score := train.Read(x, train.Propose(x, docs))
	t.Logf("reports\n%s", score)
	if score.Stance.F1() < 0.55 {
		t.Errorf("stance F1 %.3f", score.Stance.F1())
	}
}
