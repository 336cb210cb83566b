package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// acronym binds the capitals in parentheses after a mention to it, as "the
// Kimberley Process Certification Scheme (KPCS)", for the rest of the record.
func (l *Linker) acronyms(text string, words []word, taken []Mention) map[string]Mention {
	bound := map[string]Mention{}
	for _, m := range taken {
		rest := text[m.End:]
		if !strings.HasPrefix(rest, " (") || len(rest) < 5 {
			continue
		}
		end := strings.IndexByte(rest[:min(len(rest), 14)], ')')
		if end < 4 {
			continue
		}
		acr := rest[2:end]
		if acr == strings.ToUpper(acr) && !strings.ContainsAny(acr, " /0123456789") {
			bound[acr] = m
		}
	}
	return bound
}

// shortForms finds what stands for a thing named before in the record: a
// bound acronym, and "the Treaty", "this resolution", "the draft" for the last
// thing whose name has that head.
func (l *Linker) shortForms(text string, words []word, taken []Mention, c *Context) []Mention {
	bound := l.acronyms(text, words, taken)
	var out []Mention
	next := 0
	for i, w := range words {
		for next < len(taken) && taken[next].Start <= w.Start {
			c.remember(l, taken[next])
			next++
		}
		if inside(taken, w.Span) {
			continue
		}
		if m, ok := bound[text[w.Start:w.End]]; ok && w.caps {
			m.Span, m.Use = w.Span, ByShortForm
			out = append(out, m)
			continue
		}
		if i == 0 || !demonstrative(words[i-1].folded) || w.gap != ' ' {
			continue
		}
		form, end := w.folded, i
		if w.folded == "draft" && i+1 < len(words) && words[i+1].folded == "resolution" {
			end = i + 1
			form = "resolution"
			if inside(taken, words[end].Span) {
				continue
			}
		} else if w.folded == "text" || w.folded == "draft" {
			form = "resolution"
		} else if h, ok := l.heads[w.folded]; !ok || !h.short || !w.upper && h.typ != schema.TypeDocument && !(h.lower && words[i-1].folded == "this") {
			if !(w.folded == "peace" && i+1 < len(words) && words[i+1].folded == "agreement") {
				continue
			}
			form, end = "agreement", i+1
		}
		// A head that a phrase follows is a new thing: "the report of …".
		m, ok := c.last[form]
		if !ok {
			continue
		}
		m.Span, m.Use = schema.Span{Start: w.Start, End: words[end].End}, ByShortForm
		out = append(out, m)
	}
	return out
}

func demonstrative(w string) bool {
	switch w {
	case "the", "this", "that", "said", "its", "our", "his":
		return true
	}
	return false
}

func inside(ms []Mention, s schema.Span) bool {
	for _, m := range ms {
		if m.Overlaps(s) {
			return true
		}
	}
	return false
}

// A Context is what was named so far in a record, so that a later speech may
// say "the Treaty" for what an earlier one named.
type Context struct {
	last map[string]Mention // by head word
}

// NewContext starts a record. symbol is the record's: "the Council" of S/PV.1
// is the Security Council, "the Assembly" of A/63/PV.9 the General Assembly.
func NewContext(symbol string) *Context {
	c := &Context{last: map[string]Mention{}}
	body := func(short, name string) {
		c.last[short] = Mention{Type: schema.TypeBody, Name: name, ID: schema.Key(schema.TypeBody, name), Row: "context"}
	}
	body("assembly", "General Assembly")
	body("organization", "United Nations")
	body("secretariat", "United Nations Secretariat")
	if strings.HasPrefix(symbol, "S/") {
		body("council", "Security Council")
	}
	c.last["charter"] = Mention{Type: schema.TypeInstrument, Name: "Charter of the United Nations",
		ID: schema.Key(schema.TypeInstrument, "Charter of the United Nations"), Row: "context"}
	return c
}

// remember keeps a mention under the heads in its name.
func (c *Context) remember(l *Linker, m Mention) {
	switch m.Type {
	case schema.TypeDocument:
		switch {
		case strings.Contains(m.Name, "/RES/"), m.Use == BySymbol && m.draft():
			c.last["resolution"] = m
		default:
			c.last["report"] = m
		}
	case schema.TypeInstrument, schema.TypeBody, schema.TypeMeeting:
		if m.Use == ByShortForm {
			return
		}
		for _, w := range split(m.Name) {
			if h, ok := l.heads[w.folded]; ok && h.short && h.typ == m.Type {
				c.last[w.folded] = m
			}
		}
	}
}

// draft reports whether the words of a symbol's mention call it a draft.
func (m Mention) draft() bool { return strings.HasPrefix(m.Row, "symbol:draft") }
