package rdf

import "strings"

// An iriParts is an IRI in its five components (RFC 3986, appendix B).
type iriParts struct {
	scheme, authority, path, query, fragment string
	hasAuthority, hasQuery, hasFragment      bool
}

func splitIRI(iri string) iriParts {
	var p iriParts
	iri, p.fragment, p.hasFragment = strings.Cut(iri, "#")
	iri, p.query, p.hasQuery = strings.Cut(iri, "?")
	if absolute(iri) {
		p.scheme, iri, _ = strings.Cut(iri, ":")
	}
	if rest, ok := strings.CutPrefix(iri, "//"); ok {
		p.hasAuthority = true
		i := strings.IndexByte(rest, '/')
		if i < 0 {
			i = len(rest)
		}
		p.authority, iri = rest[:i], rest[i:]
	}
	p.path = iri
	return p
}

// resolve resolves a relative reference against an absolute base as RFC 3986,
// section 5.2 does, characters untouched.
func resolve(base, ref string) string {
	b, r := splitIRI(base), splitIRI(ref)
	switch {
	case r.scheme != "":
		r.path = removeDots(r.path)
		return r.join()
	case r.hasAuthority:
		r.path = removeDots(r.path)
	case r.path == "":
		r.path = b.path
		if !r.hasQuery {
			r.query, r.hasQuery = b.query, b.hasQuery
		}
		r.authority, r.hasAuthority = b.authority, b.hasAuthority
	default:
		if !strings.HasPrefix(r.path, "/") {
			if b.hasAuthority && b.path == "" {
				r.path = "/" + r.path
			} else {
				r.path = b.path[:strings.LastIndexByte(b.path, '/')+1] + r.path
			}
		}
		r.path = removeDots(r.path)
		r.authority, r.hasAuthority = b.authority, b.hasAuthority
	}
	r.scheme = b.scheme
	return r.join()
}

// removeDots is remove_dot_segments (RFC 3986, 5.2.4).
func removeDots(path string) string {
	var out []string
	segments := strings.Split(path, "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case ".":
			if last {
				out = append(out, "")
			}
		case "..":
			if len(out) > 1 || len(out) == 1 && out[0] != "" {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return strings.Join(out, "/")
}

func (p iriParts) join() string {
	var b strings.Builder
	b.WriteString(p.scheme + ":")
	if p.hasAuthority {
		b.WriteString("//" + p.authority)
	}
	b.WriteString(p.path)
	if p.hasQuery {
		b.WriteString("?" + p.query)
	}
	if p.hasFragment {
		b.WriteString("#" + p.fragment)
	}
	return b.String()
}
