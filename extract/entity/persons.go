package entity

import (
	"github.com/demarche-kg/demarche/schema"
)

// persons finds persons by their titles ("Mr. Carlos Ruiz Massieu", "Special
// Envoy Martin Griffiths") and, once named, by the last of their names.
func (l *Linker) persons(p *page, c *Context) []find {
	var out []find
	for i := 0; i < len(p.words); {
		f, ok := l.titled(p, i)
		if !ok {
			i++
			continue
		}
		c.meet(p, f)
		out = append(out, f)
		i = f.hi
	}
	for _, f := range p.finds {
		if f.Type == schema.TypePerson && f.Kind == "person" {
			c.meet(p, f)
		}
	}
	// A last name alone, and with a title, is the person of that name.
	for i := range out {
		if !bynamed(p.words[out[i].lo].folded) {
			l.complete(p, c, &out[i])
		}
	}
	for i, w := range p.words {
		if !w.upper || p.cover[i] >= 0 || p.begins(i) && i+1 < len(p.words) && p.words[i+1].upper {
			continue
		}
		if full, ok := c.persons[w.folded]; ok {
			m := Mention{Type: schema.TypePerson, Name: full, ID: schema.Key(schema.TypePerson, full), Use: ByShortForm, Kind: "person", Row: "person"}
			out = append(out, p.find(i, i+1, m))
		}
	}
	return out
}

// titled reads a title and the name after it from word i.
func (l *Linker) titled(p *page, i int) (find, bool) {
	k := l.words.title(p.words, i)
	if k == i {
		return find{}, false
	}
	lo := k
	office := ""
	if f, ok := p.at(i); ok && f.Office != "" && f.lo == i && f.hi == k {
		office = f.Office
	}
	if f, ok := p.at(k); ok && f.Kind == "person" && f.lo == k && p.words[k].within() {
		f.Mention.Office = office
		return p.find(i, f.hi, f.Mention), true
	}
	end := k
	for k < len(p.words) && k < lo+7 {
		w := p.words[k]
		if !w.within() && !(w.gap == gapApostrophe) || p.cover[k] >= 0 && !l.surname(p, k) {
			break
		}
		if l.words.is("stop", w.folded) && w.Len() < 3 {
			break
		}
		if w.upper && !l.words.is("calendar", w.folded) && !l.words.is("small", w.folded) {
			if h, _ := l.words.head(p.words, k); h != nil && k == lo {
				break
			}
			end = k + 1
		} else if !l.words.is("particle", w.folded) && !(w.gap == gapHyphen && k > lo) {
			break
		} else if w.gap == gapHyphen {
			end = k + 1
		}
		k++
	}
	if end == lo || l.words.title(p.words[:end], lo) == end {
		return find{}, false
	}
	name := p.string(lo, end)
	m := Mention{Type: schema.TypePerson, Name: name, ID: schema.Key(schema.TypePerson, name), Use: ByName, Kind: "person", Row: "form:title", Office: office}
	if office == "" {
		m.Office = l.officeOf(p.words[i:lo], p.string(i, lo))
	}
	if i > 1 && p.words[i-1].folded == "the" && p.words[i-2].folded == "of" {
		// "Special Representative of the Secretary-General X": the title is
		// another's.
		m.Office = ""
		return p.find(lo, end, m), true
	}
	return p.find(i, end, m), true
}

// surname reports whether the find at word k may be part of a person's name:
// a state or a place of one word in its middle ("Michelle Jordan").
func (l *Linker) surname(p *page, k int) bool {
	f, _ := p.at(k)
	return f.hi-f.lo == 1 && f.Use <= ByCapital && (f.Type == schema.TypeState || f.Type == schema.TypePlace) && p.words[k].gap != gapApostrophe && !p.words[k].caps
}

// officeOf is the title as an office: "Special Envoy", "" for "Mr.".
func (l *Linker) officeOf(words []word, s string) string {
	if h, _ := l.words.head(words, 0); h != nil && h.Type == schema.TypePerson {
		return s
	}
	return ""
}

// complete gives a person named by the last name alone the whole name, where
// the record or the holders of offices at its date tell it.
func (l *Linker) complete(p *page, c *Context, f *find) {
	name := folded(f.Name)
	full, ok := c.persons[name]
	if !ok && f.Name != "" {
		full = l.surnamed(name, c.Date)
	}
	if full != "" && full != f.Name {
		f.Name, f.ID, f.Use = full, schema.Key(schema.TypePerson, full), ByShortForm
	}
}

// bynamed reports whether a title goes before a first name: "Pope Francis".
func bynamed(title string) bool {
	switch title {
	case "pope", "king", "queen", "prince", "princess", "emir", "sheikh", "shaikh", "sheikha", "mother", "brother", "sister", "sir", "dame":
		return true
	}
	return false
}

// surnamed is the one person of that last name who held an office at a date,
// "" where there is none or more than one.
func (l *Linker) surnamed(name, date string) string {
	found := ""
	for _, h := range l.surnames[name] {
		if date != "" && !((h.Since == "" || before(h.Since, date)) && (h.Until == "" || before(date, h.Until))) {
			continue
		}
		if found != "" && found != h.Person {
			return ""
		}
		found = h.Person
	}
	return found
}

// lastNames are the forms by which the last of a person's names may stand:
// "Ruiz Massieu" and "Massieu" of Carlos Ruiz Massieu.
func lastNames(name string) []string {
	words := split(name)
	var out []string
	for k := 1; k < len(words); k++ {
		if k+3 >= len(words) && words[k].gap == gapBlank && words[k].Len() > 1 {
			out = append(out, phrase(words[k:]))
		}
	}
	return out
}

// meet keeps a person of several names under the last of them.
func (c *Context) meet(p *page, f find) {
	for _, last := range lastNames(f.Name) {
		c.persons[last] = f.Name
	}
}

// appositions finds the person whose name follows an office: "Special
// Representative of the Secretary-General Jeanine Hennis-Plasschaert".
func (l *Linker) appositions(p *page, c *Context) []find {
	var out []find
	for _, f := range p.finds {
		if f.Type != schema.TypePerson || f.Kind == "person" {
			continue
		}
		lo := f.hi
		end := lo
		for end < len(p.words) && end < lo+5 && p.cover[end] < 0 {
			w := p.words[end]
			if !w.within() && !(end == lo && w.gap == gapComma) || !w.upper && !l.words.is("particle", w.folded) || l.words.is("calendar", w.folded) {
				break
			}
			if h, _ := l.words.head(p.words, end); h != nil || l.words.title(p.words, end) > end {
				break
			}
			end++
		}
		for end > lo && !p.words[end-1].upper {
			end--
		}
		if end-lo < 2 || !p.words[lo].upper {
			continue
		}
		name := p.string(lo, end)
		m := Mention{Type: schema.TypePerson, Name: name, ID: schema.Key(schema.TypePerson, name), Kind: "person", Row: "form:apposition", Office: f.Name}
		n := p.find(lo, end, m)
		c.meet(p, n)
		out = append(out, n)
	}
	return out
}

// offices says who held the offices named, at the date of the record.
func (l *Linker) offices(p *page, c *Context) {
	for i := range p.finds {
		f := &p.finds[i]
		if f.Type == schema.TypePerson && f.Kind == "office" {
			f.Person = l.holder(f.ID, c.Date)
		}
	}
}

// holder is who held an office, by its key, at a date; "" where unknown.
func (l *Linker) holder(key, date string) string {
	if date == "" {
		return ""
	}
	const prefix = string(schema.TypePerson) + "/"
	if len(key) < len(prefix) {
		return ""
	}
	for _, h := range l.holders[key[len(prefix):]] {
		if (h.Since == "" || before(h.Since, date)) && (h.Until == "" || before(date, h.Until)) {
			return h.Person
		}
	}
	return ""
}
