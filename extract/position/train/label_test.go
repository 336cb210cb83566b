package train_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/extract/position/train"
	"github.com/demarche-kg/demarche/lexicon"
)

// Of a target learned is the whole, by their share what overlaps it, and not a
// name within it.
func TestLabel(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"a.txt": "Mr. Doe (Kenya): We support the tireless efforts of Iraq against the smuggling of small arms.\n",
		"a.jsonl": `{"holder":"KEN","stance":"supports","target":"the tireless efforts of Iraq against the smuggling of small arms",` +
			`"entities":[{"mention":"Iraq","type":"state","name":"IRQ"}],"explicit":true}` + "\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	docs, err := train.Reader{Lexicon: lex}.Read(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	r := train.Propose(position.NewWith(lex, nil), docs)[0]
	shares := map[string]float64{}
	k := 0
	for _, s := range r.Sentences {
		for _, e := range s.Examples {
			shares[strings.TrimPrefix(r.Proposals[k].Position().Target, "the ")] = e.Share
			k++
		}
	}
	whole, part, name := "tireless efforts of Iraq against the smuggling of small arms", "smuggling of small arms", "Iraq"
	if shares[whole] != 1 || shares[part] <= 0.5 || shares[part] >= 1 {
		t.Errorf("whole %v, part %v", shares[whole], shares[part])
	}
	if share, ok := shares[name]; !ok || share != 0 {
		t.Errorf("%s has %v of %v", name, share, shares)
	}
}
