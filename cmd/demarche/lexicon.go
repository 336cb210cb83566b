package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/extract"
	"github.com/demarche-kg/demarche/extract/entity"
	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// newLexiconCmd returns the subcommand about the tables of words and names.
func newLexiconCmd(s *settings) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lexicon",
		Short: "Check and list the tables of words and names",
		Long: `The lexicon is all that a political scientist edits: states, groups, bodies,
instruments, words of stance. It is built in; to work with your own, copy the
folder lexicon, edit its tables and name it with --lexicon.`,
		Example: "  demarche lexicon check --lexicon my-lexicon",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newLexiconCheckCmd(s), newLexiconListCmd(s))
	return cmd
}

func newLexiconCheckCmd(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Find every fault in the tables",
		Long: `Check reads every table and prints what is wrong, each fault with its file, line
and column. Then it says every name in a sentence, and prints those that do not
lead to their row; and it reads the example of every word of stance, and prints
those that do not yield what their row promises.`,
		Example: "  demarche lexicon check --lexicon my-lexicon",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			tables, err := s.tables()
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			faults := lexicon.Check(tables)
			for _, f := range faults {
				if _, err := fmt.Fprintln(out, f); err != nil {
					return err
				}
			}
			if len(faults) > 0 {
				return fmt.Errorf("%s in the lexicon: each line says where, and what is wrong", count(len(faults), "fault"))
			}
			l, err := lexicon.Load(tables)
			if err != nil {
				return err
			}
			lost := entity.CheckNames(l)
			for _, f := range lost {
				yields := "nothing"
				if len(f.Got) > 0 {
					yields = strings.Join(f.Got, " and ")
				}
				if _, err := fmt.Fprintf(out, "%s: %q yields %s, not %s\n", f.Row, f.Name, yields, f.Want); err != nil {
					return err
				}
			}
			if len(lost) > 0 {
				return fmt.Errorf("%s in the lexicon that do not lead to their row: choose others, or leave them out", count(len(lost), "name"))
			}
			if err := checkExamples(cmd.Context(), out, l); err != nil {
				return err
			}
			for _, t := range l.Tables() {
				if _, err := fmt.Fprintf(out, "%-14s %5d rows\n", t.Name, len(t.Rows)); err != nil {
					return err
				}
			}
			_, err = fmt.Fprintf(out, "No faults. This is lexicon %s.\n", l.Version)
			return err
		},
	}
}

// checkExamples reads the example of every word of stance.
func checkExamples(ctx context.Context, out io.Writer, l *lexicon.Lexicon) error {
	x, err := extract.New(l, extract.Options{})
	if err != nil {
		return err
	}
	failures, err := position.CheckExamples(l, func(sentence, state string) (position.Speech, error) {
		speeches, err := x.Read(ctx, &schema.Record{Speeches: []schema.Speech{{
			N: 1, Speaker: schema.Speaker{State: state}, Role: schema.RoleDelegate, Text: schema.Passage{Text: sentence},
		}}})
		if err != nil {
			return position.Speech{}, err
		}
		return speeches[0][0], nil
	})
	if err != nil {
		return err
	}
	for _, f := range failures {
		if _, err := fmt.Fprintln(out, f); err != nil {
			return err
		}
	}
	if len(failures) > 0 {
		return fmt.Errorf("%s in the lexicon whose example does not yield what its row promises: write a plainer sentence, or mend cue and frame", count(len(failures), "word"))
	}
	return nil
}

func newLexiconListCmd(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "list [TABLE]",
		Short: "List the tables, or the rows of one",
		Long: `List prints the names of the tables and what each holds or, of the one named,
its rows with tabs between the columns.`,
		Example: "  demarche lexicon list instruments | grep -i mine",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := s.loadLexicon()
			if err != nil {
				return err
			}
			out := bufio.NewWriter(cmd.OutOrStdout())
			if len(args) == 0 {
				for _, t := range l.Tables() {
					fmt.Fprintf(out, "%-14s %5d  %s\n", t.Name, len(t.Rows), t.Title)
				}
				return out.Flush()
			}
			if !slices.Contains(lexicon.TableNames(), args[0]) {
				return usagef("there is no table %q: they are %s", args[0], strings.Join(lexicon.TableNames(), ", "))
			}
			t, _ := l.Table(args[0])
			fmt.Fprintln(out, strings.Join(t.Columns, "\t"))
			for _, row := range t.Rows {
				fmt.Fprintln(out, strings.Join(row, "\t"))
			}
			return out.Flush()
		},
	}
}

// tables is the folder of the lexicon: the user's, or the one built in.
func (s *settings) tables() (fs.FS, error) {
	if s.lexicon == "" {
		return lexicon.Embedded(), nil
	}
	info, err := os.Stat(s.lexicon)
	if err != nil {
		return nil, pathError(err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s: this is a file: --lexicon takes the folder of the tables", s.lexicon)
	}
	return os.DirFS(s.lexicon), nil
}

// loadLexicon loads the tables that the settings name.
func (s *settings) loadLexicon() (*lexicon.Lexicon, error) {
	tables, err := s.tables()
	if err != nil {
		return nil, err
	}
	return lexicon.Load(tables)
}
