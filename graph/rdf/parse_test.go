package rdf

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

// triplesOf forgets the named graphs, where a format does.
func triplesOf(f Format, quads []quad.Quad) []quad.Quad {
	quads = slices.Clone(quads)
	for i := range quads {
		if !f.KeepsGraphs() {
			quads[i].Label = nil
		}
	}
	slices.SortFunc(quads, CompareQuads)
	return slices.Compact(quads)
}

func TestEveryFormatThatIsReadGivesBackTheSameQuads(t *testing.T) {
	r, ps := example()
	for seed := range uint64(6) {
		d := dice{rand.New(rand.NewPCG(seed, 3))}
		p := d.position()
		p.Record = r.Symbol
		ps = append(ps, p)
	}
	quads := Record(r, ps, DefaultBase)
	quads = append(quads, Facts([]schema.Entity{{ID: "state/KAZ", Type: schema.TypeState, Name: "KAZ", Label: "Kazakhstan", Since: "1992-03-02",
		SameAs: []string{"http://www.wikidata.org/entity/Q232"}}}, nil, DefaultBase)...)
	label := IRI(DefaultBase, "else")
	for _, o := range []quad.Value{quad.Int(-7), quad.Int(1 << 60), quad.Float(1e-7), quad.Float(3), quad.Bool(false), quad.BNode("x"),
		quad.LangString{Value: "été", Lang: "fr-CH"}, quad.TypedString{Value: "007", Type: xsdNS + "integer"}, quad.String(""), quad.String("a\r\nb\t"),
		quad.TypedString{Value: "1.50", Type: xsdNS + "decimal"}, quad.IRI("urn:x:y"), IRI(DefaultBase, "a:b")} {
		quads = append(quads, quad.Quad{Subject: quad.BNode("x"), Predicate: quad.IRI("https://e.org/p"), Object: o, Label: label},
			quad.Quad{Subject: IRI(DefaultBase, "x"), Predicate: quad.IRI(schema.PropHolder), Object: o, Label: label},
			quad.Quad{Subject: IRI(DefaultBase, "x"), Predicate: quad.IRI(schema.PropConfidence), Object: o, Label: label},
			quad.Quad{Subject: IRI(DefaultBase, "x"), Predicate: quad.IRI(rdfType), Object: o})
	}
	for _, f := range Formats() {
		t.Run(f.String(), func(t *testing.T) {
			want := triplesOf(f, quads)
			text := write(t, f, quads)
			got, err := ParseAll(strings.NewReader(text), f, ParseOptions{File: "x"})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := canonical(t, got), canonical(t, want); got != sayable(f, want) {
				want = sayable(f, want)
				a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
				for _, line := range a {
					if !slices.Contains(b, line) {
						t.Errorf("new:  %s", line)
					}
				}
				for _, line := range b {
					if !slices.Contains(a, line) {
						t.Errorf("lost: %s", line)
					}
				}
			}
			if again := write(t, f, got); again != text && f != JSONLD && f != Turtle && f != TriG && f != RDFXML { // blank nodes get new labels there
				t.Error("written again, other bytes")
			}
		})
	}
}

// sayable is what a format makes of text: XML has no control characters.
func sayable(f Format, text string) string {
	return strings.Map(func(r rune) rune {
		if f == RDFXML && r < ' ' && !strings.ContainsRune("\t\n\r", r) {
			return '\uFFFD'
		}
		return r
	}, text)
}

func TestFaultsSayWhere(t *testing.T) {
	for _, c := range []struct {
		format Format
		text   string
		want   string
	}{
		{NQuads, "<a:a> <a:b> <a:c> .\n<a:a> <a:b> \"é\" <a:g> x .", `f:2:23: want '.', got 'x'`},
		{NQuads, "<a:a> <a:b> \"\xff\" .", `f:1:14: byte 0xFF is no UTF-8`},
		{NQuads, "<a:a> <a:b> <a:c>", `f:1:18: want '.' or the label of a graph: <IRI> or _:label, and the document ends`},
		{NTriples, "<a> <a:b> <a:c> .", `f:1:4: <a> is no absolute IRI`},
		{NTriples, "\"a\" <a:b> <a:c> .", `f:1:1: want a subject: <IRI> or _:label, got '"'`},
		{NQuads, "<http://e/a b> <a:b> <a:c> .", `f:1:12: ' ' may not stand in an IRI: encode it with %`},
		{Turtle, "@prefix e: <http://e/> .\r\n\r\ne:a x:b 1 .", `f:3:6: the prefix "x" is not declared: add @prefix x: <…> .`},
		{Turtle, "<a> a 1 .", `f:1:4: <a> is relative, and there is no base IRI: add @base`},
		{Turtle, "<a:a> a \"x\ny\" .", `f:1:11: a line break in a literal: write \n`},
		{TriG, "<a:g> { <a:a> <a:b> 1", `f:1:22: want '}', and the document ends`},
		{RDFXML, "<a>\n<b></a>", `f:1:1: a is no node`},
		{RDFXML, rdfRDF + ">\n <rdf:Description>\n</rdf:RDF>", `f:3:1: want </rdf:Description>, got </rdf:RDF>`},
		{RDFXML, rdfRDF + ">\n é<rdf:li/></rdf:RDF>", `f:1:66: text where an element belongs, in rdf:RDF`},
		{RDFXML, rdfRDF + "><rdf:Description rdf:about='x'/></rdf:RDF>", `<x> is relative, and there is no base IRI: add xml:base`},
		{RDFXML, rdfRDF + "><e:a/></rdf:RDF>", `the prefix "e" is not declared: add xmlns:e="…"`},
		{RDFXML, rdfRDF + ">&e;</rdf:RDF>", `this is no XML: invalid character entity &e;`},
		{RDFXML, `<!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]><a>&e;</a>`, `the entity e lies outside of the document: nothing is fetched`},
		{RDFXML, `<?xml version="1.0" encoding="ISO-8859-1"?><a/>`, `the encoding is ISO-8859-1: convert the document to UTF-8`},
		{RDFXML, "not xml", `f:1:1: text outside of all elements`},
		{RDFXML, "", `f:1:1: this is no XML: there is no element`},
		{JSONLD, "{\"@graph\":\n [}", `f:2:3: this is no JSON: invalid character '}' looking for beginning of value`},
		{JSONLD, `{"@context": "https://e.org/c", "@id": "a:b"}`, `f: the context <https://e.org/c> is not fetched: put it into the document`},
	} {
		_, err := ParseAll(strings.NewReader(c.text), c.format, ParseOptions{File: "f"})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: got %v, want %s", c.format, c.text, err, c.want)
		}
	}
}

// rdfRDF opens a document of RDF/XML.
const rdfRDF = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"`

func TestHostileDocumentsEnd(t *testing.T) {
	const n = 1 << 20
	for _, c := range []struct {
		name   string
		format Format
		text   string
	}{
		{"open lists", Turtle, "<a:a> <a:b> " + strings.Repeat("(", n)},
		{"open nodes", TriG, "<a:a> <a:b> " + strings.Repeat("[<a:b> ", n/8)},
		{"open arrays", JSONLD, strings.Repeat("[", n)},
		{"a long list of values", JSONLD, `{"a:b":[` + strings.Repeat("1,", 10000) + `1]}`},
		{"a node again and again", JSONLD, `[` + strings.Repeat(`{"@id":"a:a","a:b":1},`, 10000) + `1]`},
		{"open elements", RDFXML, rdfRDF + ">" + strings.Repeat("<rdf:Description><rdf:value>", n/16)},
		{"open elements of a literal", RDFXML, rdfRDF + `><rdf:Description><rdf:value rdf:parseType="Literal">` + strings.Repeat("<a>", n)},
		{"entities in entities", RDFXML, `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>`},
		{"entities again and again", RDFXML, `<!DOCTYPE a [<!ENTITY a "` + strings.Repeat("a", 1000) + `">]><a>` + strings.Repeat("&a;", n) + "</a>"},
		{"an attribute without end", RDFXML, `<a b="` + strings.Repeat("a", n)},
		{"a name of dots", Turtle, "@prefix e: <a:b> . e:a" + strings.Repeat(".", n)},
		{"an IRI without end", NQuads, "<a:" + strings.Repeat("a", n)},
		{"a literal without end", Turtle, "<a:a> <a:b> \"\"\"" + strings.Repeat("a\n\"\"", n/4)},
	} {
		_, err := ParseAll(strings.NewReader(c.text), c.format, ParseOptions{MaxTerm: n / 2})
		var syntax *SyntaxError
		if c.format == JSONLD && err != nil && strings.Contains(err.Error(), "more than 5000 values") {
			continue
		}
		if !errors.As(err, &syntax) {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

func TestReadingBytewiseIsTheSame(t *testing.T) {
	r, ps := example()
	quads := Record(r, ps, DefaultBase)
	for _, f := range []Format{NQuads, Turtle, TriG, RDFXML} {
		text := write(t, f, quads)
		got, err := ParseAll(iotest.OneByteReader(strings.NewReader(text)), f, ParseOptions{})
		if err != nil || len(got) != len(triplesOf(f, quads)) {
			t.Errorf("%s: %d quads, want %d: %v", f, len(got), len(quads), err)
		}
		if _, err := ParseAll(iotest.TimeoutReader(iotest.HalfReader(strings.NewReader(text))), f, ParseOptions{}); !errors.Is(err, iotest.ErrTimeout) {
			t.Errorf("%s: got %v", f, err)
		}
	}
}

func TestTheFirstErrorOfEachEndsIt(t *testing.T) {
	stop, n := errors.New("stop"), 0
	err := Parse(strings.NewReader(strings.Repeat("<a:a> <a:b> <a:c> .\n", 9)), Turtle, ParseOptions{}, func(quad.Quad) error {
		n++
		return stop
	})
	if err != stop || n != 1 {
		t.Errorf("got %v after %d quads", err, n)
	}
}

// FuzzWhatParsesComesBack reads anything in any format; what is read is
// written and read back.
func FuzzWhatParsesComesBack(f *testing.F) {
	r, ps := example()
	for i, format := range Formats() {
		var b bytes.Buffer
		w := NewWriter(&b, format, Options{})
		for _, q := range Record(r, ps, DefaultBase) {
			if err := w.Write(q); err != nil {
				f.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), b.String())
	}
	f.Add(uint8(2), "@prefix : <a:> . :a.b.c :\\~%20 (1 1.0 1e0 [] [:x 'a'@en, '''b'''^^:c]) ; a true .")
	f.Add(uint8(3), "GRAPH <a:a> { [] <a:b> _:anon1 } [] { } <a:b> <a:b> <a:c> .")
	f.Fuzz(func(t *testing.T, number uint8, text string) {
		format := Formats()[int(number)%len(Formats())]
		quads, err := ParseAll(strings.NewReader(text), format, ParseOptions{Base: "https://e.org/a/b"})
		if err != nil {
			return
		}
		blanks := map[quad.Value]bool{}
		for _, q := range quads {
			for _, v := range [...]quad.Value{q.Subject, q.Object, q.Label} {
				if _, ok := v.(quad.BNode); ok {
					blanks[v] = true
				}
			}
		}
		if len(quads) > 50 || len(blanks) > 5 || format == JSONLD { // canonical takes exponential time in blank nodes
			return
		}
		sameBack(t, format, quads)
	})
}

func BenchmarkParse(b *testing.B) {
	r, ps := example()
	quads := Record(r, ps, DefaultBase)
	for _, f := range Formats() {
		b.Run(f.String(), func(b *testing.B) {
			text := strings.Repeat(write(b, f, quads), 1)
			b.SetBytes(int64(len(text)))
			n := 0
			for b.Loop() {
				n = 0
				if err := Parse(strings.NewReader(text), f, ParseOptions{}, func(quad.Quad) error { n++; return nil }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
		})
	}
}
