package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

// peers exports a graph with all that is hard to write, in every format.
func peers(t *testing.T) (*Graph, map[rdf.Format]string) {
	t.Helper()
	g, _ := small(t)
	odd := position("records of a <meeting> #1 (100%)", 1, "KAZ", schema.Advocates, "the \"two-State\" solution\\\n\t’é日本\u0001", 0.85, register())
	odd.Action, odd.Date, odd.Addressee = []string{"strengthen", "develop"}, "2008-04", "all States"
	second := position("S/PV.9000", 3, "FRA", schema.Advocates, "the Register", 0.8, register())
	for _, p := range []schema.Position{odd, second} {
		if err := g.ReplaceRecord(context.Background(), p.Record, []schema.Position{p}); err != nil {
			t.Fatal(err)
		}
	}
	err := g.ReplaceLexicon(context.Background(), []schema.Entity{
		{ID: "state/KAZ", Type: schema.TypeState, Name: "KAZ", Label: "Kazakhstan", Aliases: []string{"Republic of Kazakhstan"}, Since: "1992-03-02",
			SameAs: []string{"http://www.wikidata.org/entity/Q232", "no IRI"}},
		{ID: "instrument/arms-trade-treaty", Type: schema.TypeInstrument, Name: "Arms Trade Treaty", Aliases: []string{"ATT"}, Kind: "treaty",
			Since: "2014", Topics: []string{"conventional-arms"}},
		{ID: "group/gang", Type: schema.TypeGroup, Name: "Gang", Kind: "a kind of its own"},
	}, []schema.Membership{{Member: "state/KAZ", Group: "group/non-aligned-movement", Since: "1995", Until: "2010-01"}})
	if err != nil {
		t.Fatal(err)
	}
	files := map[rdf.Format]string{}
	for _, f := range rdf.Formats() {
		files[f] = filepath.Join(t.TempDir(), "all."+f.Extension())
		var b bytes.Buffer
		if err := g.Export(context.Background(), &b, f, Filter{}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(files[f], b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return g, files
}

// counts are how many quads, and how many triples whatever their graph, the
// N-Quads export has.
func counts(t *testing.T, g *Graph) (quads, triples int) {
	t.Helper()
	distinct := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(nquads(t, g, Filter{})), "\n") {
		quads++
		distinct[line[:strings.LastIndex(line[:len(line)-2], " ")]] = true
	}
	return quads, len(distinct)
}

func TestRapperReadsWhatWeWrite(t *testing.T) {
	rapper, err := exec.LookPath("rapper")
	if err != nil {
		t.Skip("no rapper: install Debian's raptor2-utils")
	}
	g, files := peers(t)
	quads, triples := counts(t, g)
	for f, want := range map[rdf.Format]int{rdf.NQuads: quads, rdf.NTriples: triples, rdf.Turtle: triples, rdf.TriG: quads, rdf.RDFXML: triples} {
		out, err := exec.Command(rapper, "--count", "--input", f.String(), files[f]).CombinedOutput()
		if err != nil || strings.Contains(string(out), "Warning") || !strings.Contains(string(out), "returned "+strconv.Itoa(want)+" triples") {
			t.Errorf("%s: want %d, got %s %v", f, want, out, err)
		}
	}
}

// ask asks oxigraph about a file.
func ask(t *testing.T, file string, f rdf.Format, queries ...string) (quads int, answers [][][]string) {
	t.Helper()
	const peer = "rdf/peer"
	if _, err := os.Stat(filepath.Join(peer, "node_modules", "oxigraph")); err != nil {
		t.Skip("no oxigraph: say npm ci in graph/rdf/peer")
	}
	cmd := exec.Command("node", append([]string{"ask.mjs", file, f.MediaType()}, queries...)...)
	cmd.Dir = peer
	var fault bytes.Buffer
	cmd.Stderr = &fault
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", f, err, fault.Bytes())
	}
	var a struct {
		Quads   int
		Answers [][][]string
	}
	if err := json.Unmarshal(out, &a); err != nil {
		t.Fatal(err)
	}
	return a.Quads, a.Answers
}

func TestOxigraphReadsWhatWeWrite(t *testing.T) {
	g, files := peers(t)
	quads, triples := counts(t, g)
	for f, want := range map[rdf.Format]int{rdf.NQuads: quads, rdf.NTriples: triples, rdf.Turtle: triples, rdf.TriG: quads,
		rdf.JSONLD: quads, rdf.RDFXML: triples} {
		if got, _ := ask(t, files[f], f); got != want {
			t.Errorf("%s: oxigraph has %d, want %d", f, got, want)
		}
	}
}

func TestSPARQLFindsWhatOurFilterFinds(t *testing.T) {
	g, files := peers(t)
	const prefix = "PREFIX dm: <" + schema.Namespace + "> PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
	for f, file := range files {
		if f.KeepsGraphs() || f == rdf.RDFXML {
			continue // the default graph is empty there
		}
		_, answers := ask(t, file, f,
			prefix+`SELECT ?p { ?p dm:confidence ?confidence FILTER (?confidence > 0.8) }`,
			prefix+`SELECT ?p { ?p dm:holder/dm:advocates ?x ; dm:saidIn/dcterms:date ?d FILTER (?d = "2008-04-30"^^xsd:date) }`,
			prefix+`SELECT DISTINCT ?who { <`+g.Base()+`state/KAZ> dm:advocates ?x . ?who dm:advocates ?x }`)
		var want []string
		for _, p := range all(t, g, Filter{}) {
			if p.Confidence > 0.8 {
				want = append(want, g.Base()+"position/"+p.ID)
			}
		}
		var got []string
		for _, row := range answers[0] {
			got = append(got, row[0])
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("%s, confidence: oxigraph finds %v, we %v", f, got, want)
		}
		if len(answers[1]) == 0 {
			t.Errorf("%s, dates: oxigraph finds none", f)
		}
		a, err := g.Query(context.Background(), Gizmo, `g.V("state/KAZ").Out("dm:advocates").In("dm:advocates").Unique().All()`, Limits{})
		if err != nil || len(a.Results) != len(answers[2]) {
			t.Errorf("%s, two hops: oxigraph finds %v, we %v %v", f, answers[2], a.Results, err)
		}
	}
}

func TestTheVocabularyIsTurtle(t *testing.T) {
	rapper, err := exec.LookPath("rapper")
	if err != nil {
		t.Skip("no rapper: install Debian's raptor2-utils")
	}
	cmd := exec.Command(rapper, "--count", "--input", "turtle", "-", schema.Namespace)
	cmd.Stdin = strings.NewReader(schema.Vocabulary())
	if out, err := cmd.CombinedOutput(); err != nil || strings.Contains(string(out), "Warning") {
		t.Errorf("%s %v", out, err)
	}
}

// TestOthersReadTheSameGraph compares, in canonical form, what the parsers of
// other projects make of each format.
func TestOthersReadTheSameGraph(t *testing.T) {
	const peer = "rdf/peer"
	if _, err := os.Stat(filepath.Join(peer, "node_modules", "jsonld")); err != nil {
		t.Skip("no jsonld: say npm ci in graph/rdf/peer")
	}
	_, files := peers(t)
	double := regexp.MustCompile(`"([^"]+)"\^\^<http://www.w3.org/2001/XMLSchema#double>`)
	canonical := func(reader string, f rdf.Format) string {
		cmd := exec.Command("node", "canon.mjs", reader, files[f], f.MediaType())
		cmd.Dir = peer
		var fault bytes.Buffer
		cmd.Stderr = &fault
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s, %s: %v: %s", reader, f, err, fault.Bytes())
		}
		// jsonld writes doubles in a form of its own: their values count.
		return double.ReplaceAllStringFunc(string(out), func(s string) string {
			f, err := strconv.ParseFloat(double.FindStringSubmatch(s)[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			return strconv.FormatFloat(f, 'g', -1, 64)
		})
	}
	quads, triples := canonical("oxigraph", rdf.NQuads), canonical("oxigraph", rdf.NTriples)
	if !strings.Contains(quads, "two-State") || !strings.Contains(triples, "two-State") {
		t.Fatal("the graph is not there")
	}
	for _, c := range []struct {
		reader string
		format rdf.Format
		want   string
	}{
		{"n3", rdf.NQuads, quads}, {"n3", rdf.Turtle, triples}, {"n3", rdf.TriG, quads}, {"oxigraph", rdf.TriG, quads},
		{"oxigraph", rdf.JSONLD, quads}, {"jsonld", rdf.JSONLD, quads},
		// XML has no control characters: what stood for one is U+FFFD.
		{"rdfxml", rdf.RDFXML, strings.ReplaceAll(triples, `\u0001`, "\uFFFD")},
	} {
		got := canonical(c.reader, c.format)
		if got == c.want {
			continue
		}
		a, b := strings.Split(got, "\n"), strings.Split(c.want, "\n")
		for _, line := range a {
			if !slices.Contains(b, line) {
				t.Errorf("%s reads from %s: %s", c.reader, c.format, line)
			}
		}
		for _, line := range b {
			if !slices.Contains(a, line) {
				t.Errorf("%s misses in %s: %s", c.reader, c.format, line)
			}
		}
	}
}
