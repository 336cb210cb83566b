package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/eval"
	"github.com/demarche-kg/demarche/schema"
)

// maxLine bounds one line of a gold file, in bytes.
const maxLine = 1 << 20

// newEvalCmd returns the subcommand that compares what is found with gold.
func newEvalCmd(s *settings) *cobra.Command {
	var showErrors bool
	var o eval.Options
	cmd := &cobra.Command{
		Use:   "eval GOLD",
		Short: "Precision and recall against positions found by people",
		Long: `Eval reads each text FILE.txt in the folder GOLD, finds its positions and
compares them with those that people found, in FILE.jsonl. Span counts targets
found, holder those with the right holder, side and stance those that face the
right way or have the right stance; edge counts the edges of a map of states.`,
		Example: "  demarche eval eval/gold --errors | less",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := inputs(args)
			if err != nil {
				return err
			}
			p, err := s.newPipeline()
			if err != nil {
				return err
			}
			out := bufio.NewWriter(cmd.OutOrStdout())
			bar := newProgress(cmd.ErrOrStderr(), "reading", len(files))
			var score eval.Score
			err = p.run(cmd.Context(), files, each(func(f found) error {
				defer bar.step()
				if f.err != nil {
					return f.err
				}
				gold, err := readLines(filepath.Join(filepath.Dir(f.file), stem(f.file)+".jsonl"))
				if err != nil {
					return err
				}
				text := score.Add(gold, f.positions, o)
				if showErrors {
					writeErrors(out, stem(f.file), text)
				}
				return nil
			}))
			bar.end()
			if err != nil {
				return err
			}
			fmt.Fprint(out, score)
			return out.Flush()
		},
	}
	cmd.Flags().BoolVar(&showErrors, "errors", false, "each position missed, spurious or found with another stance, with its sentence")
	cmd.Flags().BoolVar(&o.Thanks, "thanks", false, "courtesies too")
	return cmd
}

// readLines reads positions from a file of JSON, one a line.
func readLines(name string) (_ []schema.Position, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, pathError(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var out []schema.Position
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var p schema.Position
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		out = append(out, p)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

// writeErrors lists what differs between gold and what was found.
func writeErrors(w io.Writer, name string, t eval.Text) {
	line := func(kind string, p schema.Position, also string) {
		fmt.Fprintf(w, "%s\t%s\t%s %s%s\t%s\n\t“%s”\n", name, kind, p.Holder, p.Stance, also, clip(p.Target, 110), clip(p.Evidence, 240))
	}
	for _, p := range t.Pairs {
		if p.Gold.Holder != p.System.Holder || p.Gold.Stance != p.System.Stance {
			line("differs", p.Gold, fmt.Sprintf(" found as %s %s", p.System.Holder, p.System.Stance))
		}
	}
	for _, p := range t.Missed {
		line("missed", p, "")
	}
	for _, p := range t.Spurious {
		line("spurious", p, "")
	}
}
