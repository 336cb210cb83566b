package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// core cuts text[i:end], which has no marks at its ends; text[end:] may begin with
// the period of an abbreviation.
func (t *tokenizer) core(i, end, to int) {
	s := t.text[i:end]
	switch {
	case s == "":
	case isAddress(s), isSymbol(s), isNumber(s):
		t.word(i, end, to)
	default:
		t.pieces(i, end, to)
	}
}

// isAddress tells whether s is a URL or an electronic address.
func isAddress(s string) bool {
	if len(s) > 500 {
		return false
	}
	low := strings.ToLower(s)
	if strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "www.") {
		return true
	}
	at := strings.IndexByte(s, '@')
	return at > 0 && strings.IndexByte(s[at:], '.') > 1
}

// isSymbol tells whether s is the symbol of a document, such as S/RES/1540 or
// A/C.1/63/L.12/Rev.1: capitals, then parts of letters, digits, periods and hyphens
// parted by slashes, with a digit somewhere.
func isSymbol(s string) bool {
	head, rest, ok := strings.Cut(s, "/")
	if !ok || head == "" || len(head) > 6 || rest == "" {
		return false
	}
	for _, c := range []byte(head) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	digit := false
	for _, c := range []byte(rest) {
		switch {
		case c >= '0' && c <= '9':
			digit = true
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c == '/', c == '.', c == '-', c == '(', c == ')':
		default:
			return false
		}
	}
	return digit
}

// isNumber tells whether s is a number, a date, a time or a fraction: digits with
// marks between, beginning and ending with a digit. Two groups joined by a hyphen
// are a range, which is three tokens.
func isNumber(s string) bool {
	last := s[len(s)-1]
	if s[0] < '0' || s[0] > '9' || last < '0' || last > '9' {
		return false
	}
	hyphens, others := 0, 0
	for _, c := range []byte(s) {
		switch {
		case c >= '0' && c <= '9':
		case c == '-':
			hyphens++
		case strings.IndexByte(",.:/", c) >= 0:
			others++
		default:
			return false
		}
	}
	return hyphens != 1 || others > 0 && len(s) < 6
}

// pieces cuts at the marks inside a chunk.
func (t *tokenizer) pieces(i, end, to int) {
	start := i // of the piece being read
	for i < end {
		r, n := utf8.DecodeRuneInString(t.text[i:end])
		if isWordRune(r) {
			i += n
			continue
		}
		if j := t.inner(start, i, end, r); j > i {
			i = j
			continue
		}
		t.word(start, i, to)
		if k := len(t.words); k > 0 && t.words[k-1].end > i {
			i = t.words[k-1].end // an abbreviation took its period: "Mr.Smith"
			start = i
			continue
		}
		j := i + n
		for (r == '.' || r == '-') && j < end && t.text[j] == byte(r) {
			j++
		}
		if r == '.' && j == i+1 && start < i {
			t.sentencePeriod(i, j)
		} else {
			t.add(i, j)
		}
		i, start = j, j
	}
	t.word(start, end, to)
}

// sentencePeriod adds the period at text[i:j], which has a letter on both sides: a
// blank is missing after it.
func (t *tokenizer) sentencePeriod(i, j int) {
	t.add(i, j)
	t.words[len(t.words)-1].breakAfter = true
}

// isWordRune tells whether r is of the inside of a word. Bytes that are not UTF-8
// are too.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || r == '&' || r == '\u00ad' || r == utf8.RuneError
}

// look bounds the bytes looked ahead, so that time stays linear in the text.
const look = 40

// inner decides on a mark r at i within text[start:end]: it returns the index after
// the mark where the mark belongs to the word, else i.
func (t *tokenizer) inner(start, i, end int, r rune) int {
	n := utf8.RuneLen(r)
	before, after := t.text[start:i], t.text[i+n:min(end, i+n+look)]
	if before == "" || after == "" {
		return i
	}
	prev, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	keep := false
	switch r {
	case '.':
		// Initials and abbreviations (U.N., p.m.), decimals; a period between a word
		// in lower case and a capital is the end of a sentence without its blank.
		keep = unicode.IsDigit(prev) && unicode.IsDigit(next) || unicode.IsLetter(next) && singleLetters(before) ||
			unicode.IsLetter(next) && unicode.IsLower(next) && !strings.ContainsAny(after, "-") || unicode.IsUpper(prev) && unicode.IsDigit(next)
	case ',', ':':
		keep = unicode.IsDigit(prev) && unicode.IsDigit(next)
	case '\'', '’':
		keep = true // clitics are cut off by word
	case '-', '‐', '‑':
		keep = t.keepHyphen(before, after)
	case '/':
		keep = unicode.IsDigit(prev) && unicode.IsDigit(next)
	}
	if keep {
		return i + n
	}
	return i
}

// singleLetters tells whether s is letters parted by periods, as the start of
// "U.N.S.C.".
func singleLetters(s string) bool {
	if len(s) > 24 {
		s = s[len(s)-24:]
	}
	if k := strings.LastIndexByte(s, '.'); k >= 0 {
		s = s[k+1:]
	}
	return utf8.RuneCountInString(s) == 1
}

// keepHyphen tells whether the hyphen between before and the start of after is part
// of the word: after a prefix, and within a given name such as Ki-moon.
func (t *tokenizer) keepHyphen(before, after string) bool {
	if len(before) > 40 {
		return false
	}
	if low := strings.ToLower(before); t.prefixes[low] && (len(before) == 1 || !isUpper(before)) {
		return low == "mid" || !isNumeral(after) // "mid-1980s", but "post", "-", "2015"
	}
	next := leadingLetters(after)
	if !capitalized(before) || len(before) < 2 || !isLower(before[1]) || len(next) < 2 || strings.ToLower(next) != next {
		return false
	}
	return len(before) <= 7 && len(next) <= 6 && t.givenName(before, next)
}

// commonRank is the rank in the vocabulary, which is sorted by frequency, below
// which a word is too common to be half of a given name.
const commonRank = 5000

// givenName tells whether a capitalized word and what follows its hyphen make a
// given name: they stand after a title or another capitalized word, and one of them
// is no word.
func (t *tokenizer) givenName(before, next string) bool {
	if t.suffixes[next] || !t.afterName() {
		return false
	}
	r := t.rank(strings.ToLower(before))
	return r < 0 || r > commonRank || t.rank(next) < 0
}

// afterName tells whether the word before is a title or capitalized.
func (t *tokenizer) afterName() bool {
	if len(t.words) == 0 {
		return false
	}
	w := &t.words[len(t.words)-1]
	return w.period == classTitle || capitalized(w.text(t.text)) && !t.starters[strings.ToLower(w.text(t.text))]
}

func leadingLetters(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return s[:i]
		}
	}
	return s
}

// isUpper tells whether s has no letter in lower case.
func isUpper(s string) bool { return strings.ToUpper(s) == s }

func isLower(b byte) bool { return b >= 'a' && b <= 'z' }

func capitalized(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
