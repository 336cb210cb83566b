package rdf

import (
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// An rdfXMLParser reads RDF/XML by recursive descent. The names of its methods
// are the productions of https://www.w3.org/TR/rdf-syntax-grammar/#section-Infoset-Grammar.
type rdfXMLParser struct {
	*xmlSource
	each  func(quad.Quad) error
	ids   map[string]bool // IRIs that rdf:ID has made
	nodes int             // blank nodes without a label so far
}

// parseRDFXML reads RDF/XML, https://www.w3.org/TR/rdf-syntax-grammar/.
func parseRDFXML(r io.Reader, o ParseOptions, each func(quad.Quad) error) error {
	p := &rdfXMLParser{xmlSource: newXMLSource(r, o), each: each, ids: map[string]bool{}}
	for {
		token, err := p.token()
		if token == nil || err != nil {
			return err
		}
		e, ok := token.(*xmlElement)
		if !ok {
			continue
		}
		if e.base, _, _ = strings.Cut(o.Base, "#"); e.iri() == rdfNS+"RDF" {
			err = p.document(e)
		} else {
			_, err = p.nodeElement(e)
		}
		if err != nil {
			return err
		}
	}
}

// attrs are the attributes of an element as the grammar sorts them.
type attrs struct {
	id, nodeID, about, resource, datatype, parseType *string
	rest                                             []xmlAttr // property attributes
}

// attributes sorts the attributes of an element, and takes over those of XML.
func (p *rdfXMLParser) attributes(e *xmlElement) (attrs, error) {
	var out attrs
	var own []xmlAttr
	for _, a := range e.attrs {
		switch {
		case a.space == xmlNamespace && a.local == "lang":
			e.lang = a.value
		case a.space == xmlNamespace && a.local == "base":
			base, _, _ := strings.Cut(a.value, "#")
			if !absolute(base) && e.base == "" {
				return out, p.fault("<%s> is relative, and there is no base IRI: make xml:base absolute", a.value)
			}
			if !absolute(base) {
				base = resolve(e.base, base)
			}
			e.base = base
		case a.space == xmlNamespace, a.space == "" && strings.HasPrefix(strings.ToLower(a.local), "xml"):
		case a.space == "" && slices.Contains([]string{"ID", "about", "resource", "parseType", "type"}, a.local):
			own = append(own, xmlAttr{"rdf", xmlName{rdfNS, a.local}, a.value}) // section 6.1.4
		case a.space == "":
			return out, p.fault("the attribute %s has no namespace: give it a prefix", a.local)
		default:
			own = append(own, a)
		}
	}
	for _, a := range own {
		if a.space != rdfNS {
			out.rest = append(out.rest, a)
			continue
		}
		switch a.local {
		case "ID":
			out.id = &a.value
		case "nodeID":
			out.nodeID = &a.value
		case "about":
			out.about = &a.value
		case "resource":
			out.resource = &a.value
		case "datatype":
			out.datatype = &a.value
		case "parseType":
			out.parseType = &a.value
		case "RDF", "Description", "li", "aboutEach", "aboutEachPrefix", "bagID":
			return out, p.fault("rdf:%s may not stand as an attribute", a.local)
		default:
			out.rest = append(out.rest, a)
		}
	}
	for _, name := range []*string{out.id, out.nodeID} {
		if name != nil && !isNCName(*name) {
			return out, p.fault("%q is no name: rdf:ID and rdf:nodeID begin with a letter and have no colon", *name)
		}
	}
	return out, nil
}

// document reads rdf:RDF.
func (p *rdfXMLParser) document(e *xmlElement) error {
	a, err := p.attributes(e)
	switch {
	case err != nil:
		return err
	case len(a.rest) > 0 || a.id != nil || a.nodeID != nil || a.about != nil || a.resource != nil || a.datatype != nil || a.parseType != nil:
		return p.fault("rdf:RDF has no attributes but those of XML")
	}
	for {
		child, err := p.child("rdf:RDF")
		if child == nil || err != nil {
			return err
		}
		if _, err := p.nodeElement(child); err != nil {
			return err
		}
	}
}

// child is the next element within one that has no text of its own; nil at its
// end.
func (p *rdfXMLParser) child(within string) (*xmlElement, error) {
	for {
		token, err := p.token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case *xmlElement:
			return t, nil
		case xml.EndElement:
			return nil, nil
		case xml.CharData:
			if strings.TrimSpace(string(t)) != "" {
				return nil, p.fault("text where an element belongs, in %s", within)
			}
		}
	}
}

// nodeElement reads a subject with its properties.
func (p *rdfXMLParser) nodeElement(e *xmlElement) (quad.Value, error) {
	if e.space == "" || e.space == rdfNS && slices.Contains([]string{"RDF", "ID", "about", "parseType", "resource",
		"nodeID", "datatype", "li", "aboutEach", "aboutEachPrefix", "bagID"}, e.local) {
		return nil, p.fault("%s is no node", e.tag())
	}
	a, err := p.attributes(e)
	if err != nil {
		return nil, err
	}
	if a.resource != nil || a.datatype != nil || a.parseType != nil {
		return nil, p.fault("rdf:resource, rdf:datatype and rdf:parseType are for properties, and %s is a node", e.tag())
	}
	s, err := p.subject(e, a)
	if err != nil {
		return nil, err
	}
	if e.iri() != rdfNS+"Description" {
		if err := p.emit(s, rdfType, quad.IRI(e.iri())); err != nil {
			return nil, err
		}
	}
	if err := p.propertyAttributes(e, s, a.rest); err != nil {
		return nil, err
	}
	return s, p.propertyElements(e, s)
}

// subject is the node that an element names.
func (p *rdfXMLParser) subject(e *xmlElement, a attrs) (quad.Value, error) {
	named := 0
	for _, x := range []*string{a.id, a.nodeID, a.about} {
		if x != nil {
			named++
		}
	}
	switch {
	case named > 1:
		return nil, p.fault("%s has more than one of rdf:ID, rdf:nodeID and rdf:about", e.tag())
	case a.id != nil:
		return p.identified(e, *a.id)
	case a.nodeID != nil:
		return blankLabelled(*a.nodeID), nil
	case a.about != nil:
		return p.reference(e, *a.about)
	}
	return p.fresh(), nil
}

// identified is the IRI of an rdf:ID, which a document uses once.
func (p *rdfXMLParser) identified(e *xmlElement, id string) (quad.Value, error) {
	iri, err := p.reference(e, "#"+id)
	if err != nil {
		return nil, err
	}
	key := iri.String()
	if p.ids[key] {
		return nil, p.fault("rdf:ID %q stands twice: say rdf:about=\"#%s\"", id, id)
	}
	p.ids[key] = true
	return iri, nil
}

// reference resolves an IRI.
func (p *rdfXMLParser) reference(e *xmlElement, iri string) (quad.Value, error) {
	switch {
	case e.base != "":
		iri = resolve(e.base, iri)
	case !absolute(iri):
		return nil, p.fault("<%s> is relative, and there is no base IRI: add xml:base", iri)
	}
	for _, c := range iri {
		if !iriChar(c) {
			return nil, p.fault("%q may not stand in an IRI: encode it with %%", c)
		}
	}
	return quad.IRI(iri), nil
}

// propertyAttributes reads the properties that stand as attributes.
func (p *rdfXMLParser) propertyAttributes(e *xmlElement, s quad.Value, rest []xmlAttr) error {
	for _, a := range rest {
		o := p.literal(e, a.value)
		if a.iri() == rdfType {
			iri, err := p.reference(e, a.value)
			if err != nil {
				return err
			}
			o = iri
		}
		if err := p.emit(s, quad.IRI(a.iri()), o); err != nil {
			return err
		}
	}
	return nil
}

// literal is text in the language that holds at an element.
func (p *rdfXMLParser) literal(e *xmlElement, chars string) quad.Value {
	if e.lang != "" {
		return quad.LangString{Value: quad.String(chars), Lang: e.lang}
	}
	return quad.String(chars)
}

func (p *rdfXMLParser) emit(s quad.Value, predicate quad.IRI, o quad.Value) error {
	return p.each(quad.Quad{Subject: s, Predicate: predicate, Object: o})
}

// fresh is a blank node without a label; see grammar.fresh.
func (p *rdfXMLParser) fresh() quad.Value {
	p.nodes++
	return quad.BNode("anon" + strconv.Itoa(p.nodes))
}

// isNCName reports whether s is a name without a colon, as rdf:ID has it.
func isNCName(s string) bool {
	for i, c := range s {
		if i == 0 && !nameStart(c) || i > 0 && c != '.' && !nameChar(c) {
			return false
		}
	}
	return s != ""
}
