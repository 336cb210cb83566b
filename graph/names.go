package graph

import (
	"slices"
	"strings"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
)

// Names in queries are short: "dm:advocates" with a prefix of rdf.Prefixes,
// and keys such as "state/KAZ" or "record/S/PV.5881", whose IRI lies under
// the base. Both may stand in <> as well. Answers have them in the same form,
// so that what comes out can go in.

// rooms are the first segments of keys: what else has a slash is a string.
func rooms() []string {
	return []string{"state", "group", "body", "instrument", "document", "meeting", "person", "place",
		"record", "position", "target", "addressee", "topic", "kind", "reading", "lexicon", "membership", "holder"}
}

// expand returns the IRI that a short name stands for, and whether s looks
// like one.
func expand(base, s string) (quad.IRI, bool) {
	if prefix, local, ok := strings.Cut(s, ":"); ok && !strings.HasPrefix(local, "//") {
		for _, p := range rdf.Prefixes() {
			if p.Name == prefix {
				return quad.IRI(p.IRI + local), true
			}
		}
	}
	room, rest, ok := strings.Cut(s, "/")
	if (ok && rest != "" || s == "lexicon") && slices.Contains(rooms(), room) {
		return rdf.IRI(base, s), true
	}
	return "", false
}

// shorten is the inverse of expand; an IRI without a short name stays in <>.
func shorten(base string, iri quad.IRI) string {
	for _, p := range rdf.Prefixes() {
		if local, ok := strings.CutPrefix(string(iri), p.IRI); ok {
			return p.Name + ":" + local
		}
	}
	if key, ok := rdf.Key(base, iri); ok {
		if back, ok := expand(base, key); ok && back == iri {
			return key
		}
	}
	return "<" + string(iri) + ">"
}

// named is a store in which short names are found too. It keeps those that
// are looked for and not found.
type named struct {
	view
	base    string
	mu      sync.Mutex
	missing map[string]bool
}

// ValueOf finds a value. What looks like a short name is one first, and only
// where there is no such thing a string.
func (n *named) ValueOf(v quad.Value) graph.Ref {
	var s string
	switch v := v.(type) {
	case quad.IRI:
		if r := n.view.ValueOf(v); r != nil {
			return r
		}
		s = string(v)
	case quad.String:
		s = string(v)
	default:
		return n.view.ValueOf(v)
	}
	iri, ok := expand(n.base, s)
	if ok {
		if r := n.view.ValueOf(iri); r != nil {
			return r
		}
	}
	_, isIRI := v.(quad.IRI)
	if !isIRI {
		if r := n.view.ValueOf(v); r != nil {
			return r
		}
	}
	if ok || isIRI {
		n.mu.Lock()
		n.missing[s] = true
		n.mu.Unlock()
	}
	return nil
}

// unknown returns the names that were looked for in vain, sorted.
func (n *named) unknown() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var out []string
	for s := range n.missing {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}
