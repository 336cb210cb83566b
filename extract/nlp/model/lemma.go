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
// that begins with ^ is a whole word; *0 to *5 are the commonest edits of a class.
type Lemmas struct {
	edits map[string]Edit // by the key of an ending
	depth map[string]int  // longest ending of a class, in bytes
}

// An Edit makes a lemma of a form: its letters set, with Add in place of Cut at its
// end.
type Edit struct {
	Letters  Letters
	Cut, Add string
}

// Letters says what becomes of capitals.
type Letters uint8

// In lower case, as they are, or a capital first.
const (
	Lower Letters = iota
	Keep
	Title
)

var lettersNames = [...]string{"lower", "keep", "title"}

// Set returns s with its letters set.
func (l Letters) Set(s string) string {
	switch l {
	case Lower:
		return strings.ToLower(s)
	case Title:
		if _, n := utf8.DecodeRuneInString(s); n > 0 {
			return strings.ToUpper(s[:n]) + strings.ToLower(s[n:])
		}
	}
	return s
}

// Apply returns the lemma, or "" where the edit does not fit the form.
func (e Edit) Apply(form string) string {
	stem, ok := strings.CutSuffix(e.Letters.Set(form), e.Cut)
	if s := stem + e.Add; ok && utf8.ValidString(s) {
		return s
	}
	return ""
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

// Lemma returns the lemma of a form. A word that the table lists whole has the edit
// listed. Of any other, the edits of all its endings and the commonest of its class
// are tried, and the commonest word among the results is taken, that of the longest
// ending being preferred; where none is a word, that of the longest ending of up to
// three letters. Rank gives the place of a word in a list sorted by frequency, -1 if
// it is not in it. Numbers lose the commas between their digits.
func (l *Lemmas) Lemma(form, upos, xpos string, initial bool, rank func(lower string) int) string {
	low := strings.ToLower(form)
	if upos == "NUM" && form != "" && form[0] >= '0' && form[0] <= '9' {
		return strings.ReplaceAll(form, ",", "")
	}
	class := LemmaClass(form, upos, xpos, initial)
	lowerClass := class[:len(class)-1] + "l"
	for _, c := range []string{class, lowerClass} {
		if upos == "PROPN" && c != class {
			break
		}
		if e, ok := l.edits[c+"\t^"+low]; ok {
			if s := e.Apply(form); s != "" {
				return s
			}
		}
	}
	if upos != "PROPN" && upos != "NOUN" && upos != "ADJ" {
		class = lowerClass // a capital is that of a title or of emphasis
	}
	if s := l.guess(class, form, low, rank); s != "" {
		return s
	}
	if upos == "PROPN" {
		return form
	}
	return low
}

// preference is the factor by which another result must be the commoner word.
const preference = 4

// shortest is the length of the shortest result that is looked for among words.
const shortest = 3

// CommonEdits is the number of a class's commonest edits that are tried on every
// word. They are listed with the endings *0, *1 and so on.
const CommonEdits = 6

func (l *Lemmas) guess(class, form, low string, rank func(string) int) string {
	fallback, best, bestRank := "", "", -1
	try := func(e Edit, longest bool) {
		s := e.Apply(form)
		if len(s) < shortest || e.Cut == "" && inflected(class) {
			return // an inflected word that is its own lemma is listed whole
		}
		r := rank(strings.ToLower(s))
		if r < 0 {
			return
		}
		if !longest {
			r *= preference
		}
		if bestRank < 0 || r < bestRank {
			best, bestRank = s, r
		}
	}
	first := true
	for n := min(l.depth[class], len(low)); n >= 0; n-- {
		e, ok := l.edits[class+"\t"+low[len(low)-n:]]
		if !ok {
			continue
		}
		if fallback == "" && n <= 3 {
			fallback = e.Apply(form)
		}
		if first || inflected(class) {
			try(e, first)
		}
		first = false
	}
	if inflected(class) {
		for k := range CommonEdits {
			if e, ok := l.edits[class+"\t*"+strconv.Itoa(k)]; ok {
				try(e, false)
			}
		}
	}
	if best != "" {
		return best
	}
	return fallback
}

// inflected tells whether the words of a class have an ending of inflection: verbs,
// plurals, comparatives. A base form is not looked for among other words.
func inflected(class string) bool {
	f := strings.Fields(class)
	switch {
	case len(f) != 3 || f[0] == "PROPN":
		return false
	case f[1] == "NNS", strings.HasSuffix(f[1], "R") && len(f[1]) == 3, strings.HasSuffix(f[1], "S") && len(f[1]) == 3:
		return true
	}
	return strings.HasPrefix(f[1], "VB") && len(f[1]) == 3 && f[1] != "VBP"
}

// Set adds an edit for an ending of a class.
func (l *Lemmas) Set(class, ending string, e Edit) {
	if l.edits == nil {
		l.edits, l.depth = map[string]Edit{}, map[string]int{}
	}
	l.edits[class+"\t"+ending] = e
	if ending == "" || ending[0] != '^' && ending[0] != '*' {
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
		fmt.Fprintf(b, "%s\t%s\t%s\t%s\n", k, lettersNames[e.Letters], e.Cut, e.Add)
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
		if len(c) != 5 || slices.Index(lettersNames[:], c[2]) < 0 {
			return nil, fmt.Errorf("lemma table: line %d: want class, ending, lower, keep or title, text, text", n)
		}
		l.Set(c[0], c[1], Edit{Letters(slices.Index(lettersNames[:], c[2])), c[3], c[4]})
	}
	return l, nil
}

//go:embed english.lemmas.tsv
var englishLemmas []byte

// EnglishLemmas reads the table that the program carries.
func EnglishLemmas() (*Lemmas, error) { return ReadLemmas(englishLemmas) }
