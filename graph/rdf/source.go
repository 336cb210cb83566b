package rdf

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// eof is what a source has after its end, and after its first fault.
const eof = rune(-1)

// A source gives the characters of a document one by one and knows where it
// is. Its first fault stays: from then on there is nothing more to read, so
// that a parser needs to look at err in its loops only.
type source struct {
	r       io.Reader
	buf     []byte
	at, end int // what is read of buf, and not used yet
	done    bool
	err     error

	file         string
	line, column int
	offset       int64
	cr           bool // the last character was CR
}

func newSource(r io.Reader, file string) *source {
	s := &source{r: r, buf: make([]byte, 1<<16), file: file, line: 1, column: 1}
	if s.peek() == '\uFEFF' { // byte order mark
		s.next()
		s.column = 1
	}
	return s
}

// failf records a fault at the present place, unless there is one.
func (s *source) failf(format string, args ...any) {
	if s.err == nil {
		s.err = &SyntaxError{File: s.file, Line: s.line, Column: s.column, Offset: s.offset, What: fmt.Sprintf(format, args...)}
	}
}

// want fails, saying what would be right.
func (s *source) want(what string) {
	c := s.peek()
	switch {
	case s.err != nil:
	case c == eof:
		s.failf("want %s, and the document ends", what)
	default:
		s.failf("want %s, got %q", what, c)
	}
}

// more reads on, and reports whether at least n bytes are there.
func (s *source) more(n int) bool {
	for empty := 0; s.end-s.at < n; {
		if s.done || s.err != nil {
			return false
		}
		if s.at > 0 {
			s.end = copy(s.buf, s.buf[s.at:s.end])
			s.at = 0
		}
		k, err := s.r.Read(s.buf[s.end:])
		s.end += k
		if k == 0 {
			empty++
		}
		switch {
		case err == io.EOF:
			s.done = true
		case err != nil:
			s.err = fmt.Errorf("%s:%d: %w", orInput(s.file), s.line, err)
		case empty > 100:
			s.err = fmt.Errorf("%s:%d: %w", orInput(s.file), s.line, io.ErrNoProgress)
		}
	}
	return true
}

// peek is the next character, or eof.
func (s *source) peek() rune {
	if s.err != nil || s.at >= s.end && !s.more(1) {
		return eof
	}
	if c := s.buf[s.at]; c < utf8.RuneSelf {
		return rune(c)
	}
	r, _ := s.runeAt(0)
	return r
}

// runeAt decodes the character n bytes ahead; n is less than half the buffer.
func (s *source) runeAt(n int) (rune, int) {
	if !s.more(n + 1) {
		return eof, 0
	}
	for !utf8.FullRune(s.buf[s.at+n:s.end]) && s.more(s.end-s.at+1) {
	}
	r, size := utf8.DecodeRune(s.buf[s.at+n : s.end])
	if r == utf8.RuneError && size <= 1 {
		if n == 0 {
			s.failf("byte 0x%02X is no UTF-8", s.buf[s.at])
		}
		return eof, 0
	}
	return r, size
}

// next takes the next character.
func (s *source) next() rune {
	c := s.peek()
	if c == eof {
		return eof
	}
	size := 1
	if c >= utf8.RuneSelf {
		size = utf8.RuneLen(c)
	}
	s.at += size
	s.offset += int64(size)
	switch {
	case c == '\n' && s.cr:
	case c == '\n' || c == '\r':
		s.line++
		s.column = 1
	default:
		s.column++
	}
	s.cr = c == '\r'
	return c
}

// take takes the next character if it is c.
func (s *source) take(c rune) bool {
	if s.peek() != c {
		return false
	}
	s.next()
	return true
}

// expect takes c, or fails.
func (s *source) expect(c rune) {
	if !s.take(c) {
		s.want(fmt.Sprintf("%q", c))
	}
}

// maxDots is how many dots in a row may stand within a name.
const maxDots = 1000

// dots counts the dots that come next and returns the character after them.
func (s *source) dots() (n int, after rune) {
	for {
		if !s.more(n+1) || n > maxDots {
			return n, eof
		}
		if s.buf[s.at+n] != '.' {
			after, _ = s.runeAt(n)
			return n, after
		}
		n++
	}
}

// ahead is the byte n bytes ahead, 0 where there is none.
func (s *source) ahead(n int) byte {
	if !s.more(n + 1) {
		return 0
	}
	return s.buf[s.at+n]
}
