package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/extract"
	"github.com/demarche-kg/demarche/graph"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// newExplainCmd returns the subcommand that gives the reasons for a position.
func newExplainCmd(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "explain ID",
		Short: "Why a position is in the graph: sentence, tree, rules, rows",
		Long: `Explain shows how a position of the graph came about: the sentence with its
tree, each rule that was applied with the row of the lexicon it used, and the
edges that stand for it. The ID is that of positions --format csv or json; its
first characters are enough where they tell it from all others.`,
		Example: "  demarche explain 5abe7fb2f0b1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			g, err := s.openToRead()
			if err != nil {
				return err
			}
			defer g.Close()
			p, err := findPosition(cmd.Context(), g, args[0])
			if err != nil {
				return err
			}
			l, err := s.loadLexicon()
			if err != nil {
				return err
			}
			x, err := extract.New(l, extract.Options{})
			if err != nil {
				return err
			}
			return explain(cmd.Context(), cmd.OutOrStdout(), x, l, p)
		},
	}
}

// findPosition finds the one position whose ID begins so.
func findPosition(ctx context.Context, g *graph.Graph, id string) (schema.Position, error) {
	var found []schema.Position
	for p, err := range g.Positions(ctx, graph.Filter{}) {
		if err != nil {
			return schema.Position{}, err
		}
		if strings.HasPrefix(p.ID, id) {
			found = append(found, p)
		}
	}
	switch len(found) {
	case 0:
		return schema.Position{}, fmt.Errorf("no position has an ID that begins with %q: demarche positions --format csv lists them", id)
	case 1:
		return found[0], nil
	}
	return schema.Position{}, fmt.Errorf("%s have an ID that begins with %q: give more of it", count(len(found), "position"), id)
}

// explain writes the reasons for p.
func explain(ctx context.Context, w io.Writer, x *extract.Extractor, l *lexicon.Lexicon, p schema.Position) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s\n", holderOf(p), stanceOf(p), targetOf(p))
	fmt.Fprintf(&b, "%s, speech %d, bytes %d to %d of the input", p.Record, p.Speech, p.Start, p.End)
	if p.Speaker != "" {
		fmt.Fprintf(&b, "; said by %s", p.Speaker)
	}
	fmt.Fprintf(&b, "; confidence %.2f\n", p.Confidence)
	if p.Cue != "" {
		fmt.Fprintf(&b, "cue: %q\n", p.Cue)
	}
	if p.Proposition != "" && p.Proposition != p.Target {
		fmt.Fprintf(&b, "proposition: %q\n", p.Proposition)
	}
	b.WriteString("\nRules, in the order applied:\n")
	for _, step := range p.Because {
		fmt.Fprintf(&b, "  %-14s %-6s %s\n", step.Rule, step.Row, step.Text)
		if row, ok := cueOf(l, step.Row); ok {
			fmt.Fprintf(&b, "  %-21s %s: %q, as in %q\n", "", row.Stance, row.Cue, row.Example)
		}
	}
	b.WriteString("\nEdges:\n")
	for _, e := range p.Entities {
		fmt.Fprintf(&b, "  %s dm:%s %s\n", p.HolderID, p.Stance, e.ID)
	}
	fmt.Fprintf(&b, "  position/%s dm:holder %s\n\n", p.ID, p.HolderID)
	if _, err := io.WriteString(w, b.String()); err != nil {
		return err
	}
	speeches, err := x.Read(ctx, &schema.Record{Symbol: p.Record, Speeches: []schema.Speech{
		{N: p.Speech, Text: schema.Passage{Text: p.Evidence}},
	}})
	if err != nil {
		return err
	}
	var errs error
	for _, sp := range speeches[0] {
		errs = errors.Join(errs, drawTrees(w, toCoNLLU(p.Evidence, sp.Sentences)))
	}
	if p.Lexicon != l.Version || p.Model != x.Versions().Model {
		fmt.Fprintf(w, "The position was found with lexicon %s and model %s; this tree and these rows are of %s and %s.\n",
			p.Lexicon, p.Model, l.Version, x.Versions().Model)
	}
	return errs
}

// cueOf is the row of stances.tsv with that id.
func cueOf(l *lexicon.Lexicon, row string) (lexicon.StanceCue, bool) {
	for _, c := range l.Stances {
		if c.Row == row && row != "" {
			return c, true
		}
	}
	return lexicon.StanceCue{}, false
}
