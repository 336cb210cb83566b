package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// sharedHeads finds the texts that share a head: "the Stockholm, Hodeidah and Riyadh
// agreements" are three.
func (l *Linker) sharedHeads(p *page, c *Context) []find {
	var out []find
	for h := 3; h < len(p.words); h++ {
		hd, end := l.words.head(p.words, h)
		if hd == nil || end != h+1 || hd.Type != schema.TypeInstrument || hd.Word == singular(hd.Word) && hd.Word != "accords" {
			continue
		}
		items := l.items(p, h)
		for k, i := range items {
			hi := i.hi
			if k == 0 {
				hi = h + 1
			}
			out = append(out, p.find(i.lo, hi, l.sharing(p, c, i, hd)))
		}
	}
	return out
}

// An item is words [lo, hi) of a list.
type item struct{ lo, hi int }

// items are the names between "the" and the head at word h, the last first:
// capitalized words, joined by commas and one "and", none of them a state, a
// group or a person.
func (l *Linker) items(p *page, h int) []item {
	var out []item
	k, joined := h-1, false
	for k >= 0 && len(out) < 6 {
		lo := k
		for lo > 0 && p.words[lo].gap == gapHyphen {
			lo--
		}
		if !l.listable(p, lo, k+1) || !p.words[k+1].within() && p.words[k+1].gap != gapComma {
			break
		}
		out = append(out, item{lo, k + 1})
		if lo == 0 {
			break
		}
		switch before := p.words[lo-1]; {
		case (before.folded == "and" || before.folded == "or") && p.words[lo].within() && !joined:
			k, joined = lo-2, true
		case p.words[lo].gap == gapComma && joined:
			k = lo - 1
		default:
			k = -1
		}
	}
	if n := len(out); !joined || n < 2 || out[n-1].lo == 0 || p.words[out[n-1].lo-1].folded != "the" {
		return nil
	}
	return out
}

// listable reports whether words [lo, hi) may name a text together with a head
// that stands after others.
func (l *Linker) listable(p *page, lo, hi int) bool {
	w := p.words[lo]
	if !w.upper || w.caps && w.Len() < 4 || l.words.is("calendar", w.folded) || l.words.is("plain", w.folded) || l.words.is("small", w.folded) {
		return false
	}
	for k := lo; k < hi; k++ {
		f, ok := p.at(k)
		if !ok {
			continue
		}
		if f.lo < lo || f.hi > hi || f.Type != schema.TypePlace && f.Use != ByCapital {
			return false
		}
	}
	return true
}

// sharing is the text that an item and a head of many name: that of the
// lexicon, or a minted one with the head in the singular.
func (l *Linker) sharing(p *page, c *Context, i item, hd *lexicon.Head) Mention {
	head := singular(hd.Word)
	if hd.Word == "accords" {
		head = "accord"
	}
	name := p.string(i.lo, i.hi) + " " + strings.ToUpper(head[:1]) + head[1:]
	b, _ := l.newBag(split(name))
	if n := l.bags[b]; n != nil && n.at(c.Date) {
		return n.mention(schema.Span{})
	}
	return minted(schema.TypeInstrument, name, head, "list")
}
