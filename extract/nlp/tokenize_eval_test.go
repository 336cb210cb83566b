package nlp

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
)

// A rawText is the text of a treebank's documents with the gold tokens and
// sentences as ranges of it.
type rawText struct {
	text      string
	tokens    []Span
	sentences []Span
}

// rawOf joins the sentences of a treebank by blanks and finds its tokens in the
// text.
func rawOf(sentences []conllu.Sentence) (rawText, error) {
	var r rawText
	var b strings.Builder
	for i := range sentences {
		s := &sentences[i]
		text, ok := s.Comment("text")
		if !ok {
			return r, fmt.Errorf("sentence %d has no text", i+1)
		}
		base, at := b.Len(), 0
		first := len(r.tokens)
		for _, t := range s.Tokens {
			for at < len(text) && (text[at] == ' ' || strings.HasPrefix(text[at:], "\u00a0")) {
				at++
			}
			rest := text[at:]
			n := len(t.Form)
			if !strings.HasPrefix(rest, t.Form) {
				// The form of a word that is not spelled out, or with a space.
				k := strings.Index(rest, strings.TrimLeftFunc(t.Form, unicode.IsSpace))
				if k < 0 || k > 4 {
					continue
				}
				at += k
			}
			r.tokens = append(r.tokens, Span{base + at, base + at + n})
			at += n
		}
		b.WriteString(text)
		b.WriteByte(' ')
		if first < len(r.tokens) {
			r.sentences = append(r.sentences, Span{r.tokens[first].Start, r.tokens[len(r.tokens)-1].End})
		}
	}
	r.text = b.String()
	return r, nil
}

// f1 returns the F1 of two lists of ranges in percent.
func f1(gold, got []Span) float64 {
	in := map[Span]bool{}
	for _, g := range gold {
		in[g] = true
	}
	hit := 0
	for _, g := range got {
		if in[g] {
			hit++
		}
	}
	return 200 * float64(hit) / float64(len(gold)+len(got))
}

func spansOf(s []Sentence) (tokens, sentences []Span) {
	for _, x := range s {
		sentences = append(sentences, Span{x.Start, x.End})
		for _, t := range x.Tokens {
			tokens = append(tokens, Span{t.Start, t.End})
		}
	}
	return tokens, sentences
}

func TestTokenEval(t *testing.T) {
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{"ewt-dev", "gum-open-dev", "gum-open-train"} {
		all, err := conllu.ReadFile("../../../shared/ud/" + f + ".conllu")
		if err != nil {
			t.Skip(err)
		}
		docs := map[string][]conllu.Sentence{}
		var order []string
		id := ""
		for _, s := range all {
			if v, ok := s.Comment("newdoc id"); ok {
				id = v
			}
			k := f
			if strings.HasPrefix(f, "gum") {
				k = f + strings.Split(id, "_")[1]
			}
			if docs[k] == nil {
				order = append(order, k)
			}
			docs[k] = append(docs[k], s)
		}
		for _, k := range order {
			r, err := rawOf(docs[k])
			if err != nil {
				t.Fatal(err)
			}
			s, _ := a.Tokenize(r.text, nil)
			tk, sn := spansOf(s)
			fmt.Printf("%s tokens %d F1 %.2f sentences %d F1 %.2f\n", k, len(r.tokens), f1(r.tokens, tk), len(r.sentences), f1(r.sentences, sn))
			if strings.Contains(k, "speech") || strings.Contains(k, "news") || strings.Contains(k, "devcourt") {
				diff(r.text, r.tokens, tk)
				fmt.Println("---- sentences")
				diff(r.text, r.sentences, sn)
			}
		}
	}
}

func diff(text string, gold, got []Span) {
	in, ig := map[Span]bool{}, map[Span]bool{}
	for _, g := range gold {
		ig[g] = true
	}
	for _, g := range got {
		in[g] = true
	}
	n := 0
	for _, g := range gold {
		if !in[g] && n < 40 {
			n++
			x := text[g.Start:g.End]
			if len(x) > 100 {
				x = x[:50] + " ... " + x[len(x)-50:]
			}
			fmt.Printf("   - %q in %q\n", x, text[max(0, g.Start-15):min(len(text), g.End+25)][:min(40, len(text[max(0, g.Start-15):min(len(text), g.End+25)]))])
		}
	}
}
