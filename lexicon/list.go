package lexicon

import "strings"

// A Table is one table as its file has it: to list, to print, to document.
type Table struct {
	Name    string   // of the file, without its extension: "states"
	Title   string   // first line of its head
	Source  string   // where its facts come from
	Licence string   // under which they are given on
	Edited  string   // date of the last edit
	Columns []string // names
	Docs    []string // what each column holds, in the same order
	Rows    [][]string
}

// Tables returns every table, by name.
func (l *Lexicon) Tables() []Table {
	out := make([]Table, 0, len(l.sheets))
	for i := range l.sheets {
		out = append(out, l.sheets[i].list())
	}
	return out
}

// Table returns the table of that name ("states"), false where there is none.
func (l *Lexicon) Table(name string) (Table, bool) {
	for i := range l.sheets {
		if l.sheets[i].name() == name {
			return l.sheets[i].list(), true
		}
	}
	return Table{}, false
}

// TableNames returns the names of the tables, sorted.
func TableNames() []string {
	var out []string
	for _, t := range tables() {
		out = append(out, strings.TrimSuffix(t.file, ".tsv"))
	}
	return out
}

func (s *sheet) name() string { return strings.TrimSuffix(s.spec.file, ".tsv") }

func (s *sheet) list() Table {
	t := Table{Name: s.name(), Columns: s.spec.names()}
	if len(s.head) > 0 {
		t.Title = s.head[0]
	}
	t.Source, _ = s.note("source: ")
	t.Licence, _ = s.note("licence: ")
	t.Edited, _ = s.note("edited: ")
	for _, c := range t.Columns {
		doc, _ := s.note("column " + c + ": ")
		t.Docs = append(t.Docs, doc)
	}
	t.Rows = make([][]string, len(s.rows))
	for i, r := range s.rows {
		t.Rows[i] = r.cells
	}
	return t
}
