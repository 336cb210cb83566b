package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/schema"
)

// A word is a run of letters and digits, its text folded: lower case, without
// the accents of Latin letters.
type word struct {
	schema.Span
	folded string
	upper  bool // begins with a capital or a digit
	caps   bool // has no lower-case letter
	gap    byte // what parts it from the word before: ' ' blanks, '-' hyphen, '\'' apostrophe, ',' other light marks, '.' a stop, 0 the start
}

// split cuts text into words. Bytes that are no letter or digit are between.
func split(text string) []word {
	var out []word
	last := 0
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += n
			continue
		}
		start := i
		w := word{upper: unicode.IsUpper(r) || unicode.IsDigit(r), caps: true}
		var b strings.Builder
		for i < len(text) {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
				break
			}
			w.caps = w.caps && !unicode.IsLower(r)
			fold(&b, r)
			i += n
		}
		w.Span, w.folded = schema.Span{Start: start, End: i}, b.String()
		w.gap = gapOf(text[last:start], len(out) == 0)
		last = i
		out = append(out, w)
	}
	return out
}

// gapOf says what parts two words.
func gapOf(s string, first bool) byte {
	if first {
		return 0
	}
	kind := byte(' ')
	for _, r := range s {
		switch r {
		case ' ', '\n', '\t', '\r', '\u00a0':
		case '-', '‐', '‑':
			if kind == ' ' {
				kind = '-'
			}
		case '\'', '’', '‘':
			if kind == ' ' {
				kind = '\''
			}
		case '.', ';', ':', '!', '?', '(', ')', '"', '“', '”':
			return '.'
		default:
			kind = ','
		}
	}
	return kind
}

// fold writes r in lower case, an accented Latin letter as its plain one.
func fold(b *strings.Builder, r rune) {
	r = unicode.ToLower(r)
	if r < 0xC0 {
		b.WriteRune(r)
		return
	}
	const accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćčďđēėęěğīıłńňőřśşšţťūůűźżžșț"
	const plain = "aaaaaaceeeeiiiinoooooouuuuyyaaaccddeeeegiilnnorsssttuuuzzzst"
	if i := strings.IndexRune(accented, r); i >= 0 {
		b.WriteByte(plain[utf8.RuneCountInString(accented[:i])])
		return
	}
	if unicode.Is(unicode.Mn, r) {
		return
	}
	b.WriteRune(r)
}
