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
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph/network"
	"github.com/demarche-kg/demarche/schema"
)

// newTimelineCmd returns the subcommand that counts positions over time.
func newTimelineCmd(s *settings) *cobra.Command {
	var t timelineCmd
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "What was said when, and who changed?",
		Long: `Timeline counts positions by year, month or day, and by stance; the flags choose
among them as in positions: --holder for those of one holder, --on for those
toward one thing. A date that is less exact than --per has a row of its own.

With --changes it lists who changed sides: each holder whose positions on a
thing were mostly on another side than in the last period in which it took one.`,
		Example: `  demarche timeline --holder KAZ --on "Arms Trade Treaty"
  demarche timeline --changes --per year --by instrument`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return t.run(cmd, s) },
	}
	t.flags(cmd)
	cmd.Flags().StringVar(&t.per, "per", "year", "year, month or day")
	cmd.Flags().BoolVar(&t.changes, "changes", false, "list who changed sides from one period to a later one")
	cmd.Flags().StringVar(&t.format, "format", "table", "table, csv or json (one object a line)")
	return cmd
}

// timelineCmd is the flags of timeline.
type timelineCmd struct {
	networkChoice
	per, format string
	changes     bool
}

func (t *timelineCmd) run(cmd *cobra.Command, s *settings) error {
	unit, ok := map[string]network.Unit{"year": network.Year, "month": network.Month, "day": network.Day}[t.per]
	if !ok {
		return usagef("--per %q is none of year, month, day", t.per)
	}
	if t.format != "table" && t.format != "csv" && t.format != "json" {
		return usagef("--format %q is none of table, csv, json", t.format)
	}
	if t.changes {
		return t.runChanges(cmd, s, unit)
	}
	for _, flag := range []string{"by", "holders", "without", "no-reported", "count"} {
		if cmd.Flags().Changed(flag) {
			return usagef("--%s goes with --changes: a timeline counts every position", flag)
		}
	}
	filter, err := t.filter()
	if err != nil {
		return err
	}
	g, err := s.openToRead()
	if err != nil {
		return err
	}
	defer g.Close()
	periods, err := network.Timeline(g.Positions(cmd.Context(), filter), unit)
	if err != nil {
		return err
	}
	switch t.format {
	case "csv":
		return writePeriodsCSV(cmd.OutOrStdout(), periods)
	case "json":
		return writePeriodsJSON(cmd.OutOrStdout(), periods)
	}
	return writePeriods(cmd.OutOrStdout(), periods, t.per)
}

// writePeriods shows a timeline to people.
func writePeriods(w io.Writer, periods []network.Period, per string) error {
	if len(periods) == 0 {
		_, err := fmt.Fprintln(w, "No positions.")
		return err
	}
	width, ok := terminalWidth(w)
	if !ok {
		width = pipeWidth
	}
	const bars = 24
	largest := 0
	for _, p := range periods {
		largest = max(largest, p.Total())
	}
	t := newTable()
	t.AppendHeader(table.Row{per, "all", "sides", "stances"})
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 2, Align: text.AlignRight, AlignHeader: text.AlignRight},
		{Number: 4, WidthMax: max(30, width-bars-24), WidthMaxEnforcer: text.WrapSoft},
	})
	for _, p := range periods {
		t.AppendRow(table.Row{cmp.Or(p.Label, "undated"), p.Total(), bar(p.Cell(), largest, bars), stancesOf(p)})
	}
	return renderTable(w, t)
}

// stancesOf lists the stances of p, the most frequent first: "advocates 7".
func stancesOf(p network.Period) string {
	stances := schema.Stances()
	slices.SortStableFunc(stances, func(a, b schema.Stance) int { return cmp.Compare(p.Stances[b], p.Stances[a]) })
	var parts []string
	for _, s := range stances {
		if n := p.Stances[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", s, n))
		}
	}
	return strings.Join(parts, ", ")
}

func writePeriodsCSV(w io.Writer, periods []network.Period) error {
	out := csv.NewWriter(w)
	head := []string{"period", "start", "end", "positions", "for", "neutral", "against"}
	for _, s := range schema.Stances() {
		head = append(head, string(s))
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for _, p := range periods {
		c := p.Cell()
		row := []string{p.Label, p.Start, p.End, strconv.Itoa(p.Total()), strconv.Itoa(c.Plus), strconv.Itoa(c.Zero), strconv.Itoa(c.Minus)}
		for _, s := range schema.Stances() {
			row = append(row, strconv.Itoa(p.Stances[s]))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func writePeriodsJSON(w io.Writer, periods []network.Period) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	for _, p := range periods {
		c := p.Cell()
		if err := enc.Encode(struct {
			Period  string                `json:"period"`
			Start   string                `json:"start,omitempty"`
			End     string                `json:"end,omitempty"`
			For     int                   `json:"for"`
			Neutral int                   `json:"neutral"`
			Against int                   `json:"against"`
			Stances map[schema.Stance]int `json:"stances"`
		}{p.Label, p.Start, p.End, c.Plus, c.Zero, c.Minus, p.Stances}); err != nil {
			return err
		}
	}
	return b.Flush()
}
