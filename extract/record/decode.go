package record

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/schema"
)

// cp1252 are the characters of Windows-1252 at 0x80 to 0x9F; 0 where there is
// none. The rest is Latin-1. Source: https://encoding.spec.whatwg.org/#windows-1252.
var cp1252 = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// highShare is how many of the bytes of an English text in Windows-1252 may
// lie above ASCII, one in so many. Beyond, it is something else.
const highShare = 10

// controlShare is how many of the bytes of a text may be control characters,
// one in so many.
const controlShare = 200

// decode makes UTF-8 of data, without the byte order mark and with control
// characters as blanks. Its passage is the whole file.
func decode(data []byte, name string) (p schema.Passage, warnings []string, err error) {
	start := 0
	if bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) {
		start = 3
	}
	controls, first := 0, 0
	for i, c := range data {
		if isControl(c) {
			if controls == 0 {
				first = i
			}
			controls++
		}
	}
	if controls > 2 && controls > len(data)/controlShare {
		return p, nil, binary(name, data, first)
	}
	if len(bytes.TrimSpace(data[start:])) == 0 {
		return p, nil, fault(name, data, 0, "the file has no text", "give a file with text", ErrEmpty)
	}
	bad, broken, valid := -1, 0, 0
	for i := start; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			if bad < 0 {
				bad = i
			}
			broken++
		} else {
			valid++
		}
		i += n
	}
	if bad < 0 {
		p.Text = blanked(data[start:])
		p.Anchors = []schema.Anchor{{Text: 0, Source: start}}
	} else {
		if p, err = decode1252(data, start, bad, valid >= broken, name); err != nil {
			return p, nil, err
		}
		warnings = append(warnings, fmt.Sprintf("read as Windows-1252, for byte %d (line %d) is not UTF-8", bad, 1+lineEnds(data[:bad])))
	}
	if controls > 0 {
		warnings = append(warnings, fmt.Sprintf("control characters read as blanks: %d, the first at byte %d", controls, first))
	}
	return p, warnings, nil
}

// decode1252 reads data as Windows-1252. bad is its first byte that is not
// UTF-8; mostly says that most characters beyond ASCII are.
func decode1252(data []byte, start, bad int, mostly bool, name string) (schema.Passage, error) {
	high := 0
	for i := start; i < len(data); i++ {
		if c := data[i]; c >= 0x80 {
			high++
			if c < 0xA0 && cp1252[c-0x80] == 0 {
				return schema.Passage{}, fault(name, data, bad, "not UTF-8, and not Windows-1252 either", "convert the file to UTF-8", ErrEncoding)
			}
		}
	}
	switch {
	case mostly:
		return schema.Passage{}, fault(name, data, bad, "broken UTF-8", "mend the file at this byte, or convert it to UTF-8 again", ErrEncoding)
	case high > 8 && high > len(data)/highShare:
		return schema.Passage{}, fault(name, data, bad, "not UTF-8, and too many letters beyond English for Windows-1252", "convert the file to UTF-8", ErrEncoding)
	}
	var text strings.Builder
	text.Grow(len(data) + 2*high)
	anchors := []schema.Anchor{{Text: 0, Source: start}}
	for i := start; i < len(data); i++ {
		c := data[i]
		switch {
		case isControl(c):
			text.WriteByte(' ')
			continue
		case c < 0x80:
			text.WriteByte(c)
			continue
		}
		r := rune(c)
		if c < 0xA0 {
			r = cp1252[c-0x80]
		}
		text.WriteRune(r)
		anchors = append(anchors, schema.Anchor{Text: text.Len(), Source: i + 1})
	}
	return schema.Passage{Text: text.String(), Anchors: anchors}, nil
}

// blanked is data with its control characters as blanks.
func blanked(data []byte) string {
	if bytes.ContainsFunc(data, func(r rune) bool { return r < utf8.RuneSelf && isControl(byte(r)) }) {
		data = bytes.Map(func(r rune) rune {
			if r < utf8.RuneSelf && isControl(byte(r)) {
				return ' '
			}
			return r
		}, data)
	}
	return string(data)
}

// isControl reports whether c is a control character that text does not have.
func isControl(c byte) bool {
	return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' || c == 0x7F
}

// binary is the error for data that is not text, as byte at shows.
func binary(name string, data []byte, at int) error {
	what, todo := fmt.Sprintf("control character %#02x", data[at]), "give the text of the document"
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		what, todo = "UTF-16", "convert the file to UTF-8"
	} else if bytes.HasPrefix(data, []byte("%PDF")) || bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		what = "a PDF or an office document, named as text"
	}
	return fault(name, data, at, what, todo, ErrBinary)
}
