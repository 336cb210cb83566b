package eval_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/eval"
	"github.com/demarche-kg/demarche/schema"
)

func readPositions(t *testing.T, file string) (out []schema.Position) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var p schema.Position
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		out = append(out, p)
	}
	return out
}

func goldFiles(t *testing.T) []string {
	t.Helper()
	files, _ := filepath.Glob("gold/*.jsonl")
	if len(files) != 45 {
		t.Fatalf("%d gold files", len(files))
	}
	return files
}

// perturb makes what a middling system might find of gold.
func perturb(random *rand.Rand, gold []schema.Position) (out []schema.Position) {
	stances := schema.Stances()
	for _, p := range gold {
		switch words := strings.Fields(p.Target); random.IntN(8) {
		case 0:
			continue
		case 1:
			p.Stance = stances[random.IntN(len(stances))]
		case 2:
			p.Holder = "FRA"
		case 3:
			p.Target = strings.Join(words[:(len(words)+1)/2], " ")
		case 4:
			p.Entities = nil
			p.Evidence = p.Evidence[:len(p.Evidence)/2]
		case 5:
			out = append(out, p)
		}
		out = append(out, p)
	}
	random.Shuffle(len(out), func(a, b int) { out[a], out[b] = out[b], out[a] })
	return out
}

// The scorer of the annotation guidelines and this one give the same figures.
func TestAgreesWithTheReferenceScorer(t *testing.T) {
	shared := os.Getenv("DEMARCHE_SHARED")
	if shared == "" {
		shared = "../../shared"
	}
	script := filepath.Join(shared, "gold", "score.py")
	if _, err := os.Stat(script); err != nil {
		t.Skipf("no reference scorer: %v", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skipf("no python3: %v", err)
	}
	for seed := range uint64(2) {
		random := rand.New(rand.NewPCG(seed, 1))
		folder := t.TempDir()
		for _, thanks := range []bool{false, true} {
			var score eval.Score
			for _, f := range goldFiles(t) {
				gold := readPositions(t, f)
				system := perturb(random, gold)
				score.Add(gold, system, eval.Options{Thanks: thanks})
				var b strings.Builder
				for _, p := range system {
					if p.Entities == nil {
						p.Entities = []schema.Mention{}
					}
					line, err := json.Marshal(p)
					if err != nil {
						t.Fatal(err)
					}
					b.Write(append(line, '\n'))
				}
				if err := os.WriteFile(filepath.Join(folder, filepath.Base(f)), []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			args := []string{script, "--json", "gold", folder}
			if thanks {
				args = append(args, "--thanks")
			}
			raw, err := exec.Command(python, args...).Output()
			if err != nil {
				t.Fatal(err)
			}
			var want map[string]struct{ P, R, F1 float64 }
			if err := json.Unmarshal(raw, &want); err != nil {
				t.Fatal(err)
			}
			for name, c := range map[string]eval.Count{"span": score.Span, "holder": score.Holder, "side": score.Side, "stance": score.Stance, "edge": score.Edge} {
				got := fmt.Sprintf("%.3f %.3f %.3f", c.P(), c.R(), c.F1())
				if w := fmt.Sprintf("%.3f %.3f %.3f", want[name].P, want[name].R, want[name].F1); got != w {
					t.Errorf("seed %d thanks %v %s: %s, reference %s", seed, thanks, name, got, w)
				}
			}
		}
	}
}

func TestGoldAgreesWithItself(t *testing.T) {
	var a eval.Agreement
	for _, f := range goldFiles(t) {
		gold := readPositions(t, f)
		a.Add(gold, gold, eval.Options{Thanks: true})
	}
	if a.Score.Stance.F1() != 1 || a.Score.Edge.F1() != 1 || a.Alpha() != 1 {
		t.Errorf("\n%salpha %v", a.Score, a.Alpha())
	}
}
