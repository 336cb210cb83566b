package lexicon

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Fault is one thing wrong in a table, and where.
type Fault struct {
	File    string // "stances.tsv"
	Line    int    // in the file, from 1; 0 where the whole file is meant
	Column  int    // number of the cell in the line, from 1; 0 with Line 0
	Message string
}

// String is the fault as editors and people read it:
// "stances.tsv:17:3: cue is empty".
func (f Fault) String() string {
	if f.Line == 0 {
		return f.File + ": " + f.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message)
}

// maxFaults bounds what one check reports: whoever has a thousand faults has
// one, and it is near the top.
const maxFaults = 1000

// A faultList gathers faults up to maxFaults, and counts the rest.
type faultList struct {
	all  []Fault
	more int
}

func (l *faultList) add(file string, line, column int, format string, args ...any) {
	if len(l.all) == maxFaults {
		l.more++
		return
	}
	l.all = append(l.all, Fault{file, line, column, fmt.Sprintf(format, args...)})
}

// at adds a fault in the named column of a row.
func (l *faultList) at(r row, column, format string, args ...any) {
	l.add(r.file, r.line, r.column[column]+1, format, args...)
}

// sorted returns the faults by file, line and column, each once; the last one
// says how many there was no room for.
func (l *faultList) sorted() []Fault {
	slices.SortStableFunc(l.all, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
	out := slices.Compact(l.all)
	if l.more > 0 {
		last := out[len(out)-1]
		out = append(out, Fault{last.File, 0, 0, fmt.Sprintf("and %d more faults", l.more)})
	}
	return out
}

// Faults is the error of a lexicon that does not pass its check.
type Faults []Fault

// Error lists the first faults, one a line.
func (f Faults) Error() string {
	const show = 10
	var b strings.Builder
	for i, x := range f {
		if i == show {
			fmt.Fprintf(&b, "\nand %d more: demarche lexicon check lists them all", len(f)-show)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(x.String())
	}
	return b.String()
}

// total is how many faults were found, listed or not.
func (l *faultList) total() int { return len(l.all) + l.more }
