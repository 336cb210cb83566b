package entity

import (
	"slices"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A stub is an instrument that a short form may stand for, where the record
// does not name it: "the Programme of Action" in a debate on small arms.
type stub struct {
	mention Mention
	words   []string // those of its names that tell it from others, sorted
	year    string
	states  map[string]bool // of a peace agreement: the keys of the states in its names
}

// newStubs collects the instruments of the lexicon by those of their short
// forms that have more than one word.
func (l *Linker) newStubs(lex *lexicon.Lexicon) map[string][]stub {
	stubs := map[string][]stub{}
	for _, i := range lex.Instruments {
		m := Mention{Type: schema.TypeInstrument, Name: i.Title, ID: i.Key(), Row: i.Row, Kind: i.Kind}
		var words []string
		seen := map[string]bool{}
		for _, n := range append([]string{i.Title}, i.Short...) {
			for _, w := range split(n) {
				if len(w.folded) > 2 && !l.words.is("small", w.folded) && !l.words.is("stop", w.folded) {
					words = append(words, w.folded)
				}
			}
			l.shorten(split(n), m.Type, func(short string) { seen[short] = true })
		}
		seen[folded(i.Kind)] = true
		s := stub{mention: m, year: i.Year}
		if i.Kind == "peace agreement" {
			seen["peace accord"], seen["peace accords"], seen["political agreement"] = true, true, true
			s.states = l.statesIn(append([]string{i.Title}, i.Short...))
		}
		slices.Sort(words)
		s.words = slices.Compact(words)
		for short := range seen {
			if len(split(short)) > 1 {
				stubs[short] = append(stubs[short], s)
			}
		}
	}
	return stubs
}

// statesIn are the keys of the states that names name: "in Mali", "Colombian".
func (l *Linker) statesIn(names []string) map[string]bool {
	out := map[string]bool{}
	for _, name := range names {
		words := split(name)
		for i := 0; i < len(words); {
			n, end := l.names.longest(words, i, func(n *named, ws []word) bool {
				return n.typ == schema.TypeState && n.use != ByCapital && n.fits(name, ws)
			})
			if n == nil {
				i++
				continue
			}
			out[n.id] = true
			i = end
		}
	}
	return out
}

// ofState is the peace agreement of a state that a short form stands for in a
// record of that date: the latest made by then.
func ofState(among []stub, state, date string) (Mention, bool) {
	var best *stub
	for i, s := range among {
		if s.states[state] && (date == "" || s.year <= date) && (best == nil || s.year > best.year) {
			best = &among[i]
		}
	}
	if best == nil {
		return Mention{}, false
	}
	return best.mention, true
}

// main is the key of the state that a text speaks of at least twice as often
// as of any other, "" where there is none.
func (c *Context) main() string {
	first, second, key := c.own, 0, "state/"+c.Speaker
	for k, n := range c.states {
		switch {
		case n > first:
			first, second, key = n, first, k
		case n > second:
			second = n
		}
	}
	if first < 2 || first < 2*second {
		return ""
	}
	return key
}

// A topical knows the words of a text.
type topical struct {
	words []word
	count map[string]int // made when it is asked for
}

func newTopical(words []word) *topical { return &topical{words: words} }

// choose returns the instrument that the text is about: the one with the most
// of its own words in it, two at least, and more than any other has.
func (t *topical) choose(among []stub) (Mention, bool) {
	if t.count == nil {
		t.count = map[string]int{}
		for _, w := range t.words {
			t.count[w.folded]++
		}
	}
	shared := map[string]int{}
	for _, s := range among {
		for _, w := range s.words {
			shared[w]++
		}
	}
	best, second, at := 0.0, 0.0, -1
	for i, s := range among {
		score := 0.0
		for _, w := range s.words {
			if t.count[w] > 0 && 2*shared[w] <= len(among)+1 {
				score += float64(min(t.count[w], 5)) / float64(shared[w])
			}
		}
		switch {
		case score > best:
			best, second, at = score, best, i
		case score > second:
			second = score
		}
	}
	if at < 0 || best < 4 || best < 1.5*second {
		return Mention{}, false
	}
	return among[at].mention, true
}
