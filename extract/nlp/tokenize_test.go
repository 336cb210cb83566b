package nlp

import (
	"os"
	"strings"
	"testing"
)

// annotator loads the model once for a test.
func annotator(t testing.TB) *Annotator {
	t.Helper()
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// cases returns the lines of a file of testdata that are not comments.
func cases(t *testing.T, name string) []string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range strings.Split(string(b), "\n") {
		if l != "" && l[0] != '#' {
			out = append(out, strings.ReplaceAll(l, `\n`, "\n"))
		}
	}
	if len(out) == 0 {
		t.Fatalf("testdata/%s is empty", name)
	}
	return out
}

func TestTokens(t *testing.T) {
	a := annotator(t)
	for _, c := range cases(t, "tokens.txt") {
		text, want, ok := strings.Cut(c, "\t")
		if !ok {
			t.Fatalf("no tab in %q", c)
		}
		s, err := a.Tokenize(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range s {
			for _, k := range x.Tokens {
				g := strings.NewReplacer(" ", "_", "\n", "").Replace(text[k.Start:k.End])
				if text[k.Start:k.End] != k.Form {
					g += "=" + k.Form
				}
				got = append(got, g)
			}
		}
		for i, w := range strings.Fields(want) {
			// The text of a word broken over two lines is written as it is read.
			if l, r, ok := strings.Cut(w, "="); ok && l == r && i < len(got) {
				_, got[i], _ = strings.Cut(got[i], "=")
				got[i] = l + "=" + got[i]
			}
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q\n got %s\nwant %s", text, g, want)
		}
	}
}

func TestSentences(t *testing.T) {
	a := annotator(t)
	for _, c := range cases(t, "sentences.txt") {
		var want []string
		for _, w := range strings.Split(c, "‖") {
			want = append(want, strings.TrimSpace(w))
		}
		if c == "He left.We stayed." {
			want = []string{"He left.", "We stayed."} // no blank to put the mark in
		}
		text := strings.NewReplacer("‖ ", "", "‖", "").Replace(c)
		s, err := a.Tokenize(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range s {
			got = append(got, text[x.Start:x.End])
		}
		if strings.Join(got, "‖") != strings.Join(want, "‖") {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}

// In a text whose lines are paragraphs a line break is as good as an empty line; in
// one that is wrapped it is a blank.
func TestParagraphs(t *testing.T) {
	a := annotator(t)
	paragraph := strings.Repeat("We support the work of the Conference on the Treaty. ", 6)
	for text, want := range map[string]string{
		"Statement by Canada\n" + paragraph + "\n" + paragraph:      "Statement by Canada",
		"Statement by Canada\non the Treaty. We agree.\nThank you.": "Statement by Canada\non the Treaty.",
	} {
		s, err := a.Tokenize(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := text[s[0].Start:s[0].End]; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
