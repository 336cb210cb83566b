package rdf

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"

	"github.com/demarche-kg/demarche/schema"
)

// ContextIRI is where the context of the vocabulary lives. A document may
// name it instead of having it; no other context is fetched.
const ContextIRI = "https://demarche.example/context.jsonld"

// parseJSONLD reads JSON-LD 1.1, https://www.w3.org/TR/json-ld11/. The
// document is read whole. Nothing is fetched. Quads come sorted.
func parseJSONLD(r io.Reader, o ParseOptions, each func(quad.Quad) error) error {
	data, err := whole(r, o)
	if err != nil {
		return err
	}
	doc, err := decodeJSON(data, o)
	if err != nil {
		return err
	}
	if err := fewValues(doc, "", map[[3]string]int{}); err != nil {
		return fmt.Errorf("%s: %w", orInput(o.File), err)
	}
	if err := oneDatatype(doc); err != nil {
		return fmt.Errorf("%s: this is no JSON-LD: %w", orInput(o.File), err)
	}
	opts := ld.NewJsonLdOptions(o.Base)
	opts.ProcessingMode = ld.JsonLd_1_1
	opts.SafeMode = true // what it cannot read is an error, never left out
	loader := &onlyOurs{}
	opts.DocumentLoader = loader
	out, err := ld.NewJsonLdProcessor().ToRDF(doc, opts)
	switch {
	case loader.refused != "":
		return fmt.Errorf("%s: the context <%s> is not fetched: put it into the document", orInput(o.File), loader.refused)
	case err != nil:
		return fmt.Errorf("%s: this is no JSON-LD: %w", orInput(o.File), err)
	}
	data, doc = nil, nil
	dataset, ok := out.(*ld.RDFDataset)
	if !ok {
		return fmt.Errorf("%s: this is no JSON-LD: it has no graph", orInput(o.File))
	}
	var all []quad.Quad
	for name, graph := range dataset.Graphs {
		var label quad.Value
		if name != "@default" {
			label = nodeOf(name)
		}
		for _, q := range graph {
			all = append(all, quad.Quad{Subject: fromLD(q.Subject), Predicate: fromLD(q.Predicate), Object: fromLD(q.Object), Label: label})
		}
	}
	slices.SortFunc(all, CompareQuads)
	for _, q := range slices.Compact(all) {
		if err := each(q); err != nil {
			return err
		}
	}
	return nil
}

// whole reads a document that is not read piece by piece.
func whole(r io.Reader, o ParseOptions) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(o.MaxBytes)+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", orInput(o.File), err)
	case len(data) > o.MaxBytes:
		return nil, fmt.Errorf("%s: longer than %d bytes, which this format is read whole up to: use nquads or turtle", orInput(o.File), o.MaxBytes)
	}
	return data, nil
}

// decodeJSON decodes one JSON value that nests no deeper than it may.
func decodeJSON(data []byte, o ParseOptions) (any, error) {
	depth := 0
	tokens := json.NewDecoder(bytes.NewReader(data))
	for {
		token, err := tokens.Token()
		if err == io.EOF {
			break
		} else if err != nil {
			break // Unmarshal says where
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			if depth++; depth > o.MaxDepth {
				return nil, at(data, tokens.InputOffset(), o.File, fmt.Sprintf("nested deeper than %d", o.MaxDepth))
			}
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	var doc any
	err := json.Unmarshal(data, &doc)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return nil, at(data, syntax.Offset, o.File, "this is no JSON: "+syntax.Error())
	case err != nil:
		return nil, fmt.Errorf("%s: this is no JSON: %w", orInput(o.File), err)
	case !utf8.Valid(data):
		return nil, fmt.Errorf("%s: this is no UTF-8", orInput(o.File))
	}
	return doc, nil
}

// maxValues is how many values one property of one node may have in one graph
// of JSON-LD: reading them takes time in the square of their number.
const maxValues = 5000

// fewValues counts the values of each property of each node.
func fewValues(v any, graph string, counts map[[3]string]int) error {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if err := fewValues(x, graph, counts); err != nil {
				return err
			}
		}
	case map[string]any:
		id, _ := v["@id"].(string)
		for key, x := range v {
			inside, list := graph, []any(nil)
			if key == "@graph" {
				inside = id
			} else if list, _ = x.([]any); list == nil {
				list = []any{x}
			}
			if key != "@id" {
				place := [3]string{graph, id, key}
				if counts[place] += len(list); id != "" && counts[place] > maxValues || len(list) > maxValues {
					return fmt.Errorf("more than %d values of %q of one node: write it in another format, such as nquads", maxValues, key)
				}
			}
			if err := fewValues(x, inside, counts); err != nil {
				return err
			}
		}
	}
	return nil
}

// oneDatatype finds literals whose datatype is no IRI, or is two: the library
// would leave them out, or choose one.
func oneDatatype(v any) error {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if err := oneDatatype(x); err != nil {
				return err
			}
		}
	case map[string]any:
		if _, literal := v["@value"]; literal {
			switch datatype := v["@type"].(type) {
			case nil:
			case string:
				if !bare(datatype) {
					return fmt.Errorf("the datatype %q is no IRI", datatype)
				}
			default:
				return fmt.Errorf("the literal %v has not one datatype but %v", v["@value"], datatype)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if err := oneDatatype(v[key]); err != nil {
				return err
			}
		}
	}
	return nil
}

// at is a SyntaxError at the character that ends before a byte offset.
func at(data []byte, offset int64, file, what string) error {
	before := string(data[:max(0, min(offset, int64(len(data)))-1)])
	return &SyntaxError{File: file, Line: 1 + strings.Count(before, "\n"),
		Column: 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]), Offset: int64(len(before)), What: what}
}

// onlyOurs loads no document but the context of the vocabulary.
type onlyOurs struct{ refused string }

func (l *onlyOurs) LoadDocument(iri string) (*ld.RemoteDocument, error) {
	if iri != ContextIRI {
		l.refused = iri
		return nil, ld.NewJsonLdError(ld.LoadingRemoteContextFailed, iri)
	}
	doc, err := ld.DocumentFromReader(strings.NewReader(schema.Context()))
	return &ld.RemoteDocument{DocumentURL: iri, Document: doc}, err
}

func nodeOf(name string) quad.Value {
	if label, ok := strings.CutPrefix(name, "_:"); ok {
		return quad.BNode(label)
	}
	return quad.IRI(name)
}

func fromLD(n ld.Node) quad.Value {
	l, ok := n.(*ld.Literal)
	if !ok {
		return nodeOf(n.GetValue())
	}
	if l.Language != "" {
		return quad.LangString{Value: quad.String(l.Value), Lang: l.Language}
	}
	return typed(l.Value, l.Datatype)
}
