package record

import (
	"strings"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/schema"
)

// join makes one flowing text of the lines: words are whole, line ends are
// blanks, paragraphs stand apart.
func join(source schema.Passage, lines []line, width int, o Options) flow {
	text := source.Text
	j := newJudge(text, lines, o.Known)
	var b builder
	b.text.Grow(len(text))
	f := flow{}
	last := -1
	for i, l := range lines {
		if l.cut {
			continue
		}
		first := last < 0
		fresh := first
		if !first {
			a := lines[last]
			switch k := j.line(text, a, l); {
			case k == hyphen:
			case k == whole:
			default:
				sep := " "
				if fresh = isParagraph(text, a, l, width); fresh {
					sep = "\n\n"
				}
				b.put(sep, source.Source(schema.Span{Start: int(a.end) - 1, End: int(a.end)}).End)
			}
		}
		for len(f.pages) < int(l.page) {
			f.pages = append(f.pages, b.text.Len())
		}
		if mayBeHead(text, l) {
			f.starts = append(f.starts, start{at: b.text.Len(), fresh: fresh})
		}
		end := int(l.end)
		if next := following(lines, i); next >= 0 && j.line(text, l, lines[next]) == whole {
			_, n := utf8.DecodeLastRuneInString(text[:end])
			end -= n
		}
		addWords(&b, source, int(l.start), end)
		last = i
	}
	f.Passage = b.passage()
	return f
}

// mayBeHead reports whether a head may begin with line l: a head has a colon
// or a parenthesis soon, on this line or the next, and no small letter first.
func mayBeHead(text string, l line) bool {
	if c := text[l.start]; c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
		return false
	}
	return strings.ContainsAny(text[l.start:min(int(l.start)+2*maxPersonName, len(text))], "(:")
}

// following is the index of the next line after i that is not cut, -1 where
// there is none.
func following(lines []line, i int) int {
	for i++; i < len(lines); i++ {
		if !lines[i].cut {
			return i
		}
	}
	return -1
}

// addWords adds a line, its runs of white space as one blank and its soft
// hyphens left out.
func addWords(b *builder, source schema.Passage, start, end int) {
	text := source.Text
	from := start
	for i := start; i < end; {
		n := space(text[i:end])
		soft := n == 0 && strings.HasPrefix(text[i:end], "\u00ad")
		if n == 0 && !soft {
			i++
			continue
		}
		stop := i + n
		for stop < end && space(text[stop:end]) > 0 {
			stop += space(text[stop:end])
		}
		if soft {
			stop = i + len("\u00ad")
		} else if stop == i+1 && text[i] == ' ' {
			i = stop
			continue
		}
		b.add(source, schema.Span{Start: from, End: i})
		if !soft {
			b.put(" ", source.Source(schema.Span{Start: i, End: i}).Start)
		}
		i, from = stop, stop
	}
	b.add(source, schema.Span{Start: from, End: end})
}
