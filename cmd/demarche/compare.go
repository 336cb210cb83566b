package main

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph/network"
)

// newCompareCmd returns the subcommand that compares holders.
func newCompareCmd(s *settings) *cobra.Command {
	var chosen networkChoice
	format, top := "table", 20
	cmd := &cobra.Command{
		Use:   "compare HOLDER HOLDER...",
		Short: "Where do they agree, where do they differ?",
		Long: `Compare shows where two or more holders stand on each thing that one of them
speaks of: agree (all who take a side take the same), differ (one is for it and
another against), partly (one is on both sides), silent (fewer than two take a
side). A cell counts positions: +3 for, -1 against, 0 without a side, · none.`,
		Example: `  demarche compare KAZ GBR
  demarche compare KAZ GBR USA --by topic --format csv`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := comparisonWriters(top)[format]
			if !ok {
				return usagef("--format %q is none of table, csv, json", format)
			}
			all, err := chosen.collect(cmd.Context(), s)
			if err != nil {
				return err
			}
			c, err := network.Compare(all.Network(), args...)
			if err != nil {
				return err
			}
			return write(cmd.OutOrStdout(), c)
		},
	}
	chosen.flags(cmd)
	_ = cmd.Flags().MarkHidden("holder") // the arguments name them
	cmd.Flags().StringVar(&format, "format", format, "table, csv or json")
	cmd.Flags().IntVar(&top, "top", top, "most rows of the table for each of agree, differ, partly and silent")
	return cmd
}

// comparisonWriters are the forms that comparisons are shown in.
func comparisonWriters(top int) map[string]func(io.Writer, *network.Comparison) error {
	return map[string]func(io.Writer, *network.Comparison) error{
		"table": func(w io.Writer, c *network.Comparison) error { return writeComparison(w, c, top) },
		"csv":   writeComparisonCSV,
		"json":  writeComparisonJSON,
	}
}

// writeComparison shows a comparison to people, verdict by verdict, what was
// spoken of most first.
func writeComparison(w io.Writer, c *network.Comparison, top int) error {
	b := bufio.NewWriter(w)
	for _, p := range c.Pairs() {
		fmt.Fprintf(b, "%s and %s: agree on %d, differ on %d, partly on %d; on %d one is silent.\n", nameOf(p.A), nameOf(p.B),
			p.Verdict[network.Agree], p.Verdict[network.Differ], p.Verdict[network.Partly], p.Verdict[network.OneSilent])
	}
	fmt.Fprintln(b)
	t := newTable()
	head := table.Row{"verdict", "on"}
	for _, h := range c.Holders {
		head = append(head, nameOf(h))
	}
	t.AppendHeader(head)
	for _, v := range network.Verdicts() {
		var rows []network.ComparedTarget
		for _, r := range c.Rows {
			if r.Verdict == v {
				rows = append(rows, r)
			}
		}
		slices.SortStableFunc(rows, func(a, b network.ComparedTarget) int { return cmp.Compare(spoken(b), spoken(a)) })
		for i, r := range rows {
			if i == top {
				t.AppendRow(table.Row{"", fmt.Sprintf("and %d more: --top, or --format csv", len(rows)-top)})
				break
			}
			row := table.Row{"", clip(nameOf(r.Target), 56)}
			if i == 0 {
				row[0] = fmt.Sprintf("%s (%d)", v, len(rows))
			}
			for _, cell := range r.Cells {
				row = append(row, cell.String())
			}
			t.AppendRow(row)
		}
	}
	if err := renderTable(b, t); err != nil {
		return err
	}
	return b.Flush()
}

// spoken is the number of positions in a row.
func spoken(r network.ComparedTarget) int {
	n := 0
	for _, c := range r.Cells {
		n += c.Sided() + c.Zero
	}
	return n
}

// writeComparisonCSV writes a row for each target: the verdict, and for each
// holder where it stands and the counts.
func writeComparisonCSV(w io.Writer, c *network.Comparison) error {
	out := csv.NewWriter(w)
	head := []string{"target", "name", "type", "verdict"}
	for _, h := range c.Holders {
		for _, what := range []string{"", " for", " neutral", " against"} {
			head = append(head, nameOf(h)+what)
		}
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for _, r := range c.Rows {
		row := []string{r.Target.ID, r.Target.Label, string(r.Target.Type), string(r.Verdict)}
		for _, cell := range r.Cells {
			row = append(row, string(cell.Standing()), strconv.Itoa(cell.Plus), strconv.Itoa(cell.Zero), strconv.Itoa(cell.Minus))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// standingJSON is where one holder stands.
type standingJSON struct {
	Holder   string           `json:"holder"`
	Standing network.Standing `json:"standing"`
	For      int              `json:"for"`
	Neutral  int              `json:"neutral"`
	Against  int              `json:"against"`
}

// writeComparisonJSON writes a comparison as one JSON object a line, one for
// each target.
func writeComparisonJSON(w io.Writer, c *network.Comparison) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for _, r := range c.Rows {
		line := struct {
			Target    string          `json:"target"`
			Name      string          `json:"name"`
			Type      string          `json:"type"`
			Verdict   network.Verdict `json:"verdict"`
			Standings []standingJSON  `json:"standings"`
		}{r.Target.ID, r.Target.Label, string(r.Target.Type), r.Verdict, nil}
		for i, cell := range r.Cells {
			line.Standings = append(line.Standings, standingJSON{c.Holders[i].ID, cell.Standing(), cell.Plus, cell.Zero, cell.Minus})
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return b.Flush()
}

// bar shows the three sides of a cell in at most n characters, in proportion
// to the largest total: "+++++0--".
func bar(c network.Cell, largest, n int) string {
	var b strings.Builder
	for _, part := range []struct {
		mark  string
		count int
	}{{"+", c.Plus}, {"0", c.Zero}, {"-", c.Minus}} {
		long := part.count
		if largest > n {
			long = (part.count*n + largest - 1) / largest // any at all is seen
		}
		b.WriteString(strings.Repeat(part.mark, long))
	}
	return b.String()
}
