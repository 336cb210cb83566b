package rdf

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// propertyElements reads the properties of a node up to its end.
func (p *rdfXMLParser) propertyElements(node *xmlElement, s quad.Value) error {
	members := 0
	for {
		e, err := p.child(node.tag())
		if e == nil || err != nil {
			return err
		}
		if e.space == "" || e.space == rdfNS && slices.Contains([]string{"Description", "RDF", "ID", "about", "parseType",
			"resource", "nodeID", "datatype", "aboutEach", "aboutEachPrefix", "bagID"}, e.local) {
			return p.fault("%s is no property", e.tag())
		}
		property := quad.IRI(e.iri())
		if property == rdfNS+"li" {
			members++
			property = quad.IRI(rdfNS + "_" + strconv.Itoa(members))
		}
		if err := p.propertyElement(e, s, property); err != nil {
			return err
		}
	}
}

// propertyElement reads one property.
func (p *rdfXMLParser) propertyElement(e *xmlElement, s quad.Value, property quad.IRI) error {
	a, err := p.attributes(e)
	if err != nil {
		return err
	}
	if a.about != nil {
		return p.fault("rdf:about is for nodes, and %s is a property: say rdf:resource", e.tag())
	}
	if a.parseType != nil && (a.resource != nil || a.nodeID != nil || a.datatype != nil || len(a.rest) > 0) {
		return p.fault("rdf:parseType bears no other attribute but rdf:ID")
	}
	var reified quad.Value
	if a.id != nil {
		if reified, err = p.identified(e, *a.id); err != nil {
			return err
		}
	}
	o, err := p.object(e, a)
	if err != nil {
		return err
	}
	if err := p.emit(s, property, o); err != nil || reified == nil {
		return err
	}
	for _, part := range []struct {
		property quad.IRI
		value    quad.Value
	}{
		{rdfType, quad.IRI(rdfNS + "Statement")}, {rdfNS + "subject", s}, {rdfNS + "predicate", property}, {rdfNS + "object", o},
	} {
		if err := p.emit(reified, part.property, part.value); err != nil {
			return err
		}
	}
	return nil
}

// object reads the content of a property, up to its end.
func (p *rdfXMLParser) object(e *xmlElement, a attrs) (quad.Value, error) {
	switch {
	case a.parseType == nil:
	case *a.parseType == "Resource":
		n := p.fresh()
		return n, p.propertyElements(e, n)
	case *a.parseType == "Collection":
		return p.collection(e)
	default:
		return p.xmlLiteral(e)
	}
	refers := a.resource != nil || a.nodeID != nil
	if refers || len(a.rest) > 0 {
		return p.emptyProperty(e, a)
	}
	var text strings.Builder
	var node quad.Value
	for {
		token, err := p.token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.CharData:
			if text.Len()+len(t) > p.maxTerm {
				return nil, p.fault("this is longer than %d bytes", p.maxTerm)
			}
			text.Write(t)
		case *xmlElement:
			if node != nil || a.datatype != nil {
				return nil, p.fault("%s has more than one value: write a property for each", e.tag())
			}
			if node, err = p.nodeElement(t); err != nil {
				return nil, err
			}
		case xml.EndElement:
			switch {
			case node == nil && a.datatype != nil:
				datatype, err := p.reference(e, *a.datatype)
				iri, _ := datatype.(quad.IRI)
				return typed(text.String(), string(iri)), err
			case node == nil:
				return p.literal(e, text.String()), nil
			case strings.TrimSpace(text.String()) != "":
				return nil, p.fault("%s has text and a node: it wants one of them", e.tag())
			}
			return node, nil
		}
	}
}

// emptyProperty reads a property whose attributes are all that it has.
func (p *rdfXMLParser) emptyProperty(e *xmlElement, a attrs) (n quad.Value, err error) {
	switch {
	case a.datatype != nil, a.resource != nil && a.nodeID != nil:
		return nil, p.fault("%s has more than one of rdf:resource, rdf:nodeID and rdf:datatype, or other attributes beside the last", e.tag())
	case a.resource != nil:
		n, err = p.reference(e, *a.resource)
	case a.nodeID != nil:
		n = blankLabelled(*a.nodeID)
	default:
		n = p.fresh()
	}
	if err != nil {
		return nil, err
	}
	if err := p.propertyAttributes(e, n, a.rest); err != nil {
		return nil, err
	}
	within, err := p.child(e.tag())
	if within != nil {
		return nil, p.fault("%s names its value by an attribute and has content, too", e.tag())
	}
	return n, err
}

// collection reads a list of nodes.
func (p *rdfXMLParser) collection(e *xmlElement) (quad.Value, error) {
	var first, last quad.Value
	for {
		child, err := p.child(e.tag())
		if err != nil {
			return nil, err
		}
		if child == nil {
			break
		}
		n, err := p.nodeElement(child)
		if err != nil {
			return nil, err
		}
		cell := p.fresh()
		if last == nil {
			first = cell
		} else if err := p.emit(last, rdfNS+"rest", cell); err != nil {
			return nil, err
		}
		if err := p.emit(cell, rdfNS+"first", n); err != nil {
			return nil, err
		}
		last = cell
	}
	if last == nil {
		return quad.IRI(rdfNS + "nil"), nil
	}
	return first, p.emit(last, rdfNS+"rest", quad.IRI(rdfNS+"nil"))
}
