package lexicon

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// maxTable bounds a table file in bytes: the largest is well under a tenth.
const maxTable = 16 << 20

// A row is one line of a table, cut at its tabs.
type row struct {
	file   string
	line   int // in the file, from 1
	cells  []string
	column map[string]int // name to index in cells, shared by the table
}

// text returns the cell of the named column.
func (r row) text(name string) string { return r.cells[r.column[name]] }

// list returns the parts of a cell whose values stand between bars, nil
// where the cell is empty.
func (r row) list(name string) []string { return split(r.text(name), "|") }

// ref names the row in a position's reasons: "states.tsv:KAZ".
func (r row) ref(key ...string) string { return r.file + ":" + strings.Join(key, ":") }

// split cuts s at sep; an empty s has no parts.
func split(s, sep string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, sep)
}

// A sheet is a table as its file has it.
type sheet struct {
	spec table
	head []string // the comment lines, without "# "
	rows []row
	// firsts are the first cells of all rows, those with a fault too: what
	// refers to them is right, whatever else is wrong there.
	firsts map[string]bool
	raw    []byte
}

// read reads the file of a table. What is wrong with its form goes to fs; the
// rows of the right width are returned all the same, so that one fault does
// not hide the next.
func read(fsys fs.FS, spec table, faults *faultList) sheet {
	s := sheet{spec: spec, firsts: map[string]bool{}}
	raw, err := readFile(fsys, spec.file)
	if err != nil {
		faults.add(spec.file, 0, 0, "%v", err)
		return s
	}
	s.raw = raw
	if bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")) {
		faults.add(spec.file, 1, 1, "byte order mark: save as plain UTF-8")
		raw = raw[3:]
	}
	if len(raw) > 0 && raw[len(raw)-1] != '\n' {
		faults.add(spec.file, bytes.Count(raw, []byte("\n"))+1, 1, "the last line does not end in a line break")
	}
	column := make(map[string]int, len(spec.columns))
	for i, c := range spec.columns {
		column[c.name] = i
	}
	seenNames := false
	lines := strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
	s.rows = make([]row, 0, len(lines))
	for i, line := range lines {
		n := i + 1
		if !utf8.ValidString(line) {
			faults.add(spec.file, n, fieldOfBadUTF8(line), "not UTF-8")
			continue
		}
		if strings.HasPrefix(line, "#") {
			if seenNames {
				faults.add(spec.file, n, 1, "comment below the column names: comments stand at the top")
			}
			if strings.TrimRight(line, " \t\r") != line {
				faults.add(spec.file, n, 1, "trailing blank")
			}
			s.head = append(s.head, strings.TrimPrefix(strings.TrimPrefix(line, "#"), " "))
			continue
		}
		cells := strings.Split(line, "\t")
		if !seenNames {
			seenNames = true
			checkNames(spec, n, cells, faults)
			continue
		}
		if line == "" {
			faults.add(spec.file, n, 1, "empty line")
			continue
		}
		s.firsts[cells[0]] = true
		if len(cells) != len(spec.columns) {
			faults.add(spec.file, n, min(len(cells), len(spec.columns))+1,
				"%d cells, want %d: %s", len(cells), len(spec.columns), strings.Join(spec.names(), ", "))
			continue
		}
		s.rows = append(s.rows, row{file: spec.file, line: n, cells: cells, column: column})
	}
	if !seenNames {
		faults.add(spec.file, len(lines), 1, "no line of column names")
	}
	return s
}

// readFile reads a file whole, up to maxTable bytes.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot open: %w", err)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxTable+1))
	if err != nil {
		return nil, fmt.Errorf("cannot read: %w", err)
	}
	if len(raw) > maxTable {
		return nil, fmt.Errorf("longer than %d bytes", maxTable)
	}
	return raw, nil
}

// checkNames compares the line of column names with what the table must have.
func checkNames(spec table, line int, cells []string, faults *faultList) {
	for i, c := range spec.columns {
		switch {
		case i >= len(cells):
			faults.add(spec.file, line, i+1, "column %q is missing", c.name)
		case cells[i] != c.name:
			faults.add(spec.file, line, i+1, "column %q, want %q", cells[i], c.name)
		}
	}
	for i := len(spec.columns); i < len(cells); i++ {
		faults.add(spec.file, line, i+1, "column %q is not of this table", cells[i])
	}
}

// fieldOfBadUTF8 is the number of the cell in which line stops being UTF-8.
func fieldOfBadUTF8(line string) int {
	field := 1
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		if r == '\t' {
			field++
		}
		i += n
	}
	return field
}
