package train_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/extract/position/judge"
	"github.com/demarche-kg/demarche/extract/position/train"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// toy is a language of a few words. By its features "good" is supported, "bad"
// opposed, "dull" is no position; by what can be seen, a word whose first number is
// high is welcomed.
func toy() []train.Sentence {
	class := func(st schema.Stance) int { return 1 + slices.Index(schema.Stances(), st) }
	one := func(seen float32, class int, features ...string) train.Example {
		return train.Example{Candidate: judge.Candidate{Lo: 0, Hi: 1, Cue: -1, Features: features}, Class: class, Share: min(1, float64(class))}
	}
	var out []train.Sentence
	for range 60 {
		dark, light := [][]float32{{-1, 0.5}}, [][]float32{{1, 0.5}}
		out = append(out,
			train.Sentence{Views: dark, Examples: []train.Example{one(-1, class(schema.Supports), "bias", "word=good"), one(-1, 0, "bias", "word=dull")}},
			train.Sentence{Views: dark, Examples: []train.Example{one(-1, class(schema.Opposes), "bias", "word=bad")}},
			train.Sentence{Views: light, Examples: []train.Example{one(1, class(schema.Welcomes), "bias", "word=dull")}})
	}
	return out
}

func options() train.Options {
	return train.Options{Nets: 2, View: 32, Embed: 32, Hidden: 64, Epochs: 30, Rate: 0.02, Batch: 40, Seed: 7}
}

func bytesOf(t *testing.T, j *judge.Judge) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := judge.Write(&b, j); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFitLearnsAToyLanguage(t *testing.T) {
	j, err := judge.Read(bytesOf(t, train.Fit(toy(), options())))
	if err != nil {
		t.Fatal(err)
	}
	ask := func(seen float32, features ...string) (schema.Stance, float64) {
		v := j.Judge([][]float32{{seen, 0.5}}, []judge.Candidate{{Lo: 0, Hi: 1, Cue: -1, Features: features}})[0]
		st, _ := v.Best()
		return st, v.Take
	}
	for _, c := range []struct {
		seen float32
		word string
		want schema.Stance
	}{{-1, "good", schema.Supports}, {-1, "bad", schema.Opposes}, {1, "dull", schema.Welcomes}} {
		if st, take := ask(c.seen, "bias", "word="+c.word); st != c.want || take < 0.8 {
			t.Errorf("%s seen at %v: %s with %.2f, want %s", c.word, c.seen, st, take, c.want)
		}
	}
	if _, take := ask(-1, "bias", "word=dull"); take > 0.2 {
		t.Errorf("dull is taken with %.2f", take)
	}
}

func TestSameExamplesSameBytes(t *testing.T) {
	a, b := train.Fit(toy(), options()), train.Fit(toy(), options())
	if !bytes.Equal(bytesOf(t, a), bytesOf(t, b)) {
		t.Error("two judges of the same examples differ")
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
		trials[i].Score = judge.OnCurve(curve, trials[i].Score)
	}
	if _, ece := train.Reliability(trials); ece > 0.05 {
		t.Errorf("calibration error %.3f", ece)
	}
}

// apart are the gold texts that no judge is trained on: a fifth of them, by
// source. The judge that the program carries has not seen them either, so that
// their score is what to expect of a new text.
var apart = []string{
	"NZL_63_2008_excerpt", "UNSC_2003_SPV.4726Resumption1_spch046", "UNSC_2014_SPV.7154_spch023",
	"UNSC_2019_SPV.8676_spch013", "UNSC_2020_SPV.8703_spch014", "UNSC_2020_SPV.8714_spch005",
	"UNSC_2020_SPV.8734_spch011", "UNSC_2020_SPV.8754_spch016", "UNSC_2020_SPV.8770_spch011",
}

// readings are the gold texts of a folder, with what the rules propose.
func readings(t *testing.T, folder string, lines bool) (*position.Extractor, []train.Reading) {
	t.Helper()
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	x, err := position.New(lex)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := train.Reader{Lexicon: lex, Lines: lines}.Read(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	return x, train.Propose(x, docs)
}

// The floors of quality of the judge that the program carries. Raise them with
// every gain; lowering one is a loss.
func TestFloors(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all gold texts")
	}
	x, all := readings(t, "../../../eval/gold", false)
	unseen := slices.DeleteFunc(slices.Clone(all), func(r train.Reading) bool { return !slices.Contains(apart, r.Name) })
	if len(unseen) != len(apart) {
		t.Fatalf("%d of the texts kept apart are there", len(unseen))
	}
	type floors struct{ span, holder, side, stance, edge float64 }
	check := func(what string, rs []train.Reading, f floors) {
		_, score := train.Read(x, rs)
		t.Logf("%s\n%s", what, score)
		for _, c := range []struct {
			name      string
			got, want float64
		}{
			{"span", score.Span.F1(), f.span}, {"holder", score.Holder.F1(), f.holder}, {"side", score.Side.F1(), f.side},
			{"stance", score.Stance.F1(), f.stance}, {"edge", score.Edge.F1(), f.edge},
		} {
			if c.got < c.want {
				t.Errorf("%s: %s F1 %.3f, floor %.2f", what, c.name, c.got, c.want)
			}
		}
	}
	check("texts kept apart", unseen, floors{0.72, 0.71, 0.68, 0.63, 0.61})
	check("all gold texts", all, floors{0.81, 0.80, 0.79, 0.77, 0.73})
	outcomes, _ := train.Read(x, all)
	// Of texts that the judge knows more is right than it says.
	if _, ece := train.Reliability(train.Trials(outcomes)); ece > 0.12 {
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
	if right < 15 { // of 17, courtesies apart
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
	x, rs := readings(t, folder, true)
	_, score := train.Read(x, rs)
	t.Logf("reports\n%s", score)
	if score.Stance.F1() < 0.75 {
		t.Errorf("stance F1 %.3f", score.Stance.F1())
	}
}
