package record_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/extract/record"
	"github.com/demarche-kg/demarche/schema"
)

var update = flag.Bool("update", false, "write the .want files anew")

// someStates is enough of a lexicon for the test data.
func someStates(label string) (string, bool) {
	code, ok := map[string]string{
		"Belgium": "BEL", "China": "CHN", "Colombia": "COL", "France": "FRA", "Jordan": "JOR", "Kazakhstan": "KAZ",
		"Liechtenstein": "LIE", "Rwanda": "RWA", "Ukraine": "UKR", "United Kingdom": "GBR", "Venezuela": "VEN",
		"United States of America": "USA", "Venezuela (Bolivarian Republic of)": "VEN",
	}[label]
	return code, ok
}

// TestGolden reads every text in testdata and compares what comes of it with
// the .want beside it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			rec, err := record.Read(context.Background(), bytes.NewReader(data), path, record.Options{State: someStates})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range rec.Speeches {
				checkPassage(t, path, data, s.Text, rec.Symbol)
			}
			got := []byte(printed(rec))
			wanted := strings.TrimSuffix(path, ".txt") + ".want"
			if *update {
				if err := os.WriteFile(wanted, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(wanted)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// printed is a record for people to read.
func printed(r *schema.Record) string {
	var b strings.Builder
	fmt.Fprintf(&b, "record %s\ntitle %s\ndate %s\nfile %s, %d bytes, part: %v\n", r.Symbol, r.Title, r.Date, r.File, r.Bytes, r.Part)
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "warning %s\n", w)
	}
	for _, s := range r.Speeches {
		fmt.Fprintf(&b, "\n%d. %s | %s | %s | %s | language %s | page %d\n%s\n", s.N, s.Speaker.Name, s.Speaker.Affiliation, s.Speaker.State, s.Role, s.Language, s.Page, s.Text.Text)
	}
	text := b.String()
	for strings.Contains(text, " \n") {
		text = strings.ReplaceAll(text, " \n", "\n")
	}
	return text
}
