package entity

import (
	"strings"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/schema"
)

// maxAcronym bounds an acronym in bytes.
const maxAcronym = 14

// acronyms binds the capitals in parentheses after a mention to it, as in "the
// Kimberley Process Certification Scheme (KPCS)", for the rest of the record,
// and finds those bound before.
func (l *Linker) acronyms(p *page, c *Context) {
	for _, f := range p.finds {
		acr, ok := introduced(p.text[f.End:])
		if !ok || f.Use == ByShortForm || f.Use == BySymbol || f.hi-f.lo < 2 {
			continue
		}
		switch f.Type {
		case schema.TypeState, schema.TypePerson, schema.TypePlace, schema.TypeDocument:
			continue
		}
		_, known := p.at(f.hi)
		if at := abbreviates(acr, p.words[f.lo:f.hi]); at == 0 || at > 0 && !known {
			c.bound[acr] = f.Mention
		}
	}
	if len(c.bound) == 0 {
		return
	}
	var out []find
	for i, w := range p.words {
		m, ok := c.bound[p.text[w.Start:w.End]]
		if !ok {
			continue
		}
		if f, known := p.at(i); known && (f.ID == m.ID || f.hi-f.lo > 1) {
			continue
		}
		m.Use, m.Row = ByShortForm, "acronym:"+m.Row
		out = append(out, p.find(i, i+1, m))
	}
	p.replace(out)
}

// abbreviates is the word of a name with which the acronym begins, its
// capitals being first letters of words from there on, in order; -1 where
// they are not.
func abbreviates(acr string, words []word) int {
	var capitals []byte
	for i := 0; i < len(acr); i++ {
		if 'A' <= acr[i] && acr[i] <= 'Z' {
			capitals = append(capitals, acr[i]+'a'-'A')
		}
	}
	for from := 0; from < len(words); from++ {
		if words[from].folded[0] != capitals[0] {
			continue
		}
		n := 0
		for _, w := range words[from:] {
			if n < len(capitals) && w.folded != "" && w.folded[0] == capitals[n] {
				n++
			}
		}
		if n == len(capitals) {
			return from
		}
	}
	return -1
}

// introduced is the acronym in the parentheses that rest begins with.
func introduced(rest string) (string, bool) {
	rest = strings.TrimLeft(rest, " \n")
	if !strings.HasPrefix(rest, "(") {
		return "", false
	}
	end := strings.IndexByte(rest[:min(len(rest), maxAcronym+2)], ')')
	if end < 3 {
		return "", false
	}
	acr := rest[1:end]
	if !utf8.ValidString(acr) {
		return "", false
	}
	words := split(acr)
	if len(words) != 1 || words[0].Len() != len(acr) {
		return "", false
	}
	capitals := 0
	for _, r := range acr {
		switch {
		case r >= 'A' && r <= 'Z':
			capitals++
		case r >= '0' && r <= '9' && capitals == 0:
			return "", false
		}
	}
	return acr, capitals >= 2
}
