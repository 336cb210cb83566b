package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/schema"
)

// A gap is what parts a word from the one before it.
type gap byte

// The gaps.
const (
	gapStart      gap = iota // nothing: the first word
	gapBlank                 // blanks, a line break
	gapHyphen                // a hyphen
	gapBroken                // a hyphen and a blank: a word cut at a line end, perhaps
	gapNone                  // nothing: "UnitedNations"
	gapApostrophe            // an apostrophe
	gapComma                 // a comma, a dash, a slash
	gapMark                  // a parenthesis, a quotation mark, a colon, a semicolon
	gapStop                  // the end of a sentence or of a paragraph
)

// A word is a run of letters and digits, its text folded: lower case, without
// the accents of Latin letters. A capital after a lower-case letter begins a
// word, so that a lost blank does no harm ("UnitedNations"); names are cut the
// same way. A plus after capitals belongs to them ("A4P+"). The letters of "U.S." are one word.
type word struct {
	schema.Span
	folded string
	upper  bool // begins with a capital or a digit
	caps   bool // has no lower-case letter
	gap    gap
}

// within reports whether w goes on a phrase: no mark stands before it.
func (w word) within() bool { return w.gap >= gapBlank && w.gap <= gapApostrophe }

// split cuts text into words. Bytes that are no letter or digit are between.
func split(text string) []word {
	out := make([]word, 0, len(text)/6+1)
	last := 0
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += n
			continue
		}
		w := word{upper: unicode.IsUpper(r) || unicode.IsDigit(r), caps: true}
		w.Start = i
		if end := initials(text[i:]); end > 0 {
			w.folded = strings.ToLower(strings.ReplaceAll(text[i:i+end], ".", ""))
			i += end
		} else {
			i = w.read(text, i)
		}
		w.End = i
		w.gap = gapOf(text[last:w.Start], out, text[w.Start])
		last = i
		out = append(out, w)
	}
	return out
}

// read reads one run of letters and digits from byte i and returns its end.
func (w *word) read(text string, i int) int {
	var b strings.Builder
	lower := false
	for start := i; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		if i > start && lower && unicode.IsUpper(r) {
			break
		}
		lower = unicode.IsLower(r)
		w.caps = w.caps && !lower
		fold(&b, r)
		i += n
	}
	if i < len(text) && text[i] == '+' && w.caps { // "A4P+", "5+2"
		b.WriteByte('+')
		i++
	}
	w.folded = spelled(b.String())
	return i
}

// spelled is a folded word in the spelling of the United Nations, so that
// "Center" and "Centre", "Program" and "Programme" are one.
func spelled(w string) string {
	switch w {
	case "center", "centers", "program", "programs", "defense", "organisation", "organisations", "labor", "color":
		return strings.NewReplacer("center", "centre", "program", "programme", "defense", "defence",
			"organis", "organiz", "labor", "labour", "color", "colour").Replace(w)
	}
	return w
}

// initials is the length of "U.S." or "D.R." at the start of s, 0 where there
// is none. The last point is left out where a sentence may end with it.
func initials(s string) int {
	n := 0
	for n+1 < len(s) && 'A' <= s[n] && s[n] <= 'Z' && s[n+1] == '.' {
		n += 2
	}
	if n < 4 {
		return 0
	}
	rest := strings.TrimLeft(s[n:], " \n\t\r")
	if r, _ := utf8.DecodeRuneInString(rest); rest == "" || unicode.IsUpper(r) {
		return n - 1
	}
	return n
}

// gapOf says what parts a word, which begins with byte next, from those before
// it.
func gapOf(s string, before []word, next byte) gap {
	if len(before) == 0 {
		return gapStart
	}
	if s == "" {
		return gapNone
	}
	kind, lines := gapBlank, 0
	for i, r := range s {
		switch r {
		case '\n':
			if lines++; lines > 1 {
				return gapStop
			}
		case ' ', '\t', '\r', '\u00a0', '\u00ad':
		case '-', '‐', '‑':
			if kind == gapBlank {
				kind = gapHyphen
			}
		case '\'', '’', '‘', 'ʼ', '´', '`':
			if kind == gapBlank {
				kind = gapApostrophe
			}
		case '.':
			if i == 0 && abbreviated(before[len(before)-1], next) {
				continue
			}
			return gapStop
		case '!', '?':
			return gapStop
		case ';', ':', '(', ')', '[', ']', '"', '“', '”', '«', '»':
			kind = gapMark
		default:
			if kind != gapMark {
				kind = gapComma
			}
		}
	}
	if kind == gapHyphen && strings.ContainsAny(s, " \n") {
		return gapBroken
	}
	return kind
}

// abbreviated reports whether a point after w belongs to it, before a word that
// begins with byte next: "Mr. Ruiz", "George W. Bush", "L.69", "No. 182",
// "D.P.R. Korea".
func abbreviated(w word, next byte) bool {
	if !w.upper {
		return false
	}
	number := '0' <= next && next <= '9'
	switch w.folded {
	case "mr", "mrs", "ms", "dr", "st", "prof", "gen", "col", "messrs", "mt", "lt":
		return true
	case "no", "nos":
		return number
	case "i", "v", "x":
		return false // "Protocol I."
	}
	if w.Len() == 1 {
		return number || 'A' <= next && next <= 'Z' && w.folded[0] > '9'
	}
	return len(w.folded) > 2 && w.Len() >= 2*len(w.folded)-1
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

// folded is a name without case and accents, its words joined by blanks.
func folded(s string) string { return phrase(split(s)) }

// phrase is words folded, joined by blanks.
func phrase(words []word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.folded)
	}
	return b.String()
}

// oneLine is s with every run of white space as one blank.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
