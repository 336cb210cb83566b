package rdf

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

// DefaultBase is the base IRI of data where the user names none.
const DefaultBase = "https://demarche.example/id/"

// The terms of other vocabularies that the graph uses.
const (
	rdfNS     = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rdfsNS    = "http://www.w3.org/2000/01/rdf-schema#"
	owlNS     = "http://www.w3.org/2002/07/owl#"
	xsdNS     = "http://www.w3.org/2001/XMLSchema#"
	skosNS    = "http://www.w3.org/2004/02/skos/core#"
	dctermsNS = "http://purl.org/dc/terms/"
	foafNS    = "http://xmlns.com/foaf/0.1/"
	oaNS      = "http://www.w3.org/ns/oa#"
	orgNS     = "http://www.w3.org/ns/org#"
	provNS    = "http://www.w3.org/ns/prov#"
	dcatNS    = "http://www.w3.org/ns/dcat#"
	shNS      = "http://www.w3.org/ns/shacl#"
	voidNS    = "http://rdfs.org/ns/void#"

	rdfType     = rdfNS + "type"
	rdfJSON     = rdfNS + "JSON" // https://www.w3.org/TR/json-ld11/#the-rdf-json-datatype
	rdfsLabel   = rdfsNS + "label"
	owlSameAs   = owlNS + "sameAs"
	prefLabel   = skosNS + "prefLabel"
	altLabel    = skosNS + "altLabel"
	notation    = skosNS + "notation"
	concept     = skosNS + "Concept"
	exactMatch  = skosNS + "exactMatch"
	closeMatch  = skosNS + "closeMatch"
	dcDate      = dctermsNS + "date"
	dcTitle     = dctermsNS + "title"
	dcLanguage  = dctermsNS + "language"
	dcSubject   = dctermsNS + "subject"
	dcIsPartOf  = dctermsNS + "isPartOf"
	dcID        = dctermsNS + "identifier"
	foafName    = foafNS + "name"
	oaQuote     = oaNS + "TextQuoteSelector"    // https://www.w3.org/TR/annotation-model/#text-quote-selector
	oaPosition  = oaNS + "DataPositionSelector" // https://www.w3.org/TR/annotation-model/#data-position-selector: bytes
	oaExact     = oaNS + "exact"
	oaStart     = oaNS + "start"
	oaEnd       = oaNS + "end"
	orgMember   = orgNS + "Membership" // https://www.w3.org/TR/vocab-org/#class-membership
	orgWho      = orgNS + "member"
	orgWhere    = orgNS + "organization"
	orgMemberOf = orgNS + "memberOf"
	influenced  = provNS + "wasInfluencedBy"
)

// A Prefix is a short name for a namespace.
type Prefix struct{ Name, IRI string }

// Prefixes returns the short names that writers and queries know, by name.
func Prefixes() []Prefix {
	return []Prefix{
		{"dcat", dcatNS}, {"dcterms", dctermsNS}, {"dm", schema.Namespace}, {"foaf", foafNS}, {"oa", oaNS}, {"org", orgNS},
		{"owl", owlNS}, {"prov", provNS}, {"rdf", rdfNS}, {"rdfs", rdfsNS}, {"sh", shNS}, {"skos", skosNS},
		{"void", voidNS}, {"xsd", xsdNS},
	}
}

// CheckBase says what is wrong with a base IRI, if anything.
func CheckBase(base string) error {
	u, err := url.Parse(base)
	if err != nil || u.Scheme == "" || !bare(base) || !strings.HasSuffix(base, "/") && !strings.HasSuffix(base, "#") {
		return fmt.Errorf("base IRI %q: want an absolute IRI that ends in / or #, such as %s", base, DefaultBase)
	}
	return nil
}

// IRI returns the IRI of a key under base: "state/KAZ" becomes
// https://demarche.example/id/state/KAZ. Characters that an IRI may not hold
// are percent-encoded, so that Key gives every key back.
func IRI(base, key string) quad.IRI { return quad.IRI(base + escape(key)) }

// Key returns the key of an IRI under base, and whether it has one.
func Key(base string, iri quad.IRI) (string, bool) {
	tail, ok := strings.CutPrefix(string(iri), base)
	if !ok || tail == "" {
		return "", false
	}
	if !strings.Contains(tail, "%") {
		return tail, true
	}
	key, err := url.PathUnescape(tail)
	return key, err == nil
}

// escape percent-encodes what may not stand in the path of an IRI (RFC 3987,
// section 2.2), and the dots of the segments "." and "..", which a resolver
// would remove.
func escape(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	for i, segment := range strings.Split(s, "/") {
		if i > 0 {
			b.WriteByte('/')
		}
		if segment == "." || segment == ".." {
			b.WriteString(strings.Repeat("%2E", len(segment)))
			continue
		}
		for len(segment) > 0 {
			r, n := utf8.DecodeRuneInString(segment)
			if iriRune(r, n) {
				b.WriteString(segment[:n])
			} else {
				for _, c := range []byte(segment[:n]) {
					fmt.Fprintf(&b, "%%%02X", c)
				}
			}
			segment = segment[n:]
		}
	}
	return b.String()
}

// plain reports whether s needs no escape: the common case.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c != '/' && (c == '.' || !iriRune(rune(c), 1)) {
			return false
		}
	}
	return true
}

// iriRune reports whether r may stand in a path segment of an IRI: ipchar of
// RFC 3987.
func iriRune(r rune, size int) bool {
	switch {
	case r == utf8.RuneError && size <= 1:
		return false
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		return true
	case r < utf8.RuneSelf:
		return strings.ContainsRune("-._~!$&'()*+,;=:@", r)
	case r <= 0xD7FF:
		return r >= 0xA0
	case r <= 0xFFFF:
		return r >= 0xF900 && r <= 0xFFEF && !(r >= 0xFDD0 && r <= 0xFDEF)
	}
	return r < 0xF0000 && r&0xFFFF <= 0xFFFD
}

// bare reports whether an absolute IRI can stand in <> as it is.
func bare(iri string) bool {
	for _, r := range iri {
		if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// The classes of the types of entity, in the order of schema.
func class(t schema.EntityType) string {
	switch t {
	case schema.TypeState:
		return schema.ClassState
	case schema.TypeGroup:
		return schema.ClassGroup
	case schema.TypeBody:
		return schema.ClassBody
	case schema.TypeInstrument:
		return schema.ClassInstrument
	case schema.TypeDocument:
		return schema.ClassDocument
	case schema.TypeMeeting:
		return schema.ClassMeeting
	case schema.TypePerson:
		return schema.ClassPerson
	case schema.TypePlace:
		return schema.ClassPlace
	case schema.TypeTopic:
		return schema.ClassTopic
	}
	return ""
}

// typeOf is the inverse of class.
func typeOf(class string) schema.EntityType {
	switch class {
	case schema.ClassState:
		return schema.TypeState
	case schema.ClassGroup:
		return schema.TypeGroup
	case schema.ClassBody:
		return schema.TypeBody
	case schema.ClassInstrument:
		return schema.TypeInstrument
	case schema.ClassDocument:
		return schema.TypeDocument
	case schema.ClassMeeting:
		return schema.TypeMeeting
	case schema.ClassPerson:
		return schema.TypePerson
	case schema.ClassPlace:
		return schema.TypePlace
	case schema.ClassTopic:
		return schema.TypeTopic
	}
	return ""
}

// typeOfKey is the type that the first segment of a key names, "" if none.
func typeOfKey(key string) schema.EntityType {
	first, _, ok := strings.Cut(key, "/")
	if t := schema.EntityType(first); ok && class(t) != "" {
		return t
	}
	return ""
}

// RecordKey is the key of a record: "record/S/PV.5881".
func RecordKey(symbol string) string { return "record/" + symbol }

// StanceIRI is the property, and the concept, of a stance.
func StanceIRI(s schema.Stance) quad.IRI { return quad.IRI(schema.Namespace + string(s)) }

// Lexicon is the label of the named graph of the lexicon's facts.
func Lexicon(base string) quad.IRI { return IRI(base, "lexicon") }
