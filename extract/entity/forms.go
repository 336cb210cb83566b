package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// maxName bounds a name that no table lists, in words.
const maxName = 40

// capitalized finds the things that no table lists by their form: a run of
// capitalized words with a head in it ("the Kinshasa Convention", "the
// Stockholm Initiative on Nuclear Disarmament").
func (l *Linker) capitalized(p *page, c, ahead *Context) []find {
	var out []find
	for i := 0; i < len(p.words); {
		f, ok := l.run(p, c, ahead, i)
		if !ok {
			i++
			continue
		}
		out = append(out, f)
		i = f.hi
	}
	return out
}

// A core is what run has read: the words up to the head's end, and after it
// the complement.
type core struct {
	head   *lexicon.Head
	headLo int  // first word of the head
	headHi int  // one past its last
	open   bool // a complement has begun: "on …"
	joins  bool // an "and" belongs to the complement: "between X and Y"
	listed bool // a comma goes on the complement
	end    int  // one past the last capitalized word
}

// run reads one capitalized name from word i.
func (l *Linker) run(p *page, c, ahead *Context, i int) (find, bool) {
	w := p.words[i]
	if !w.upper || l.words.is("small", w.folded) || l.words.is("stop", w.folded) || l.words.is("plain", w.folded) || l.words.is("calendar", w.folded) || l.qualified(p, i) {
		return find{}, false
	}
	if f, ok := p.at(i); ok && f.lo < i {
		return find{}, false
	}
	at := core{end: i}
	for k := i; k < len(p.words) && k < i+maxName; {
		next := l.step(p, &at, i, k)
		if next == k {
			break
		}
		k = next
	}
	if at.head == nil || at.end-i < 2 {
		return find{}, false
	}
	if l.words.title(p.words[:at.end], i) == at.end {
		return find{}, false // "Mr. President"
	}
	if shouted(p.words[i:at.end]) {
		return find{}, false
	}
	if at.headLo == i && at.headHi < at.end && !l.complements(p, c, &at) {
		return find{}, false
	}
	name := phrase(p.words[i:at.end])
	if _, known := c.last[name]; known {
		return find{}, false // a short form
	}
	if _, known := ahead.last[name]; known || len(l.stubs[name]) > 0 {
		return find{}, false
	}
	if short, ok := strings.CutPrefix(name, "united nations "); ok && (c.known(short) || ahead.known(short)) {
		return find{}, false
	}
	return l.mint(p, c, &at, i)
}

// shouted reports whether words are a heading in capitals.
func shouted(words []word) bool {
	for _, w := range words {
		if !w.caps {
			return false
		}
	}
	return true
}

// qualified reports whether word i is a plain word that a sentence begins
// with: "Important", "International" before a lower-case word.
func (l *Linker) qualified(p *page, i int) bool {
	return p.begins(i) && (i+1 == len(p.words) || !p.words[i+1].upper)
}

// step takes word k into the run that began at i; it returns the word after
// it, or k where the run has ended.
func (l *Linker) step(p *page, at *core, i, k int) int {
	w := p.words[k]
	if k > i && !w.within() {
		if w.gap != gapComma || !at.open || !l.lists(p, k) {
			return k
		}
		at.listed = true
	}
	switch {
	case w.gap == gapApostrophe && w.folded == "s" && k > i:
		if at.head != nil && !at.open || p.cover[k-1] >= 0 && at.head == nil && p.cover[k] < 0 {
			return k // an owner stays outside: "Libya's Joint Military Commission"
		}
		return k + 1
	case k > i && l.person(p, k):
		return k
	case w.upper && l.words.is("calendar", w.folded) && k > i:
		return k
	case w.upper:
		if h, end := l.words.head(p.words, k); h != nil && !at.open && p.words[end-1].upper {
			at.head, at.headLo, at.headHi = h, k, end
			at.end = end
			return end
		}
		at.end = k + 1
		for at.end < len(p.words) && p.words[at.end].gap == gapHyphen && !p.words[at.end].upper {
			at.end++ // "Follow-up"
		}
		return at.end
	case !l.words.is("small", w.folded) || k == i:
		return k
	case at.head == nil:
		return l.inside(p, k)
	case !at.open:
		return l.opens(p, at, k)
	}
	return l.goesOn(p, at, k)
}

// inside takes a small word before the head: "Truth and Reconciliation
// Commission". The next word is capitalized, and neither side of "and" is a
// thing of its own.
func (l *Linker) inside(p *page, k int) int {
	if k+1 == len(p.words) || !p.words[k+1].upper || !p.words[k+1].within() {
		return k
	}
	switch p.words[k].folded {
	case "of", "de", "des", "du", "la":
		return k + 1
	case "and", "for":
		if p.free(k-1, k+2) {
			return k + 1
		}
	}
	return k
}

// opens takes the small word that begins the complement of the head: "on
// Nuclear Disarmament", "of the African Union".
func (l *Linker) opens(p *page, at *core, k int) int {
	switch p.words[k].folded {
	case "of", "on", "for", "against", "concerning", "regarding", "between":
	case "to":
		if at.head.Type == schema.TypeBody || at.head.Type == schema.TypeGroup || k+1 == len(p.words) || !p.words[k+1].upper {
			return k
		}
	case "in":
		if at.head.Type != schema.TypeBody || at.headLo+1 == at.headHi && at.headLo == at.end {
			return k
		}
	default:
		return k
	}
	next := k + 1
	for next < len(p.words) && next < k+3 && !p.words[next].upper && l.words.is("small", p.words[next].folded) && p.words[next].within() {
		next++
	}
	if next >= len(p.words) || !p.words[next].upper || !p.words[next].within() || l.words.is("calendar", p.words[next].folded) || l.dated(p, next) {
		return k
	}
	at.open, at.joins = true, p.words[k].folded == "between"
	return next
}

// dated reports whether a date begins at word k: "on 19 April", "of 1999".
func (l *Linker) dated(p *page, k int) bool {
	if c := p.words[k].folded[0]; c < '0' || c > '9' {
		return false
	}
	if k+1 == len(p.words) || p.words[k].Len() < 3 {
		return true
	}
	next := p.words[k+1]
	return !next.within() || !next.upper || l.words.is("calendar", next.folded)
}

// goesOn takes a small word inside the complement, where a capitalized word
// of the same name follows.
func (l *Linker) goesOn(p *page, at *core, k int) int {
	next := k
	for next < len(p.words) && next < k+4 && !p.words[next].upper && l.words.is("small", p.words[next].folded) && (next == k || p.words[next].within()) {
		next++
	}
	if next >= len(p.words) || !p.words[next].upper || !p.words[next].within() || l.dated(p, next) {
		return k
	}
	f, known := p.at(next)
	switch p.words[k].folded {
	case "and", "or", "as":
		if at.joins {
			at.joins = false
			return next
		}
		// "the Committee on Disarmament and the Council" are two.
		if p.words[k+1].folded == "the" || known && f.Use <= ByName && f.Type != schema.TypePlace {
			return k
		}
		if h, _ := l.words.head(p.words, next); h != nil && !at.listed {
			return k
		}
	case "of", "the", "for", "de":
	case "in", "by", "from", "with", "to", "at":
		if known && f.Type != schema.TypeInstrument {
			return k
		}
	}
	return next
}

// lists reports whether the comma before word k goes on an enumeration inside
// a name: "to Prevent, Combat and Eradicate the Illicit Trade".
func (l *Linker) lists(p *page, k int) bool {
	for n := k; n < len(p.words) && n < k+10; n++ {
		w := p.words[n]
		if f, ok := p.at(n); ok && f.Type != schema.TypeInstrument {
			return false
		}
		switch {
		case n > k && !w.within() && w.gap != gapComma:
			return false
		case w.folded == "and" || w.folded == "or":
			return n+1 < len(p.words) && p.words[n+1].upper && p.words[n+1].within()
		case !w.upper && !l.words.is("small", w.folded):
			return false
		}
	}
	return false
}

// complements reports whether a head that begins the name, "Council of …",
// may have its complement: a body that the record calls "the Council" has
// none in "the Council on Haiti".
func (l *Linker) complements(p *page, c *Context, at *core) bool {
	switch at.head.Type {
	case schema.TypeBody, schema.TypeGroup:
		if p.words[at.headHi].folded != "of" {
			_, known := c.last[at.head.Word]
			return !known && p.words[at.headHi].folded != "in"
		}
	}
	return true
}

// mint makes the find of a run, unless the lexicon has the thing.
func (l *Linker) mint(p *page, c *Context, at *core, i int) (find, bool) {
	if at.head.Type == schema.TypeDocument || p.compound(at) {
		return find{}, false
	}
	if at.end-i > 2 && yearly(p.words[i].folded) && l.words.is("dateless", at.head.Word) {
		i++ // "the 1993 Vienna Declaration": the year is none of its name
	}
	for k := i; k < at.end; {
		f, ok := p.at(k)
		if !ok {
			k++
			continue
		}
		switch {
		case f.hi > at.end || f.lo < i:
			return find{}, false
		case f.lo == i && f.hi == at.end:
			return find{}, false
		case f.Use == BySymbol && f.lo < at.headHi:
			return find{}, false
		case f.lo <= at.headLo && f.hi >= at.headHi && f.Type != schema.TypeState && f.Type != schema.TypePlace:
			// The lexicon's own thing: only another sort of thing goes
			// beyond it ("Stockholm Initiative on …" is no group).
			if !at.open || f.Type == at.head.Type {
				return find{}, false
			}
		case at.head.Type == schema.TypePerson && f.Type == schema.TypeState && f.Use != ByCapital:
			// The ambassador of a state speaks for the state.
			return find{}, false
		}
		k = f.hi
	}
	if at.head.Type == schema.TypeInstrument {
		if n, ok := l.variant(p, c, i, at.end); ok {
			return p.find(i, at.end, n.mention(schema.Span{})), true
		}
	}
	m := minted(at.head.Type, l.formName(p, at, i), at.head.Word, "capitals")
	return p.find(i, at.end, m), true
}

// compound reports whether the head of a text only says what another thing is
// for: "Protocol Officer", "Charter Members". Numbers may follow a head.
func (p *page) compound(at *core) bool {
	if at.head.Type != schema.TypeInstrument || at.open || at.headHi == at.end {
		return false
	}
	w := p.words[at.headHi]
	return w.within() && !w.caps
}

// formName is the name of a run: its words, save that "the Indian
// Constitution" is the Constitution of India.
func (l *Linker) formName(p *page, at *core, i int) string {
	if f, ok := p.at(i); ok && at.head.Word == "constitution" && f.Type == schema.TypeState && f.hi == at.headLo && at.headHi == at.end {
		return "Constitution of " + l.words.labels[f.ID]
	}
	return p.string(i, at.end)
}

// person reports whether a person's name begins at word k, which ends the
// name of an office before it.
func (l *Linker) person(p *page, k int) bool {
	f, ok := p.at(k)
	return ok && f.lo == k && f.Kind == "person"
}
