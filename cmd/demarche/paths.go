package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph"
)

// newPathsCmd returns the subcommand that ties one thing to another.
func newPathsCmd(s *settings) *cobra.Command {
	var w walkFlags
	cmd := &cobra.Command{
		Use:   "paths FROM TO",
		Short: "What ties one to the other?",
		Long: `Paths shows the shortest ways from one thing to another along stances: both states
speak of one instrument, or each speaks of one that a third state speaks of too.
FROM and TO are names or keys: KAZ, "Arms Trade Treaty". Of two paths of one
length the one that is more recorded comes first. With --facts the memberships,
topics and parents of the lexicon are followed, too.`,
		Example: `  demarche paths KAZ MEX --stance advocates,supports
  demarche paths KAZ "Arms Trade Treaty" --format json`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			walk, err := w.walk()
			if err != nil {
				return err
			}
			if walk.Length < 1 || walk.Length > 20 {
				return usagef("--length %d is not between 1 and 20", walk.Length)
			}
			g, err := s.openToRead()
			if err != nil {
				return err
			}
			defer g.Close()
			paths, more, err := g.Paths(cmd.Context(), args[0], args[1], walk)
			if err != nil {
				return err
			}
			switch w.format {
			case "csv":
				err = writePathsCSV(cmd.OutOrStdout(), paths)
			case "json":
				err = writePathsJSON(cmd.OutOrStdout(), paths)
			default:
				err = writePaths(cmd.OutOrStdout(), paths, walk.Length)
			}
			if err == nil && more {
				fmt.Fprintf(cmd.ErrOrStderr(), "demarche: there are more paths than these %d: see --limit\n", len(paths))
			}
			return err
		},
	}
	w.flags(cmd, 20)
	cmd.Flags().IntVar(&w.Length, "length", 4, "most steps of a path")
	return cmd
}

// writePaths shows paths to people: a row a link, numbered by path.
func writePaths(w io.Writer, paths []graph.Path, most int) error {
	if len(paths) == 0 {
		_, err := fmt.Fprintf(w, "No path of %s or fewer: try --facts, or a longer --length.\n", count(most, "step"))
		return err
	}
	t := newLinkTable(w)
	t.AppendHeader(table.Row{"path", "who", "stance", "on", "said in"})
	for i, p := range paths {
		number := strconv.Itoa(i + 1)
		for _, links := range p {
			for _, l := range links {
				t.AppendRow(append(table.Row{number}, linkRow(l)...))
				number = ""
			}
		}
	}
	return renderTable(w, t)
}

// writePathsCSV writes a row for each link, with its path and step from 1.
func writePathsCSV(w io.Writer, paths []graph.Path) error {
	c := csv.NewWriter(w)
	err := c.Write(append([]string{"path", "step"}, linkColumns[:]...))
	for i, p := range paths {
		for k, links := range p {
			for _, l := range links {
				if err == nil {
					err = c.Write(append([]string{strconv.Itoa(i + 1), strconv.Itoa(k + 1)}, linkFields(l)...))
				}
			}
		}
	}
	c.Flush()
	if err != nil {
		return err
	}
	return c.Error()
}

// writePathsJSON writes a path a line: a list of steps, each a list of links.
func writePathsJSON(w io.Writer, paths []graph.Path) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for _, p := range paths {
		if err := enc.Encode(p); err != nil {
			return err
		}
	}
	return b.Flush()
}
