package record

import (
	"strings"
	"unicode/utf8"
)

// A line is a line of the source with words in it.
type line struct {
	// start and end are the half-open range of its bytes in the source text,
	// without the white space at its ends.
	start, end int32
	// page counts the form feeds before it.
	page int32
	// indent is how much white space was cut at its start, 255 at most.
	indent uint8
	// gap: blank lines stand before it. cut: it is no part of what was said.
	// after: a line that was cut stands between it and the one before it.
	gap, cut, after bool
}

func (l line) of(text string) string { return text[l.start:l.end] }

// split cuts text into lines at \n, \r\n, \r and form feeds, and leaves the
// blank ones out.
func split(text string) []line {
	lines := make([]line, 0, 1+strings.Count(text, "\n")+strings.Count(text, "\r")+strings.Count(text, "\f"))
	var page int32
	gap := false
	for pos := 0; pos < len(text); {
		end := pos
		for end < len(text) && text[end] != '\n' && text[end] != '\r' && text[end] != '\f' {
			end++
		}
		start, stop := trim(text, pos, end)
		if start < stop {
			lines = append(lines, line{start: int32(start), end: int32(stop), page: page,
				indent: uint8(min(start-pos, 255)), gap: gap})
			gap = false
		} else {
			gap = true
		}
		if end < len(text) {
			if text[end] == '\f' {
				page++
			}
			if text[end] == '\r' && end+1 < len(text) && text[end+1] == '\n' {
				end++
			}
		}
		pos = end + 1
	}
	return lines
}

// trim narrows the range to what is not white space at its ends.
func trim(text string, start, end int) (int, int) {
	for start < end {
		n := space(text[start:end])
		if n == 0 {
			break
		}
		start += n
	}
	for end > start {
		if c := text[end-1]; isBlank(c) {
			end--
		} else if strings.HasSuffix(text[start:end], "\u00a0") {
			end -= 2
		} else if strings.HasSuffix(text[start:end], "\ufeff") {
			end -= 3
		} else {
			break
		}
	}
	return start, end
}

// space is the length of the white space character that s begins with, 0
// where it begins with another. A byte order mark within a file is one too.
func space(s string) int {
	switch {
	case s == "":
		return 0
	case isBlank(s[0]):
		return 1
	case strings.HasPrefix(s, "\u00a0"):
		return 2
	case strings.HasPrefix(s, "\ufeff"):
		return 3
	}
	return 0
}

func isBlank(c byte) bool {
	return c == ' ' || c == '\t' || c == '\v' || c == '\n' || c == '\r' || c == '\f'
}

// maxWrapped is the length, in characters, beyond which lines are paragraphs
// and not wrapped.
const maxWrapped = 160

// measure is the width to which the lines of the text are wrapped, in
// characters: nine of ten are no longer. It is 0 where they are not wrapped.
func measure(text string, lines []line) int {
	var count [maxWrapped + 2]int
	for _, l := range lines {
		count[min(utf8.RuneCountInString(l.of(text)), maxWrapped+1)]++
	}
	if len(lines) < 4 {
		return 0
	}
	left := len(lines) / 10
	for width := maxWrapped + 1; width > 0; width-- {
		if left -= count[width]; left < 0 {
			if width > maxWrapped {
				return 0
			}
			return width
		}
	}
	return 0
}
