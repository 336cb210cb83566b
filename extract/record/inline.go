package record

import (
	"regexp"
	"strings"
)

var (
	// runningHead is a header in the middle of a line, up to its symbol: date
	// and title; dateBefore is the date alone.
	runningHead = regexp.MustCompile(slashDate + `\s[^.?!]{3,120}\s$`)
	dateBefore  = regexp.MustCompile(slashDate + `\s$`)
	// inlineJob is a page footer in the middle of a line.
	inlineJob = regexp.MustCompile(`\s(?:[0-9]{1,3}/[0-9]{1,3}\s)?([0-9]{2})-[0-9]{5}(?:\s[0-9]{1,3}/[0-9]{1,3})?(?:\s|$)`)
)

// cutInline finds the headers and footers of pages that were run together into
// one line: the symbol of the record with a date or a title before it, and job
// numbers of its year. What stands between them becomes lines of their own.
func cutInline(text string, lines []line, own, year string) []line {
	if own != "" && strings.Contains(text, own) {
		out := make([]line, 0, len(lines))
		for _, l := range lines {
			for int(l.end-l.start) > longLine {
				head, next := inlineHead(text, int(l.start), int(l.end), own)
				if head < 0 {
					break
				}
				out, l = l.cutOut(text, head, next, out)
			}
			if l.start < l.end {
				out = append(out, l)
			}
		}
		lines = out
	}
	if len(year) != 4 {
		return lines
	}
	out := lines[:0:0]
	for _, l := range lines {
		if int(l.end-l.start) > longLine {
			from := int(l.start)
			for _, m := range inlineJob.FindAllStringSubmatchIndex(l.of(text), -1) {
				if text[from+m[2]:from+m[3]] == year[2:] {
					out, l = l.cutOut(text, from+m[0], from+m[1], out)
				}
			}
		}
		if l.start < l.end {
			out = append(out, l)
		}
	}
	return out
}

// cutOut cuts text[head:next] out of l: what stands before it goes to out, what
// stands after it is the line that is left.
func (l line) cutOut(text string, head, next int, out []line) ([]line, line) {
	first := l
	start, end := trim(text, int(l.start), max(head, int(l.start)))
	if start < end {
		first.start, first.end = int32(start), int32(end)
		out = append(out, first)
		l.indent, l.gap = 0, false
	}
	l.after = true
	start, end = trim(text, min(next, int(l.end)), int(l.end))
	l.start, l.end = int32(start), int32(end)
	return out, l
}

// inlineHead is where in text[start:end] the first page header begins and
// ends; -1 where there is none.
func inlineHead(text string, start, end int, own string) (head, next int) {
	for pos := start; ; {
		i := strings.Index(text[pos:end], own)
		if i < 0 {
			return -1, -1
		}
		at := pos + i
		pos = at + len(own)
		if pos < end && text[pos] != ' ' {
			continue // "(see S/PV.8699)", "S/PV.86991"
		}
		before := text[max(start, at-2*longLine):at]
		if m := runningHead.FindStringIndex(before); m != nil {
			return at - (len(before) - m[0]), pos
		}
		cut := 0
		if m := dateBefore.FindStringIndex(before); m != nil {
			cut = len(before) - m[0]
		}
		if cut += titleBefore(before[:len(before)-cut]); cut > 0 {
			return at - cut, pos
		}
	}
}
