package network

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the files of testdata")

// writers are all writers of graphs, by the end of the file's name.
func writers() map[string]func(io.Writer, ...*Graph) error {
	return map[string]func(io.Writer, ...*Graph) error{
		"graphml": WriteGraphML, "gexf": WriteGEXF, "dot": WriteDOT, "edges.csv": WriteEdges, "nodes.csv": WriteNodes,
	}
}

// measuredSmall is the subtract network of small, with a column of each kind,
// and a name that every format must quote.
func measuredSmall(t testing.TB) *Graph {
	t.Helper()
	g, err := twoModeOf(t, small(), Options{}).Project(Subtract, AverageActivity)
	if err != nil {
		t.Fatal(err)
	}
	g.Nodes[0].Label = `A <"&\, ` + "\x01'é"
	g.NodeColumns = append(g.NodeColumns, Column{Name: "bloc", Texts: []string{"one", "two", "a,b"}},
		Column{Name: "strength", Floats: Strengths(g)})
	return g
}

// slicedSmall is a network of three years, in windows of two.
func slicedSmall(t testing.TB) []*Graph {
	t.Helper()
	ps := small()
	for i := range ps {
		ps[i].Date = []string{"2008", "2009-04", "2010-05-06"}[i%3]
	}
	c, err := Collect(All(ps), Options{Window: Window{Unit: Year, Width: 2, Step: 1}})
	if err != nil {
		t.Fatal(err)
	}
	cut, err := c.Slices()
	if err != nil {
		t.Fatal(err)
	}
	var all []*Graph
	for _, s := range cut {
		g, err := s.Project(Congruence, NoNorm)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, g)
	}
	return all
}

func TestWritersWriteWhatIsInTestdata(t *testing.T) {
	two := twoModeOf(t, small(), Options{})
	got := map[string][]byte{}
	put := func(name string, write func(io.Writer) error) {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		got[name] = b.Bytes()
	}
	for end, write := range writers() {
		put("small."+end, func(w io.Writer) error { return write(w, measuredSmall(t)) })
		put("sliced."+end, func(w io.Writer) error { return write(w, slicedSmall(t)...) })
		put("twomode."+end, func(w io.Writer) error { return write(w, two.Graph()) })
	}
	put("small.matrix.csv", func(w io.Writer) error { return WriteMatrix(w, measuredSmall(t)) })
	put("twomode.matrix.csv", func(w io.Writer) error { return WriteStandings(w, two) })
	for name, b := range got {
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, b, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b, want) {
			t.Errorf("%s is written as\n%s\nwant (go test -update after a change that is meant)\n%s", name, b, want)
		}
	}
}

// A broken disk is an error of every writer.
func TestWritersReturnErrors(t *testing.T) {
	g := measuredSmall(t)
	for end, write := range writers() {
		if err := write(broken{}, g); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("%s: %v", end, err)
		}
	}
	if err := WriteMatrix(broken{}, g); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("matrix: %v", err)
	}
	if err := WriteStandings(broken{}, twoModeOf(t, small(), Options{})); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("standings: %v", err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestNumbers(t *testing.T) {
	third, tenth := 1.0/3, 0.1
	for f, want := range map[float64]string{0: "0", 1: "1", -2.5: "-2.5", third: "0.333333333333", 3 * tenth: "0.3",
		1e-9: "0.000000001", 123456789012: "123456789012", 1e21: "1000000000000000000000"} {
		if got := number(f); got != want {
			t.Errorf("%v is written %s, want %s", f, got, want)
		}
	}
	if got := number(math.Copysign(0, -1)); got != "0" {
		t.Errorf("-0 is written %s", got)
	}
}

// FuzzWriters: whatever things are called, the XML is well formed and has all
// of its nodes and edges, and the CSV gives the names back.
func FuzzWriters(f *testing.F) {
	for _, s := range []string{"plain", `<&>"'`, "a\x00b\x1f", "\xff\xfe", "]]>", "a,b\n\"c\"\r\n", `\N "x\`, "Côte d’Ivoire", "\ufffe", ""} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, label, id string) {
		g := measuredSmall(t)
		g.Nodes[1].Label, g.Nodes[2].ID = label, "state/"+id
		g.NodeColumns[1].Texts[0], g.NodeColumns[1].Name = label, "col "+label
		for _, write := range []func(io.Writer, ...*Graph) error{WriteGraphML, WriteGEXF} {
			var b bytes.Buffer
			if err := write(&b, g); err != nil {
				t.Fatal(err)
			}
			count := map[string]int{}
			for dec := xml.NewDecoder(&b); ; {
				tok, err := dec.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("%q, %q: %v", label, id, err)
				}
				if e, ok := tok.(xml.StartElement); ok {
					count[e.Name.Local]++
				}
			}
			if count["node"] != 3 || count["edge"] != 3 {
				t.Fatalf("%q, %q: %v", label, id, count)
			}
		}
		var b bytes.Buffer
		if err := WriteNodes(&b, g); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(rows) != 4 {
			t.Fatalf("%v, %v", rows, err)
		}
		// A CSV reader takes \r\n in a cell for \n.
		if want := strings.ReplaceAll(label, "\r\n", "\n"); rows[2][1] != want {
			t.Fatalf("%q comes back as %q", want, rows[2][1])
		}
	})
}
