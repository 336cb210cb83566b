package nlp

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed data
var dataFiles embed.FS

// A class says how an abbreviation stands to the end of a sentence; see
// data/abbreviations.tsv.
type class uint8

const (
	notAbbreviation class = iota
	classTitle
	classNumber
	classInner
	classEnd
)

// tables are the word lists of the tokenizer, read from the folder data.
type tables struct {
	abbreviations map[string]class
	starters      map[string]bool // words that begin sentences
	prefixes      map[string]bool // kept with what follows a hyphen
	suffixes      map[string]bool // parted from a capitalized word by a hyphen
	run           map[string][]string
	firstPerson   map[string]bool
	numbering     map[string]bool
	addresses     map[string]bool // last word of an address, before a colon
	askers        map[string]bool // first word of a question
	frames        map[string]bool // lemmas of verbs that take someone and an infinitive
}

func loadTables() (*tables, error) {
	t := &tables{abbreviations: map[string]class{}, run: map[string][]string{}}
	var err error
	for _, f := range []struct {
		name string
		dst  *map[string]bool
	}{
		{"starters.txt", &t.starters}, {"prefixes.txt", &t.prefixes}, {"hyphens.txt", &t.suffixes},
		{"first_person.txt", &t.firstPerson}, {"numbering.txt", &t.numbering},
		{"addresses.txt", &t.addresses}, {"askers.txt", &t.askers},
		{"frames.txt", &t.frames},
	} {
		*f.dst = map[string]bool{}
		err = rows(f.name, 1, func(c []string) error {
			(*f.dst)[c[0]] = true
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	classes := map[string]class{"title": classTitle, "number": classNumber, "inner": classInner, "end": classEnd}
	err = rows("abbreviations.tsv", 2, func(c []string) error {
		k, ok := classes[c[1]]
		if !ok {
			return fmt.Errorf("class %q", c[1])
		}
		t.abbreviations[c[0]] = k
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = rows("ocr.tsv", 2, func(c []string) error {
		t.run[strings.ToLower(c[0])] = strings.Fields(c[1])
		if strings.ReplaceAll(c[1], " ", "") != c[0] {
			return fmt.Errorf("%q does not spell %q", c[1], c[0])
		}
		return nil
	})
	return t, err
}

// rows calls f with the columns of every line of a file of the folder data that is
// not empty and not a comment. Errors name file and line.
func rows(name string, columns int, f func(c []string) error) error {
	b, err := dataFiles.ReadFile("data/" + name)
	if err != nil {
		return err
	}
	for i, l := range strings.Split(string(b), "\n") {
		l = strings.TrimSuffix(l, "\r")
		if l == "" || l[0] == '#' {
			continue
		}
		c := strings.Split(l, "\t")
		if len(c) != columns {
			return fmt.Errorf("data/%s:%d: %d columns, want %d", name, i+1, len(c), columns)
		}
		if err := f(c); err != nil {
			return fmt.Errorf("data/%s:%d: %w", name, i+1, err)
		}
	}
	return nil
}
