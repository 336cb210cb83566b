package rdf

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

func newTurtle(w io.Writer, o Options) Writer {
	return &triples{write: &turtle{w: bufio.NewWriterSize(w, 1<<16), base: o.Base}, order: turtleOrder()}
}

// turtleOrder orders triples as a reader wants them: subjects with their
// numbers in order, the type first, names next, then a position's holder,
// stance and target, and what supports them.
func turtleOrder() func(a, b quad.Quad) int {
	first := map[quad.Value]int{}
	for i, p := range [...]string{
		rdfType, dcID, dcTitle, notation, prefLabel, rdfsLabel, altLabel, foafName, schema.PropKind,
		dcIsPartOf, schema.PropNumber, schema.PropSpeaker, schema.PropAffiliation, schema.PropSpeaksFor, schema.PropRole,
		dcDate, dcLanguage, schema.PropPage,
		schema.PropHolder, schema.PropOnBehalfOf, schema.PropStance, schema.PropAction, schema.PropTarget, schema.PropAbout,
		schema.PropAddressee, dcSubject, schema.PropCue, schema.PropProposition, schema.PropNegated, schema.PropModality,
		schema.PropStrength, schema.PropReported, schema.PropExplicit, schema.PropConfidence,
		schema.PropSaidIn, schema.PropEvidence, schema.PropMention, schema.PropNames, oaExact, oaStart, oaEnd,
		schema.PropReading, schema.PropFile, schema.PropBytes,
		influenced, schema.PropBecause, schema.PropExact,
	} {
		first[quad.IRI(p)] = i - 100
	}
	return func(a, b quad.Quad) int {
		if c := cmp.Or(natural(a.Subject, b.Subject), first[a.Predicate]-first[b.Predicate]); c != 0 {
			return c
		}
		return cmp.Or(Compare(a.Predicate, b.Predicate), natural(a.Object, b.Object))
	}
}

// natural is Compare, but runs of digits in IRIs count as numbers: speech 2
// comes before speech 12.
func natural(a, b quad.Value) int {
	x, ok := a.(quad.IRI)
	y, ok2 := b.(quad.IRI)
	if !ok || !ok2 {
		return Compare(a, b)
	}
	s, t := string(x), string(y)
	i := 0
	for i < len(s) && i < len(t) && s[i] == t[i] {
		i++
	}
	for i > 0 && digit(s[i-1]) { // back to where the numbers begin
		i--
	}
	m, n := digits(s[i:]), digits(t[i:])
	if m > 0 && n > 0 && m != n {
		return m - n
	}
	return strings.Compare(s, t)
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func digits(s string) int {
	n := 0
	for n < len(s) && digit(s[n]) {
		n++
	}
	return n
}

// turtle writes triples that come sorted by subject and predicate, a block a
// subject.
type turtle struct {
	w    *bufio.Writer
	base string
}

func (t *turtle) Close() error { return t.w.Flush() }

// begin writes the head: the base, and those prefixes that all uses.
func (t *turtle) begin(all []quad.Quad) error {
	used := map[string]bool{}
	for _, q := range all {
		for _, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object} {
			iri, _ := v.(quad.IRI)
			if iri == "" {
				if _, datatype := term(v); datatype != "" && datatype[0] != '@' {
					iri = quad.IRI(datatype)
				}
			}
			if p, _, ok := split(string(iri)); ok && !bareLiteral(v) && string(iri) != rdfType {
				used[p.Name] = true
			}
		}
	}
	t.head(func(p Prefix) bool { return used[p.Name] })
	return nil
}

// head writes the base and those prefixes that are used.
func (t *turtle) head(used func(Prefix) bool) {
	if t.relative() {
		fmt.Fprintf(t.w, "@base <%s> .\n", t.base)
	}
	for _, p := range Prefixes() {
		if used(p) {
			fmt.Fprintf(t.w, "@prefix %s: <%s> .\n", p.Name, p.IRI)
		}
	}
}

// block writes the triples of one subject.
func (t *turtle) block(triples []quad.Quad) error {
	b := []byte{'\n'}
	b = t.term(b, triples[0].Subject)
	for i := 0; i < len(triples); {
		p := triples[i].Predicate
		switch {
		case i > 0:
			b = append(b, " ;\n    "...)
		case p == quad.IRI(rdfType):
			b = append(b, ' ')
		default:
			b = append(b, "\n    "...)
		}
		if p == quad.IRI(rdfType) {
			b = append(b, 'a')
		} else {
			b = t.term(b, p)
		}
		start, j := len(b), i
		for ; j < len(triples) && triples[j].Predicate == p; j++ {
			if j > i {
				b = append(b, ',')
			}
			b = t.term(append(b, ' '), triples[j].Object)
		}
		if j > i+1 && len(b)-start > 80 { // a long list goes a line an object
			b = b[:start]
			for k := i; k < j; k++ {
				if k > i {
					b = append(b, " ,"...)
				}
				b = t.term(append(b, "\n        "...), triples[k].Object)
			}
		}
		i = j
	}
	_, err := t.w.Write(append(b, " .\n"...))
	return err
}

// term appends a term in the shortest form that a person reads easily.
func (t *turtle) term(b []byte, v quad.Value) []byte {
	if iri, ok := v.(quad.IRI); ok {
		return t.iri(b, string(iri))
	}
	if _, ok := v.(quad.BNode); ok {
		return appendTerm(b, v)
	}
	chars, qualifier := term(v)
	if bareLiteral(v) {
		return append(b, chars...)
	}
	if strings.Contains(chars, `"`) && !strings.ContainsAny(chars, "'\\\n\r") {
		b = append(append(append(b, '\''), chars...), '\'')
	} else {
		b = append(appendEscaped(append(b, '"'), chars), '"')
	}
	switch {
	case qualifier == "":
	case qualifier[0] == '@':
		b = append(b, qualifier...)
	default:
		b = t.iri(append(b, "^^"...), qualifier)
	}
	return b
}

// bareLiteral reports whether Turtle takes a literal without quotes.
func bareLiteral(v quad.Value) bool {
	switch v.(type) {
	case quad.Int, quad.Bool:
		return true
	}
	return false
}

func (t *turtle) iri(b []byte, iri string) []byte {
	if p, local, ok := split(iri); ok {
		return append(append(append(b, p.Name...), ':'), local...)
	}
	if tail, ok := strings.CutPrefix(iri, t.base); ok && t.relative() && safeTail(tail) {
		return append(append(append(b, '<'), tail...), '>')
	}
	return appendIRI(b, iri)
}

// relative reports whether IRIs can be written against the base: it is a
// folder.
func (t *turtle) relative() bool {
	return strings.HasSuffix(t.base, "/") && strings.Contains(t.base, "://") && !strings.ContainsAny(t.base, "?#")
}

// safeTail reports whether a relative IRI leads back to where it came from:
// no scheme, no second slash in front, no dots that a resolver removes.
func safeTail(tail string) bool {
	first, _, _ := strings.Cut(tail, "/")
	if first == "" || strings.Contains(first, ":") || strings.ContainsAny(tail, "?#") || !bare(tail) {
		return false
	}
	return !slices.ContainsFunc(strings.Split(tail, "/"), func(s string) bool { return s == "." || s == ".." })
}

// split finds the prefix of an IRI whose local name needs no escapes.
func split(iri string) (Prefix, string, bool) {
	i := strings.LastIndexAny(iri, "#/") + 1
	local := iri[i:]
	if i == 0 || local == "" || digit(local[0]) || local[0] == '-' {
		return Prefix{}, "", false
	}
	for k := 0; k < len(local); k++ {
		c := local[k]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || digit(c) || c == '_' || c == '-') {
			return Prefix{}, "", false
		}
	}
	for _, p := range Prefixes() {
		if iri[:i] == p.IRI {
			return p, local, true
		}
	}
	return Prefix{}, "", false
}
