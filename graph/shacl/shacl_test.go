package shacl

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

const prefixes = `@prefix dm: <https://demarche.example/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <https://e.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix oa: <http://www.w3.org/ns/oa#> .
`

func parse(t testing.TB, turtle string) []quad.Quad {
	t.Helper()
	quads, err := rdf.ParseAll(strings.NewReader(prefixes+turtle), rdf.Turtle, rdf.ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return quads
}

// found are the components that data violates, with the value, sorted.
func found(t testing.TB, shapes, data []quad.Quad) []string {
	t.Helper()
	s, err := Load(shapes)
	if err != nil {
		t.Fatal(err)
	}
	report, err := s.Validate(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range report.Results {
		c := strings.TrimSuffix(strings.TrimPrefix(string(r.Component), sh), "ConstraintComponent")
		if r.Value != nil {
			c += " " + name(r.Value)
		}
		out = append(out, c)
	}
	return out
}

func TestConstraints(t *testing.T) {
	for _, c := range []struct{ name, shape, data, want string }{
		{"minCount", "sh:property [ sh:path e:p ; sh:minCount 1 ]", "", "MinCount"},
		{"maxCount", "sh:property [ sh:path e:p ; sh:maxCount 1 ]", "e:x e:p 1, 2 .", "MaxCount"},
		{"datatype", "sh:property [ sh:path e:p ; sh:datatype xsd:integer ]", `e:x e:p 1, "a", "b"^^xsd:integer .`, `Datatype "a",Datatype "b"`},
		{"class", "sh:property [ sh:path e:p ; sh:class e:D ]", "e:x e:p e:y, e:z . e:y a e:E . e:E rdfs:subClassOf e:D .", "Class <https://e.org/z>"},
		{"nodeKind", "sh:property [ sh:path e:p ; sh:nodeKind sh:IRI ]", `e:x e:p e:y, "a" .`, `NodeKind "a"`},
		{"in", `sh:property [ sh:path e:p ; sh:in ( 1 "a" ) ]`, `e:x e:p 1, "a", "a"@en .`, `In "a"`},
		{"pattern", `sh:property [ sh:path e:p ; sh:pattern "^[A-Z]{3}$" ]`, `e:x e:p "KAZ", "kaz" .`, `Pattern "kaz"`},
		{"pattern, flag", `sh:property [ sh:path e:p ; sh:pattern "^k" ; sh:flags "i" ]`, `e:x e:p "KAZ", "FRA" .`, `Pattern "FRA"`},
		{"bounds", "sh:property [ sh:path e:p ; sh:minInclusive 1 ; sh:maxInclusive 3 ]", `e:x e:p 1, 3.5, 0, "2" .`,
			`MaxInclusive "2",MaxInclusive "3.5",MinInclusive "0",MinInclusive "2"`},
		{"inverse", "sh:property [ sh:path [ sh:inversePath e:p ] ; sh:maxCount 1 ]", "e:a e:p e:x . e:b e:p e:x .", "MaxCount"},
		{"or", "sh:property [ sh:path e:p ; sh:or ( [ sh:class e:D ] [ sh:nodeKind sh:Literal ] ) ]", "e:x e:p 1, e:y .", "Or <https://e.org/y>"},
		{"and", "sh:property [ sh:path e:p ; sh:and ( [ sh:class e:D ] [ sh:nodeKind sh:IRI ] ) ]", "e:x e:p e:y .", "And <https://e.org/y>"},
		{"not", "sh:not [ sh:property [ sh:path e:p ; sh:minCount 1 ] ]", "e:x e:p 1 .", "Not <https://e.org/x>"},
		{"node", "sh:property [ sh:path e:p ; sh:node [ sh:property [ sh:path e:q ; sh:minCount 1 ] ] ]", "e:x e:p e:y .", "Node <https://e.org/y>"},
		{"closed", "sh:closed true ; sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ) ; sh:property [ sh:path e:p ]", "e:x e:p 1 ; e:q 2 .", `Closed "2"`},
		{"deactivated", "sh:deactivated true ; sh:nodeKind sh:Literal", "", ""},
		{"good", "sh:nodeKind sh:IRI", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(found(t, parse(t, "e:S a sh:NodeShape ; sh:targetClass e:C ; "+c.shape+" ."), parse(t, "e:x a e:C . "+c.data)), ",")
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestWhatIsNotSupportedIsAnError(t *testing.T) {
	for _, c := range []struct{ shape, want string }{
		{"sh:equals e:p", "shape <https://e.org/S>: sh:equals: this constraint is not supported"},
		{"sh:sparql [ ]", "sh:sparql: this constraint is not supported"},
		{"sh:property [ sh:path ( e:p e:q ) ]", "only a predicate, or the sh:inversePath of one, is supported"},
		{`sh:pattern "("`, "missing closing )"},
		{`sh:pattern "a" ; sh:flags "x"`, `only the flag "i" is supported`},
		{`sh:minInclusive "2008-01-01"^^xsd:date`, "only numbers are supported"},
		{"sh:node e:S", "recursive shapes are not supported"},
		{"sh:in 1", "want a list"},
		{"sh:minCount -1", "want an integer from 0"},
		{"sh:nodeKind e:x", "is no kind of node"},
		{"sh:frobnicate 1", "sh:frobnicate: this constraint is not supported"},
	} {
		_, err := Load(parse(t, "e:S a sh:NodeShape ; sh:targetClass e:C ; "+c.shape+" ."))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.shape, err, c.want)
		}
	}
}

func TestEveryShapeOfOursThatChecksHasMessagesInThreeLanguages(t *testing.T) {
	s := ours(t)
	var visit func(*shape, []quad.Value)
	visit = func(s *shape, above []quad.Value) {
		if len(s.messages) == 0 {
			s.messages = above
		}
		langs := map[string]bool{}
		for _, m := range s.messages {
			_, _, lang, _ := rdf.Literal(m)
			langs[lang] = true
		}
		if id, ok := s.id.(quad.IRI); ok && len(s.constraints) > 0 && s.path != nil && (!langs["en"] || !langs["fr"] || !langs["es"]) {
			t.Errorf("%s has no messages in three languages", id)
		}
		for _, p := range s.properties {
			visit(p, s.messages)
		}
	}
	for _, shape := range s.all {
		visit(shape, nil)
	}
	if len(s.all) < 10 {
		t.Errorf("%d shapes with targets", len(s.all))
	}
}

func ours(t testing.TB) *Shapes {
	t.Helper()
	quads, err := rdf.ParseAll(strings.NewReader(schema.Shapes()), rdf.Turtle, rdf.ParseOptions{File: "shapes.ttl"})
	if err != nil {
		t.Fatal(err)
	}
	s, err := Load(quads)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// good is a graph as a record makes it.
func good() []quad.Quad {
	p := schema.Position{Record: "S/PV.5881", Speech: 12, Speaker: "Ms. Alzhanova", Date: "2008-04-30", Holder: "KAZ", HolderID: "state/KAZ",
		Stance: schema.Advocates, Side: schema.For, Target: "the Register", Cue: "call for", Strength: 2, Confidence: 0.8, Modality: schema.Should,
		Evidence: "We call for strengthening the Register.", Start: 10, End: 50,
		Entities: []schema.Mention{{Mention: "Register", Type: schema.TypeInstrument, Name: "Register", ID: "instrument/register"}},
		Because:  []schema.Step{{Rule: "clause"}}}
	p.SetID()
	return append(rdf.Quads(p, rdf.DefaultBase), rdf.Facts([]schema.Entity{{ID: "state/KAZ", Type: schema.TypeState, Name: "KAZ", Label: "Kazakhstan"}},
		[]schema.Membership{{Member: "state/KAZ", Group: "group/x"}}, rdf.DefaultBase)...)
}

// broken are graphs with one fault each.
func broken() map[string]func(q *quad.Quad) (drop bool) {
	set := func(p string, o quad.Value) func(q *quad.Quad) bool {
		return func(q *quad.Quad) bool {
			if q.Predicate == quad.IRI(p) {
				q.Object = o
			}
			return false
		}
	}
	drop := func(p string) func(q *quad.Quad) bool {
		return func(q *quad.Quad) bool { return q.Predicate == quad.IRI(p) }
	}
	return map[string]func(q *quad.Quad) bool{
		"a stance that is none":      set(schema.PropStance, quad.IRI(schema.Namespace+"adores")),
		"a holder in words":          set(schema.PropHolder, quad.String("KAZ")),
		"no holder":                  drop(schema.PropHolder),
		"no evidence":                drop(schema.PropEvidence),
		"a confidence of 2":          set(schema.PropConfidence, quad.Float(2)),
		"a confidence in words":      set(schema.PropConfidence, quad.String("high")),
		"a strength of 9":            set(schema.PropStrength, quad.Int(9)),
		"a modality that is none":    set(schema.PropModality, quad.String("shall")),
		"an instrument without name": drop("http://www.w3.org/2004/02/skos/core#prefLabel"),
		"a state without code":       drop("http://www.w3.org/2004/02/skos/core#notation"),
		"a speech of no record":      drop("http://purl.org/dc/terms/isPartOf"),
		"a target in words":          set(schema.PropTarget, quad.String("the Register")),
		"no place of the words":      drop("http://www.w3.org/ns/oa#start"),
		"a mention of no position":   drop(schema.PropMention),
		"said nowhere":               set(schema.PropSaidIn, quad.IRI("https://e.org/elsewhere")),
	}
}

func TestOurGraphsAreGoodAndFaultsAreFound(t *testing.T) {
	s := ours(t)
	report, err := s.Validate(context.Background(), good())
	if err != nil || !report.Conforms() {
		t.Errorf("got %+v %v", report, err)
	}
	for name, fault := range broken() {
		report, err := s.Validate(context.Background(), apply(fault))
		if err != nil || report.Conforms() {
			t.Errorf("%s: found nothing: %v", name, err)
			continue
		}
		for _, lang := range []string{"en", "fr", "es"} {
			if report.Results[0].Message(lang) == "" {
				t.Errorf("%s: no message", name)
			}
		}
	}
}

func apply(fault func(q *quad.Quad) bool) []quad.Quad {
	var out []quad.Quad
	for _, q := range good() {
		if !fault(&q) {
			out = append(out, q)
		}
	}
	return out
}

// TestRDFValidateSHACLAgrees compares what another validator finds, result by
// result.
func TestRDFValidateSHACLAgrees(t *testing.T) {
	peer := filepath.Join("..", "rdf", "peer")
	if _, err := os.Stat(filepath.Join(peer, "node_modules", "rdf-validate-shacl")); err != nil {
		t.Skip("no rdf-validate-shacl: say npm ci in graph/rdf/peer")
	}
	graphs := map[string][]quad.Quad{"good": good()}
	for name, fault := range broken() {
		graphs[name] = apply(fault)
	}
	dir := t.TempDir()
	shapes := filepath.Join(dir, "shapes.ttl")
	if err := os.WriteFile(shapes, []byte(schema.Shapes()), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"shacl.mjs", shapes}
	var names []string
	for name, quads := range graphs {
		var b bytes.Buffer
		w := rdf.NewWriter(&b, rdf.NTriples, rdf.Options{})
		for _, q := range quads {
			if err := w.Write(q); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".nt")
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		names, args = append(names, name), append(args, file)
	}
	cmd := exec.Command("node", args...)
	cmd.Dir = peer
	var fault bytes.Buffer
	cmd.Stderr = &fault
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, fault.Bytes())
	}
	var theirs [][][4]string
	if err := json.Unmarshal(out, &theirs); err != nil || len(theirs) != len(names) {
		t.Fatal(err)
	}
	s := ours(t)
	for i, name := range names {
		report, err := s.Validate(context.Background(), graphs[name])
		if err != nil {
			t.Fatal(err)
		}
		chars := func(v quad.Value) string {
			switch v := v.(type) {
			case nil:
				return ""
			case quad.IRI:
				return string(v)
			}
			c, _, _, _ := rdf.Literal(v)
			return c
		}
		var got, want []string
		for _, r := range report.Results {
			path := chars(r.Path)
			if r.Inverse {
				path = "inverse"
			}
			got = append(got, strings.Join([]string{chars(r.Focus), path, string(r.Component), chars(r.Value)}, " "))
		}
		for _, r := range theirs[i] {
			if r[1] != "" && !strings.Contains(r[1], ":") { // the label of a blank node
				r[1] = "inverse"
			}
			want = append(want, strings.Join(r[:], " "))
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: we find\n%s\nrdf-validate-shacl\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
