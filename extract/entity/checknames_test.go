package entity

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/demarche-kg/demarche/lexicon"
)

func TestEachNameLeadsToItsRow(t *testing.T) {
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range CheckNames(lex) {
		t.Errorf("%s: %q yields %q", f.Row, f.Name, f.Got)
	}
}

// withRow is the embedded lexicon with one row more in a table, before the row
// that begins with these words.
func withRow(t *testing.T, table, row, before string) *lexicon.Lexicon {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range lexicon.TableNames() {
		f, err := os.ReadFile(filepath.Join("..", "..", "lexicon", name+".tsv"))
		if err != nil {
			t.Fatal(err)
		}
		if name == table {
			was := string(f)
			f = []byte(strings.Replace(was, "\n"+before+"\t", "\n"+row+"\n"+before+"\t", 1))
			if string(f) == was {
				t.Fatalf("%s has no row %s", table, before)
			}
		}
		files[name+".tsv"] = &fstest.MapFile{Data: f}
	}
	lex, err := lexicon.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

func TestANameThatLeadsElsewhereIsFound(t *testing.T) {
	lex := withRow(t, "instruments", "zenda-convention\tZenda Convention\tZenda rules. Harbours\t\ttreaty\t1994\tlaw-of-the-sea\t\t\t\t\town", "zero-tolerance-policy")
	lost := CheckNames(lex)
	if len(lost) != 1 || lost[0].Name != "Zenda rules. Harbours" || lost[0].Row != "instruments.tsv:zenda-convention" {
		t.Errorf("%+v", lost)
	}
}

// TestReadmeAddsAnInstrument follows lexicon/README.md: with its row, its two
// sentences are about its instrument.
func TestReadmeAddsAnInstrument(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "lexicon", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	row := ""
	for _, line := range strings.Split(string(readme), "\n") {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "| zenda-convention |") {
			cells := strings.Split(strings.ReplaceAll(line, `\|`, "\x00"), "|")
			for i := range cells {
				cells[i] = strings.ReplaceAll(strings.TrimSpace(cells[i]), "\x00", "|")
			}
			row = strings.Join(cells[1:len(cells)-1], "\t")
		}
	}
	lex := withRow(t, "instruments", row, "zero-tolerance-policy")
	for _, f := range CheckNames(lex) {
		t.Errorf("%s: %q yields %q", f.Row, f.Name, f.Got)
	}
	l, c := NewLinker(lex), NewContext("A/63/PV.9")
	for _, sentence := range []string{"We signed the Harbours Convention.", "We uphold the Convention.", "We back the Convention on Harbours."} {
		if words := strings.TrimPrefix(sentence, "We back the "); !strings.Contains(string(readme), strings.TrimSuffix(words, ".")) {
			t.Errorf("README.md does not say %q", words)
		}
		got := l.Link(sentence, c)
		if !slices.ContainsFunc(got, func(m Mention) bool { return m.ID == "instrument/zenda-convention" }) {
			t.Errorf("%q: %+v", sentence, got)
		}
	}
}
