package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/demarche-kg/demarche/schema"
)

// writeTable shows positions to people: who, how, toward what, and the words.
// The table is as wide as the terminal that screen is, or pipeWidth elsewhere.
func writeTable(w, screen io.Writer, ps []schema.Position) error {
	if len(ps) == 0 {
		_, err := fmt.Fprintln(w, "No positions.")
		return err
	}
	width, ok := terminalWidth(screen)
	if !ok {
		width = pipeWidth
	}
	t := newTable()
	t.AppendHeader(table.Row{"holder", "stance", "target", "in whose words"})
	// Two blanks part the columns; the words get what the others leave.
	const holder, stance = 14, 12
	rest := max(40, width-holder-stance-8)
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 1, WidthMax: holder, WidthMaxEnforcer: wrapHyphened},
		{Number: 2, WidthMax: stance, WidthMaxEnforcer: text.WrapSoft},
		{Number: 3, WidthMax: rest * 2 / 5, WidthMaxEnforcer: text.WrapSoft},
		{Number: 4, WidthMax: rest - rest*2/5, WidthMaxEnforcer: text.WrapSoft},
	})
	last := ""
	for _, p := range ps {
		quote := "  ″"
		if p.Evidence != last {
			quote = "“" + clip(p.Evidence, 220) + "”" + whereFrom(p)
			last = p.Evidence
		}
		t.AppendRow(table.Row{holderOf(p), stanceOf(p), targetOf(p), quote})
	}
	return renderTable(w, t)
}

// wrapHyphened wraps s softly, a word wider than a line after its hyphen:
// "Secretary-General".
func wrapHyphened(s string, width int) string {
	words := strings.Fields(s)
	for i, w := range words {
		if utf8.RuneCountInString(w) > width {
			words[i] = strings.Replace(w, "-", "- ", 1)
		}
	}
	return text.WrapSoft(strings.Join(words, " "), width)
}

// newTable returns a table in the style of this program.
func newTable() table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.Style{
		Box:     table.BoxStyle{PaddingRight: "  ", MiddleHorizontal: "─", MiddleSeparator: "─", LeftSeparator: "", RightSeparator: ""},
		Options: table.Options{SeparateHeader: true},
		Format:  table.FormatOptions{Header: text.FormatUpper},
	})
	return t
}

// renderTable writes t without blanks at the ends of its lines.
func renderTable(w io.Writer, t table.Writer) error {
	lines := strings.Split(t.Render(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	_, err := fmt.Fprintln(w, strings.Join(lines, "\n"))
	return err
}

// holderOf is who holds the position, and for whom.
func holderOf(p schema.Position) string {
	s := p.Holder
	if len(p.OnBehalfOf) > 0 {
		s += " for " + strings.Join(p.OnBehalfOf, ", ")
	}
	if p.Reported {
		s += " (reported)"
	}
	return s
}

// stanceOf is the stance with its side: "+ supports".
func stanceOf(p schema.Position) string { return string(p.Side) + " " + string(p.Stance) }

// targetOf is what is to be done, by whom, and the target.
func targetOf(p schema.Position) string {
	var s strings.Builder
	if len(p.Action) > 0 {
		fmt.Fprintf(&s, "%s: ", strings.Join(p.Action, ", "))
	}
	s.WriteString(clip(p.Target, 160))
	if p.Addressee != "" {
		fmt.Fprintf(&s, " (asks %s)", p.Addressee)
	}
	return s.String()
}

// whereFrom says where the words stand: " S/PV.5881, 2008".
func whereFrom(p schema.Position) string {
	s := " " + p.Record
	if p.Date != "" {
		s += ", " + p.Date
	}
	return s
}

// clip cuts s at a blank so that it has at most n runes, and says so.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := strings.TrimRight(string(r[:n-1]), " ")
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return cut + " …"
}
