package entity

import (
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/lexicon"
)

// A bag holds the words of a name that matter, whatever their order: those of
// "Convention on Chemical Weapons" are those of "Chemical Weapons Convention".
type bag string

// newBag returns the bag of words, and how many words are in it. Small words,
// numbers of years and the plural of heads do not matter.
func (l *Linker) newBag(words []word) (bag, int) {
	var in []string
	for i, w := range words {
		if l.words.is("small", w.folded) || w.gap == gapApostrophe && w.folded == "s" || yearly(w.folded) {
			continue
		}
		f := w.folded
		if i > 0 && w.gap == gapHyphen && len(in) > 0 { // "Non-Proliferation" is "Nonproliferation"
			in[len(in)-1] += f
			continue
		}
		in = append(in, f)
	}
	for i, f := range in {
		in[i] = singular(f)
	}
	slices.Sort(in)
	in = slices.Compact(in)
	return bag(strings.Join(in, " ")), len(in)
}

// yearly reports whether a word is the number of a year.
func yearly(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}

// singular takes the s of a plural away, and makes one word of accord and
// agreement, which are said of the same texts.
func singular(w string) string {
	if n := len(w); n > 3 && w[n-1] == 's' && w[n-2] != 's' {
		w = w[:n-1]
	}
	if w == "accord" {
		return "agreement"
	}
	return w
}

// newBags are the instruments of the lexicon by the bags of their names, of
// those that one instrument alone has.
func (l *Linker) newBags(lex *lexicon.Lexicon) map[bag]*named {
	bags := map[bag]*named{}
	for _, i := range lex.Instruments {
		n := instrument(i)
		for _, name := range append([]string{i.Title}, i.Short...) {
			b, size := l.newBag(split(name))
			if size < 2 {
				continue
			}
			if other, ok := bags[b]; ok && (other == nil || other.id != n.id) {
				bags[b] = nil // two instruments have it
				continue
			}
			bags[b] = &n
		}
	}
	return bags
}

// variant is the instrument of the lexicon whose name the words [lo, hi) are in
// other words: in another order, with the year or an owner before it, in the
// plural, cut short. A name of two words that is not a name by itself ("the plan of
// action") is none.
func (l *Linker) variant(p *page, c *Context, lo, hi int) (*named, bool) {
	for from := lo; from < hi; {
		b, size := l.newBag(p.words[from:hi])
		if size < 2 {
			return nil, false
		}
		if n := l.bags[b]; n != nil && n.at(c.Date) {
			return n, true
		}
		if n := l.begun(phrase(p.words[from:hi])); n != nil && size > 4 && n.at(c.Date) {
			return n, true
		}
		// Without its owner: "the OAU Mechanism for …".
		f, ok := p.at(from)
		if !ok || from > lo || f.lo != from || f.hi >= hi || size < 5 {
			return nil, false
		}
		from = f.hi
		if from < hi && p.words[from].gap == gapApostrophe && p.words[from].folded == "s" {
			from++
		}
	}
	return nil, false
}

// begun is the one instrument whose title begins with a folded name and goes
// on: "Programme of Action to Prevent, Combat and Eradicate".
func (l *Linker) begun(name string) *named {
	var found *named
	for _, t := range l.titles {
		if strings.HasPrefix(t.folded, name+" ") {
			if found != nil {
				return nil
			}
			found = t.named
		}
	}
	return found
}

// A title is the folded title of an instrument.
type title struct {
	folded string
	named  *named
}

// newTitles are the titles of the instruments of the lexicon.
func newTitles(lex *lexicon.Lexicon) []title {
	out := make([]title, 0, len(lex.Instruments))
	for _, i := range lex.Instruments {
		n := instrument(i)
		out = append(out, title{folded(i.Title), &n})
	}
	return out
}
