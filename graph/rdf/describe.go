package rdf

import (
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

// A Description gathers what VoID (https://www.w3.org/TR/void/) and DCAT
// (https://www.w3.org/TR/vocab-dcat-3/) say of a data set: how large it is,
// which vocabularies it uses, how many things of which class it has, how many
// triples of which property, and which days its records cover. It has no date
// of its own, so that the same graph gives the same description.
type Description struct {
	base           string
	triples        int
	graphs         map[quad.Value]bool
	subjects       map[quad.Value]bool
	classes, props map[quad.IRI]int
	first, last    string // dates of records
	example        quad.IRI
}

// NewDescription begins a description of the data under base.
func NewDescription(base string) *Description {
	return &Description{base: base, graphs: map[quad.Value]bool{}, subjects: map[quad.Value]bool{}, classes: map[quad.IRI]int{}, props: map[quad.IRI]int{}}
}

// Add counts a quad. Each is to be added once.
func (d *Description) Add(q quad.Quad) {
	d.triples++
	d.graphs[q.Label] = true
	d.subjects[q.Subject] = true
	p, _ := q.Predicate.(quad.IRI)
	d.props[p]++
	switch class, _ := q.Object.(quad.IRI); {
	case string(p) == rdfType && class != "":
		d.classes[class]++
		if n, ok := q.Subject.(quad.IRI); ok && string(class) == schema.ClassPosition && (d.example == "" || n < d.example) {
			d.example = n
		}
	case string(p) == dcDate && q.Subject == q.Label:
		if t, ok := q.Object.(quad.TypedString); ok {
			day := string(t.Value)
			if d.first == "" || day < d.first {
				d.first = day
			}
			d.last = max(d.last, day)
		}
	}
}

// Quads is the description in RDF. Triples are counted graph by graph, as a
// dump with named graphs has them.
func (d *Description) Quads() []quad.Quad {
	set := IRI(d.base, "dataset")
	b := newBuilder(d.base, "")
	b.add(set, rdfType, quad.IRI(voidNS+"Dataset"))
	b.add(set, rdfType, quad.IRI(dcatNS+"Dataset"))
	for lang, title := range map[string]string{"en": "Positions of states and other actors", "fr": "Positions des États et d'autres acteurs",
		"es": "Posiciones de los Estados y de otros actores"} {
		b.add(set, dcTitle, quad.LangString{Value: quad.String(title), Lang: lang})
	}
	b.add(set, voidNS+"uriSpace", quad.String(d.base))
	b.add(set, voidNS+"triples", quad.Int(d.triples))
	b.add(set, voidNS+"distinctSubjects", quad.Int(len(d.subjects)))
	b.add(set, voidNS+"properties", quad.Int(len(d.props)))
	b.add(set, voidNS+"classes", quad.Int(len(d.classes)))
	b.add(set, voidNS+"documents", quad.Int(len(d.graphs)))
	b.add(set, dctermsNS+"conformsTo", quad.IRI(schema.Namespace))
	if d.example != "" {
		b.add(set, voidNS+"exampleResource", d.example)
	}
	if d.first != "" {
		period := IRI(d.base, "dataset/period")
		b.add(set, dctermsNS+"temporal", period)
		b.add(period, rdfType, quad.IRI(dctermsNS+"PeriodOfTime"))
		b.date(period, dcatNS+"startDate", d.first)
		b.date(period, dcatNS+"endDate", d.last)
	}
	for _, p := range Prefixes() {
		for prop := range d.props {
			if q, _, ok := split(string(prop)); ok && q == p {
				b.add(set, voidNS+"vocabulary", quad.IRI(p.IRI))
				break
			}
		}
	}
	for _, class := range slices.Sorted(maps.Keys(d.classes)) {
		part := IRI(d.base, "dataset/class/"+partName(class))
		b.add(set, voidNS+"classPartition", part)
		b.add(part, voidNS+"class", class)
		b.add(part, voidNS+"entities", quad.Int(d.classes[class]))
	}
	for _, prop := range slices.Sorted(maps.Keys(d.props)) {
		part := IRI(d.base, "dataset/property/"+partName(prop))
		b.add(set, voidNS+"propertyPartition", part)
		b.add(part, voidNS+"property", prop)
		b.add(part, voidNS+"triples", quad.Int(d.props[prop]))
	}
	for _, f := range Formats() {
		form := IRI(d.base, "dataset/"+f.Extension())
		b.add(set, dcatNS+"distribution", form)
		b.add(form, rdfType, quad.IRI(dcatNS+"Distribution"))
		b.add(form, dcatNS+"mediaType", quad.IRI("https://www.iana.org/assignments/media-types/"+f.MediaType()))
	}
	quads := b.done()
	for i := range quads {
		quads[i].Label = nil
	}
	return quads
}

// partName names a class or property within an IRI.
func partName(iri quad.IRI) string {
	if p, local, ok := split(string(iri)); ok {
		return p.Name + "-" + local
	}
	return Digest(string(iri))
}
