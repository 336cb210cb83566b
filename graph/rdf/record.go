package rdf

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

// Quads returns the quads of one position, in the named graph of its record.
// For all positions of a record use Record, which makes what they share once.
func Quads(p schema.Position, base string) []quad.Quad {
	return Record(schema.Record{Symbol: p.Record}, []schema.Position{p}, base)
}

// Record returns all quads of a record, sorted and without repetition: what is
// known of the record and its speeches (not their texts), and its positions
// ps. Of r only Symbol is needed. Of two positions with one ID the first is
// taken. Read gives both back.
func Record(r schema.Record, ps []schema.Position, base string) []quad.Quad {
	b := newBuilder(base, IRI(base, RecordKey(r.Symbol)))
	b.record(r)
	for i := range ps {
		if b.once(b.node(&ps[i])) {
			b.position(&ps[i])
		}
	}
	b.exact(ps)
	return b.done()
}

// A builder collects the quads of one named graph.
type builder struct {
	base  string
	label quad.IRI
	quads []quad.Quad
	// said has the nodes that are described already; with a fragment, the one
	// thing that is.
	said map[quad.IRI]bool
}

func newBuilder(base string, label quad.IRI) *builder {
	return &builder{base: base, label: label, said: map[quad.IRI]bool{}}
}

// once reports whether node is not described yet, and marks it so.
func (b *builder) once(node quad.IRI) bool {
	first := !b.said[node]
	b.said[node] = true
	return first
}

func (b *builder) add(s quad.IRI, p string, o quad.Value) {
	b.quads = append(b.quads, quad.Quad{Subject: s, Predicate: quad.IRI(p), Object: o, Label: b.label})
}

// text adds a verbatim string, if there is one.
func (b *builder) text(s quad.IRI, p, v string) {
	if v != "" {
		b.add(s, p, text(v))
	}
}

func (b *builder) int(s quad.IRI, p string, n int) {
	if n != 0 {
		b.add(s, p, quad.Int(n))
	}
}

func (b *builder) bool(s quad.IRI, p string, v bool) {
	if v {
		b.add(s, p, quad.Bool(true))
	}
}

func (b *builder) date(s quad.IRI, p, v string) {
	if v != "" {
		b.add(s, p, date(v))
	}
}

// dateOnce dates a record or a speech, unless it has a date.
func (b *builder) dateOnce(s quad.IRI, v string) {
	if v != "" && b.once(s+"#date") {
		b.date(s, dcDate, v)
	}
}

// speaker gives a speech its speaker, unless it has one.
func (b *builder) speaker(s quad.IRI, name string) {
	if name != "" && b.once(s+"#speaker") {
		b.text(s, schema.PropSpeaker, name)
	}
}

// json adds v as a JSON literal.
func (b *builder) json(s quad.IRI, p string, v any) {
	b.add(s, p, quad.TypedString{Value: quad.String(canonicalJSON(v)), Type: rdfJSON})
}

// canonicalJSON is v in the canonical form of JSON (RFC 8785), which readers
// of JSON-LD give a JSON literal anyway. The names of members are ASCII and
// there are no fractions, so that sorting and escaping is all there is to it.
func canonicalJSON(v any) string {
	data, err := json.Marshal(v)
	var plain any
	if err == nil {
		dec := json.NewDecoder(bytes.NewReader(data))
		dec.UseNumber()
		err = dec.Decode(&plain)
	}
	var out bytes.Buffer
	if err == nil {
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false)
		err = enc.Encode(plain)
	}
	if err != nil {
		panic("rdf: internal error: " + err.Error()) // strings and lists of them always marshal
	}
	text := strings.TrimSuffix(out.String(), "\n")
	if strings.Contains(text, `\u202`) { // two that Go escapes and the canonical form does not
		text = strings.NewReplacer(`\\`, `\\`, `\u2028`, "\u2028", `\u2029`, "\u2029").Replace(text)
	}
	return text
}

// done puts the quads in order, each once.
func (b *builder) done() []quad.Quad {
	slices.SortFunc(b.quads, CompareQuads)
	b.quads = slices.Compact(b.quads)
	return b.quads
}

// record describes r and its speeches.
func (b *builder) record(r schema.Record) {
	n := b.label
	b.once(n)
	b.add(n, rdfType, quad.IRI(schema.ClassRecord))
	b.text(n, dcID, r.Symbol)
	b.text(n, dcTitle, r.Title)
	b.dateOnce(n, r.Date)
	b.text(n, schema.PropFile, r.File)
	b.int(n, schema.PropBytes, r.Bytes)
	for _, s := range r.Speeches {
		speech := b.speech(s.N)
		if s.N == 0 || !b.once(speech) {
			continue
		}
		b.dateOnce(speech, r.Date)
		b.speaker(speech, s.Speaker.Name)
		b.text(speech, schema.PropAffiliation, s.Speaker.Affiliation)
		if s.Speaker.State != "" {
			b.add(speech, schema.PropSpeaksFor, b.entity(schema.Key(schema.TypeState, s.Speaker.State), schema.TypeState, s.Speaker.State))
		}
		b.text(speech, schema.PropRole, string(s.Role))
		b.text(speech, dcLanguage, s.Language)
		b.int(speech, schema.PropPage, s.Page)
	}
}

// speech is the node of speech n, or of the record where speeches have no
// numbers.
func (b *builder) speech(n int) quad.IRI {
	if n == 0 {
		return b.label
	}
	node := b.label + "/speech/" + quad.IRI(strconv.Itoa(n))
	if b.once(node + "#number") {
		b.add(node, rdfType, quad.IRI(schema.ClassSpeech))
		b.add(node, dcIsPartOf, b.label)
		b.int(node, schema.PropNumber, n)
	}
	return node
}

// entity describes a named thing and returns its node. Where one key comes
// with two names in a record, the first is kept here and dm:exact has the
// other.
func (b *builder) entity(key string, t schema.EntityType, name string) quad.IRI {
	node := IRI(b.base, key)
	if !b.once(node) {
		return node
	}
	if c := class(t); c != "" {
		b.add(node, rdfType, quad.IRI(c))
	}
	b.name(node, t, name)
	return node
}

// name states the canonical name of an entity: a code as a notation, a title
// as a label.
func (b *builder) name(node quad.IRI, t schema.EntityType, name string) {
	switch {
	case name == "":
	case t == schema.TypeState || t == schema.TypeDocument:
		b.text(node, notation, name)
	default:
		b.add(node, prefLabel, english(string(text(name).(quad.String))))
	}
}

// reading is the node of a reading with these versions.
func (b *builder) reading(lexicon, model string) quad.IRI {
	node := IRI(b.base, "reading/"+Digest(lexicon, model))
	if b.once(node) {
		b.add(node, rdfType, quad.IRI(schema.ClassReading))
		b.text(node, schema.PropLexicon, lexicon)
		b.text(node, schema.PropModel, model)
	}
	return node
}
