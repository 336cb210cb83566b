package nlp

import (
	"fmt"
	"strings"
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

// rawOf joins the sentences of a treebank by blanks, or by empty lines where a heading
// stands, which ends with no mark, and finds its tokens in the text.
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
		if strings.ContainsAny(text[len(text)-1:], ".?!:;,\"')") || strings.HasSuffix(text, "”") {
			b.WriteByte(' ')
		} else {
			b.WriteString("\n\n")
		}
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
