package record

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/schema"
)

//go:embed open.txt
var openWords string

// A flow is the text of a file as one passage, of which the speeches are
// parts.
type flow struct {
	schema.Passage
	// starts are where lines of the file begin that may have a head.
	starts []start
	// pages are where the pages after the first begin: pages[0] is the start
	// of page 2.
	pages []int
}

// A start is where a line of the file begins in the flow.
type start struct {
	at int
	// fresh: what stood before it is finished, a paragraph at least.
	fresh bool
}

// short is the share of the width, in hundredths, up to which a line with the
// next word added is so short that it must be the last of its paragraph.
const short = 85

// isParagraph reports whether a paragraph begins with line b, which follows a.
// width is that of the file, 0 where its lines are not wrapped.
//
// A blank line alone does not say so, for pages break in the middle of
// sentences; nor does a full stop, for most stand where the line is full.
func isParagraph(text string, a, b line, width int) bool {
	s, t := a.of(text), b.of(text)
	first, _ := utf8.DecodeRuneInString(t)
	switch {
	case unicode.IsLower(first) || b.after && !strings.ContainsAny(text[a.end:b.start], "\n\r\f"):
		return false
	case isItem(t) && strings.ContainsAny(s[len(s)-1:], ".;:,") || isNote(t):
		return true
	case endsSentence(s):
		return b.gap && !b.after || width == 0 || b.indent > a.indent || isShort(s, t, width)
	case isOpen(s):
		return false
	case width == 0:
		return b.gap || !strings.HasSuffix(s, ",") || len(s) < maxWrapped/2
	case !b.gap || b.after:
		return false
	case strings.ContainsAny(s[len(s)-1:], ";:"):
		return true
	}
	return isShort(s, t, width)
}

// isShort reports whether the first word of t would have stood on the line s.
func isShort(s, t string, width int) bool {
	word := t
	if i := strings.IndexByte(t, ' '); i >= 0 {
		word = t[:i]
	}
	return (utf8.RuneCountInString(s)+1+utf8.RuneCountInString(word))*100 <= width*short
}

// isItem reports whether t begins as an item of a list does: "(a)", "1.", "•".
func isItem(t string) bool {
	if strings.HasPrefix(t, "•") || strings.HasPrefix(t, "– ") || strings.HasPrefix(t, "- ") {
		return true
	}
	if t[0] == '(' {
		i := strings.IndexByte(t, ')')
		return i >= 2 && i <= 5
	}
	i := 0
	for i < len(t) && t[i] >= '0' && t[i] <= '9' {
		i++
	}
	return i > 0 && i < 4 && strings.HasPrefix(t[i:], ". ")
}

// isNote reports whether t is a language note and nothing else.
func isNote(t string) bool {
	return t[0] == '(' && len(t) < 80 && note.FindString(t) == t
}

// endsSentence reports whether s ends with a full stop, question or
// exclamation mark, whatever closes after it, and not with an abbreviation.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] ")
	if s == "" {
		return false
	}
	switch s[len(s)-1] {
	case '?', '!':
		return true
	case '.':
	default:
		return false
	}
	word := s[strings.LastIndexByte(s, ' ')+1:]
	switch strings.ToLower(word) {
	case "mr.", "mrs.", "ms.", "dr.", "st.", "no.", "nos.", "h.e.", "prof.", "gen.", "para.", "paras.":
		return false
	}
	return len(word) != 2 || !unicode.IsUpper(rune(word[0])) // an initial
}

// isOpen reports whether s ends with a word that no sentence and no title
// ends with.
func isOpen(s string) bool {
	word := strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:])
	for w := range strings.Lines(openWords) {
		if strings.TrimSuffix(w, "\n") == word {
			return true
		}
	}
	return false
}
