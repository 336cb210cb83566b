package record

import (
	_ "embed"
	"regexp"
	"strings"

	"github.com/demarche-kg/demarche/schema/symbol"
)

//go:embed titles.txt
var titles string

var (
	// jobNumber is a line of a page footer: "08-51749 30", "2/30 20-02976",
	// "04-32843 (E)", "*0432843*".
	jobNumber = regexp.MustCompile(`^(?:[0-9]{1,3}(?:/[0-9]{1,3})?\s+)?[0-9]{2}-[0-9]{5}\*?(?:\s+\(E\)(?:\s+[0-9]{6})?)?(?:\s+[0-9]{1,3}(?:/[0-9]{1,3})?)?$|^\*[0-9]{7}\*$`)
	// pageNumber is one alone: "19", "2/30", "- 3 -", "Page 4".
	pageNumber = regexp.MustCompile(`^(?:[0-9]{1,3}|([0-9]{1,3})/([0-9]{1,3})|[-–] ?[0-9]{1,3} ?[-–]|[Pp]age [0-9]{1,3}(?: of [0-9]{1,3})?)$`)
	// besides is a line that may stand beside a page number and is no part of
	// what was said: a date, a session, a meeting.
	besides   = regexp.MustCompile(`^(?:(?:[A-Z][a-z]+day,\s)?[0-9]{1,2} (?:` + months + `) [0-9]{4}|[0-9]{2}/[0-9]{2}/[0-9]{4}|[0-9]{1,5}(?:st|nd|rd|th) (?:plenary )?(?:session|meeting).{0,40}|[A-Z][a-z]+(?:-[a-z]+)? (?:year|session))$`)
	slashDate = `[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}`
	// header is a line at the head of a page: the symbol at one end, the date
	// at the other, the title between.
	header = regexp.MustCompile(`^(?:` + slashDate + `\s.{0,150}\s([A-Z]{1,4}/[^\s]+(?:\s\(Resumption ?[0-9]*\))?)|([A-Z]{1,4}/[^\s]+(?:\s\(Resumption ?[0-9]*\))?)\s.{0,150}\s` + slashDate + `)$`)
)

const months = `January|February|March|April|May|June|July|August|September|October|November|December`

// longLine is the length in bytes of a line in which whole pages may have
// been run together.
const longLine = 200

// cutPages marks the lines that printing put on the page and nobody said:
// page numbers, job numbers, symbols and titles at the head of a page. Lines
// into which a whole page was run are cut in two around the header. own is the
// symbol of the record, year its year; either may be "".
func cutPages(text string, lines []line, width int, own, year string) []line {
	lines = cutInline(text, lines, own, year)
	for i := range lines {
		lines[i].cut = isFurniture(text, lines, i, width, own)
	}
	cutBeside(text, lines)
	after := false
	for i := range lines {
		lines[i].after = lines[i].after || after
		after = lines[i].cut
	}
	return lines
}

// isFurniture judges a line by itself and by the blank lines around it.
func isFurniture(text string, lines []line, i, width int, own string) bool {
	t := lines[i].of(text)
	if len(t) > longLine {
		return false
	}
	alone := i == 0 || lines[i].gap || i+1 == len(lines) || lines[i+1].gap || lines[i-1].cut ||
		lines[i].page != lines[i-1].page || lines[i].page != lines[i+1].page
	if jobNumber.MatchString(t) {
		return true
	}
	if m := pageNumber.FindStringSubmatch(t); m != nil {
		// In a wrapped text a number fills no line: it is the page's, unless
		// it stands for a vote or an item, with blank lines on both sides.
		return alone || width > 0 && m[1] == ""
	}
	if header.MatchString(t) {
		return true
	}
	if !strings.Contains(t, "/") {
		return false
	}
	if s, err := symbol.Parse(t); err == nil {
		return i > 0 && (alone || t == own) && (s.Kind() == symbol.Record || t == own)
	}
	if own != "" && i > 0 {
		if rest, ok := strings.CutSuffix(t, " "+own); ok {
			return isTitle(rest)
		}
		if rest, ok := strings.CutPrefix(t, own+" "); ok {
			return isTitle(rest)
		}
	}
	return false
}

// cutBeside cuts dates and sessions that stand beside what is already cut, and
// titles that do so on several pages.
func cutBeside(text string, lines []line) {
	seen := map[string]int{}
	beside := func(i int) bool {
		return i > 0 && lines[i-1].cut || i+1 < len(lines) && lines[i+1].cut
	}
	title := func(i int) string {
		if t := lines[i].of(text); !lines[i].cut && len(t) < longLine/2 && beside(i) && (lines[i].gap || i+1 < len(lines) && lines[i+1].gap) {
			return t
		}
		return ""
	}
	for i := range lines {
		if t := title(i); t != "" {
			seen[t]++
		}
	}
	mark := func(i int) {
		t := title(i)
		if t != "" && seen[t] >= 3 && !strings.ContainsAny(t[len(t)-1:], ".?!:") || !lines[i].cut && beside(i) && besides.MatchString(lines[i].of(text)) {
			lines[i].cut = true
		}
	}
	for i := range lines {
		mark(i)
	}
	for i := len(lines) - 1; i >= 0; i-- {
		mark(i)
	}
}

// titleBefore is the length of the running title, with a blank, that ends s;
// 0 where there is none.
func titleBefore(s string) int {
	longest := 0
	for t := range strings.Lines(titles) {
		t = strings.TrimSuffix(t, "\n")
		if !strings.HasPrefix(t, "#") && len(t) >= longest && strings.HasSuffix(s, t+" ") {
			longest = len(t) + 1
		}
	}
	return longest
}

// isTitle reports whether t is a running title.
func isTitle(t string) bool { return t != "" && titleBefore(t+" ") == len(t)+1 }
