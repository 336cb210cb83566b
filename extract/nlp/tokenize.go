package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A gap is what stands between a token and the one before.
type gap uint8

const (
	noGap gap = iota
	spaceGap
	lineGap  // a line break
	blankGap // an empty line
)

// A word is a token before the network has seen it.
type word struct {
	start, end int
	form       string // "" where it is the text itself
	gap        gap
	period     class // of an abbreviation that ends in a period
	breakAfter bool  // a sentence ends here, whatever follows
	parts      []Span
}

func (w *word) text(text string) string {
	if w.form != "" {
		return w.form
	}
	return text[w.start:w.end]
}

// A tokenizer cuts a text into words. It reads the text once, chunk by chunk (a
// chunk being what stands between blanks), and looks at most at the chunk after.
type tokenizer struct {
	*tables
	// rank is the place of a word, in lower case, in a vocabulary sorted by
	// frequency; -1 if it is not in it.
	rank  func(lower string) int
	text  string
	words []word
	// paragraphs is true where a line is a paragraph, so that a line break is as
	// good as an empty line; see paragraphLines.
	paragraphs bool
}

// tokenize returns the words of text[from:to].
func (t *tokenizer) tokenize(from, to int) []word {
	t.words = nil
	i, g := from, noGap
	for i < to {
		r, n := utf8.DecodeRuneInString(t.text[i:to])
		if isSpace(r) {
			g = t.widen(g, r)
			i += n
			continue
		}
		end := t.chunkEnd(i, to)
		first := len(t.words)
		next := t.chunk(i, end, to)
		if first < len(t.words) {
			t.words[first].gap = g
		}
		i, g = next, noGap
	}
	return t.words
}

// isSpace tells whether r parts words: white space, control characters, marks of
// byte order and blanks of zero width.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r < 0x20 || r == 0x7f || r == '\ufeff' || r == '\u200b'
}

// widen returns the gap g with one more blank.
func (t *tokenizer) widen(g gap, r rune) gap {
	switch {
	case r == '\n' && t.paragraphs:
		return blankGap
	case r == '\f' || r == '\v' || r == '\u2028' || r == '\u2029':
		return max(g, lineGap)
	case r != '\n':
		return max(g, spaceGap)
	case g >= lineGap:
		return blankGap
	}
	return lineGap
}

// longLine is the length in bytes of a line that nobody has wrapped.
const longLine = 200

// paragraphLines tells whether the lines of a text are paragraphs: one in ten or more
// is longer than lines that were wrapped, and hardly any begins in lower case.
func paragraphLines(text string) bool {
	lines, long, lower := 0, 0, 0
	for l := range strings.Lines(text) {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		lines++
		if len(l) > longLine {
			long++
		}
		if isLower(l[0]) {
			lower++
		}
	}
	return long > 0 && long*10 >= lines && lower*20 <= lines
}

// chunkEnd returns the end of the chunk that begins at i.
func (t *tokenizer) chunkEnd(i, to int) int {
	for i < to {
		r, n := utf8.DecodeRuneInString(t.text[i:to])
		if isSpace(r) {
			break
		}
		i += n
	}
	return i
}

func (t *tokenizer) known(lower string) bool { return t.rank(lower) >= 0 }

// add appends the word text[start:end], which may be empty, then nothing happens.
func (t *tokenizer) add(start, end int) {
	if start < end {
		t.words = append(t.words, word{start: start, end: end})
	}
}

// chunk cuts text[i:end] and returns where to go on: end, or further where a
// hyphen at the end of a line drew in the start of the next.
func (t *tokenizer) chunk(i, end, to int) int {
	i = t.opening(i, end)
	core := t.closing(i, end)
	if core == end && i < end {
		if next, ok := t.hyphenated(i, end, to); ok {
			return next
		}
	}
	last := len(t.words)
	t.core(i, core, to)
	if len(t.words) > last && core < end && t.words[len(t.words)-1].end > core {
		core = t.words[len(t.words)-1].end // an abbreviation took its period
	}
	t.marks(core, end)
	return end
}

// opening adds the brackets, quotes and signs that text[i:end] begins with, and
// returns where they end.
func (t *tokenizer) opening(i, end int) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(t.text[i:end])
		switch {
		case strings.HasPrefix(t.text[i:end], "``"), strings.HasPrefix(t.text[i:end], "''"):
			n = 2
		case strings.ContainsRune("([{<\"“‘«‹„'`*¿¡•·—–†‡§¶", r):
		case strings.ContainsRune("$£€¥#", r) && i+n < end:
		default:
			return i
		}
		t.add(i, i+n)
		i += n
	}
	return i
}

const closers = ")]}>\"”’»›'`,;:!?…*—–%°†‡"

// closing returns the start of the brackets, quotes and marks that text[i:end] ends
// with. A period counts as one; abbreviations take theirs back later.
func (t *tokenizer) closing(i, end int) int {
	for end > i {
		r, n := utf8.DecodeLastRuneInString(t.text[i:end])
		if r != '.' && !strings.ContainsRune(closers, r) {
			break
		}
		end -= n
	}
	return end
}

// marks adds the marks of text[i:end], which are all of closing's: runs of periods,
// of ! and ?, and pairs of quotes are one token each.
func (t *tokenizer) marks(i, end int) {
	for i < end {
		r, n := utf8.DecodeRuneInString(t.text[i:end])
		j := i + n
		switch r {
		case '.':
			for j < end && t.text[j] == '.' {
				j++
			}
		case '!', '?':
			for j < end && (t.text[j] == '!' || t.text[j] == '?') {
				j++
			}
		case '\'', '`':
			if j < end && t.text[j] == byte(r) {
				j++
			}
		}
		t.add(i, j)
		i = j
	}
}
