package rdf

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"
	"github.com/rogpeppe/go-internal/txtar"
)

// canonical is the canonical form of a set of quads, whatever the labels of
// blank nodes: URDNA2015, https://www.w3.org/TR/rdf-canon/.
func canonical(t testing.TB, quads []quad.Quad) string {
	t.Helper()
	set := ld.NewRDFDataset()
	quads = slices.Clone(quads)
	slices.SortFunc(quads, CompareQuads)
	for _, q := range slices.Compact(quads) {
		name := "@default"
		if q.Label != nil {
			name = toLD(q.Label).GetValue()
		}
		set.Graphs[name] = append(set.Graphs[name], ld.NewQuad(toLD(q.Subject), toLD(q.Predicate), toLD(q.Object), name))
	}
	opts := ld.NewJsonLdOptions("")
	opts.Algorithm, opts.Format = ld.AlgorithmURDNA2015, "application/n-quads"
	out, err := ld.NewNormalisationAlgorithm(ld.AlgorithmURDNA2015).Main(set, opts)
	if err != nil {
		t.Fatal(err)
	}
	return out.(string)
}

func toLD(v quad.Value) ld.Node {
	switch v := v.(type) {
	case quad.IRI:
		return ld.NewIRI(string(v))
	case quad.BNode:
		return ld.NewBlankNode("_:" + string(v))
	}
	chars, qualifier := term(v)
	if lang, ok := strings.CutPrefix(qualifier, "@"); ok {
		return ld.NewLiteral(chars, ld.RDFLangString, strings.ToLower(lang))
	}
	if qualifier == "" {
		qualifier = xsdNS + "string"
	}
	return ld.NewLiteral(chars, qualifier, "")
}

// TestW3C runs the test suites of the W3C for RDF 1.1 that testdata/w3c has,
// each test of each manifest.
func TestW3C(t *testing.T) {
	for _, suite := range []struct {
		name   string
		format Format
		least  int // so many tests, at least
	}{
		{"rdf-n-triples", NTriples, 70}, {"rdf-n-quads", NQuads, 85}, {"rdf-turtle", Turtle, 300}, {"rdf-trig", TriG, 340},
		{"rdf-xml", RDFXML, 160},
	} {
		t.Run(suite.name, func(t *testing.T) {
			archive, err := txtar.ParseFile("testdata/w3c/" + suite.name + ".txtar")
			if err != nil {
				t.Fatal(err)
			}
			files := map[string][]byte{}
			for _, f := range archive.Files {
				files[f.Name] = f.Data
			}
			const tests, mf = "http://www.w3.org/ns/rdftest#", "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
			base := "https://w3c.github.io/rdf-tests/rdf/rdf11/" + suite.name + "/"
			manifest, err := ParseAll(bytes.NewReader(files["manifest.ttl"]), Turtle, ParseOptions{File: "manifest.ttl", Base: base + "manifest.ttl"})
			if err != nil {
				t.Fatal(err)
			}
			g, ran := index(manifest, base), 0
			for s := range g.by {
				n, ok := s.(quad.IRI)
				kind, isTest := strings.CutPrefix(string(g.iri(n, rdfType)), tests)
				if !ok || !isTest {
					continue
				}
				ran++
				t.Run(path.Base(string(n)), func(t *testing.T) {
					action := string(g.iri(n, mf+"action"))
					got, err := ParseAll(bytes.NewReader(files[strings.TrimPrefix(action, base)]), suite.format, ParseOptions{File: path.Base(action), Base: action})
					switch {
					case strings.Contains(kind, "Negative"):
						if err == nil {
							t.Errorf("%s passes", action)
						}
						return
					case err != nil:
						t.Fatal(err)
					}
					sameBack(t, suite.format, got)
					if result := string(g.iri(n, mf+"result")); result != "" {
						as := NTriples
						if strings.HasSuffix(result, ".nq") {
							as = NQuads
						}
						want, err := ParseAll(bytes.NewReader(files[strings.TrimPrefix(result, base)]), as, ParseOptions{File: path.Base(result)})
						if err != nil {
							t.Fatal(err)
						}
						if got, want := canonical(t, got), canonical(t, want); got != want {
							t.Errorf("got\n%s\nwant\n%s", got, want)
						}
					}
				})
			}
			if ran < suite.least {
				t.Errorf("%d tests, want %d", ran, suite.least)
			}
		})
	}
}

// sameBack writes quads in a format and reads them back.
func sameBack(t *testing.T, f Format, quads []quad.Quad) {
	t.Helper()
	text := write(t, f, quads)
	back, err := ParseAll(strings.NewReader(text), f, ParseOptions{})
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if got, want := canonical(t, back), canonical(t, quads); got != want {
		t.Errorf("written as %s and read back:\n%s\nwant\n%s", f, got, want)
	}
}

// lenient are the documents that the library for JSON-LD lets pass, by what is
// wrong with them: faults of contexts, in terms not used.
func lenient() map[string]string {
	return map[string]string{
		"tc033": "a context within a context, not used, defines type",
		"tec02": "a context defines @type anew, as nothing",
		"ter52": "a context defines the empty term",
		"tpr28": "a protected term is defined anew below",
	}
}

// TestW3CRefusesJSONLD reads what the W3C's suite for JSON-LD says is none.
func TestW3CRefusesJSONLD(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/w3c/json-ld-negative.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) < 90 {
		t.Errorf("only %d documents", len(archive.Files))
	}
	known := lenient()
	for _, f := range archive.Files {
		name, _, _ := strings.Cut(f.Name, ":")
		if known[name] != "" {
			continue
		}
		if _, err := ParseAll(bytes.NewReader(f.Data), JSONLD, ParseOptions{File: f.Name, Base: "https://w3c.github.io/json-ld-api/tests/"}); err == nil {
			t.Errorf("%s passes", f.Name)
		}
	}
}
