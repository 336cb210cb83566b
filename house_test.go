// Package demarche has no code of its own: this folder holds the rooms, and
// this test holds the walls between them.
package demarche

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/demarche-kg/demarche/"

// allowed says which of our packages each package may import. What is not
// here may import none.
var allowed = map[string][]string{
	"schema":                      {},
	"schema/symbol":               {},
	"lexicon":                     {"schema"},
	"eval":                        {"schema"},
	"graph/rdf":                   {"schema"},
	"graph/store":                 {},
	"graph/postgres":              {"graph/store"},
	"graph/postgres/postgrestest": {},
	"graph":                       {"schema", "graph/rdf", "graph/store", "graph/postgres"},
	"graph/network":               {"schema"},
	"graph/shacl":                 {"schema", "graph/rdf"},
	"extract/record":              {"schema", "schema/symbol"},
	"extract/entity":              {"schema", "schema/symbol", "lexicon"},
	"extract/position":            {"schema", "lexicon", "extract/entity", "extract/nlp", "extract/nlp/model", "extract/position/judge"},
	"extract/position/judge":      {"schema", "extract/nlp/model", "extract/nlp/model/kernel"},
	"extract/position/train":      {"schema", "lexicon", "eval", "extract/record", "extract", "extract/position", "extract/position/judge", "extract/nlp/model", "extract/nlp/model/kernel"},
	"extract/nlp":                 {"extract/nlp/conllu", "extract/nlp/model", "extract/nlp/model/kernel"},
	"extract/nlp/model":           {"extract/nlp/model/kernel"},
	"extract/nlp/train":           {"extract/nlp/conllu", "extract/nlp/model", "extract/nlp/model/kernel"},
	"extract":                     {"schema", "lexicon", "extract/entity", "extract/nlp", "extract/position"},
}

// only says which packages alone may import a module or package from outside.
var only = map[string][]string{
	"github.com/cayleygraph/": {"graph", "graph/rdf", "graph/shacl", "graph/store", "graph/postgres"},
	"github.com/lib/pq":       {"graph/postgres"},
	"net/http":                {"server"},
}

type pkg struct {
	ImportPath string
	Imports    []string
	Doc        string
	Module     struct{ Path string }
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,Doc,Module", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImportsGoDownOnly(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		command := strings.HasPrefix(name, "cmd/")
		for _, imp := range p.Imports {
			if ours, ok := strings.CutPrefix(imp, module); ok && !command && !slices.Contains(allowed[name], ours) {
				t.Errorf("%s imports %s: not an allowed arrow", name, ours)
			}
			for outside, rooms := range only {
				if strings.HasPrefix(imp, outside) && !slices.Contains(rooms, name) {
					t.Errorf("%s imports %s: only %s may", name, imp, strings.Join(rooms, ", "))
				}
			}
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	for _, p := range packages(t) {
		if p.Doc == "" && p.ImportPath+"/" != module {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
	}
}
