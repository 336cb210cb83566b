package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph"
	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/graph/shacl"
	"github.com/demarche-kg/demarche/schema"
)

// newValidateCmd returns the subcommand that checks the graph against shapes.
func newValidateCmd(s *settings) *cobra.Command {
	format, lang, file := "table", "en", ""
	cmd := &cobra.Command{
		Use:   "validate",
		Short: "Check the graph against its shapes",
		Long: `Validate checks every named graph against the shapes of the vocabulary (SHACL
Core; demarche vocabulary --shapes prints them), or against your own, and lists
what is wrong. --format turtle writes a SHACL validation report.

The exit code is 0 where nothing is wrong, and 1 otherwise.`,
		Example: `  demarche validate
  demarche validate --lang fr
  demarche validate --shapes my-shapes.ttl --format turtle > report.ttl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "table" && format != "turtle" {
				return usagef("--format %q is none of table, turtle", format)
			}
			if lang != "en" && lang != "fr" && lang != "es" {
				return usagef("--lang %q is none of en, fr, es", lang)
			}
			shapes, err := loadShapes(file)
			if err != nil {
				return err
			}
			g, err := s.openToRead()
			if err != nil {
				return err
			}
			defer g.Close()
			var all shacl.Report
			var where []string // the graph of each result
			graphs := 0
			for named, err := range g.Graphs(cmd.Context()) {
				if err != nil {
					return err
				}
				report, err := shapes.Validate(cmd.Context(), named.Quads)
				if err != nil {
					return err
				}
				graphs++
				for _, r := range report.Results {
					all.Results = append(all.Results, r)
					where = append(where, named.Label)
				}
			}
			write := func(w io.Writer) error {
				if format == "turtle" {
					return all.Write(w, rdf.Turtle, rdf.Options{Base: g.Base()})
				}
				return writeResults(w, g, all.Results, where, lang, graphs)
			}
			if err := writeTo("", false, cmd.OutOrStdout(), write); err != nil {
				return err
			}
			if !all.Conforms() {
				return fmt.Errorf("%s: the graph does not conform to its shapes: %s", graph.Name(s.db), count(len(all.Results), "fault"))
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&format, "format", format, "table or turtle")
	f.StringVar(&lang, "lang", lang, "language of messages: en, fr, es")
	f.StringVar(&file, "shapes", "", "your own shapes, in Turtle")
	return cmd
}

// loadShapes reads shapes from a file, or those of the vocabulary.
func loadShapes(file string) (*shacl.Shapes, error) {
	if file == "" {
		return shacl.Read(strings.NewReader(schema.Shapes()), "shapes.ttl")
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, pathError(err)
	}
	defer f.Close()
	return shacl.Read(f, file)
}

// mostResults is how many results a table shows.
const mostResults = 200

// writeResults shows results to people.
func writeResults(w io.Writer, g *graph.Graph, results []shacl.Result, where []string, lang string, graphs int) error {
	if len(results) == 0 {
		_, err := fmt.Fprintf(w, "Nothing is wrong in %s.\n", count(graphs, "named graph"))
		return err
	}
	t := newTable()
	t.AppendHeader(table.Row{"what", "property", "value", "fault", "in"})
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 1, WidthMax: 40, WidthMaxEnforcer: text.WrapHard}, {Number: 3, WidthMax: 30, WidthMaxEnforcer: text.WrapHard},
		{Number: 4, WidthMax: 44, WidthMaxEnforcer: text.WrapSoft}, {Number: 5, WidthMax: 30, WidthMaxEnforcer: text.WrapHard},
	})
	for i, r := range results {
		if i == mostResults {
			break
		}
		property := g.Short(r.Path)
		if r.Inverse {
			property = "^" + property
		}
		in := strings.TrimPrefix(where[i], g.Base())
		t.AppendRow(table.Row{g.Short(r.Focus), property, clip(g.Short(r.Value), 80), r.Message(lang), in})
	}
	if err := renderTable(w, t); err != nil {
		return err
	}
	if len(results) > mostResults {
		_, err := fmt.Fprintf(w, "… and %d more: --format turtle has them all.\n", len(results)-mostResults)
		return err
	}
	return nil
}
