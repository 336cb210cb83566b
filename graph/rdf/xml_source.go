package rdf

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// An xmlSource gives the tokens of an XML document one by one, well-formedness
// checked, names with their namespaces, and knows where it is.
type xmlSource struct {
	*source
	decoder *xml.Decoder
	char    [utf8.UTFMax]byte
	bytes   []byte // of the character at hand, not yet taken
	size    int    // of the token at hand, as it will be when read
	maxTerm int
	max     int
	open    []*xmlElement
	rooted  bool

	// Where the token at hand began.
	line, column int
	offset       int64
}

// An xmlElement is a start tag in its scope.
type xmlElement struct {
	above  *xmlElement
	prefix string
	xmlName
	attrs    []xmlAttr // without declarations of namespaces
	declared map[string]string
	base     string // as it holds here
	lang     string
}

// An xmlName is a name with its namespace.
type xmlName struct{ space, local string }

// iri is the IRI that RDF makes of a name.
func (n xmlName) iri() string { return n.space + n.local }

type xmlAttr struct {
	prefix string
	xmlName
	value string
}

const xmlNamespace = "http://www.w3.org/XML/1998/namespace"

// maxEntity is how long what an entity stands for may be, in bytes.
const maxEntity = 1 << 10

func newXMLSource(r io.Reader, o ParseOptions) *xmlSource {
	x := &xmlSource{source: newSource(r, o.File), maxTerm: o.MaxTerm, max: o.MaxDepth}
	x.decoder = xml.NewDecoder(x)
	x.decoder.Entity = map[string]string{}
	x.decoder.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		return nil, x.fault("the encoding is %s: convert the document to UTF-8", charset)
	}
	return x
}

// ReadByte implements io.ByteReader for the decoder. It bounds a token by what
// its entities may make of it.
func (x *xmlSource) ReadByte() (byte, error) {
	if len(x.bytes) == 0 {
		c := x.source.next()
		if c == eof {
			if x.err != nil {
				return 0, x.err
			}
			return 0, io.EOF
		}
		x.bytes = utf8.AppendRune(x.char[:0], c)
	}
	b := x.bytes[0]
	x.bytes = x.bytes[1:]
	if x.size++; b == '&' && len(x.decoder.Entity) > 0 {
		x.size += maxEntity
	}
	if x.size > x.maxTerm {
		return 0, x.fault("this is longer than %d bytes", x.maxTerm)
	}
	return b, nil
}

// Read implements io.Reader, which the decoder does not use.
func (x *xmlSource) Read(p []byte) (int, error) {
	for i := range p {
		b, err := x.ReadByte()
		if err != nil {
			return i, err
		}
		p[i] = b
	}
	return len(p), nil
}

// fault is a SyntaxError at the token at hand.
func (x *xmlSource) fault(format string, args ...any) error {
	return &SyntaxError{File: x.file, Line: x.line, Column: x.column, Offset: x.offset, What: fmt.Sprintf(format, args...)}
}

// token returns the next *xmlElement, xml.EndElement, xml.CharData,
// xml.Comment or xml.ProcInst; nil at the end of the document.
func (x *xmlSource) token() (any, error) {
	for {
		// The decoder has read one byte of this token if it gave one back.
		x.line, x.column, x.offset, x.size = x.source.line, x.source.column, x.source.offset, 0
		if x.decoder.InputOffset() < x.offset && x.column > 1 {
			x.column, x.offset = x.column-1, x.offset-1
		}
		token, err := x.decoder.RawToken()
		switch {
		case err == io.EOF && len(x.open) > 0:
			return nil, x.fault("the document ends before </%s>", x.open[len(x.open)-1].tag())
		case err == io.EOF && !x.rooted:
			return nil, x.fault("this is no XML: there is no element")
		case err == io.EOF:
			return nil, nil
		case err != nil:
			return nil, x.told(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			return x.start(t)
		case xml.EndElement:
			return t, x.end(t)
		case xml.CharData:
			if len(x.open) == 0 && strings.TrimSpace(string(t)) != "" {
				return nil, x.fault("text outside of all elements")
			}
			return t, nil
		case xml.Directive:
			if err := x.entities(string(t)); err != nil {
				return nil, err
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				return t, nil
			}
		default:
			return t, nil
		}
	}
}

// told says what the decoder found wrong, and where.
func (x *xmlSource) told(err error) error {
	var syntax *xml.SyntaxError
	var said *SyntaxError
	switch {
	case x.err != nil:
		return x.err
	case errors.As(err, &said):
		return said
	case errors.As(err, &syntax):
		return x.fault("this is no XML: %s", syntax.Msg)
	}
	return x.fault("this is no XML: %s", strings.TrimPrefix(err.Error(), "xml: "))
}

func (e *xmlElement) tag() string {
	if e.prefix == "" {
		return e.local
	}
	return e.prefix + ":" + e.local
}

// namespace is what a prefix stands for at an element.
func (e *xmlElement) namespace(prefix string) (string, bool) {
	switch prefix {
	case "xml":
		return xmlNamespace, true
	case "xmlns":
		return "", false
	}
	for ; e != nil; e = e.above {
		if space, ok := e.declared[prefix]; ok {
			return space, space != "" || prefix == ""
		}
	}
	return "", prefix == ""
}

func (x *xmlSource) start(t xml.StartElement) (*xmlElement, error) {
	e := &xmlElement{prefix: t.Name.Space}
	if n := len(x.open); n > 0 {
		e.above = x.open[n-1]
		e.lang, e.base = e.above.lang, e.above.base
	} else if x.rooted {
		return nil, x.fault("a second element after the first: XML has one root")
	}
	if x.rooted = true; len(x.open) >= x.max {
		return nil, x.fault("nested deeper than %d", x.max)
	}
	for _, a := range t.Attr {
		switch {
		case a.Name.Space == "xmlns":
			if a.Value == "" || a.Name.Local == "xmlns" || a.Name.Local == "xml" && a.Value != xmlNamespace {
				return nil, x.fault("the prefix %q cannot stand for <%s>", a.Name.Local, a.Value)
			}
			e.declare(a.Name.Local, a.Value)
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			e.declare("", a.Value)
		}
	}
	var err error
	if e.xmlName, err = x.name(e, t.Name, true); err != nil {
		return nil, err
	}
	seen := map[xmlName]bool{}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		name, err := x.name(e, a.Name, false)
		if err != nil {
			return nil, err
		}
		if seen[name] {
			return nil, x.fault("the attribute %s stands twice", a.Name.Local)
		}
		seen[name] = true
		e.attrs = append(e.attrs, xmlAttr{a.Name.Space, name, a.Value})
	}
	x.open = append(x.open, e)
	return e, nil
}

func (e *xmlElement) declare(prefix, space string) {
	if e.declared == nil {
		e.declared = map[string]string{}
	}
	e.declared[prefix] = space
}

func (x *xmlSource) name(e *xmlElement, n xml.Name, element bool) (xmlName, error) {
	if n.Space == "" && !element { // the default namespace is not for attributes
		return xmlName{"", n.Local}, nil
	}
	space, ok := e.namespace(n.Space)
	if !ok {
		return xmlName{}, x.fault("the prefix %q is not declared: add xmlns:%s=\"…\"", n.Space, n.Space)
	}
	return xmlName{space, n.Local}, nil
}

func (x *xmlSource) end(t xml.EndElement) error {
	n := len(x.open)
	if n == 0 || x.open[n-1].prefix != t.Name.Space || x.open[n-1].local != t.Name.Local {
		tag := xmlElement{prefix: t.Name.Space, xmlName: xmlName{local: t.Name.Local}}
		if n == 0 {
			return x.fault("</%s> ends nothing", tag.tag())
		}
		return x.fault("want </%s>, got </%s>", x.open[n-1].tag(), tag.tag())
	}
	x.open = x.open[:n-1]
	return nil
}

// entities reads the entities that a document type declares: short texts,
// mostly namespaces. One may not name another, nor lie outside.
func (x *xmlSource) entities(directive string) error {
	const opening = "<!ENTITY"
	for rest := directive; ; {
		_, after, ok := strings.Cut(rest, opening)
		if !ok {
			return nil
		}
		f := strings.Fields(after)
		if len(f) < 2 {
			return x.fault("an entity without a value")
		}
		after = strings.TrimLeft(strings.TrimLeft(after, " \t\r\n")[len(f[0]):], " \t\r\n")
		if after == "" || after[0] != '"' && after[0] != '\'' {
			return x.fault("the entity %s lies outside of the document: nothing is fetched", f[0])
		}
		value, tail, ok := strings.Cut(after[1:], after[:1])
		switch {
		case !ok:
			return x.fault("the entity %s has no end", f[0])
		case len(value) > maxEntity:
			return x.fault("the entity %s is longer than %d bytes", f[0], maxEntity)
		case strings.ContainsAny(value, "&<"):
			return x.fault("the entity %s has markup in it: only plain text is read", f[0])
		}
		x.decoder.Entity[f[0]] = value
		rest = tail
	}
}
