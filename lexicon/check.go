package lexicon

import (
	"cmp"
	"slices"
	"strings"
)

// compare orders strings byte by byte, as the tables are sorted.
func compare(a, b string) int { return cmp.Compare(a, b) }

// checkSheet judges a table by itself: its head, each cell, and the order of
// its rows. It drops the rows with a fault, so that what follows meets good
// rows only.
func checkSheet(s *sheet, faults *faultList) {
	if len(s.head) > 0 || len(s.rows) > 0 {
		checkHead(s, faults)
	}
	var good []row
	last := ""
	for i, r := range s.rows {
		before := faults.total()
		for c, col := range s.spec.columns {
			checkCell(r, c, col, faults)
		}
		if s.spec.check != nil && faults.total() == before {
			s.spec.check(r, faults)
		}
		id := strings.Join(r.cells[:s.spec.key], "\t")
		switch {
		case i > 0 && id == last:
			faults.add(r.file, r.line, 1, "%s stands twice", strings.ReplaceAll(id, "\t", " "))
		case i > 0 && id < last:
			faults.add(r.file, r.line, 1, "%s comes before the row above: sort the rows", strings.ReplaceAll(id, "\t", " "))
		}
		last = id
		if faults.total() == before {
			good = append(good, r)
		}
	}
	s.rows = good
}

// checkHead checks that the comments at the top say what the table is, where
// it comes from and what each column holds.
func checkHead(s *sheet, faults *faultList) {
	file := s.spec.file
	if len(s.head) == 0 || strings.TrimSpace(s.head[0]) == "" {
		faults.add(file, 1, 1, "the first line does not say, after #, what the table is")
	}
	for _, need := range []string{"source: ", "licence: ", "edited: "} {
		value, ok := s.note(need)
		if !ok {
			faults.add(file, 1, 1, "no comment %q at the top", "# "+need+"…")
			continue
		}
		if need == "edited: " {
			if bad := judgeDate(value); bad != "" {
				faults.add(file, 1, 1, "edited: %s", bad)
			}
		}
	}
	for i, c := range s.spec.columns {
		if _, ok := s.note("column " + c.name + ": "); !ok {
			faults.add(file, 1, i+1, "no comment %q at the top", "# column "+c.name+": …")
		}
	}
}

// note returns the rest of the comment that begins with these words.
func (s *sheet) note(prefix string) (string, bool) {
	for _, h := range s.head {
		if rest, ok := strings.CutPrefix(h, prefix); ok && rest != "" {
			return rest, true
		}
	}
	return "", false
}

// checkCell checks one cell against its column.
func checkCell(r row, c int, col column, faults *faultList) {
	cell := r.cells[c]
	if cell == "" {
		if col.need {
			faults.add(r.file, r.line, c+1, "%s is empty", col.name)
		}
		return
	}
	values := []string{cell}
	if col.sep != "" {
		values = split(cell, col.sep)
	}
	for i, v := range values {
		switch {
		case v == "":
			faults.add(r.file, r.line, c+1, "%s has an empty value beside %q", col.name, col.sep)
		case strings.TrimSpace(v) != v:
			faults.add(r.file, r.line, c+1, "%s has a blank at the start or end of %q", col.name, v)
		case strings.Contains(v, "  "):
			faults.add(r.file, r.line, c+1, "%s has two blanks in a row in %q", col.name, v)
		case hasControl(v):
			faults.add(r.file, r.line, c+1, "%s has a control character in %q", col.name, v)
		case strings.ContainsAny(v, "’‘"):
			faults.add(r.file, r.line, c+1, "%s has a curly apostrophe in %q: write it straight", col.name, v)
		case slices.Contains(values[:i], v):
			faults.add(r.file, r.line, c+1, "%s has %q twice", col.name, v)
		case col.judge != nil:
			if bad := col.judge(v); bad != "" {
				faults.add(r.file, r.line, c+1, "%s: %s", col.name, bad)
			}
		}
	}
}

// hasControl reports whether s has a character that does not show.
func hasControl(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' || r == 0x7f || r == 0xad || r == 0x200b || r == 0xfeff || r == 0xa0
	})
}
