package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// owned finds what is named by whose it is: "the United Kingdom's initiative
// on universal standards …", "the French proposal", "the Astana format", "the
// initiative of the United States". The owner stays a mention of its own.
func (l *Linker) owned(p *page, c *Context) []find {
	var out []find
	for k := 0; k < len(p.finds); k++ {
		f := p.finds[k]
		o, ok := l.ownedBy(p, c, f)
		if !ok {
			o, ok = l.ownedOf(p, f)
		}
		if !ok || len(out) > 0 && out[len(out)-1].hi > o.lo {
			continue
		}
		for n := k; n >= 0 && n < len(p.finds) && p.finds[n].lo < o.hi; n++ {
			if in := p.finds[n]; in.hi <= o.hi && (n == k && o.Owner != "" || in.lo < o.head && n > k || in.Type == schema.TypePlace && in.lo > o.head) {
				p.owners = append(p.owners, in.Mention)
			}
		}
		out = append(out, o)
	}
	return out
}

// owns reports whether a find may own an initiative.
func owns(f find) bool {
	switch f.Type {
	case schema.TypeGroup:
		return f.Kind != "other" && f.Kind != "category of states" && f.Kind != "armed group"
	case schema.TypeState, schema.TypePerson, schema.TypePlace, schema.TypeBody:
		return true
	}
	return false
}

// ownedBy reads "X's initiative on Y" where X is f.
func (l *Linker) ownedBy(p *page, c *Context, f find) (find, bool) {
	k := f.hi
	if !owns(f) || k >= len(p.words) {
		return find{}, false
	}
	genitive := p.words[k].gap == gapApostrophe
	far := 3
	switch {
	case genitive && p.words[k].folded == "s":
		k++
		far = 5
	case genitive:
		far = 5
	case f.Type == schema.TypePerson || f.Type == schema.TypeBody:
		return find{}, false
	case f.Use == ByName && f.Type != schema.TypePlace:
		far = 1 // a verb may follow: "Azerbaijan supported proposals"
	}
	// A few words lie between the owner and the head, none a joint.
	for h := k; h < len(p.words) && h < k+far; h++ {
		w := p.words[h]
		if !w.within() && !(genitive && h == k) || l.words.is("stop", w.folded) || l.words.is("small", w.folded) {
			break
		}
		if in, ok := p.at(h); ok && in.Use != ByAdjective {
			break
		}
		hd, hi := l.words.head(p.words, h)
		if hd == nil || !hd.Owned || hd.Type == schema.TypeDocument {
			continue
		}
		end := l.phraseEnd(p, hi)
		if hd.Type == schema.TypeMeeting && end > hi && p.words[hi].folded == "to" {
			end = hi
		}
		m := l.ownedName(p, f, hd, k, end, genitive)
		for e := end; e >= hi && hd.Type == schema.TypeInstrument; e-- {
			if n, ok := l.variant(p, c, f.lo, e); ok {
				owner := m.Owner
				m, end = n.mention(schema.Span{}), e
				m.Owner = owner
				break
			}
		}
		o := p.find(f.lo, end, m)
		o.head = h
		return o, true
	}
	return find{}, false
}

// ownedOf reads "initiative of X", "proposal by X" where X is f.
func (l *Linker) ownedOf(p *page, f find) (find, bool) {
	if f.Type != schema.TypeState && f.Type != schema.TypeGroup || f.Use != ByName {
		return find{}, false
	}
	k := f.lo - 1
	if k >= 0 && p.words[k].folded == "the" {
		k--
	}
	if k < 1 || !p.words[k+1].within() || p.words[k].folded != "of" && p.words[k].folded != "by" || !p.words[k].within() {
		return find{}, false
	}
	hd, _ := l.words.head(p.words, k-1)
	if hd == nil || p.cover[k-1] >= 0 || hd.Word != "initiative" && hd.Word != "proposal" {
		return find{}, false
	}
	lo := k - 1
	end := l.others(p, f.hi)
	if e := l.phraseEnd(p, end); e > end && p.words[end].folded != "of" {
		end = e
	}
	name := p.string(lo, end)
	m := minted(schema.TypeInstrument, name, hd.Word, "owner")
	m.Owner = f.ID
	o := p.find(lo, end, m)
	o.head = lo
	return o, true
}

// others is one past "and other States" where it begins at word k, else k.
func (l *Linker) others(p *page, k int) int {
	if k+2 < len(p.words) && p.words[k].folded == "and" && (p.words[k+1].folded == "other" || p.words[k+1].folded == "others") {
		switch p.words[k+2].folded {
		case "states", "countries", "delegations", "members", "nations":
			return k + 3
		}
	}
	return k
}

// ownedName is the thing at words up to end, whose name after the owner
// begins at word k.
func (l *Linker) ownedName(p *page, f find, hd *lexicon.Head, k, end int, genitive bool) Mention {
	name := p.string(f.lo, end)
	if genitive {
		owner := f.Name
		if label := l.words.labels[f.ID]; label != "" {
			owner = label
		}
		name = owner + "'s " + p.string(k, end)
	}
	name = strings.TrimPrefix(name, "the ")
	m := minted(hd.Type, name, hd.Word, "owner")
	if genitive || f.Use != ByCapital && f.Type != schema.TypePlace {
		m.Owner = f.ID
	}
	return m
}

// maxPhrase bounds what follows the head of an owned thing, in words.
const maxPhrase = 16

// phraseEnd is one past the last word of the phrase that follows a head which
// ends before word k: it goes on over "on universal standards in the sphere
// of transfers" and ends at a mark, a verb or a joint.
func (l *Linker) phraseEnd(p *page, k int) int {
	if k >= len(p.words) || !p.words[k].within() {
		return k
	}
	switch p.words[k].folded {
	case "on", "for", "of", "concerning", "regarding", "against":
	case "to":
		// "the initiative to convene …", not "the proposal to the Council".
		if k+1 == len(p.words) || p.words[k+1].upper || l.words.is("small", p.words[k+1].folded) {
			return k
		}
	default:
		return k
	}
	if k+1 < len(p.words) && (l.words.is("calendar", p.words[k+1].folded) || l.dated(p, k+1)) {
		return k
	}
	start := k
	for k < len(p.words) && k < start+maxPhrase && p.words[k].within() {
		if _, end := l.words.fixed.longest(p.words, k, func(bool, []word) bool { return true }); end > k {
			k = end
			continue
		}
		if k > start && (l.words.is("stop", p.words[k].folded) || l.dated(p, k)) {
			break
		}
		k++
	}
	for k > start && l.words.is("small", p.words[k-1].folded) {
		k--
	}
	return k
}
