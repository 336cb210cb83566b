package extract

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/extract/record"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// gold is the folder of texts whose positions people found.
const gold = "../eval/gold"

func newExtractor(t *testing.T) *Extractor {
	t.Helper()
	l, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	x, err := New(l, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// readGold reads the texts of gold.
func readGold(t *testing.T) []*schema.Record {
	t.Helper()
	files, err := filepath.Glob(gold + "/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in %s: %v", gold, err)
	}
	var out []*schema.Record
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := record.Read(t.Context(), f, filepath.Base(file), record.Options{})
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// squash leaves out what line ends do to words.
func squash(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), ""), "-", "")
}

// TestSentences compares the sentences with those that people quoted whole as
// evidence. The few that differ have a page header inside, or were quoted
// without their full stop.
func TestSentences(t *testing.T) {
	x := newExtractor(t)
	right, all := 0, 0
	for _, r := range readGold(t) {
		speeches, err := x.Read(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		ours := map[string]bool{}
		for _, s := range speeches[0] {
			for _, q := range s.Sentences {
				ours[squash(s.Speech.Text.Text[q.Start:q.End])] = true
			}
		}
		for quoted := range evidence(t, r.File) {
			all++
			if ours[quoted] {
				right++
			} else {
				t.Logf("%s: not one of our sentences: %s", r.File, quoted)
			}
		}
	}
	t.Logf("%d of %d sentences", right, all)
	if float64(right) < 0.99*float64(all) {
		t.Errorf("%d of %d sentences are as people quoted them, the floor is 0.99", right, all)
	}
}

// evidence are the sentences quoted in the gold of a text, squashed.
func evidence(t *testing.T, file string) map[string]bool {
	t.Helper()
	f, err := os.Open(filepath.Join(gold, strings.TrimSuffix(file, ".txt")+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]bool{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p schema.Position
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		out[squash(p.Evidence)] = true
	}
	return out
}

// TestPositionsHold checks what every position promises: its evidence are the
// words at its place, its target and cue are words of it, its ID is its own,
// and reading once more gives the same.
func TestPositionsHold(t *testing.T) {
	x := newExtractor(t)
	for _, r := range readGold(t) {
		first, err := x.Positions(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		source, err := os.ReadFile(filepath.Join(gold, r.File))
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for _, p := range first[0] {
			// A page header that the reader cut out of a sentence is still
			// among its bytes.
			got, want := squash(string(source[p.Start:p.End])), squash(p.Evidence)
			if !utf8.ValidString(got) {
				continue // Windows-1252: extract/record tests that
			}
			if !subsequence(want, got) {
				t.Errorf("%s: bytes %d to %d are %q, not the evidence %q", r.File, p.Start, p.End, got, p.Evidence)
			}
			for _, words := range []string{p.Target, p.Cue} {
				if !strings.Contains(squash(p.Evidence), squash(words)) {
					t.Errorf("%s: %q is not in the evidence %q", r.File, words, p.Evidence)
				}
			}
			if ids[p.ID] {
				t.Errorf("%s: two positions have the ID %s", r.File, p.ID)
			}
			ids[p.ID] = true
			switch p.Modality {
			case "", schema.Must, schema.Should, schema.Would, schema.Can, schema.May, schema.Will:
			default:
				t.Errorf("%s: modality %q", r.File, p.Modality)
			}
			if !p.Stance.Valid() || p.Side != p.Stance.Side() || p.HolderID == "" || len(p.Because) == 0 {
				t.Errorf("%s: not whole: %+v", r.File, p)
			}
		}
		again, err := x.Positions(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(first, again) {
			t.Errorf("%s: read once more, it gives other positions", r.File)
		}
	}
}

// subsequence reports whether the bytes of s stand in t in that order.
func subsequence(s, t string) bool {
	for i := 0; i < len(t) && s != ""; i++ {
		if t[i] == s[0] {
			s = s[1:]
		}
	}
	return s == ""
}

// TestCancelled checks that a cancelled extraction is an error, not less.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newExtractor(t).Positions(ctx, readGold(t)...); err == nil {
		t.Error("no error")
	}
}

// FuzzPositions feeds any text through the whole way.
func FuzzPositions(f *testing.F) {
	f.Add("We support the Arms Trade Treaty and call on all States to ratify it.")
	f.Add("CANADA, supported by SWITZERLAND and opposed by the EU, urged parties to act.")
	f.Add("the the the ((((((( of of and; and; , , , \x00\xff ’s '' \"")
	f.Add(strings.Repeat("and to call on States to urge States that ", 60))
	l, err := lexicon.Default()
	if err != nil {
		f.Fatal(err)
	}
	x, err := New(l, Options{Cores: 1})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := &schema.Record{Symbol: "S/PV.1", Speeches: []schema.Speech{{N: 1, Role: schema.RoleDelegate,
			Speaker: schema.Speaker{State: "KAZ"}, Text: schema.Passage{Text: text}}}}
		found, err := x.Positions(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range found[0] {
			if p.Start < 0 || p.End > len(text) || p.Start >= p.End {
				t.Fatalf("bytes %d to %d of %d", p.Start, p.End, len(text))
			}
		}
	})
}
