package rdf

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

// jsonLD writes JSON-LD 1.1 in compacted form, a node object a line, with the
// context of the vocabulary in the document. A value that the context would
// read otherwise stands under the property's longer name, which has no type:
// "dm:holder" for "holder". IRIs of nodes are in full: not every reader
// resolves relative ones as they are.
type jsonLD struct {
	w       *bufio.Writer
	context []byte
	terms   map[string]contextTerm // by IRI
	runs    runs
	nodes   int
}

// A contextTerm is the short name of an IRI in the context.
type contextTerm struct {
	name string
	as   string // "@id", the IRI of a datatype, or "" for none
}

func newJSONLD(w io.Writer, _ Options) Writer {
	j := &jsonLD{w: bufio.NewWriterSize(w, 1<<16), terms: map[string]contextTerm{}}
	j.runs = runs{order: turtleOrder(), write: j.graph}
	j.readContext()
	return j
}

// readContext takes the terms from the context of the vocabulary.
func (j *jsonLD) readContext() {
	var doc struct {
		Context map[string]any `json:"@context"`
	}
	var raw struct {
		Context json.RawMessage `json:"@context"`
	}
	source := []byte(schema.Context())
	var compact bytes.Buffer
	if json.Unmarshal(source, &doc) != nil || json.Unmarshal(source, &raw) != nil || json.Compact(&compact, raw.Context) != nil {
		panic("rdf: internal error: the context of the vocabulary is no JSON")
	}
	j.context = compact.Bytes()
	for name, def := range doc.Context {
		t := contextTerm{name: name}
		id, _ := def.(string)
		if m, ok := def.(map[string]any); ok {
			id, _ = m["@id"].(string)
			t.as, _ = m["@type"].(string)
		}
		if strings.Contains(id, ":") && !strings.HasSuffix(id, "#") && !strings.HasSuffix(id, "/") {
			t.as = expandPrefix(t.as)
			j.terms[expandPrefix(id)] = t
		}
	}
}

// expandPrefix makes "dm:holder" an IRI.
func expandPrefix(name string) string {
	for _, p := range Prefixes() {
		if local, ok := strings.CutPrefix(name, p.Name+":"); ok {
			return p.IRI + local
		}
	}
	return name
}

func (j *jsonLD) Write(q quad.Quad) error { return j.runs.add(q) }

func (j *jsonLD) begin() error {
	if j.nodes > 0 {
		_, err := j.w.WriteString(",\n")
		return err
	}
	j.nodes++
	_, err := fmt.Fprintf(j.w, "{\"@context\":%s,\n\"@graph\":[\n", j.context)
	return err
}

func (j *jsonLD) Close() error {
	if err := j.runs.flush(); err != nil {
		return err
	}
	if j.nodes == 0 {
		if err := j.begin(); err != nil {
			return err
		}
	}
	if _, err := j.w.WriteString("\n]}\n"); err != nil {
		return err
	}
	return j.w.Flush()
}

// graph writes the node objects of one graph.
func (j *jsonLD) graph(label quad.Value, triples []quad.Quad) error {
	if label != nil {
		id, err := j.id(label)
		if err != nil {
			return err
		}
		if err := j.begin(); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(j.w, "{\"@id\":%s,\"@graph\":[\n", id); err != nil {
			return err
		}
	}
	first := true
	err := subjects(triples, func(run []quad.Quad) error {
		var err error
		switch {
		case label == nil:
			err = j.begin()
		case !first:
			_, err = j.w.WriteString(",\n")
		}
		first = false
		if err != nil {
			return err
		}
		node, err := j.node(run)
		if err != nil {
			return err
		}
		_, err = j.w.Write(node)
		return err
	})
	if err == nil && label != nil {
		_, err = j.w.WriteString("\n]}")
	}
	return err
}

// node makes the node object of one subject.
func (j *jsonLD) node(run []quad.Quad) ([]byte, error) {
	id, err := j.id(run[0].Subject)
	if err != nil {
		return nil, err
	}
	b := append([]byte(`{"@id":`), id...)
	for i := 0; i < len(run); {
		k := i
		for k < len(run) && run[k].Predicate == run[i].Predicate {
			k++
		}
		var keys []string // the term, then the name without a type
		values := map[string][][]byte{}
		for _, q := range run[i:k] {
			key, value, err := j.property(q.Predicate, q.Object)
			if err != nil {
				return nil, err
			}
			if values[key] == nil {
				keys = append(keys, key)
			}
			values[key] = append(values[key], value)
		}
		for _, key := range keys {
			b = append(append(append(b, ','), quote(key)...), ':')
			list := bytes.Join(values[key], []byte(","))
			if len(values[key]) > 1 {
				list = append(append([]byte{'['}, list...), ']')
			}
			b = append(b, list...)
		}
		i = k
	}
	return append(b, '}'), nil
}

// property is the key under which a value stands, and the value.
func (j *jsonLD) property(p, o quad.Value) (key string, value []byte, err error) {
	iri, _ := p.(quad.IRI)
	if to, ok := o.(quad.IRI); ok && string(iri) == rdfType {
		name, err := j.vocab(string(to))
		return "@type", quote(name), err
	}
	long, err := j.vocabWithout(string(iri))
	if err != nil {
		return "", nil, err
	}
	key = long
	t := j.terms[string(iri)]
	switch o.(type) {
	case quad.IRI, quad.BNode:
		id, err := j.id(o)
		if err != nil {
			return "", nil, err
		}
		if t.as == "@id" {
			return t.name, id, nil
		}
		return key, fmt.Appendf(nil, `{"@id":%s}`, id), nil
	}
	if t.name != "" && t.as == "" {
		key = t.name
	}
	chars, qualifier := term(o)
	switch {
	case t.as != "" && t.as == qualifier:
		return t.name, quote(chars), nil
	case qualifier == "":
		return key, quote(chars), nil
	case qualifier[0] == '@':
		return key, fmt.Appendf(nil, `{"@language":%s,"@value":%s}`, quote(qualifier[1:]), quote(chars)), nil
	}
	switch v := o.(type) {
	case quad.Bool:
		return key, []byte(chars), nil
	case quad.Int:
		if const53 := int64(1) << 53; int64(v) < const53 && int64(v) > -const53 { // exact in every reader
			return key, []byte(chars), nil
		}
	}
	name, err := j.vocab(qualifier)
	return key, fmt.Appendf(nil, `{"@type":%s,"@value":%s}`, quote(name), quote(chars)), err
}

// vocab is an IRI where the vocabulary counts: a term or a compact IRI.
func (j *jsonLD) vocab(iri string) (string, error) {
	if t, ok := j.terms[iri]; ok {
		return t.name, nil
	}
	return j.vocabWithout(iri)
}

// vocabWithout is vocab without the terms.
func (j *jsonLD) vocabWithout(iri string) (string, error) {
	if p, local, ok := split(iri); ok {
		return p.Name + ":" + local, nil
	}
	return iri, j.unambiguous(iri)
}

// unambiguous fails for an IRI whose scheme is one of the prefixes.
func (j *jsonLD) unambiguous(iri string) error {
	scheme, rest, ok := strings.Cut(iri, ":")
	if !ok {
		return fmt.Errorf("<%s> is no absolute IRI, which JSON-LD wants: choose another format, such as nquads", iri)
	}
	for _, p := range Prefixes() {
		if p.Name == scheme && !strings.HasPrefix(rest, "//") {
			return fmt.Errorf("<%s>: JSON-LD would take %q for a prefix: choose another format, such as nquads", iri, scheme)
		}
	}
	return nil
}

// id is the JSON string for a node.
func (j *jsonLD) id(v quad.Value) ([]byte, error) {
	chars, _ := term(v)
	if n, ok := v.(quad.BNode); ok {
		return quote("_:" + blank(string(n))), nil
	}
	return quote(chars), j.unambiguous(chars)
}

// quote is a JSON string, with no more escapes than JSON asks for.
func quote(s string) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic("rdf: internal error: " + err.Error()) // strings always encode
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
