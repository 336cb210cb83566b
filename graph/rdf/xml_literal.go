package rdf

import (
	"encoding/xml"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// xmlLiteral reads the content of an element as one literal, in the form of
// Exclusive XML Canonicalization with comments,
// https://www.w3.org/TR/xml-exc-c14n/.
func (p *rdfXMLParser) xmlLiteral(e *xmlElement) (quad.Value, error) {
	var b strings.Builder
	rendered := []map[string]string{{"": ""}} // namespaces written, by element
	for {
		token, err := p.token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case *xmlElement:
			rendered = append(rendered, t.canonical(&b, rendered[len(rendered)-1]))
		case xml.EndElement:
			if len(rendered) == 1 {
				return quad.TypedString{Value: quad.String(b.String()), Type: rdfNS + "XMLLiteral"}, nil
			}
			rendered = rendered[:len(rendered)-1]
			b.WriteString("</" + (&xmlElement{prefix: t.Name.Space, xmlName: xmlName{local: t.Name.Local}}).tag() + ">")
		case xml.CharData:
			b.WriteString(canonicalText.Replace(string(t)))
		case xml.Comment:
			b.WriteString("<!--" + string(t) + "-->")
		case xml.ProcInst:
			b.WriteString("<?" + t.Target)
			if len(t.Inst) > 0 {
				b.WriteString(" " + string(t.Inst))
			}
			b.WriteString("?>")
		}
		if b.Len() > p.maxTerm {
			return nil, p.fault("this literal is longer than %d bytes", p.maxTerm)
		}
	}
}

// The replacements of Canonical XML 1.0, section 2.3. Neither changes.
var (
	canonicalText  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;")
	canonicalValue = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")
)

// canonical writes a start tag: the namespaces that it uses and that are not
// written above, then its attributes, both sorted. It returns the namespaces
// written so far.
func (e *xmlElement) canonical(b *strings.Builder, above map[string]string) map[string]string {
	used := map[string]bool{e.prefix: true}
	for _, a := range e.attrs {
		if a.prefix != "" && a.prefix != "xml" {
			used[a.prefix] = true
		}
	}
	b.WriteString("<" + e.tag())
	written := maps.Clone(above)
	for _, prefix := range slices.Sorted(maps.Keys(used)) {
		space, _ := e.namespace(prefix)
		if old, ok := above[prefix]; ok && old == space || prefix == "xml" {
			continue
		}
		written[prefix] = space
		name := "xmlns"
		if prefix != "" {
			name = "xmlns:" + prefix
		}
		b.WriteString(" " + name + `="` + canonicalValue.Replace(space) + `"`)
	}
	own := slices.Clone(e.attrs)
	slices.SortFunc(own, func(x, y xmlAttr) int {
		if c := strings.Compare(x.space, y.space); c != 0 {
			return c
		}
		return strings.Compare(x.local, y.local)
	})
	for _, a := range own {
		tag := (&xmlElement{prefix: a.prefix, xmlName: a.xmlName}).tag()
		b.WriteString(" " + tag + `="` + canonicalValue.Replace(a.value) + `"`)
	}
	b.WriteByte('>')
	return written
}
