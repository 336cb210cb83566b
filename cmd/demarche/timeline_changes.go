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

	"github.com/demarche-kg/demarche/graph/network"
)

// runChanges lists who changed sides.
func (t *timelineCmd) runChanges(cmd *cobra.Command, s *settings, unit network.Unit) error {
	t.window = "1" + string(unit)
	all, err := t.collect(cmd.Context(), s)
	if err != nil {
		return err
	}
	if all.Outside > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "demarche: %s left out: the date is missing, or less exact than a %s\n", count(all.Outside, "position"), t.per)
	}
	cut, err := all.Slices()
	if err != nil {
		return err
	}
	changes := network.Changes(cut)
	switch t.format {
	case "csv":
		return writeChangesCSV(cmd.OutOrStdout(), changes)
	case "json":
		return writeChangesJSON(cmd.OutOrStdout(), changes)
	}
	return writeChanges(cmd.OutOrStdout(), changes)
}

// writeChanges shows changes to people.
func writeChanges(w io.Writer, changes []network.Change) error {
	if len(changes) == 0 {
		_, err := fmt.Fprintln(w, "Nobody changed sides.")
		return err
	}
	t := newTable()
	t.AppendHeader(table.Row{"holder", "on", "was", "in", "became", "in"})
	for _, c := range changes {
		t.AppendRow(table.Row{nameOf(c.Holder), clip(nameOf(c.Target), 48),
			fmt.Sprintf("%s (%v)", c.From.Dominant(), c.From), c.Before.Label, fmt.Sprintf("%s (%v)", c.To.Dominant(), c.To), c.After.Label})
	}
	return renderTable(w, t)
}

func writeChangesCSV(w io.Writer, changes []network.Change) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"holder", "target", "target_name", "before", "side_before", "for_before", "against_before",
		"after", "side_after", "for_after", "against_after"}); err != nil {
		return err
	}
	for _, c := range changes {
		if err := out.Write([]string{c.Holder.ID, c.Target.ID, c.Target.Label,
			c.Before.Label, string(c.From.Dominant()), strconv.Itoa(c.From.Plus), strconv.Itoa(c.From.Minus),
			c.After.Label, string(c.To.Dominant()), strconv.Itoa(c.To.Plus), strconv.Itoa(c.To.Minus)}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// sideJSON is where a holder stood for a time.
type sideJSON struct {
	Period  string           `json:"period"`
	Start   string           `json:"start"`
	End     string           `json:"end"`
	Side    network.Standing `json:"side"`
	For     int              `json:"for"`
	Against int              `json:"against"`
}

func writeChangesJSON(w io.Writer, changes []network.Change) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	side := func(s network.Slice, c network.Cell) sideJSON {
		return sideJSON{s.Label, s.Start, s.End, c.Dominant(), c.Plus, c.Minus}
	}
	for _, c := range changes {
		if err := enc.Encode(struct {
			Holder string   `json:"holder"`
			Target string   `json:"target"`
			Name   string   `json:"target_name"`
			Before sideJSON `json:"before"`
			After  sideJSON `json:"after"`
		}{c.Holder.ID, c.Target.ID, c.Target.Label, side(c.Before, c.From), side(c.After, c.To)}); err != nil {
			return err
		}
	}
	return b.Flush()
}
