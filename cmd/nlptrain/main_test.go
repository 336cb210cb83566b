package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/extract/nlp/model"
)

const toy = `# text = Canada supports it too.
1	Canada	Canada	PROPN	NNP	_	2	nsubj	_	_
2	supports	support	VERB	VBZ	_	0	root	_	_
3	it	it	PRON	PRP	_	2	obj	_	_
4	too	too	ADV	RB	_	2	advmod	_	_
5	.	.	PUNCT	.	_	2	punct	_	_

`

// files writes a toy treebank and vectors of two words.
func files(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, data := range map[string]string{
		"train.conllu": strings.Repeat(toy, 6), "v.words": "canada\nit\n", "v.f16": "\x00\x3c\x00\x38\x00\x3c\x00\x38",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// One command makes a model that can be read; given again it goes on, with nothing
// left to do.
func TestTrain(t *testing.T) {
	dir := files(t)
	in := func(name string) string { return filepath.Join(dir, name) }
	args := []string{
		"-train", in("train.conllu"), "-dev", in("train.conllu"), "-vectors", in("v"), "-checkpoint", in("c"), "-out", in("m"),
		"-hidden", "32", "-epochs", "3", "-batch", "8", "-buckets", "50",
	}
	var out, errOut bytes.Buffer
	if err := run(context.Background(), args, &out, &errOut); err != nil {
		t.Fatal(err, errOut.String())
	}
	for _, want := range []string{"6 of 6 sentences are in the training files", "epoch 3 of 3", "LAS"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	first, err := os.ReadFile(in("m"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := model.Read(first); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if err := run(context.Background(), append(args, "-teachers", in("c")), &out, &errOut); err != nil {
		t.Fatal(err)
	}
	again, err := os.ReadFile(in("m"))
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("the model differs (%v)", err)
	}
	if strings.Contains(out.String(), "epoch") || !strings.Contains(out.String(), "teachers have read") {
		t.Errorf("out is\n%s", out.String())
	}
}

func TestLemmas(t *testing.T) {
	dir := files(t)
	table := filepath.Join(dir, "lemmas")
	err := run(context.Background(), []string{"-train", filepath.Join(dir, "train.conllu"), "-vectors", filepath.Join(dir, "v"), "-lemmas", table}, &bytes.Buffer{}, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(table)
	if err != nil || !strings.Contains(string(b), "VERB VBZ l") {
		t.Errorf("%v\n%s", err, b)
	}
}

func TestErrors(t *testing.T) {
	dir := files(t)
	for _, args := range [][]string{
		{}, {"-train", "x"}, {"word"}, {"-none"},
		{"-train", filepath.Join(dir, "none"), "-vectors", filepath.Join(dir, "v")},
		{"-train", filepath.Join(dir, "train.conllu"), "-vectors", filepath.Join(dir, "none")},
	} {
		if err := run(context.Background(), args, &bytes.Buffer{}, &bytes.Buffer{}); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
}
