package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
)

// oneLine replaces white space and control characters by blanks, so that a value
// stays on its line and in its column.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\ufffd"), func(r rune) bool {
		return r <= ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029
	}), " ")
}

// drawTrees draws sentences as trees, the root first and each word under its head:
//
//	supports           root   VERB  support
//	├─ Canada          nsubj  PROPN Canada
//	└─ treaty          obj    NOUN  treaty
//	   └─ the          det    DET   the
func drawTrees(w io.Writer, sentences []conllu.Sentence) error {
	b := bufio.NewWriter(w)
	for _, s := range sentences {
		if text, ok := s.Comment("text"); ok {
			fmt.Fprintf(b, "%s\n\n", text)
		}
		kids := make([][]int, len(s.Tokens)+1)
		for i, t := range s.Tokens {
			kids[max(t.Head, 0)] = append(kids[max(t.Head, 0)], i+1)
		}
		for _, k := range kids[0] {
			drawNode(b, &s, kids, k, "", "", 0)
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

// deepest is the depth below which a tree is not drawn.
const deepest = 200

// drawNode draws the word numbered n and what depends on it, a line each, after the
// lines of the words above.
func drawNode(b *bufio.Writer, s *conllu.Sentence, kids [][]int, n int, first, rest string, depth int) {
	t := &s.Tokens[n-1]
	left := first + t.Form
	pad := max(1, 44-utf8.RuneCountInString(left))
	fmt.Fprintf(b, "%s%s%-12s %-6s %s\n", left, strings.Repeat(" ", pad), t.Rel, t.UPOS, t.Lemma)
	if depth == deepest {
		fmt.Fprintf(b, "%s...\n", rest)
		return
	}
	for i, k := range kids[n] {
		if i+1 < len(kids[n]) {
			drawNode(b, s, kids, k, rest+"├─ ", rest+"│  ", depth+1)
		} else {
			drawNode(b, s, kids, k, rest+"└─ ", rest+"   ", depth+1)
		}
	}
}
