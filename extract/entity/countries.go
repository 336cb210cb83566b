package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// country reads "the country", "the nation", "the Government": the state that
// the record speaks of most, unless it speaks twice as often of the speaker's
// own; "that country" is the one named last.
func (l *Linker) country(p *page, c *Context, i int) (find, bool) {
	if c.state.ID == "" || i == 0 || !p.words[i].within() {
		return find{}, false
	}
	m := c.state
	switch p.words[i-1].folded {
	case "the":
		if c.states[m.ID] < 2 || c.own > 2*c.states[m.ID] {
			return find{}, false
		}
	case "that":
		m = c.recent
	default:
		return find{}, false
	}
	switch w := p.words[i]; w.folded {
	case "country", "nation":
	case "government":
		if !w.upper {
			return find{}, false
		}
	default:
		return find{}, false
	}
	if i+1 < len(p.words) && p.words[i+1].within() {
		next := p.words[i+1]
		switch next.folded {
		case "of", "that", "which", "where", "concerned", "level", "team", "teams", "office", "offices", "side", "reports", "programmes", "visits":
			return find{}, false
		}
		if next.upper {
			return find{}, false
		}
	}
	m.Use, m.Row = ByShortForm, "context:country"
	return p.find(i, i+1, m), true
}

// states gives each place that has a state in its name ("eastern Ukraine")
// that state as a mention inside, and makes a capital where something happens
// ("the talks in Berlin") the place it is.
func (l *Linker) states(p *page, c *Context) {
	for k := range p.finds {
		f := &p.finds[k]
		switch {
		case f.Type == schema.TypePlace && f.Kind == "region" && directed(p.words[f.lo].folded):
			l.within(p, f, c.Date, f.lo+1, func(n *named) bool { return n.typ == schema.TypeState && n.use == ByName && n.plain })
		case f.Type == schema.TypeInstrument && f.Use == ByName && f.Owner == "" && l.genitive(p, f, c.Date):
		case f.Type == schema.TypeInstrument && f.Kind == "initiative" && f.Use == ByName:
			l.within(p, f, c.Date, f.lo, func(n *named) bool {
				return n.typ == schema.TypePlace || n.typ == schema.TypeState && n.use == ByAdjective
			})
		case f.Use == ByCapital && f.Type == schema.TypeState && f.lo > 0 && p.words[f.lo].within() && l.situated(p, f):
			name := p.string(f.lo, f.hi)
			f.Type, f.Name, f.ID, f.Use, f.Kind = schema.TypePlace, name, schema.Key(schema.TypePlace, name), ByName, "city"
		}
	}
}

// genitive adds the owner with whom the name of a find begins, as in "the
// Secretary-General's reform proposals", and reports whether there is one.
func (l *Linker) genitive(p *page, f *find, date string) bool {
	n, end := l.names.longest(p.words[:f.hi], f.lo, func(n *named, ws []word) bool {
		return (n.typ == schema.TypePerson || n.typ == schema.TypeState || n.typ == schema.TypeGroup) && n.fits(p.text, ws) && n.at(date)
	})
	if n == nil || end >= f.hi || p.words[end].gap != gapApostrophe {
		return false
	}
	f.Owner = n.id
	p.owners = append(p.owners, p.find(f.lo, end, n.mention(schema.Span{})).Mention)
	return true
}

// within adds the names inside a find, from word i on, that take accepts.
func (l *Linker) within(p *page, f *find, date string, i int, take func(*named) bool) {
	for i < f.hi {
		if m, ok := l.prefix(p, i); ok {
			p.owners = append(p.owners, p.find(i, i+1, m).Mention)
		}
		n, end := l.names.longest(p.words[:f.hi], i, func(n *named, ws []word) bool {
			return take(n) && n.fits(p.text, ws) && n.at(date)
		})
		if n == nil {
			i++
			continue
		}
		p.owners = append(p.owners, p.find(i, end, n.mention(schema.Span{})).Mention)
		i = end
	}
}

// directed reports whether a region's name begins with a direction:
// "eastern Ukraine".
func directed(w string) bool {
	for _, d := range []string{"north", "south", "east", "west"} {
		if strings.HasPrefix(w, d) {
			return true
		}
	}
	return false
}

// situated reports whether a capital is but where something is: "in Berlin",
// "visited Khartoum", "the Paris meeting".
func (l *Linker) situated(p *page, f *find) bool {
	switch before := p.words[f.lo-1].folded; {
	case located(before):
		return true
	case before == "visited":
		return true
	case before == "to" && f.lo > 1:
		switch p.words[f.lo-2].folded {
		case "visit", "visits", "trip", "travel", "travelled", "mission", "return", "came", "went":
			return true
		}
	case before == "the" && f.hi-f.lo == 1:
		return f.hi < len(p.words) && p.words[f.hi].gap == gapBlank && !l.governs(p, f.hi) && !l.words.is("small", p.words[f.hi].folded)
	}
	return false
}

// governs reports whether word k makes the name before it a government: "the
// Kyiv authorities".
func (l *Linker) governs(p *page, k int) bool {
	switch p.words[k].folded {
	case "government", "authorities", "leadership", "regime", "side", "delegation", "administration", "has", "is", "must", "should", "will", "was", "and", "would", "can", "could", "had":
		return true
	}
	return false
}

// located reports whether what follows a preposition is a place.
func located(w string) bool {
	switch w {
	case "in", "at", "near", "outside", "around":
		return true
	}
	return false
}
