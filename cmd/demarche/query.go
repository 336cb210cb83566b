package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph"
)

// maxQuery bounds the text of a query, in bytes.
const maxQuery = 1 << 20

// newQueryCmd returns the subcommand that asks the graph.
func newQueryCmd(s *settings) *cobra.Command {
	lang := string(graph.Gizmo)
	var file string
	var limits graph.Limits
	var ask bool
	cmd := &cobra.Command{
		Use:   "query [QUERY]",
		Short: "Ask the graph, by traversal",
		Long: `Query runs a traversal and prints each result as one line of JSON. The query is
the argument, or the file that --file names, or standard input.

Gizmo is JavaScript that walks the graph. Names are keys ("state/KAZ",
"instrument/arms-trade-treaty") and stances ("dm:advocates"):

  g.V("state/KAZ").Out("dm:supports").All()       what does it support?
  g.V("state/KAZ").Out("dm:advocates")            who advocates something
   .In("dm:advocates").All()                       about the same things?

With --repl it reads one query after the other from the terminal, over the graph
as it was at the start. Tab completes names and steps, and what was asked is
remembered from one time to the next. Elsewhere it reads a query a line.`,
		Example: `  demarche query 'g.V("state/KAZ").Out("dm:advocates").All()'
  demarche query --file who-agrees.js
  demarche query --repl`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if ask {
				if len(args) > 0 || file != "" {
					return usagef("--repl reads queries as they are typed: leave out the query and --file")
				}
				g, err := s.openToRead()
				if err != nil {
					return err
				}
				defer g.Close()
				return runRepl(cmd, g, graph.Language(lang), limits)
			}
			text, err := queryText(cmd.Context(), cmd.InOrStdin(), args, file)
			if err != nil {
				return err
			}
			g, err := s.openToRead()
			if err != nil {
				return err
			}
			defer g.Close()
			answer, err := g.Query(cmd.Context(), graph.Language(lang), text, limits)
			if err != nil {
				return err
			}
			return writeAnswer(cmd.OutOrStdout(), cmd.ErrOrStderr(), answer)
		},
	}
	f := cmd.Flags()
	f.StringVar(&lang, "lang", lang, "language: "+languageList())
	f.StringVar(&file, "file", "", "file with the query")
	f.BoolVar(&ask, "repl", false, "ask again and again, with history and completion")
	f.IntVar(&limits.Results, "limit", 10_000, "most results")
	f.DurationVar(&limits.Time, "timeout", 30*time.Second, "longest time")
	return cmd
}

// writeAnswer writes a line of JSON for each result, and remarks to people.
func writeAnswer(w, remarks io.Writer, a graph.Answer) error {
	for _, name := range a.Unknown {
		fmt.Fprintf(remarks, "demarche: nothing in the graph is called %q\n", name)
	}
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, r := range a.Results {
		if err := enc.Encode(r); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if a.More {
		fmt.Fprintf(remarks, "demarche: there are more than these %d results: see --limit\n", len(a.Results))
	}
	return nil
}

func languageList() string {
	var all []string
	for _, l := range graph.Languages() {
		all = append(all, string(l))
	}
	return strings.Join(all, ", ")
}

// queryText takes the query from where it is given.
func queryText(ctx context.Context, stdin io.Reader, args []string, file string) (string, error) {
	switch {
	case len(args) > 0 && file != "":
		return "", usagef("the query is given twice: as an argument and as --file %s", file)
	case len(args) > 0:
		stdin = strings.NewReader(args[0])
	case file != "":
		f, err := os.Open(file)
		if err != nil {
			return "", pathError(err)
		}
		defer f.Close()
		stdin = f
	}
	b, err := readAll(ctx, stdin, maxQuery)
	if err != nil {
		return "", err
	}
	if len(b) > maxQuery {
		return "", fmt.Errorf("the query is longer than %d bytes", maxQuery)
	}
	if strings.TrimSpace(string(b)) == "" {
		return "", usagef("no query: give it as an argument, as --file, or on standard input")
	}
	return string(b), nil
}
