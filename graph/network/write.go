package network

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// A printer writes text, and remembers the first error of its writer. What it
// writes is buffered until flush.
type printer struct {
	w *bufio.Writer
}

func newPrinter(w io.Writer) printer { return printer{bufio.NewWriterSize(w, 1<<16)} }

// put writes strings as they are. The writer keeps its first error, and flush
// returns it.
func (p printer) put(parts ...string) {
	for _, s := range parts {
		_, _ = p.w.WriteString(s)
	}
}

// flush writes what is buffered.
func (p printer) flush() error { return p.w.Flush() }

// escape makes XML text or the value of an attribute of s. Characters that XML
// 1.0 has no place for become U+FFFD.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}

// number formats f to 12 significant digits, without an exponent. Sums that
// differ by rounding alone come out the same.
func number(f float64) string {
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 12, 64), 64) // what is formatted parses
	if f == 0 {
		return "0" // and not -0
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// text is the value of c at i.
func (c *Column) text(i int) string {
	switch {
	case c.Texts != nil:
		return c.Texts[i]
	case c.Ints != nil:
		return strconv.Itoa(c.Ints[i])
	}
	return number(c.Floats[i])
}

// kind is the type of the values of c, as GraphML and GEXF name it.
func (c *Column) kind() string {
	switch {
	case c.Texts != nil:
		return "string"
	case c.Ints != nil:
		return "long"
	}
	return "double"
}
