package entity

import (
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// shortForms finds what stands for a thing named before in the record, or,
// where nothing before fits, for the first one after: "the Treaty", "this
// important resolution", "the draft", "the Programme of Action", "the
// country".
func (l *Linker) shortForms(p *page, c, ahead *Context) {
	about, main := newTopical(p.words), ahead.main()
	var out []find
	next := 0
	for i := 0; i < len(p.words); {
		for next < len(p.finds) && p.finds[next].lo <= i {
			c.remember(l, p, p.finds[next])
			next++
		}
		if p.cover[i] >= 0 {
			i++
			continue
		}
		f, ok := l.short(p, c, ahead, about, main, i)
		if !ok {
			f, ok = l.country(p, c, i)
		}
		if !ok {
			i++
			continue
		}
		out = append(out, f)
		i = f.hi
	}
	for ; next < len(p.finds); next++ {
		c.remember(l, p, p.finds[next])
	}
	p.add(out)
}

// ahead is what the whole text names, the first of two things that one short
// form may stand for.
func (l *Linker) ahead(p *page, c *Context) *Context {
	ahead := &Context{Speaker: c.Speaker, last: map[string]Mention{}, pinned: c.pinned, states: map[string]int{},
		draft: map[string]bool{}, shorts: c.shorts}
	for k := len(p.finds) - 1; k >= 0; k-- {
		ahead.remember(l, p, p.finds[k])
	}
	return ahead
}

// maxShort bounds a short form in words.
const maxShort = 5

// short reads a short form whose first word is i: the words after "the" or
// "this" and up to two qualifiers.
func (l *Linker) short(p *page, c, ahead *Context, about *topical, main string, i int) (find, bool) {
	det := l.determiner(p, i)
	if det == "" && !p.words[i].upper && p.words[i].folded != "draft" {
		return find{}, false
	}
	var best find
	found := false
	for end := i + 1; end <= len(p.words) && end <= i+maxShort && p.free(i, end) && (end == i+1 || p.words[end-1].within()); end++ {
		key := phrase(p.words[i:end])
		m, ok := c.last[key]
		if !ok {
			m, ok = ahead.last[key]
		}
		if !ok && len(l.stubs[key]) > 0 {
			m, ok = ofState(l.stubs[key], main, c.Date)
			if !ok {
				m, ok = about.choose(l.stubs[key])
			}
		}
		if !ok || !l.standsAlone(p, c, ahead, i, end, det, key, m) {
			continue
		}
		m.Use = ByShortForm
		if m.Row == "context" {
			m = l.canonical(m)
		}
		best, found = p.find(i, end, m), true
	}
	if u, ok := p.at(i - 1); found && ok && u.Name == "United Nations" && p.words[i].within() {
		best = p.find(u.lo, best.hi, best.Mention) // "the United Nations Mission"
	}
	return best, found
}

// determiner is the word before the short form at i that makes it one, over
// qualifiers: "this" in "this important resolution"; "" where there is none.
func (l *Linker) determiner(p *page, i int) string {
	if u, ok := p.at(i - 1); ok && u.Name == "United Nations" && p.words[i].within() && p.words[i].gap != gapApostrophe {
		i = u.lo
	}
	for k := i - 1; k >= 0 && k >= i-3 && p.words[k+1].within(); k-- {
		switch w := p.words[k].folded; w {
		case "the", "this", "that", "said", "its", "our", "his", "her", "s":
			return w
		case "today":
			return "this"
		default:
			if !l.words.is("qualifier", w) {
				return ""
			}
		}
	}
	return ""
}

// standsAlone reports whether words [i, end) may stand for m.
func (l *Linker) standsAlone(p *page, c, ahead *Context, i, end int, det, key string, m Mention) bool {
	upper := false
	for _, w := range p.words[i:end] {
		upper = upper || w.upper
	}
	h := l.headIn(p.words[i:end])
	if h == nil {
		return false
	}
	if key == "draft" && !l.bare(p, end) {
		return false
	}
	// A complement makes it another thing: "the report of the Panel".
	if end < len(p.words) && p.words[end].within() {
		switch next := p.words[end]; {
		case next.upper && next.gap == gapBlank && !c.pinned[key] && m.Type != schema.TypeDocument:
			return false
		case next.folded == "of":
			if m.Type != schema.TypeDocument || !l.ofSecretaryGeneral(p, end) {
				return false
			}
		case next.folded == "on" || next.folded == "for" || next.folded == "concerning":
			if h.Alone != lexicon.AloneAny && !upper || h.Word == "report" {
				return false
			}
		}
	}
	if c.pinned[key] {
		return upper && !(p.begins(i) && end < len(p.words) && det == "" && p.words[end].upper)
	}
	switch det {
	case "":
		return upper && end-i > 1 || key == "draft resolution" && (!l.indefinite(p, i) || c.drafts(ahead) == 1)
	case "its", "our", "his", "her", "s":
		return h.Alone == lexicon.AloneAny && m.Kind == "report"
	}
	switch h.Alone {
	case lexicon.AloneCapital:
		return upper
	case lexicon.AloneThis:
		return upper || det == "this" || det == "that" || det == "said"
	case lexicon.AloneAny:
		return true
	}
	return false
}

// bare reports whether the word before word k ends its phrase: "the draft
// before us" but not "the draft amendment".
func (l *Linker) bare(p *page, k int) bool {
	return k >= len(p.words) || !p.words[k].within() || l.words.is("stop", p.words[k].folded) || l.words.is("small", p.words[k].folded)
}

// headIn is the last head in words.
func (l *Linker) headIn(words []word) *lexicon.Head {
	var h *lexicon.Head
	for k := 0; k < len(words); k++ {
		if hd, end := l.words.head(words, k); hd != nil {
			h, k = hd, end-1
		}
	}
	return h
}

// indefinite reports whether an article before word i says that a thing is
// new: "a draft resolution".
func (l *Linker) indefinite(p *page, i int) bool {
	if i == 0 {
		return false
	}
	switch p.words[i-1].folded {
	case "a", "an", "any", "another", "new", "no", "such", "each", "every", "first", "second":
		return true
	}
	return false
}

// ofSecretaryGeneral reports whether words from k are "of the
// Secretary-General".
func (l *Linker) ofSecretaryGeneral(p *page, k int) bool {
	for n := k + 1; n < len(p.words) && n <= k+2; n++ {
		if f, ok := p.at(n); ok {
			return f.Office == "Secretary-General"
		}
	}
	return false
}

// canonical is a thing of the context as the lexicon has it.
func (l *Linker) canonical(m Mention) Mention {
	n, _ := l.names.longest(split(m.Name), 0, func(n *named, _ []word) bool { return n.typ == m.Type && n.name == m.Name })
	if n != nil {
		use, span := m.Use, m.Span
		m = n.mention(span)
		m.Use = use
	}
	return m
}
