package lexicon

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// A table says what a file of the lexicon must look like, and turns its rows
// into typed ones.
type table struct {
	file    string
	columns []column
	// key is how many of the first columns name a row: no two rows share
	// them, and rows are sorted by them.
	key int
	// add appends a row whose cells passed their checks to the lexicon.
	add func(*Lexicon, row)
	// check, where there is one, judges what a cell alone does not show.
	check func(row, *faultList)
}

// names are the column names in order.
func (t table) names() []string {
	out := make([]string, len(t.columns))
	for i, c := range t.columns {
		out[i] = c.name
	}
	return out
}

// A column says what its cells may hold.
type column struct {
	name string
	// need forbids the empty cell.
	need bool
	// sep cuts the cell into values, each judged alone; "" is one value.
	sep string
	// judge returns what is wrong with a value, "" where nothing is.
	judge func(string) string
	// to names the table whose first column holds the values ("topics.tsv").
	to string
	// name marks the values as names of the thing in the row; those of two
	// things must differ.
	names bool
}

// must is the column with the empty cell forbidden.
func (c column) must() column { c.need = true; return c }

// unique is the column with its values taken as names of the row's thing.
func (c column) unique() column { c.names = true; return c }

// in is the column with its values looked up in another table.
func (c column) in(file string) column { c.to = file; return c }

// text is a column of one free value, list one of several between bars.
func text(name string) column { return column{name: name} }
func list(name string) column { return column{name: name, sep: "|"} }

// date is a column of ISO 8601 dates, as exact as known.
func date(name string) column { return column{name: name, judge: judgeDate} }

// key is a column of keys: lower-case words of letters and digits, joined by
// hyphens.
func key(name string) column { return column{name: name, judge: judgeKey, need: true} }

// keys is a column of several keys.
func keys(name string) column { return column{name: name, sep: "|", judge: judgeKey} }

// uri is a column of one http or https address, uris one of several.
func uri(name string) column  { return column{name: name, judge: judgeURI} }
func uris(name string) column { return column{name: name, judge: judgeURI, sep: "|"} }

// one is a column that takes one of a few words.
func one(name string, of ...string) column {
	return column{name: name, need: true, judge: func(s string) string {
		if slices.Contains(of, s) {
			return ""
		}
		return fmt.Sprintf("%q is none of %s", s, strings.Join(of, ", "))
	}}
}

// number is a column of whole numbers within bounds.
func number(name string, lo, hi int) column {
	return column{name: name, judge: func(s string) string {
		n, err := strconv.Atoi(s)
		if err != nil || n < lo || n > hi || strconv.Itoa(n) != s {
			return fmt.Sprintf("%q is no number from %d to %d", s, lo, hi)
		}
		return ""
	}}
}

// dateLayouts are the exactnesses of a date.
func dateLayouts() []string { return []string{"2006-01-02", "2006-01", "2006"} }

func judgeDate(s string) string {
	for _, layout := range dateLayouts() {
		if len(layout) == len(s) {
			if _, err := time.Parse(layout, s); err == nil {
				return ""
			}
		}
	}
	return fmt.Sprintf("%q is no date: 2008-04-30, 2008-04 or 2008", s)
}

func judgeKey(s string) string {
	bad := func(r rune) bool { return r != '-' && !unicode.IsDigit(r) && !unicode.IsLower(r) }
	if strings.IndexFunc(s, bad) >= 0 || strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-") || strings.Contains(s, "--") {
		return fmt.Sprintf("%q is no key: lower-case letters and digits, joined by single hyphens", s)
	}
	return ""
}

func judgeURI(s string) string {
	rest, ok := strings.CutPrefix(s, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(s, "http://")
	}
	if !ok || rest == "" || strings.ContainsAny(s, " <>\"{}|\\^`") {
		return fmt.Sprintf("%q is no web address", s)
	}
	return ""
}

// judgeCode accepts ISO 3166-1 alpha-3 codes and those of withdrawn states.
func judgeCode(s string) string {
	if len(s) != 3 || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return fmt.Sprintf("%q is no alpha-3 code", s)
	}
	return ""
}

// code is a column of alpha-3 codes.
func code(name string) column { return column{name: name, judge: judgeCode, need: true} }

// span checks that since comes no later than until, in columns of these names.
func span(r row, faults *faultList) {
	since, until := r.text("since"), r.text("until")
	if since == "" || until == "" {
		return
	}
	n := min(len(since), len(until))
	if since[:n] > until[:n] {
		faults.at(r, "until", "until %s is before since %s", until, since)
	}
}
