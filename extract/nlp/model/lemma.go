package model

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lemmas finds the lemma of a word from its tags and its ending: for each pair of
// tags and each case of letters, the longest ending listed says what to take off
// and what to put on (the guesser of Schmid 1994, "Probabilistic Part-of-Speech
// Tagging Using Decision Trees", section 2, with edits in place of tags). An ending
// that begins with ^ is a whole word.
type Lemmas struct {
	edits map[string]Edit // by the key of an ending
	depth map[string]int  // longest ending of a class, in bytes
}

// An Edit makes a lemma: the form, in lower case unless Keep, without its last
// Strip bytes and with Add.
type Edit struct {
	Keep  bool
	Strip int
	Add   string
}

// Apply returns the lemma, or "" where the edit does not fit the form.
func (e Edit) Apply(form string) string {
	if !e.Keep {
		form = strings.ToLower(form)
	}
	if e.Strip > len(form) {
		return ""
	}
	return form[:len(form)-e.Strip] + e.Add
}

// LemmaClass returns the class of a word in the table: its tags and the case of its
// letters: "l" for lower, "C" for a capital first, "A" for capitals only. Initial
// tells that the word begins a sentence, where a capital says little.
func LemmaClass(form, upos, xpos string, initial bool) string {
	c := "l"
	if first, n := utf8.DecodeRuneInString(form); unicode.IsUpper(first) {
		switch {
		case len(form) > n && strings.ToUpper(form) == form:
			c = "A"
		case !initial || upos == "PROPN":
			c = "C"
		}
	}
	return upos + " " + xpos + " " + c
}

// Lemma returns the lemma of a form.
func (l *Lemmas) Lemma(form, upos, xpos string, initial bool) string {
	class := LemmaClass(form, upos, xpos, initial)
	low := strings.ToLower(form)
	if e, ok := l.edits[class+"\t^"+low]; ok {
		return e.orForm(form)
	}
	for n := min(l.depth[class], len(low)); n >= 0; n-- {
		if e, ok := l.edits[class+"\t"+low[len(low)-n:]]; ok {
			return e.orForm(form)
		}
	}
	if upos == "PROPN" {
		return form
	}
	return low
}

func (e Edit) orForm(form string) string {
	if s := e.Apply(form); s != "" {
		return s
	}
	return form
}

// Set adds an edit for an ending of a class.
func (l *Lemmas) Set(class, ending string, e Edit) {
	if l.edits == nil {
		l.edits, l.depth = map[string]Edit{}, map[string]int{}
	}
	l.edits[class+"\t"+ending] = e
	if !strings.HasPrefix(ending, "^") {
		l.depth[class] = max(l.depth[class], len(ending))
	}
}

// WriteTo writes the table, sorted, after the lines of a header.
func (l *Lemmas) WriteTo(w io.Writer, header []string) error {
	b := bufio.NewWriter(w)
	for _, h := range header {
		fmt.Fprintf(b, "# %s\n", h)
	}
	keys := make([]string, 0, len(l.edits))
	for k := range l.edits {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		e := l.edits[k]
		letters := "lower"
		if e.Keep {
			letters = "keep"
		}
		fmt.Fprintf(b, "%s\t%s\t%d\t%s\n", k, letters, e.Strip, e.Add)
	}
	return b.Flush()
}

// ReadLemmas reads a table that WriteTo wrote. Errors name the line.
func ReadLemmas(data []byte) (*Lemmas, error) {
	l := &Lemmas{}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		s := strings.TrimRight(string(line), "\r\n")
		if s == "" || s[0] == '#' {
			continue
		}
		c := strings.Split(s, "\t")
		if len(c) != 5 || c[2] != "keep" && c[2] != "lower" {
			return nil, fmt.Errorf("lemma table: line %d: want class, ending, keep or lower, number, text", n)
		}
		strip, err := strconv.Atoi(c[3])
		if err != nil || strip < 0 {
			return nil, fmt.Errorf("lemma table: line %d: number %q", n, c[3])
		}
		l.Set(c[0], c[1], Edit{c[2] == "keep", strip, c[4]})
	}
	return l, nil
}

//go:embed english.lemmas.tsv
var englishLemmas []byte

// EnglishLemmas reads the table that the program carries.
func EnglishLemmas() (*Lemmas, error) { return ReadLemmas(englishLemmas) }
