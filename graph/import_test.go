package graph

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

// imported reads text in a format and puts it into a new graph.
func imported(t *testing.T, text string, f rdf.Format) *Graph {
	t.Helper()
	g := memory(t)
	d, err := ReadDocument(context.Background(), strings.NewReader(text), f, ImportOptions{File: "f", Graph: "https://e.org/f"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Import(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return g
}

func memory(t *testing.T) *Graph {
	t.Helper()
	g, err := Open("", Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	return g
}

func TestWhatIsExportedComesBack(t *testing.T) {
	g, _ := peers(t)
	want := nquads(t, g, Filter{})
	for _, f := range []rdf.Format{rdf.NQuads, rdf.TriG, rdf.JSONLD} {
		var b bytes.Buffer
		if err := g.Export(context.Background(), &b, f, Filter{}); err != nil {
			t.Fatal(err)
		}
		back := imported(t, b.String(), f)
		if got := nquads(t, back, Filter{}); got != want {
			t.Errorf("%s: another graph comes back", f)
		}
		if got, want := all(t, back, Filter{}), all(t, g, Filter{}); len(got) != len(want) {
			t.Errorf("%s: %d positions, want %d", f, len(got), len(want))
		}
	}
}

func TestBlankNodesOfTwoDocumentsAreTwo(t *testing.T) {
	g := memory(t)
	for _, label := range []string{"https://e.org/1", "https://e.org/2"} {
		d, err := ReadDocument(context.Background(), strings.NewReader("_:a <a:b> <a:c> . _:a <a:d> _:a ."), rdf.Turtle, ImportOptions{File: "f", Graph: label})
		if err != nil {
			t.Fatal(err)
		}
		if n, err := g.Import(context.Background(), d); err != nil || n != (Imported{1, 2}) {
			t.Errorf("got %+v %v", n, err)
		}
	}
	if s, err := g.Stats(context.Background()); err != nil || s.Graphs != 2 || s.Quads != 4 || s.Nodes != 2+2+2+1 {
		t.Errorf("got %+v %v", s, err)
	}
}

func TestImportsThatAreRefused(t *testing.T) {
	base := rdf.DefaultBase
	bad := "<" + base + "position/1> a <" + schema.ClassPosition + "> ."
	d, err := ReadDocument(context.Background(), strings.NewReader(bad), rdf.Turtle, ImportOptions{File: "f", Graph: base + "record/X"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := memory(t).Import(context.Background(), d); err == nil || !strings.Contains(err.Error(), "f: record X: position <"+base+"position/1>") {
		t.Errorf("got %v", err)
	}
	if _, err := ReadDocument(context.Background(), strings.NewReader("<a:a> <a:b> 1, 2, 3 ."), rdf.Turtle, ImportOptions{File: "f", Graph: "a:g", MaxQuads: 2}); err == nil ||
		!strings.Contains(err.Error(), "f: more than 2 quads") {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ReadDocument(ctx, strings.NewReader("<a:a> <a:b> 1 ."), rdf.Turtle, ImportOptions{File: "f", Graph: "a:g"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestTheDescriptionCounts(t *testing.T) {
	g, _ := peers(t)
	var b bytes.Buffer
	if err := g.Describe(context.Background(), &b, rdf.NTriples); err != nil {
		t.Fatal(err)
	}
	s, err := g.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<https://demarche.example/id/dataset> <http://rdfs.org/ns/void#triples> \"" + itoa(s.Quads) + "\"^^",
		"<https://demarche.example/id/dataset/class/dm-Position> <http://rdfs.org/ns/void#entities> \"" + itoa(len(all(t, g, Filter{}))) + "\"^^",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("want %s in\n%s", want, b.String())
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
