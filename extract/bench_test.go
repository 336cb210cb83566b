package extract_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/extract"
	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/extract/record"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// The two halves of extraction on the same texts, on one core: what annotation
// costs, names included, and what the rules and the judge cost after it.
func benchRecords(b *testing.B) (*lexicon.Lexicon, *extract.Extractor, []*schema.Record) {
	lex, err := lexicon.Default()
	if err != nil {
		b.Fatal(err)
	}
	x, err := extract.New(lex, extract.Options{Cores: 1})
	if err != nil {
		b.Fatal(err)
	}
	files, _ := filepath.Glob("../eval/gold/*.txt")
	var rs []*schema.Record
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		r, err := record.Read(context.Background(), strings.NewReader(string(text)), filepath.Base(f), record.Options{})
		if err != nil {
			b.Fatal(err)
		}
		rs = append(rs, r)
	}
	return lex, x, rs
}

func BenchmarkAnnotate(b *testing.B) {
	_, x, rs := benchRecords(b)
	for b.Loop() {
		if _, err := x.Read(context.Background(), rs...); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPositions(b *testing.B) {
	lex, x, rs := benchRecords(b)
	speeches, err := x.Read(context.Background(), rs...)
	if err != nil {
		b.Fatal(err)
	}
	p, err := position.New(lex)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, r := range speeches {
			for _, s := range r {
				p.Extract(s)
			}
		}
	}
}
