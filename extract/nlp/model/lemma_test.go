package model

import (
	"bytes"
	"testing"
)

func TestLemmas(t *testing.T) {
	l, err := EnglishLemmas()
	if err != nil {
		t.Fatal(err)
	}
	m, err := English()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		form, upos, xpos string
		initial          bool
		want             string
	}{
		{"urges", "VERB", "VBZ", false, "urge"},
		{"ratified", "VERB", "VBN", false, "ratify"},
		{"proliferating", "VERB", "VBG", false, "proliferate"},
		{"stockpiled", "VERB", "VBN", false, "stockpile"},
		{"States", "NOUN", "NNS", false, "state"},
		{"treaties", "NOUN", "NNS", false, "treaty"},
		{"The", "DET", "DT", true, "the"},
		{"an", "DET", "DT", false, "a"},
		{"Canada", "PROPN", "NNP", true, "Canada"},
		{"is", "AUX", "VBZ", false, "be"},
		{"n't", "PART", "RB", false, "not"},
		{"better", "ADJ", "JJR", false, "good"},
		{"American", "ADJ", "JJ", false, "American"},
		{"1,540", "NUM", "CD", false, "1540"},
		{"i", "PRON", "PRP", false, "I"},
		{"I", "PRON", "PRP", true, "I"},
	} {
		if got := l.Lemma(c.form, c.upos, c.xpos, c.initial, m.Rank); got != c.want {
			t.Errorf("%s/%s: %s, want %s", c.form, c.xpos, got, c.want)
		}
	}
}

// The table is written as it was read.
func TestLemmasRoundTrip(t *testing.T) {
	l, err := EnglishLemmas()
	if err != nil {
		t.Fatal(err)
	}
	var head []string
	for line := range bytes.Lines(englishLemmas) {
		if line[0] == '#' {
			head = append(head, string(bytes.TrimSpace(line[2:])))
		}
	}
	var b bytes.Buffer
	if err := l.WriteTo(&b, head); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), englishLemmas) {
		t.Error("the table differs")
	}
	for _, bad := range []string{"a b c\tx\tlower\t\n", "a b c\tx\tupper\t\t\n"} {
		if _, err := ReadLemmas([]byte(bad)); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}
