package train

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/demarche-kg/demarche/extract"
	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/extract/record"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A Document is an annotated text with its gold positions.
type Document struct {
	Name     string
	Speeches []position.Speech
	Gold     []schema.Position
}

// A Reader makes documents of files.
type Reader struct {
	Lexicon *lexicon.Lexicon
	// Lines says that each line of a text is a text of its own.
	Lines bool
}

// Read reads every text of a folder that has gold beside it: name.txt with
// name.jsonl, in the order of their names.
func (r Reader) Read(ctx context.Context, folder string) ([]Document, error) {
	golds, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	if len(golds) == 0 {
		return nil, fmt.Errorf("%s: no gold files (*.jsonl)", folder)
	}
	sort.Strings(golds)
	x, err := extract.New(r.Lexicon, extract.Options{Seen: true})
	if err != nil {
		return nil, err
	}
	var out []Document
	for _, g := range golds {
		base := strings.TrimSuffix(g, ".jsonl")
		d := Document{Name: filepath.Base(base)}
		if d.Gold, err = readGold(g); err != nil {
			return nil, err
		}
		text, err := os.ReadFile(base + ".txt")
		if err != nil {
			return nil, err
		}
		texts := []string{string(text)}
		if r.Lines {
			texts = strings.SplitAfter(string(text), "\n")
		}
		for _, t := range texts {
			if strings.TrimSpace(t) == "" {
				continue
			}
			sp, err := r.speeches(ctx, x, t, filepath.Base(base)+".txt")
			if err != nil {
				return nil, err
			}
			d.Speeches = append(d.Speeches, sp...)
		}
		out = append(out, d)
	}
	return out, nil
}

func (r Reader) speeches(ctx context.Context, x *extract.Extractor, text, name string) ([]position.Speech, error) {
	rec, err := record.Read(ctx, strings.NewReader(text), name, record.Options{State: r.state})
	if err != nil {
		return nil, err
	}
	read, err := x.Read(ctx, rec)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return read[0], nil
}

func (r Reader) state(label string) (string, bool) {
	for _, s := range r.Lexicon.States {
		for _, n := range append([]string{s.Name, s.Official}, s.Variants...) {
			if strings.EqualFold(n, label) {
				return s.Code, true
			}
		}
	}
	return "", false
}

func readGold(file string) ([]schema.Position, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []schema.Position
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for line := 1; sc.Scan(); line++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		var p schema.Position
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, line, err)
		}
		out = append(out, p)
	}
	return out, sc.Err()
}
