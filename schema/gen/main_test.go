package main

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestConstantsMatchTheVocabulary(t *testing.T) {
	source, err := os.ReadFile("../vocabulary.ttl")
	if err != nil {
		t.Fatal(err)
	}
	want, err := generate(source)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../vocabulary.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("schema/vocabulary.go does not match vocabulary.ttl: say go generate ./schema")
	}
	if want, err = context(source); err != nil {
		t.Fatal(err)
	}
	if got, err = os.ReadFile("../context.jsonld"); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("schema/context.jsonld does not match vocabulary.ttl: say go generate ./schema")
	}
}

func TestEveryTermHasThreeLanguages(t *testing.T) {
	source, err := os.ReadFile("../vocabulary.ttl")
	if err != nil {
		t.Fatal(err)
	}
	stances := strings.Fields("dm:supports dm:welcomes dm:recognizes dm:advocates dm:commits dm:acts dm:notes dm:reserves dm:thanks dm:concerned dm:criticizes dm:opposes")
	for _, block := range strings.Split(string(source), "\n\n") {
		if !strings.HasPrefix(block, "dm:") {
			continue
		}
		name := strings.Fields(block)[0]
		for _, lang := range []string{`"@en`, `"@fr`, `"@es`} {
			want := 2
			if slices.Contains(stances, name) {
				want = 3
			}
			if n := strings.Count(block, lang); n != want {
				t.Errorf("%s has %d texts in %s, want a label, a definition and, for a stance, an example", name, n, lang[1:])
			}
		}
	}
}

func TestFaultsNameTheLine(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"no definition", "dm:A a owl:Class ;\n    rdfs:label \"a\"@en .\n", "line 2: dm:A has no English definition"},
		{"twice", "dm:A a owl:Class ;\n    skos:definition \"a\"@en .\ndm:A a owl:Class ;\n", "line 3: dm:A is defined in line 1 already"},
		{"other form", "dm:A\n    a owl:Class .\n", `line 1: want "dm:name a type ;", got "dm:A"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := generate([]byte(c.source)); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}
