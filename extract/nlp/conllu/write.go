package conllu

import (
	"bufio"
	"io"
	"strconv"
)

// Write writes sentences, each followed by a blank line.
func Write(w io.Writer, sentences []Sentence) error {
	b := bufio.NewWriter(w)
	for i := range sentences {
		writeSentence(b, &sentences[i])
	}
	return b.Flush()
}

// writeSentence leaves errors to the Flush of its caller, as bufio keeps them.
func writeSentence(b *bufio.Writer, s *Sentence) {
	lines(b, s.Comments)
	for i, t := range s.Tokens {
		lines(b, t.Before)
		b.WriteString(strconv.Itoa(i + 1))
		head := "_"
		if t.Head >= 0 {
			head = strconv.Itoa(t.Head)
		}
		for _, f := range [...]string{t.Form, t.Lemma, t.UPOS, t.XPOS, t.Feats, head, t.Rel, t.Deps, t.Misc} {
			if f == "" {
				f = "_"
			}
			b.WriteByte('\t')
			b.WriteString(f)
		}
		b.WriteByte('\n')
	}
	lines(b, s.After)
	b.WriteByte('\n')
}

func lines(b *bufio.Writer, ls []string) {
	for _, l := range ls {
		b.WriteString(l)
		b.WriteByte('\n')
	}
}
