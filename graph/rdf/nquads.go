package rdf

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// lines writes N-Quads and N-Triples as the quads come. It is quad's to keep
// neither datatypes in full nor IRIs escaped, so this is our own.
type lines struct {
	w      *bufio.Writer
	buf    []byte
	graphs bool
	last   quad.Quad // written last: sorted triples of two graphs repeat
	begun  bool
}

func newNQuads(w io.Writer, _ Options) Writer {
	return &lines{w: bufio.NewWriterSize(w, 1<<16), graphs: true}
}

func (l *lines) Write(q quad.Quad) error {
	if !l.graphs {
		q.Label = nil
	}
	if l.begun && q == l.last {
		return nil
	}
	l.last, l.begun = q, true
	l.buf = l.buf[:0]
	for _, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v != nil {
			l.buf = append(appendTerm(l.buf, v), ' ')
		}
	}
	l.buf = append(l.buf, ".\n"...)
	_, err := l.w.Write(l.buf)
	return err
}

func (l *lines) Close() error { return l.w.Flush() }

// appendTerm appends a term as N-Triples writes it, a datatype in full.
func appendTerm(b []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI:
		return appendIRI(b, string(v))
	case quad.BNode:
		return append(append(b, "_:"...), blank(string(v))...)
	}
	chars, qualifier := term(v)
	b = append(b, '"')
	b = appendEscaped(b, chars)
	b = append(b, '"')
	switch {
	case qualifier == "":
	case qualifier[0] == '@':
		b = append(b, qualifier...)
	default:
		b = appendIRI(append(b, "^^"...), qualifier)
	}
	return b
}

// appendIRI writes an IRI in <>, with \u escapes for what may not stand there
// (N-Triples, IRIREF).
func appendIRI(b []byte, iri string) []byte {
	b = append(b, '<')
	if bare(iri) {
		b = append(b, iri...)
	} else {
		for _, r := range iri {
			if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) {
				b = fmt.Appendf(b, "\\u%04X", r)
			} else {
				b = utf8.AppendRune(b, r)
			}
		}
	}
	return append(b, '>')
}

// appendEscaped writes the characters of a string as the canonical form of
// N-Triples has them.
func appendEscaped(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			b = utf8.AppendRune(b, r) // U+FFFD for what is no UTF-8
			i += n
			continue
		}
		i++
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\r':
			b = append(b, `\r`...)
		case c == '\t':
			b = append(b, `\t`...)
		case c == '\b':
			b = append(b, `\b`...)
		case c == '\f':
			b = append(b, `\f`...)
		case c < ' ' || c == 0x7F:
			b = fmt.Appendf(b, "\\u%04X", c)
		default:
			b = append(b, c)
		}
	}
	return b
}

// blank makes a blank node's label one that every parser takes.
func blank(label string) string {
	for i := 0; i < len(label); i++ {
		c := label[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9') {
			return "b" + Digest(label)
		}
	}
	if label == "" {
		return "b" + Digest(label)
	}
	return label
}
