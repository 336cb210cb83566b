package record

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed words.txt
var words string

//go:embed hyphens.txt
var hyphens string

// A judge tells whether the hyphen at a line end is of the word (Ki-/moon) or
// of the printer (inter-/national).
type judge struct {
	known func(string) bool // from Options, or nil
	// seen counts, among the words of the same text that are not broken,
	// those that some broken word might be: "kimoon" and "ki-moon".
	seen map[string]int
}

// maxBroken bounds the broken words for which evidence is gathered, so that a
// file of nothing else costs no more than another.
const maxBroken = 1 << 16

// newJudge looks in text for evidence on the words broken at line ends.
func newJudge(text string, lines []line, known func(string) bool) judge {
	j := judge{known: known, seen: map[string]int{}}
	eachPair(text, lines, func(a, b line) {
		if left, right, ok := broken(text, a, b); ok && len(j.seen) < maxBroken {
			j.seen[left+right], j.seen[left+"-"+right] = 0, 0
			j.seen[left], j.seen[right] = 0, 0
		}
	})
	if len(j.seen) == 0 {
		return j
	}
	for _, l := range lines {
		if !l.cut {
			j.count(l.of(text))
		}
	}
	return j
}

// count takes the words of one line as evidence, the first and the last only
// where no hyphen breaks them.
func (j judge) count(t string) {
	for pos := 0; pos < len(t); {
		start := pos
		for pos < len(t) && isWordByte(t[pos]) {
			pos++
		}
		if word := trimWord(t[start:pos]); len(word) > 0 && len(word) <= maxWord && word[len(word)-1] != '-' {
			word = strings.ToLower(word)
			if _, ok := j.seen[word]; ok {
				j.seen[word]++
			}
		}
		if pos == start {
			pos++
		}
	}
}

// maxWord is the longest run of letters that counts as a word, in bytes.
const maxWord = 64

// isWordByte reports whether c can stand in a word: a letter, a hyphen, any
// byte beyond ASCII.
func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c >= utf8.RuneSelf
}

// broken returns the halves of a word, in lower case, that a hyphen at the
// end of line a breaks; ok is false where none does.
func broken(text string, a, b line) (left, right string, ok bool) {
	s, t := a.of(text), b.of(text)
	if !strings.HasSuffix(s, "-") {
		return "", "", false
	}
	s = s[:len(s)-1]
	i := len(s)
	for i > 0 && isWordByte(s[i-1]) && s[i-1] != '-' && len(s)-i < maxWord {
		i--
	}
	k := 0
	for k < len(t) && isWordByte(t[k]) && t[k] != '-' && k < maxWord {
		k++
	}
	left, right = trimWord(s[i:]), trimWord(t[:k])
	return strings.ToLower(left), strings.ToLower(right), left != "" && right != ""
}

// trimWord cuts the quotation marks and dashes beyond ASCII off a word.
func trimWord(w string) string {
	return strings.TrimFunc(w, func(r rune) bool { return r >= utf8.RuneSelf && !unicode.IsLetter(r) })
}

// A joint is how two lines are joined.
type joint int

const (
	blank  joint = iota // the line end is a blank
	whole               // the hyphen is the printer's: it goes
	hyphen              // the hyphen is the word's: it stays, without a blank
)

// line judges the end of line a, which b follows.
func (j judge) line(text string, a, b line) joint {
	s, t := a.of(text), b.of(text)
	if strings.HasSuffix(s, "\u00ad") {
		return whole
	}
	if !strings.HasSuffix(s, "-") || len(s) < 2 {
		return blank
	}
	last, _ := utf8.DecodeLastRuneInString(s[:len(s)-1])
	first, _ := utf8.DecodeRuneInString(t)
	switch {
	case !unicode.IsLetter(last) && !unicode.IsDigit(last):
		return blank // a dash
	case unicode.IsDigit(last) || unicode.IsDigit(first) || unicode.IsUpper(first):
		return hyphen
	case !unicode.IsLower(first):
		return blank
	}
	left, right, ok := broken(text, a, b)
	switch {
	case !ok:
		return hyphen
	case right == "and" || right == "or" || right == "to":
		return blank // "pre- and post-conflict"
	}
	if before := s[:len(s)-1-min(len(left), len(s)-1)]; strings.HasSuffix(before, "-") {
		return hyphen // "vis-à-/vis"
	}
	return j.word(left, right, t)
}

// word judges a broken word by what is known of it, from the best evidence
// down. t is the line that it goes on with.
func (j judge) word(left, right, t string) joint {
	one, two := left+right, left+"-"+right
	if o, h := j.seen[one], j.seen[two]; o != h {
		if o > h {
			return whole
		}
		return hyphen
	}
	switch one, two := j.isWord(one), isListed(two); {
	case two && !one:
		return hyphen
	case one && !two:
		return whole
	}
	if i := strings.IndexByte(t, '-'); i >= len(right) && i < len(right)+3 {
		return hyphen // "state-of-/the-art"
	}
	for line := range strings.Lines(hyphens) {
		if left == strings.TrimSpace(line) {
			return hyphen
		}
	}
	// Neither form is known. The printers of records seldom break a word that
	// has no hyphen of its own, and then the left half is no word.
	if len(left) > 3 && (j.isWord(left) || j.isWord(right) && len(right) > 2) {
		return hyphen // "nuclear-/free", "pseudo-/independence"
	}
	return whole
}

func (j judge) isWord(w string) bool { return isListed(w) || j.known != nil && j.known(w) }

// isListed reports whether words.txt has w. The list is sorted by bytes, a
// word a line, after lines that begin with #.
func isListed(w string) bool {
	low, high := 0, len(words)
	for low < high {
		mid := low + (high-low)/2
		start := strings.LastIndexByte(words[:mid], '\n') + 1
		end := len(words)
		if i := strings.IndexByte(words[mid:], '\n'); i >= 0 {
			end = mid + i
		}
		switch got := words[start:end]; {
		case got == w:
			return w != ""
		case got < w:
			low = end + 1
		default:
			high = start
		}
	}
	return false
}

// eachPair calls f with every two lines that follow one another in what was
// said.
func eachPair(text string, lines []line, f func(a, b line)) {
	last := -1
	for i, l := range lines {
		if l.cut {
			continue
		}
		if last >= 0 {
			f(lines[last], l)
		}
		last = i
	}
}
