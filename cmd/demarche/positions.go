package main

import (
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph"
	"github.com/demarche-kg/demarche/schema"
)

// newPositionsCmd returns the subcommand that lists the positions of the graph.
func newPositionsCmd(s *settings) *cobra.Command {
	var chosen choice
	format, out := "table", ""
	cmd := &cobra.Command{
		Use:   "positions",
		Short: "List the positions in the graph, with their words",
		Long: `Positions lists what the graph holds, record by record and in the order of the
text; the flags choose among it, and all that are given must hold. --on takes
the name or key of an instrument, a state or any other named thing; --target
takes words of the target.`,
		Example: `  demarche positions --holder KAZ --stance advocates,supports
  demarche positions --on "Arms Trade Treaty" --side - --format csv
  demarche positions --since 2020 --format json --out since-2020.jsonl.gz`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := positionWriters()[format]
			if !ok {
				return usagef("--format %q is none of table, csv, json", format)
			}
			filter, err := chosen.filter()
			if err != nil {
				return err
			}
			g, err := s.openToRead()
			if err != nil {
				return err
			}
			defer g.Close()
			return writeTo(out, strings.HasSuffix(out, ".gz"), cmd.OutOrStdout(), func(w io.Writer) error {
				screen := w
				if out == "" {
					screen = cmd.OutOrStdout() // w is a buffer before it
				}
				return write(w, screen, g.Positions(cmd.Context(), filter))
			})
		},
	}
	chosen.flags(cmd)
	cmd.Flags().StringVar(&format, "format", format, "table, csv or json (one object a line)")
	cmd.Flags().StringVar(&out, "out", "", "file to write (default: standard output); .gz is compressed")
	return cmd
}

// A choice is the flags that choose positions.
type choice struct {
	stances []string
	side    string
	graph.Filter
}

func (c *choice) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.Record, "record", "", "symbol of one record: S/PV.5881")
	f.StringVar(&c.Holder, "holder", "", "who holds it: KAZ, \"European Union\"")
	f.StringSliceVar(&c.stances, "stance", nil, "stances, with commas: "+stanceList())
	f.StringVar(&c.side, "side", "", "+ for, 0 neither, - against")
	f.StringVar(&c.Target, "target", "", "words of the target")
	f.StringVar(&c.Entity, "on", "", "an instrument or another named thing, by name or key")
	f.StringVar(&c.Since, "since", "", "first date: 2008, 2008-04 or 2008-04-30")
	f.StringVar(&c.Until, "until", "", "last date")
	f.Float64Var(&c.MinConfidence, "min-confidence", 0, "least confidence, from 0 to 1")
}

// filter checks the flags and makes a filter of them.
func (c *choice) filter() (graph.Filter, error) {
	for _, s := range c.stances {
		if !schema.Stance(s).Valid() {
			return graph.Filter{}, usagef("--stance %q is none of %s", s, stanceList())
		}
		c.Stances = append(c.Stances, schema.Stance(s))
	}
	c.Side = schema.Side(c.side)
	if !slices.Contains([]schema.Side{"", schema.For, schema.Neutral, schema.Against}, c.Side) {
		return graph.Filter{}, usagef("--side %q is none of +, 0, -", c.side)
	}
	for _, date := range []string{c.Since, c.Until} {
		if date != "" && !isDate(date) {
			return graph.Filter{}, usagef("%q is no date: write 2008, 2008-04 or 2008-04-30", date)
		}
	}
	if c.MinConfidence < 0 || c.MinConfidence > 1 {
		return graph.Filter{}, usagef("--min-confidence %v is not between 0 and 1", c.MinConfidence)
	}
	return c.Filter, nil
}

// isDate reports whether s has the form of a date, as exact as known.
func isDate(s string) bool {
	const form = "0000-00-00"
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	for i := range len(s) {
		if form[i] == '-' && s[i] != '-' || form[i] == '0' && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

func stanceList() string {
	var all []string
	for _, s := range schema.Stances() {
		all = append(all, string(s))
	}
	return strings.Join(all, ", ")
}

// positionWriters are the forms that positions are listed in. Each writes to w;
// a table is as wide as the screen that it is for.
func positionWriters() map[string]func(w, screen io.Writer, ps iter.Seq2[schema.Position, error]) error {
	return map[string]func(w, screen io.Writer, ps iter.Seq2[schema.Position, error]) error{
		"table": func(w, screen io.Writer, ps iter.Seq2[schema.Position, error]) error {
			var all []schema.Position
			for p, err := range ps {
				if err != nil {
					return err
				}
				all = append(all, p)
			}
			return writeTable(w, screen, all)
		},
		"csv": func(w, _ io.Writer, ps iter.Seq2[schema.Position, error]) error { return writeCSV(w, ps) },
		"json": func(w, _ io.Writer, ps iter.Seq2[schema.Position, error]) error {
			for p, err := range ps {
				if err != nil {
					return err
				}
				if err := writeLines(w, []schema.Position{p}); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// writeCSV writes positions as a spreadsheet reads them (RFC 4180), several
// values in one cell with semicolons.
func writeCSV(w io.Writer, ps iter.Seq2[schema.Position, error]) error {
	c := csv.NewWriter(w)
	err := c.Write([]string{"id", "record", "speech", "date", "speaker", "holder", "on_behalf_of", "stance", "side",
		"action", "addressee", "target", "entities", "reported", "confidence", "evidence"})
	for p, fault := range ps {
		if err = errors.Join(err, fault); err != nil {
			return err
		}
		var things []string
		for _, e := range p.Entities {
			things = append(things, e.Name)
		}
		err = c.Write([]string{p.ID, p.Record, strconv.Itoa(p.Speech), p.Date, p.Speaker, p.Holder,
			strings.Join(p.OnBehalfOf, "; "), string(p.Stance), string(p.Side), strings.Join(p.Action, "; "),
			p.Addressee, p.Target, strings.Join(things, "; "), strconv.FormatBool(p.Reported),
			strconv.FormatFloat(p.Confidence, 'f', 2, 64), p.Evidence})
	}
	c.Flush()
	return errors.Join(err, c.Error())
}
