package rdf

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func write(t testing.TB, f Format, quads []quad.Quad) string {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b, f, Options{})
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	r, ps := example()
	for _, f := range Formats() {
		t.Run(f.String(), func(t *testing.T) {
			got := write(t, f, Record(r, ps, DefaultBase))
			golden(t, "testdata/example."+f.Extension(), got)
		})
	}
}

func TestTerms(t *testing.T) {
	for _, c := range []struct {
		name     string
		value    quad.Value
		nquads   string
		inTurtle string
	}{
		{"IRI", quad.IRI("https://e.org/a"), "<https://e.org/a>", "<https://e.org/a>"},
		{"IRI that is none", quad.IRI("https://e.org/a b\"<>\n"), `<https://e.org/a\u0020b\u0022\u003C\u003E\u000A>`, `<https://e.org/a\u0020b\u0022\u003C\u003E\u000A>`},
		{"ours", IRI(DefaultBase, "document/S/RES/1540(2004)"), "<https://demarche.example/id/document/S/RES/1540(2004)>", "<document/S/RES/1540(2004)>"},
		{"ours, with a colon", IRI(DefaultBase, "a:b"), "<https://demarche.example/id/a:b>", "<https://demarche.example/id/a:b>"},
		{"ours, no segment", IRI(DefaultBase, "/x"), "<https://demarche.example/id//x>", "<https://demarche.example/id//x>"},
		{"string", quad.String("a \"b\"\n\t\\ é\x00\x7f"), `"a \"b\"\n\t\\ é\u0000\u007F"`, `"a \"b\"\n\t\\ é\u0000\u007F"`},
		{"string with quotes", quad.String(`a "b"`), `"a \"b\""`, `'a "b"'`},
		{"bytes that are no text", quad.String("a\xff"), "\"a\uFFFD\"", "\"a\uFFFD\""},
		{"language", quad.LangString{Value: "a", Lang: "en"}, `"a"@en`, `"a"@en`},
		{"integer", quad.Int(-3), `"-3"^^<http://www.w3.org/2001/XMLSchema#integer>`, "-3"},
		{"double", quad.Float(0.93), `"0.93"^^<http://www.w3.org/2001/XMLSchema#double>`, `"0.93"^^xsd:double`},
		{"boolean", quad.Bool(true), `"true"^^<http://www.w3.org/2001/XMLSchema#boolean>`, "true"},
		{"day", date("2008-04-30"), `"2008-04-30"^^<http://www.w3.org/2001/XMLSchema#date>`, `"2008-04-30"^^xsd:date`},
		{"month", date("2008-04"), `"2008-04"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>`, `"2008-04"^^xsd:gYearMonth`},
		{"year", date("2008"), `"2008"^^<http://www.w3.org/2001/XMLSchema#gYear>`, `"2008"^^xsd:gYear`},
		{"no date", date("2008-13"), `"2008-13"`, `"2008-13"`},
		{"string, typed", quad.TypedString{Value: "a", Type: xsdNS + "string"}, `"a"`, `"a"`},
		{"blank", quad.BNode("x1"), "_:x1", "_:x1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(appendTerm(nil, c.value)); got != c.nquads {
				t.Errorf("N-Quads: got %s, want %s", got, c.nquads)
			}
			if got := string((&turtle{base: DefaultBase}).term(nil, c.value)); got != c.inTurtle {
				t.Errorf("Turtle: got %s, want %s", got, c.inTurtle)
			}
		})
	}
}

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		file   string
		format Format
		gzip   bool
		fault  string
	}{
		{"a/b.nq", NQuads, false, ""},
		{"b.ttl.gz", Turtle, true, ""},
		{"b.nt", NTriples, false, ""},
		{"b.xls", 0, false, `b.xls: format "xls": want one of nquads, ntriples, turtle, trig, jsonld, rdfxml, or name the file after one, such as positions.nq`},
	} {
		f, gzip, err := FormatByFile(c.file)
		if err != nil {
			if err.Error() != c.fault {
				t.Errorf("%s: got %v, want %s", c.file, err, c.fault)
			}
			continue
		}
		if f != c.format || gzip != c.gzip || c.fault != "" {
			t.Errorf("%s: got %v %v", c.file, f, gzip)
		}
	}
	for _, f := range Formats() {
		for _, name := range []string{f.String(), f.Extension(), f.MediaType()} {
			if got, err := FormatByName(name); err != nil || got != f {
				t.Errorf("%s: got %v %v", name, got, err)
			}
		}
	}
}

func TestGoldenLexicon(t *testing.T) {
	got := write(t, Turtle, Facts([]schema.Entity{
		{ID: "state/KAZ", Type: schema.TypeState, Name: "KAZ", Label: "Kazakhstan", Aliases: []string{"Republic of Kazakhstan"}, Since: "1992-03-02",
			SameAs: []string{"http://www.wikidata.org/entity/Q232"}},
		{ID: "instrument/arms-trade-treaty", Type: schema.TypeInstrument, Name: "Arms Trade Treaty", Aliases: []string{"ATT", "the Treaty"},
			Kind: "treaty", Since: "2013", Topics: []string{"conventional-arms"}, SameAs: []string{"http://www.wikidata.org/entity/Q742104", "no IRI"}},
		{ID: "instrument/annex", Type: schema.TypeInstrument, Name: "Annex", Kind: "a kind of its own", Parent: "instrument/arms-trade-treaty"},
		{ID: "topic/conventional-arms", Type: schema.TypeTopic, Name: "Conventional arms", Matches: []string{"http://metadata.un.org/thesaurus/1001301"}},
	}, []schema.Membership{{Member: "state/KAZ", Group: "group/group-of-77", Since: "1997", Until: "2000-01-31"}, {Member: "state/KAZ", Group: "group/asia-pacific-group"}}, DefaultBase))
	golden(t, "testdata/lexicon.ttl", got)
}

// golden compares with a file, or rewrites it.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; say go test ./graph/rdf -update and look at the change. Got:\n%s", file, got)
	}
}

func TestTheContextKnowsEveryPrefix(t *testing.T) {
	for _, p := range Prefixes() {
		if !strings.Contains(schema.Context(), `"`+p.Name+`": "`+p.IRI+`"`) {
			t.Errorf("the context of the vocabulary lacks %s: add @prefix %s: <%s> . to schema/vocabulary.ttl", p.Name, p.Name, p.IRI)
		}
	}
}

func TestWhatAFormatCannotSayIsAnError(t *testing.T) {
	for _, c := range []struct {
		format Format
		quad   quad.Quad
		want   string
	}{
		{RDFXML, quad.Quad{Subject: quad.IRI("a:b"), Predicate: quad.IRI("https://e.org/1"), Object: quad.Int(1)}, "cannot name the property <https://e.org/1>"},
		{RDFXML, quad.Quad{Subject: quad.IRI("a:b"), Predicate: quad.IRI(rdfNS + "li"), Object: quad.Int(1)}, "has no property"},
		{JSONLD, quad.Quad{Subject: quad.IRI("org:b"), Predicate: quad.IRI("a:b"), Object: quad.Int(1)}, `would take "org" for a prefix`},
	} {
		w := NewWriter(&bytes.Buffer{}, c.format, Options{})
		err := w.Write(c.quad)
		if err == nil {
			err = w.Close()
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.format, err, c.want)
		}
	}
}
