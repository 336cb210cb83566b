package lexicon

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// readmeRows returns the rows of README.md whose first cell is the name of a
// table's first column, one table of markdown each: the header left out, the
// escaped bars put back.
func readmeRows(t *testing.T, columns []string) [][]string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	in := false
	for _, line := range strings.Split(string(text), "\n") {
		cells := strings.Split(strings.ReplaceAll(strings.TrimSpace(line), `\|`, "\x00"), "|")
		if len(cells) != len(columns)+2 {
			in = false
			continue
		}
		row := make([]string, len(columns))
		for i := range row {
			row[i] = strings.ReplaceAll(strings.TrimSpace(cells[i+1]), "\x00", "|")
		}
		switch {
		case slices.Equal(row, columns):
			in = true
		case in && !strings.HasPrefix(row[0], "---"):
			out = append(out, row)
		}
	}
	return out
}

// embeddedCopy is the embedded lexicon, each of its files free to change.
func embeddedCopy(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for _, spec := range tables() {
		data, err := readFile(embedded, spec.file)
		if err != nil {
			t.Fatal(err)
		}
		out[spec.file] = &fstest.MapFile{Data: data}
	}
	return out
}

// TestReadmeAddsAStanceVerb follows the README: append its row, run the check.
func TestReadmeAddsAStanceVerb(t *testing.T) {
	rows := readmeRows(t, stancesTable().names())
	if len(rows) != 1 {
		t.Fatalf("%d rows of stances in README.md, want 1", len(rows))
	}
	files := embeddedCopy(t)
	files["stances.tsv"].Data = append(files["stances.tsv"].Data, strings.Join(rows[0], "\t")+"\n"...)
	for _, f := range Check(files) {
		t.Error(f)
	}
}

// TestReadmeAddsAnInstrument follows the README: write its row at its place in
// the alphabet, run the check. What the row does to a text is tested where
// texts are linked, in extract/entity.
func TestReadmeAddsAnInstrument(t *testing.T) {
	rows := readmeRows(t, instrumentsTable().names())
	if len(rows) != 1 {
		t.Fatalf("%d rows of instruments in README.md, want 1", len(rows))
	}
	files := embeddedCopy(t)
	lines := strings.SplitAfter(string(files["instruments.tsv"].Data), "\n")
	at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "zero-tolerance-policy\t") })
	if at < 0 {
		t.Fatal("README.md puts the row before one that is not there")
	}
	lines = slices.Insert(lines, at, strings.Join(rows[0], "\t")+"\n")
	files["instruments.tsv"].Data = []byte(strings.Join(lines, ""))
	for _, f := range Check(files) {
		t.Error(f)
	}
}

// TestReadmeNamesEveryTableAndFrame finds what the README leaves out.
func TestReadmeNamesEveryTableAndFrame(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range TableNames() {
		if !strings.Contains(string(text), "`"+name+".tsv`") {
			t.Errorf("README.md does not name %s.tsv", name)
		}
	}
	for _, f := range Frames() {
		if !strings.Contains(string(text), "| `"+string(f)+"` |") {
			t.Errorf("README.md does not show the frame %q", f)
		}
	}
}
