package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// repairPronoun reads a figure 1 as "I" where a verb in the first person follows
// and no noun of numbering stands before ("1 should like", but "paragraph 1 would").
func (t *tokenizer) repairPronoun() {
	for i := 0; i+1 < len(t.words); i++ {
		w := &t.words[i]
		next := &t.words[i+1]
		if s := t.text[w.start:w.end]; s != "1" && s != "l" || next.gap == noGap || next.gap == blankGap {
			continue
		}
		if !t.firstPerson[next.text(t.text)] {
			continue
		}
		if i > 0 {
			prev := strings.ToLower(t.words[i-1].text(t.text))
			if t.numbering[prev] || w.gap == noGap && !strings.ContainsAny(prev, "\"“‘'(") || prev == "$" || isNumeral(prev) {
				continue
			}
		}
		w.form = "I"
	}
}

func isNumeral(s string) bool { return s[0] >= '0' && s[0] <= '9' }

// A stretch is a range of words that make a sentence.
type stretch struct {
	from, to int
	cut      bool
}

// sentences returns the stretches of the words that make sentences.
//
// A sentence ends at a period, question or exclamation mark, with the quotes and
// brackets that close after it, unless what follows begins in lower case; at an
// abbreviation only where the next word begins sentences as a rule (after Kiss and
// Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection", section
// 4.1, with the statistics replaced by a list). An empty line ends a sentence only
// after such a mark, a colon or a heading, since a page may break in mid-sentence; a
// numbered paragraph begins one. For other colons see colon.
func (t *tokenizer) sentences() []stretch {
	var out []stretch
	start := 0
	for i := range t.words {
		if i+1 < len(t.words) && !t.ends(start, i) {
			continue
		}
		out = append(out, stretch{from: start, to: i + 1})
		start = i + 1
	}
	return out
}

// ends tells whether a sentence that begins at word start ends with word i, which
// is not the last.
func (t *tokenizer) ends(start, i int) bool {
	w, next := &t.words[i], &t.words[i+1]
	if t.closes(i+1) && (next.gap == noGap || isCloser(next.text(t.text))) && t.stop(start, i) != noStop {
		return false // the quote or bracket belongs to the sentence that it closes
	}
	if w.breakAfter && next.gap == noGap && startsUpper(next.text(t.text)) {
		return true
	}
	if next.gap == noGap && t.stop(start, i) != hardStop {
		return false
	}
	if next.gap >= lineGap && t.numbered(i+1) {
		return true
	}
	if next.gap == blankGap && (t.heading(start, i) || w.text(t.text) == ":" && startsUpper(next.text(t.text))) {
		return true
	}
	if t.colon(start, i) {
		return true
	}
	switch t.stop(start, i) {
	case hardStop:
		return t.begins(i + 1)
	case softStop:
		return t.starters[strings.ToLower(t.word1(i+1))] && startsUpper(t.word1(i+1)) || next.gap == blankGap && t.begins(i+1)
	}
	return false
}

// A stopKind says whether a word can end a sentence.
type stopKind uint8

const (
	noStop   stopKind = iota
	softStop          // an abbreviation that may end a sentence
	hardStop          // a mark that does
)

// stop looks at word i and, where it closes a quote or bracket, at those before.
func (t *tokenizer) stop(start, i int) stopKind {
	for k := i; k >= start && k > i-6; k-- {
		w := &t.words[k]
		switch w.period {
		case classEnd, classInner:
			if w.period == classInner && k == i {
				return softStopIfBlank(t, i)
			}
			return softStop
		case classTitle, classNumber:
			return noStop
		}
		s := w.text(t.text)
		if r, _ := utf8.DecodeRuneInString(s); r == '.' && len(s) == 1 || r == '!' || r == '?' {
			return hardStop
		} else if r == '.' || r == '…' {
			return softStop
		}
		if !t.closes(k) {
			return noStop
		}
	}
	return noStop
}

// softStopIfBlank lets an abbreviation that seldom ends a sentence end one before
// an empty line.
func softStopIfBlank(t *tokenizer, i int) stopKind {
	if i+1 < len(t.words) && t.words[i+1].gap == blankGap {
		return softStop
	}
	return noStop
}

// closes tells whether word i closes a quotation or a bracket. A straight quote
// does if no blank stands before it.
func (t *tokenizer) closes(i int) bool {
	s := t.words[i].text(t.text)
	if isCloser(s) {
		return true
	}
	return (s == `"` || s == "'" || s == "''") && t.words[i].gap == noGap
}

func isCloser(s string) bool {
	switch s {
	case ")", "]", "}", "”", "’", "»":
		return true
	}
	return false
}

// word1 returns word i, or the one after where it opens a quotation or bracket.
func (t *tokenizer) word1(i int) string {
	for k := i; k < len(t.words) && k < i+4; k++ {
		s := t.words[k].text(t.text)
		r, _ := utf8.DecodeRuneInString(s)
		if !strings.ContainsRune("([{\"“‘«'`*•-–—", r) {
			return s
		}
	}
	return ""
}

// begins tells whether a sentence can begin at word i: with anything but a letter
// in lower case or a mark that goes on.
func (t *tokenizer) begins(i int) bool {
	s := t.word1(i)
	if s == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLower(r) && !strings.ContainsRune(",;:)]}", r)
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// numbered tells whether word i numbers a paragraph: "1." and a capital.
func (t *tokenizer) numbered(i int) bool {
	w := &t.words[i]
	if w.period != classTitle || i+1 >= len(t.words) {
		return false
	}
	c := t.text[w.start]
	return c >= '0' && c <= '9' && startsUpper(t.words[i+1].text(t.text))
}

// longestHeading is the number of words of a heading.
const longestHeading = 16

// heading tells whether words start to i are a heading or another short line that
// stands alone: few words, the first after an empty line or at the start of the
// text, with a capital, and the next line with a capital as well.
func (t *tokenizer) heading(start, i int) bool {
	if i-start >= longestHeading || start > 0 && t.words[start].gap != blankGap && !t.endedBefore(start) {
		return false
	}
	if !startsUpper(t.word1(i+1)) && !isNumeral(t.words[i+1].text(t.text)) {
		return false
	}
	s := t.words[i].text(t.text)
	return t.begins(start) && s != "," && s != "-" && !t.goesOn(s)
}

// endedBefore tells whether the word before start is a mark that ends sentences.
func (t *tokenizer) endedBefore(start int) bool { return t.stop(0, start-1) == hardStop }

// goesOn tells whether a line that ends with s wants another: after an article,
// preposition or conjunction.
func (t *tokenizer) goesOn(s string) bool {
	switch s {
	case "the", "a", "an", "of", "in", "on", "to", "for", "and", "or", "with", "by", "at", "from", "that", "as", "its", "their", "our", "his", "her":
		return true
	}
	return false
}

// limit cuts stretches longer than longest words: after a semicolon in their last
// half if there is one, else a comma, else where they are full.
func (t *tokenizer) limit(in []stretch, longest int) []stretch {
	var out []stretch
	for _, s := range in {
		for s.to-s.from > longest {
			k := t.cutAt(s.from, s.from+longest)
			out = append(out, stretch{s.from, k, true})
			s.from = k
		}
		out = append(out, s)
	}
	return out
}

func (t *tokenizer) cutAt(from, to int) int {
	for _, mark := range []string{";", ","} {
		for k := to - 1; k > (from+to)/2; k-- {
			if t.words[k].text(t.text) == mark {
				return k + 1
			}
		}
	}
	return to
}
