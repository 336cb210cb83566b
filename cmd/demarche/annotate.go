package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/extract/nlp"
	"github.com/demarche-kg/demarche/extract/nlp/conllu"
)

// newAnnotateCmd returns the subcommand that shows what the reader of English makes
// of a text.
func newAnnotateCmd() *cobra.Command {
	var pretokenized, tree bool
	cmd := &cobra.Command{
		Use:   "annotate [--pretokenized] [--tree] FILE",
		Short: "Tokens, tags, lemmas and trees of a text",
		Long: `Annotate reads FILE, or standard input where FILE is "-", and prints its
sentences in CoNLL-U: a line a token, with lemma, tags, head and relation. The
last column holds the range of bytes of each token in FILE (Offset=12:18) and
tells how sure the attachment is (Margin=5.1: near 0 is a guess).

With --pretokenized FILE is CoNLL-U already: its sentences and tokens are kept,
with comments and multiword tokens, and the columns from LEMMA to DEPREL are
filled in anew.

With --tree each sentence is drawn as a tree for people to read.`,
		Example: "  demarche annotate --tree speech.txt",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			data, err := readInput(cmd.Context(), cmd.InOrStdin(), args[0])
			if err != nil {
				return err
			}
			a, err := nlp.New()
			if err != nil {
				return err
			}
			out, err := annotate(cmd.Context(), a, data, pretokenized)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			if tree {
				return drawTrees(cmd.OutOrStdout(), out)
			}
			return conllu.Write(cmd.OutOrStdout(), out)
		},
	}
	cmd.Flags().BoolVar(&pretokenized, "pretokenized", false, "FILE is CoNLL-U; keep its sentences and tokens")
	cmd.Flags().BoolVar(&tree, "tree", false, "draw each sentence as a tree")
	return cmd
}

// maxText bounds the text that is annotated at once, in bytes.
const maxText = 64 << 20

func readInput(ctx context.Context, stdin io.Reader, name string) ([]byte, error) {
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, pathError(err)
		}
		defer f.Close()
		stdin = f
	}
	b, err := readAll(ctx, stdin, maxText)
	if err == nil && len(b) > maxText {
		err = fmt.Errorf("%s: longer than %d MiB: cut it into files", name, maxText>>20)
	}
	return b, err
}

// annotate returns the sentences of a text, or of a CoNLL-U file.
func annotate(ctx context.Context, a *nlp.Annotator, data []byte, pretokenized bool) ([]conllu.Sentence, error) {
	if !pretokenized {
		text := string(data)
		all, err := a.AnnotateAll(ctx, []nlp.Text{{Text: text}})
		if err != nil {
			return nil, err
		}
		return toCoNLLU(text, all[0]), nil
	}
	given, err := conllu.Read(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if len(given) == 0 {
		return nil, errors.New("no sentences")
	}
	sentences := make([]nlp.Sentence, len(given))
	for i, g := range given {
		for _, t := range g.Tokens {
			sentences[i].Tokens = append(sentences[i].Tokens, nlp.Token{Form: t.Form})
		}
	}
	if err := a.ParseAll(ctx, sentences); err != nil {
		return nil, err
	}
	for i := range given {
		for j := range given[i].Tokens {
			fillIn(&given[i].Tokens[j], &sentences[i].Tokens[j])
		}
	}
	return given, nil
}

// fillIn copies what was found out about a token; columns not known are emptied.
func fillIn(dst *conllu.Token, src *nlp.Token) {
	dst.Lemma, dst.UPOS, dst.XPOS = src.Lemma, src.UPOS, src.XPOS
	dst.Head, dst.Rel = src.Head+1, src.Rel
	dst.Feats, dst.Deps = "", ""
}

// toCoNLLU writes sentences of a text in the terms of CoNLL-U.
func toCoNLLU(text string, sentences []nlp.Sentence) []conllu.Sentence {
	var out []conllu.Sentence
	for i, s := range sentences {
		c := conllu.Sentence{Comments: []string{
			fmt.Sprintf("# sent_id = %d", i+1),
			"# text = " + oneLine(text[s.Start:s.End]),
		}}
		if s.Cut {
			c.Comments = append(c.Comments, "# cut = too long; the sentence goes on in the next")
		}
		for j := range s.Tokens {
			t := &s.Tokens[j]
			w := conllu.Token{Form: oneLine(t.Form)}
			fillIn(&w, t)
			w.Lemma = oneLine(w.Lemma)
			w.Misc = fmt.Sprintf("Offset=%d:%d|Margin=%.1f", t.Start, t.End, t.Margin)
			if j+1 < len(s.Tokens) && s.Tokens[j+1].Start == t.End {
				w.Misc += "|SpaceAfter=No"
			}
			c.Tokens = append(c.Tokens, w)
		}
		out = append(out, c)
	}
	return out
}
