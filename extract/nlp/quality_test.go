package nlp

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
)

// treebank reads a file of the treebanks, which are not part of the repository: they
// are looked for in $DEMARCHE_SHARED/ud, or beside it in ../shared/ud. The test is
// skipped where they are missing, and with -short.
func treebank(t *testing.T, name string) []conllu.Sentence {
	t.Helper()
	if testing.Short() {
		t.Skip("reads a treebank; not with -short")
	}
	dir := os.Getenv("DEMARCHE_SHARED")
	if dir == "" {
		dir = "../../../shared"
	}
	s, err := conllu.ReadFile(filepath.Join(dir, "ud", name+".conllu"))
	if os.IsNotExist(err) {
		t.Skipf("the treebank %s is not here; set DEMARCHE_SHARED to a folder with ud/%s.conllu", name, name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// documents returns the sentences of the documents whose names have a part.
func documents(all []conllu.Sentence, part string) []conllu.Sentence {
	var out []conllu.Sentence
	in := false
	for i := range all {
		if id, ok := all[i].Comment("newdoc id"); ok {
			in = strings.Contains(id, part)
		}
		if in {
			out = append(out, all[i])
		}
	}
	return out
}

// parsed returns the sentences with what the annotator makes of their tokens.
func parsed(t *testing.T, a *Annotator, gold []conllu.Sentence) []conllu.Sentence {
	t.Helper()
	ss := make([]Sentence, len(gold))
	for i := range gold {
		for _, k := range gold[i].Tokens {
			ss[i].Tokens = append(ss[i].Tokens, Token{Form: k.Form})
		}
	}
	if err := a.ParseAll(context.Background(), ss); err != nil {
		t.Fatal(err)
	}
	out := make([]conllu.Sentence, len(gold))
	for i := range ss {
		for _, k := range ss[i].Tokens {
			out[i].Tokens = append(out[i].Tokens, conllu.Token{
				Form: k.Form, UPOS: k.UPOS, XPOS: k.XPOS, Lemma: k.Lemma, Head: k.Head + 1, Rel: k.Rel,
			})
		}
	}
	return out
}

// Floors of quality in percent. To lower one is to say that the reader got worse.
func TestQuality(t *testing.T) {
	a := annotator(t)
	for _, f := range []struct {
		name, documents        string
		upos, uas, las, lemmas float64
	}{
		{"ewt-test", "", 96.3, 89.9, 87.4, 97.5},
		{"pud-test", "", 96.4, 88.2, 85.9, 97.5},
		{"gum-open-test", "", 97.1, 89.9, 87.3, 98.0},
		{"gum-open-test", "_speech_", 97.4, 92.5, 90.2, 98.3},
	} {
		t.Run(f.name+f.documents, func(t *testing.T) {
			gold := treebank(t, f.name)
			if f.documents != "" {
				gold = documents(gold, f.documents)
			}
			s, err := conllu.Compare(gold, parsed(t, a, gold))
			if err != nil {
				t.Fatal(err)
			}
			t.Log(s)
			for _, x := range []struct {
				what       string
				got, floor float64
			}{
				{"UPOS", s.Percent(s.UPOS), f.upos}, {"UAS", s.Percent(s.UAS), f.uas},
				{"LAS", s.Percent(s.LAS), f.las}, {"lemma", s.Percent(s.Lemma), f.lemmas},
			} {
				if x.got < x.floor {
					t.Errorf("%s is %.2f, below %.2f", x.what, x.got, x.floor)
				}
			}
		})
	}
}

// The UN speeches nearest to hand are the speeches of the two held-out parts of GUM.
func TestQualityOfSpeeches(t *testing.T) {
	a := annotator(t)
	gold := append(documents(treebank(t, "gum-open-dev"), "_speech_"), documents(treebank(t, "gum-open-test"), "_speech_")...)
	s, err := conllu.Compare(gold, parsed(t, a, gold))
	if err != nil {
		t.Fatal(err)
	}
	t.Log(s)
	if las := s.Percent(s.LAS); las < 89 {
		t.Errorf("LAS is %.2f, below 89", las)
	}
	raw, err := rawOf(gold)
	if err != nil {
		t.Fatal(err)
	}
	got, err := a.Tokenize(raw.text, nil)
	if err != nil {
		t.Fatal(err)
	}
	tokens, sentences := spansOf(got)
	ft, fs := f1(raw.tokens, tokens), f1(raw.sentences, sentences)
	t.Logf("from raw text: F1 of %d tokens %.2f, of %d sentences %.2f", len(raw.tokens), ft, len(raw.sentences), fs)
	if ft < 99.5 {
		t.Errorf("F1 of tokens is %.2f, below 99.5", ft)
	}
	if fs < 99.5 {
		t.Errorf("F1 of sentences is %.2f, below 99.5", fs)
	}
}

// Tokens of other genres, for which the rules were not made.
func TestQualityOfTokens(t *testing.T) {
	a := annotator(t)
	for name, floor := range map[string]float64{"ewt-test": 97.5, "pud-test": 99.5, "gum-open-test": 99} {
		t.Run(name, func(t *testing.T) {
			raw, err := rawOf(treebank(t, name))
			if err != nil {
				t.Fatal(err)
			}
			got, err := a.Tokenize(raw.text, nil)
			if err != nil {
				t.Fatal(err)
			}
			tokens, sentences := spansOf(got)
			f := f1(raw.tokens, tokens)
			t.Logf("F1 of tokens %.2f, of sentences %.2f", f, f1(raw.sentences, sentences))
			if f < floor {
				t.Errorf("F1 of tokens is %.2f, below %.2f", f, floor)
			}
		})
	}
}

// What the margin says of an attachment holds for every relation alike.
func TestMarginsTell(t *testing.T) {
	a := annotator(t)
	gold := treebank(t, "gum-open-dev")
	ss := make([]Sentence, len(gold))
	for i := range gold {
		for _, k := range gold[i].Tokens {
			ss[i].Tokens = append(ss[i].Tokens, Token{Form: k.Form})
		}
	}
	if err := a.ParseAll(context.Background(), ss); err != nil {
		t.Fatal(err)
	}
	count := map[string]*[6][2]int{}
	for i := range gold {
		for j, g := range gold[i].Tokens {
			k := ss[i].Tokens[j]
			b := min(5, max(0, int(k.Margin)))
			for _, key := range []string{"all", conllu.Base(k.Rel)} {
				if count[key] == nil {
					count[key] = &[6][2]int{}
				}
				count[key][b][0]++
				if k.Head == g.Head-1 {
					count[key][b][1]++
				}
			}
		}
	}
	for _, key := range []string{"all", "nsubj", "obj", "obl", "nmod", "conj", "ccomp", "xcomp", "advcl", "acl"} {
		var shares [6]float64
		for b, c := range count[key] {
			shares[b] = 100 * float64(c[1]) / float64(max(1, c[0]))
		}
		t.Logf("%-6s right at margin 0 to 1: %.0f%%, 1 to 2: %.0f%%, 2 to 3: %.0f%%, 3 to 4: %.0f%%, 4 to 5: %.0f%%, above: %.1f%%",
			key, shares[0], shares[1], shares[2], shares[3], shares[4], shares[5])
		if shares[5] < 94 || shares[0] > 80 {
			t.Errorf("%s: margins do not tell", key)
		}
	}
}
