package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// whole takes "United Nations" before a name of the lexicon into it, where
// the lexicon has the name without: "the United Nations Programme of Action
// to Prevent …".
func (l *Linker) whole(p *page) []find {
	var out []find
	for k := 1; k < len(p.finds); k++ {
		was, now := p.finds[k-1], p.finds[k]
		if was.Name != "United Nations" || was.hi != now.lo || !p.words[now.lo].within() || p.words[now.lo].gap == gapApostrophe || !p.words[now.lo].upper {
			continue
		}
		switch now.Type {
		case schema.TypeInstrument, schema.TypeBody, schema.TypeMeeting:
			out = append(out, p.find(was.lo, now.hi, now.Mention))
		}
	}
	return out
}

// committees finds the committee "established pursuant to resolution 1970
// (2011) concerning Libya", which the lexicon may have under its number only.
func (l *Linker) committees(p *page) []find {
	var out []find
	for _, f := range p.finds {
		k := f.lo
		if f.Use != BySymbol || f.Kind != "resolution" || k < 4 || phrase(p.words[k-3:k]) != "established pursuant to" || p.words[k-4].folded != "committee" {
			continue
		}
		name := "Security Council Committee established pursuant to resolution " + f.Name[len("S/RES/"):]
		hi := f.hi
		if hi+1 < len(p.words) && p.words[hi].folded == "concerning" && p.cover[hi+1] >= 0 {
			hi++
			if p.words[hi].folded == "the" {
				hi++
			}
			if s, ok := p.at(hi); ok {
				name += " concerning " + p.string(f.hi+1, s.hi)
				hi = s.hi
			} else {
				hi = f.hi
			}
		}
		lo := k - 4
		if s, ok := p.at(lo - 1); ok && s.Name == "Security Council" {
			lo = s.lo
		}
		m := minted(schema.TypeBody, name, "committee", "resolution")
		n, _ := l.names.longest(split(name), 0, func(n *named, _ []word) bool { return n.typ == schema.TypeBody })
		if n != nil {
			m.Name, m.ID, m.Row = n.name, n.id, n.row
		}
		out = append(out, p.find(lo, hi, m))
	}
	return out
}

// numbered reports whether words hold an ordinal number.
func numbered(words []word) bool {
	for _, w := range words {
		for _, end := range []string{"th", "first", "second", "third", "1st", "2nd", "3rd"} {
			if strings.HasSuffix(w.folded, end) {
				return true
			}
		}
	}
	return false
}

// sessions finds "the sixty-third session of the General Assembly".
func (l *Linker) sessions(p *page) []find {
	var out []find
	for _, f := range p.finds {
		if f.Type != schema.TypeBody && f.Type != schema.TypeMeeting {
			continue
		}
		k := f.lo - 1
		if k >= 0 && p.words[k].folded == "the" {
			k--
		}
		if k < 2 || p.words[k].folded != "of" || p.words[k-1].folded != "session" {
			continue
		}
		lo := k - 1
		for lo > 0 && lo > k-5 && l.words.is("ordinal", p.words[lo-1].folded) && p.words[lo].within() {
			lo--
		}
		if !numbered(p.words[lo : k-1]) {
			continue
		}
		p.owners = append(p.owners, f.Mention)
		out = append(out, p.find(lo, f.hi, minted(schema.TypeMeeting, p.string(lo, f.hi), "session", "session")))
	}
	return out
}
