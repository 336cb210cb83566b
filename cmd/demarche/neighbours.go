package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph"
	"github.com/demarche-kg/demarche/schema"
)

// newNeighboursCmd returns the subcommand that shows what a thing is tied to.
func newNeighboursCmd(s *settings) *cobra.Command {
	var w walkFlags
	cmd := &cobra.Command{
		Use:     "neighbours NAME",
		Aliases: []string{"neighbors"},
		Short:   "Who stands where on it, and on what does it stand?",
		Long: `Neighbours lists what is one stance away from a thing: for a state what it takes
positions on, for an instrument who takes positions on it. NAME is a name or a
key: KAZ, "Arms Trade Treaty", instrument/arms-trade-treaty. With --facts the
memberships, topics and parents of the lexicon are listed, too.`,
		Example: `  demarche neighbours "Programme of Action on small arms"
  demarche neighbours KAZ --stance advocates,supports`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			walk, err := w.walk()
			if err != nil {
				return err
			}
			g, err := s.openToRead()
			if err != nil {
				return err
			}
			defer g.Close()
			n, links, more, err := g.Neighbours(cmd.Context(), args[0], walk)
			if err != nil {
				return err
			}
			switch w.format {
			case "csv":
				err = writeLinksCSV(cmd.OutOrStdout(), links)
			case "json":
				err = writeLinksJSON(cmd.OutOrStdout(), links)
			default:
				err = writeNeighbours(cmd.OutOrStdout(), n, links)
			}
			if err == nil && more {
				fmt.Fprintf(cmd.ErrOrStderr(), "demarche: there are more than these %d: see --limit\n", len(links))
			}
			return err
		},
	}
	w.flags(cmd, 100)
	return cmd
}

// walkFlags are the flags of what follows links.
type walkFlags struct {
	stances []string
	format  string
	graph.Walk
}

func (w *walkFlags) flags(cmd *cobra.Command, most int) {
	f := cmd.Flags()
	f.StringSliceVar(&w.stances, "stance", nil, "stances followed, with commas; all by default")
	f.BoolVar(&w.Facts, "facts", false, "follow memberships, topics and parents, too")
	f.IntVar(&w.Most, "limit", most, "most that are shown")
	f.StringVar(&w.format, "format", "table", "table, csv or json (one object a line)")
}

// walk checks the flags.
func (w *walkFlags) walk() (graph.Walk, error) {
	for _, s := range w.stances {
		if !schema.Stance(s).Valid() {
			return graph.Walk{}, usagef("--stance %q is none of %s", s, stanceList())
		}
		w.Stances = append(w.Stances, schema.Stance(s))
	}
	if w.format != "table" && w.format != "csv" && w.format != "json" {
		return graph.Walk{}, usagef("--format %q is none of table, csv, json", w.format)
	}
	if w.Most < 1 {
		return graph.Walk{}, usagef("--limit %d is not 1 or more", w.Most)
	}
	return w.Walk, nil
}

// writeNeighbours shows the links of a node to people.
func writeNeighbours(w io.Writer, n graph.Node, links []graph.Link) error {
	if _, err := fmt.Fprintln(w, heading(n)); err != nil {
		return err
	}
	if len(links) == 0 {
		_, err := fmt.Fprintln(w, "No links.")
		return err
	}
	for _, side := range []struct {
		back bool
		head table.Row
	}{{false, table.Row{"stance", "on", "said in"}}, {true, table.Row{"who", "stance", "said in"}}} {
		t := newLinkTable(w)
		t.AppendHeader(side.head)
		for _, l := range links {
			row := linkRow(l)
			switch back := l.From != n; {
			case back != side.back:
			case back:
				t.AppendRow(table.Row{row[0], row[1], row[3]})
			default:
				t.AppendRow(row[1:])
			}
		}
		if t.Length() == 0 {
			continue
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
		if err := renderTable(w, t); err != nil {
			return err
		}
	}
	return nil
}

// heading is a node with its key: "Kazakhstan (state/KAZ)".
func heading(n graph.Node) string {
	if n.Name == n.ID {
		return n.ID
	}
	return fmt.Sprintf("%s (%s)", n.Name, n.ID)
}

// newLinkTable returns a table whose last four columns are those of linkRow.
func newLinkTable(w io.Writer) table.Writer {
	width, ok := terminalWidth(w)
	if !ok {
		width = pipeWidth
	}
	const stance, records = 12, 20
	rest := max(40, width-stance-records-8)
	t := newTable()
	t.SetColumnConfigs([]table.ColumnConfig{
		{Name: "who", WidthMax: rest / 3, WidthMaxEnforcer: text.WrapSoft},
		{Name: "stance", WidthMax: stance, WidthMaxEnforcer: text.WrapSoft},
		{Name: "on", WidthMax: rest - rest/3, WidthMaxEnforcer: text.WrapSoft},
		{Name: "said in", WidthMax: records, WidthMaxEnforcer: text.WrapSoft},
	})
	return t
}

// linkRow is who, stance, on and said in.
func linkRow(l graph.Link) table.Row {
	by := map[string]string{"org:memberOf": "member of", "dm:parent": "part of", "dcterms:subject": "about"}[l.By]
	if s := l.Stance(); s != "" {
		by = string(s.Side()) + " " + string(s)
	}
	records := "the lexicon"
	if len(l.Records) > 0 {
		records = l.Records[0]
		if n := len(l.Records) - 1; n > 0 {
			records += fmt.Sprintf(" and %d more", n)
		}
	}
	return table.Row{clip(l.From.Name, 80), by, clip(l.To.Name, 120), records}
}

var linkColumns = [...]string{"from", "from_name", "by", "to", "to_name", "records"}

func linkFields(l graph.Link) []string {
	return []string{l.From.ID, l.From.Name, l.By, l.To.ID, l.To.Name, strings.Join(l.Records, "; ")}
}

func writeLinksCSV(w io.Writer, links []graph.Link) error {
	c := csv.NewWriter(w)
	err := c.Write(linkColumns[:])
	for _, l := range links {
		if err == nil {
			err = c.Write(linkFields(l))
		}
	}
	c.Flush()
	if err != nil {
		return err
	}
	return c.Error()
}

func writeLinksJSON(w io.Writer, links []graph.Link) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for _, l := range links {
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return b.Flush()
}
