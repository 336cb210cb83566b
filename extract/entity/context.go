package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A Context is what was named so far in a record, so that a later text may
// say "the Treaty" for what an earlier one named. One goroutine at a time may
// use it.
type Context struct {
	// Date is the record's, ISO 8601, as exact as known: it decides between
	// things that bore one name at different times, and who held an office.
	// "" is unknown.
	Date string
	// Speaker is the code of the state that speaks, which does not call
	// itself "the country"; "" is none.
	Speaker string

	last    map[string]Mention  // what a short form stands for, by its folded words
	pinned  map[string]bool     // those that the record's symbol decides
	bound   map[string]Mention  // acronyms bound where they were introduced
	persons map[string]string   // whole names, by the last word folded
	states  map[string]int      // how often each state was named, by key
	state   Mention             // the state named most, the latest of two
	own     int                 // how often the speaker's state was named
	recent  Mention             // the state named last
	draft   map[string]bool     // the symbols of draft resolutions
	shorts  map[string][]string // short forms, by type and name
}

// NewContext starts a record. symbol is the record's: "the Council" of
// S/PV.5881 is the Security Council, "the Committee" of A/C.1/63/PV.12 the
// First Committee.
func NewContext(symbol string) *Context {
	c := &Context{
		last: map[string]Mention{}, pinned: map[string]bool{}, bound: map[string]Mention{},
		persons: map[string]string{}, states: map[string]int{},
		draft: map[string]bool{}, shorts: map[string][]string{},
	}
	pin := func(short string, t schema.EntityType, name string) {
		c.last[short] = Mention{Type: t, Name: name, ID: schema.Key(t, name), Row: "context"}
		c.pinned[short] = true
	}
	pin("organization", schema.TypeBody, "United Nations")
	pin("world organization", schema.TypeBody, "United Nations")
	pin("secretariat", schema.TypeBody, "United Nations Secretariat")
	pin("assembly", schema.TypeBody, "General Assembly")
	pin("charter", schema.TypeInstrument, "Charter of the United Nations")
	for _, o := range organs() {
		if strings.HasPrefix(symbol, o.prefix) {
			pin(o.short, schema.TypeBody, o.name)
			break
		}
	}
	return c
}

// An organ is the body that a record's own short form stands for.
type organ struct{ prefix, short, name string }

// organs are by the prefix of the record's symbol, longer prefixes first; the
// last are those of files named after their records.
func organs() []organ {
	return []organ{
		{"A/C.1/", "committee", "First Committee"},
		{"A/C.2/", "committee", "Second Committee"},
		{"A/C.3/", "committee", "Third Committee"},
		{"A/C.4/", "committee", "Fourth Committee"},
		{"A/C.5/", "committee", "Fifth Committee"},
		{"A/C.6/", "committee", "Sixth Committee"},
		{"A/CN.10/", "commission", "United Nations Disarmament Commission"},
		{"A/HRC/", "council", "Human Rights Council"},
		{"CD/", "conference", "Conference on Disarmament"},
		{"E/CN.4/", "commission", "Commission on Human Rights"},
		{"E/", "council", "Economic and Social Council"},
		{"PBC/", "commission", "Peacebuilding Commission"},
		{"S/", "council", "Security Council"},
		{"SPV", "council", "Security Council"},
		{"UNSC", "council", "Security Council"},
	}
}

// remember keeps a mention under the short forms that may stand for it.
func (c *Context) remember(l *Linker, p *page, f find) {
	if f.Use == ByShortForm {
		return
	}
	m := f.Mention
	switch m.Type {
	case schema.TypeState:
		c.count(m)
	case schema.TypeDocument:
		c.document(m)
	case schema.TypeInstrument, schema.TypeBody, schema.TypeMeeting:
		if m.Owner == "" {
			c.shorten(l, m.Name, m)
			if m.Use == ByName {
				c.shorten(l, p.text[f.Start:f.End], m)
			}
		} else if m.Kind != "" {
			c.keep(m.Kind, m)
		}
		if m.Type == schema.TypeInstrument {
			c.keep("instrument", m)
			if m.Kind != "" && m.Owner == "" {
				c.keep(folded(m.Kind), m)
			}
		}
	}
}

// keep binds a short form, unless the record's symbol has bound it.
func (c *Context) keep(short string, m Mention) {
	if !c.pinned[short] {
		c.last[short] = m
	}
}

// count counts a state named; the one named most is "the country".
func (c *Context) count(m Mention) {
	if m.Use == ByCapital {
		return
	}
	if m.Name == c.Speaker {
		c.own++
		return
	}
	c.states[m.ID]++
	c.recent = m
	c.recent.Use = ByName
	if c.state.ID == "" || c.states[m.ID] >= c.states[c.state.ID] {
		m.Use = ByName
		c.state = m
	}
}

// known reports whether a short form stands for something.
func (c *Context) known(short string) bool {
	_, ok := c.last[short]
	return ok
}

// document keeps a document under what it is called.
func (c *Context) document(m Mention) {
	switch m.Kind {
	case "resolution":
		c.last["resolution"] = m
		if d, ok := c.last["text"]; !ok || d.Kind == "resolution" {
			c.last["text"] = m
		}
	case "draft resolution":
		c.draft[m.Name] = true
		c.last["draft resolution"], c.last["draft"], c.last["text"], c.last["draft text"] = m, m, m, m
		if r, ok := c.last["resolution"]; !ok || r.Kind == "draft resolution" {
			c.last["resolution"] = m
		}
	default:
		c.last[m.Kind] = m
	}
}

// shorten keeps m under the short forms of a name; those of a name are made
// once in a record.
func (c *Context) shorten(l *Linker, name string, m Mention) {
	key := string(m.Type) + name
	shorts, ok := c.shorts[key]
	if !ok {
		l.shorten(split(name), m.Type, func(short string) { shorts = append(shorts, short) })
		c.shorts[key] = shorts
	}
	for _, s := range shorts {
		c.keep(s, m)
	}
}

// drafts is how many draft resolutions c and ahead know.
func (c *Context) drafts(ahead *Context) int {
	n := len(c.draft)
	for d := range ahead.draft {
		if !c.draft[d] {
			n++
		}
	}
	return n
}

// shorten calls keep with the short forms of a name: its head, with up to two
// words before it, and with "of …" after it: "Treaty", "Trade Treaty",
// "Programme", "Programme of Action".
func (l *Linker) shorten(words []word, t schema.EntityType, keep func(string)) {
	lo, hi := -1, -1
	var h *lexicon.Head
	for k := 0; k < len(words) && k < maxName; k++ {
		if hd, end := l.words.head(words, k); hd != nil && hd.Alone != lexicon.AloneNo && hd.Type == t {
			if lo < 0 || k <= hi {
				lo, hi, h = k, end, hd
			}
		}
		if lo >= 0 && l.words.is("small", words[k].folded) {
			break
		}
	}
	if h == nil {
		return
	}
	for from := max(0, lo-2); from <= lo; from++ {
		if !l.words.is("small", words[from].folded) {
			keep(phrase(words[from:hi]))
		}
	}
	if hi+1 < len(words) && words[hi].folded == "of" {
		end := hi + 1
		for end < len(words) && words[end].folded != "to" && !l.words.is("small", words[end].folded) {
			end++
		}
		if end > hi+1 {
			keep(phrase(words[lo:end]))
		}
	}
}
