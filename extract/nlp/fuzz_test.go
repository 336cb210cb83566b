package nlp

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"
)

// Any bytes are read: offsets hold, forms are UTF-8, every sentence is a tree.
func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{
		"", "We agree.", speech[:400], "Ban Ki-\nmoon's S/RES/1540 (2004).", "1 should like ofthe Under- Secretary",
		"\xff\xfe\x00 a\xc3", "(((([[[\"'“‘", "a-b-c/d.e'f", strings.Repeat("A.", 30), "x\n\n1. Y\n2. Z", "’s n't cannot", "\u200b\ufeff\u00a0x",
	} {
		f.Add(s, 0, 3)
	}
	a, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		if len(text) > 1<<12 {
			return
		}
		var joined []Span
		if from >= 0 && from < to && to <= len(text) && boundary(text, from) && boundary(text, to) {
			joined = []Span{{from, to}}
		}
		s, err := a.Annotate(context.Background(), text, joined)
		if err != nil {
			t.Fatal(err)
		}
		check(t, text, s)
		for _, x := range s {
			for _, k := range x.Tokens {
				if !utf8.ValidString(k.Form) || !utf8.ValidString(k.Lemma) {
					t.Fatalf("form %q, lemma %q", k.Form, k.Lemma)
				}
			}
		}
	})
}
