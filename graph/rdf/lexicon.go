package rdf

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

// Facts returns the quads of the lexicon, in the named graph Lexicon(base):
// names, codes, kinds, lives, links, and memberships with their dates. A
// membership is an org:Membership with dm:since and dm:until, and beside it
// an edge to traverse, <state/KAZ> org:memberOf <group/…>.
func Facts(entities []schema.Entity, memberships []schema.Membership, base string) []quad.Quad {
	b := newBuilder(base, Lexicon(base))
	for i := range entities {
		b.fact(&entities[i])
	}
	for i := range memberships {
		b.membership(&memberships[i])
	}
	return b.done()
}

func (b *builder) fact(e *schema.Entity) {
	n := IRI(b.base, e.ID)
	if c := class(e.Type); c != "" {
		b.add(n, rdfType, quad.IRI(c))
	}
	b.name(n, e.Type, e.Name)
	if e.Label != "" {
		b.add(n, prefLabel, english(e.Label))
	}
	for _, alias := range e.Aliases {
		b.add(n, altLabel, english(alias))
	}
	if e.Kind != "" {
		b.add(n, schema.PropKind, b.kind(e.Kind))
	}
	b.date(n, schema.PropSince, e.Since)
	b.date(n, schema.PropUntil, e.Until)
	for _, topic := range e.Topics {
		b.add(n, dcSubject, IRI(b.base, "topic/"+topic))
	}
	if e.Parent != "" {
		b.add(n, schema.PropParent, IRI(b.base, e.Parent))
	}
	b.links(n, owlSameAs, e.SameAs)
	match := exactMatch
	if e.Type == schema.TypeTopic { // ours are coarser than those of a thesaurus
		match = closeMatch
	}
	b.links(n, match, e.Matches)
}

// kind is the concept of a kind: the vocabulary's, or else one of our own
// data that is known by its name alone.
func (b *builder) kind(name string) quad.IRI {
	if term := schema.Namespace + "kind-" + slug(name); slices.Contains(schema.Kinds(), term) {
		return quad.IRI(term)
	}
	node := IRI(b.base, "kind/"+slug(name))
	if b.once(node) {
		b.add(node, rdfType, quad.IRI(concept))
		b.add(node, prefLabel, english(name))
	}
	return node
}

// links adds IRIs of other data sets; what is no IRI is left out.
func (b *builder) links(n quad.IRI, p string, iris []string) {
	for _, iri := range iris {
		if bare(iri) && strings.Contains(iri, ":") {
			b.add(n, p, quad.IRI(iri))
		}
	}
}

func (b *builder) membership(m *schema.Membership) {
	member, group := IRI(b.base, m.Member), IRI(b.base, m.Group)
	key := "membership/" + strings.ReplaceAll(m.Group, "/", "-") + "/" + strings.ReplaceAll(m.Member, "/", "-")
	if m.Since != "" {
		key += "/" + m.Since
	}
	n := IRI(b.base, key)
	b.add(n, rdfType, quad.IRI(orgMember))
	b.add(n, orgWho, member)
	b.add(n, orgWhere, group)
	b.date(n, schema.PropSince, m.Since)
	b.date(n, schema.PropUntil, m.Until)
	b.add(member, orgMemberOf, group)
}
