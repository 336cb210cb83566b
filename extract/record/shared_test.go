package record_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/extract/record"
	"github.com/demarche-kg/demarche/schema"
)

// shared is the folder of corpora and gold texts that development uses and
// that is no part of the product: $DEMARCHE_SHARED, or shared beside the
// module.
func shared(t *testing.T, under string) string {
	t.Helper()
	dir := os.Getenv("DEMARCHE_SHARED")
	if dir == "" {
		root, err := os.Getwd()
		for err == nil {
			if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
				break
			}
			if filepath.Dir(root) == root {
				t.Fatal("no go.mod above the test")
			}
			root = filepath.Dir(root)
		}
		dir = filepath.Join(root, "..", "shared")
	}
	dir = filepath.Join(dir, under)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no %s: the texts for development are not here; set DEMARCHE_SHARED", dir)
	}
	return dir
}

// texts are the .txt files under dir, sorted.
func texts(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".txt") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d texts under %s: %v", len(files), dir, err)
	}
	sort.Strings(files)
	return files
}

// isoStates resolves the names of states by the ISO list among the shared
// files and what the United Nations calls some of them.
func isoStates(t *testing.T) func(string) (string, bool) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(shared(t, "refs/iso-codes"), "iso_3166-1.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list map[string][]struct {
		Code     string `json:"alpha_3"`
		Name     string `json:"name"`
		Official string `json:"official_name"`
		Common   string `json:"common_name"`
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	codes := map[string]string{"United Kingdom of Great Britain and Northern Ireland": "GBR", "Niger": "NER", "Turkey": "TUR",
		"Holy See": "VAT", "Palestine": "PSE", "State of Palestine": "PSE", "Côte d'Ivoire": "CIV", "Cote d'Ivoire": "CIV",
		"Democratic Republic of the Congo": "COD", "Republic of Korea": "KOR", "Democratic People's Republic of Korea": "PRK",
		"Republic of Moldova": "MDA", "United Republic of Tanzania": "TZA", "Islamic Republic of Iran": "IRN", "Sudan": "SDN",
		"Bolivarian Republic of Venezuela": "VEN", "Plurinational State of Bolivia": "BOL", "Libyan Arab Jamahiriya": "LBY",
		"Federated States of Micronesia": "FSM", "Swaziland": "SWZ", "Serbia and Montenegro": "SCG", "Cape Verde": "CPV",
		"the former Yugoslav Republic of Macedonia": "MKD", "The former Yugoslav Republic of Macedonia": "MKD", "Kosovo": "XKX"}
	for _, s := range list["3166-1"] {
		for _, n := range []string{s.Name, s.Official, s.Common} {
			if n != "" {
				codes[n] = s.Code
			}
		}
		if i := strings.Index(s.Name, ", "); i > 0 { // "Iran, Islamic Republic of"
			codes[s.Name[i+2:]+" "+s.Name[:i]] = s.Code
			codes[s.Name[:i]+" ("+s.Name[i+2:]+")"] = s.Code
			if s.Name[:i] != "Congo" && s.Name[:i] != "Korea" {
				codes[s.Name[:i]] = s.Code
			}
		}
	}
	return func(label string) (string, bool) {
		code, ok := codes[strings.ReplaceAll(label, "’", "'")]
		return code, ok
	}
}

func read(t *testing.T, path string, o record.Options) (*schema.Record, []byte, error) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := record.Read(context.Background(), bytes.NewReader(data), path, o)
	return rec, data, err
}

// TestSharedOffsets reads every text there is and asks for every sentence, and
// for spans at random, whether the bytes of the file are the words.
func TestSharedOffsets(t *testing.T) {
	o := record.Options{State: isoStates(t)}
	for _, under := range []string{"corpus/general-debate", "corpus/security-council-2020", "corpus/security-council-wrapped", "corpus/resolutions", "gold/dev", "gold/dev-reports"} {
		t.Run(under, func(t *testing.T) {
			files := texts(t, shared(t, under))
			var spans, repaired, speeches int
			for i, path := range files {
				if testing.Short() && i%10 != 0 {
					continue // one in ten will do
				}
				rec, data, err := read(t, path, o)
				if err != nil {
					t.Errorf("%v", err)
					continue
				}
				for _, s := range rec.Speeches {
					speeches++
					n, r := checkPassage(t, path, data, s.Text, rec.Symbol)
					spans, repaired = spans+n, repaired+r
				}
			}
			t.Logf("%d files, %d speeches, %d spans, of which %d with a page header or a note inside", len(files), speeches, spans, repaired)
		})
	}
}

// TestSharedHeads measures in how many of the Security Council's speeches the
// reader finds who speaks, and for whom.
func TestSharedHeads(t *testing.T) {
	o := record.Options{State: isoStates(t)}
	parens := regexp.MustCompile(`^[^:(]{2,60}\((?:[^)s][^)]*)\)`)
	for _, c := range []struct {
		under         string
		named, stated float64
	}{
		{"corpus/security-council-2020", 0.99, 0.97},
		{"corpus/security-council-wrapped", 0.95, 0.97},
	} {
		t.Run(c.under, func(t *testing.T) {
			var files, named, affiliated, stated, parted int
			for _, path := range texts(t, shared(t, c.under)) {
				rec, data, err := read(t, path, o)
				if err != nil {
					t.Error(err)
					continue
				}
				files++
				if rec.Speeches[0].Speaker.Name != "" {
					named++
				} else {
					t.Logf("no speaker: %s", filepath.Base(path))
				}
				if len(rec.Speeches) > 1 {
					parted++
				}
				s := rec.Speeches[0].Speaker
				if s.Affiliation != "" || parens.Match(data[:min(len(data), 200)]) {
					affiliated++
					if s.State != "" {
						stated++
					} else {
						t.Logf("no state: %s: %+v", filepath.Base(path), s)
					}
				}
			}
			t.Logf("%d files: %d with a speaker (%.3f); of %d with an affiliation, %d with a state (%.3f); %d with more than one part",
				files, named, float64(named)/float64(files), affiliated, stated, float64(stated)/float64(affiliated), parted)
			if float64(named) < c.named*float64(files) || float64(stated) < c.stated*float64(affiliated) {
				t.Errorf("below the floor of %.2f named, %.2f with a state", c.named, c.stated)
			}
		})
	}
}

// TestSharedGold looks for the sentences that coders marked.
func TestSharedGold(t *testing.T) {
	dir := shared(t, "gold/dev")
	o := record.Options{State: isoStates(t)}
	var all, squashed, exact int
	for _, path := range texts(t, dir) {
		rec, _, err := read(t, path, o)
		if err != nil {
			t.Error(err)
			continue
		}
		var text strings.Builder
		for _, s := range rec.Speeches {
			text.WriteString(s.Text.Text + "\n\n")
		}
		flowing := strings.Join(strings.Fields(text.String()), " ")
		gold, err := os.ReadFile(strings.TrimSuffix(path, ".txt") + ".jsonl")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		for row := range strings.Lines(string(gold)) {
			var g struct{ Evidence string }
			if err := json.Unmarshal([]byte(row), &g); err != nil {
				t.Fatal(err)
			}
			all++
			if strings.Contains(flowing, g.Evidence) {
				exact++
				squashed++
			} else if strings.Contains(squash(flowing), squash(g.Evidence)) {
				squashed++
				t.Logf("not exact: %s: %q", filepath.Base(path), g.Evidence)
			} else {
				t.Logf("not found: %s: %q", filepath.Base(path), g.Evidence)
			}
		}
	}
	t.Logf("%d pieces of evidence: %.4f found, %.4f exactly", all, float64(squashed)/float64(all), float64(exact)/float64(all))
	if float64(exact) < 0.99*float64(all) {
		t.Error("below the floor of 0.99 exact")
	}
}
