package position

import (
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/lexicon"
)

// A cue is a row of stances.tsv found in a sentence.
type cue struct {
	row  *lexicon.StanceCue
	at   span // first to last token
	head int  // the token through which it stands in the tree
	own  []int
}

// cueIndex finds rows by the first word of their cue.
type cueIndex map[string][]*lexicon.StanceCue

func newCueIndex(l *lexicon.Lexicon) cueIndex {
	x := cueIndex{}
	for i := range l.Stances {
		c := &l.Stances[i]
		if k := slices.Index(c.Words, "cannot"); k >= 0 { // two tokens, to the parser
			two := *c
			two.Words = slices.Replace(slices.Clone(c.Words), k, k+1, "can", "not")
			c = &two
		}
		x[c.Words[0]] = append(x[c.Words[0]], c)
	}
	return x
}

// find returns the cues of a sentence by the token that heads each; where
// several share a head the longest comes first, then the order of the table.
func (x cueIndex) find(t *tree) map[int][]cue {
	out := map[int][]cue{}
	for i := range t.toks {
		for _, key := range []string{t.lemma(i), strings.ToLower(t.toks[i].Form)} {
			for _, row := range x[key] {
				if own, ok := match(t, row, i); ok {
					c := cue{row: row, at: span{own[0], own[len(own)-1] + 1}, own: own}
					c.head = headOf(t, own)
					if fits(t, c) {
						out[c.head] = insertCue(out[c.head], c)
					}
				}
			}
			if t.lemma(i) == strings.ToLower(t.toks[i].Form) {
				break
			}
		}
	}
	return out
}

// insertCue keeps the longest first and drops a row found twice.
func insertCue(cs []cue, c cue) []cue {
	at := len(cs)
	for i, o := range cs {
		if o.row.Row == c.row.Row {
			if len(c.own) > len(o.own) {
				cs[i] = c
			}
			return cs
		}
		if len(c.own) > len(o.own) && i < at {
			at = i
		}
	}
	cs = append(cs, cue{})
	copy(cs[at+1:], cs[at:])
	cs[at] = c
	return cs
}

// match reads the words of a cue from token i on. Adverbs may stand between
// any two of them, up to three other words where the cue has a gap.
func match(t *tree, row *lexicon.StanceCue, i int) ([]int, bool) {
	var own []int
	k, gap := i, 0
	for n := 0; n < len(row.Words); n++ {
		w := row.Words[n]
		if w == lexicon.Gap {
			gap = 3
			continue
		}
		for {
			if k >= len(t.toks) {
				return nil, false
			}
			if t.lemma(k) == w || strings.EqualFold(t.toks[k].Form, w) {
				break
			}
			if n == 0 {
				return nil, false
			}
			if t.toks[k].UPOS != "ADV" && t.toks[k].UPOS != "PUNCT" {
				if gap == 0 {
					return nil, false
				}
				if gap == 1 {
					if j := bridge(t, own[0], k, w); j >= 0 {
						k = j
						break
					}
				}
				gap--
			} else if k-own[len(own)-1] > 5 {
				return nil, false
			}
			k++
		}
		own = append(own, k)
		k++
		gap = 0
	}
	return own, len(own) > 0
}

// bridge finds the word w after token k where it or what it introduces hangs
// on the head of the cue: "follow the events in the region with concern".
func bridge(t *tree, head, k int, w string) int {
	for j := k; j < len(t.toks) && j < k+15; j++ {
		if t.lemma(j) != w {
			continue
		}
		h := t.toks[j].Head
		if h == head || h >= 0 && t.is(j, "case") && t.toks[h].Head == head {
			return j
		}
	}
	return -1
}

// headOf is the token of own that no other token of own governs.
func headOf(t *tree, own []int) int {
	in := map[int]bool{}
	for _, o := range own {
		in[o] = true
	}
	for _, o := range own {
		if !in[t.toks[o].Head] && t.toks[o].UPOS != "ADP" && t.toks[o].UPOS != "PART" && t.toks[o].UPOS != "AUX" && t.toks[o].UPOS != "DET" {
			return o
		}
	}
	for _, o := range own {
		if !in[t.toks[o].Head] {
			return o
		}
	}
	return own[0]
}

// fits reports whether the word that inflects has the part of speech that the
// row asks for.
func fits(t *tree, c cue) bool {
	at := 0
	switch c.row.POS {
	case lexicon.Verb, lexicon.Noun:
		for _, w := range c.row.Words[:max(0, c.row.Head)] {
			if w != lexicon.Gap {
				at++
			}
		}
	case lexicon.Phrase:
		return true
	}
	k := c.own[min(at, len(c.own)-1)]
	u := t.toks[k].UPOS
	switch c.row.POS {
	case lexicon.Verb:
		return (u == "VERB" || u == "AUX") && !t.is(k, "amod", "compound")
	case lexicon.Noun:
		return u == "NOUN" || u == "PROPN"
	case lexicon.Adjective:
		return u == "ADJ" || u == "VERB" && !t.is(k, "amod") || len(c.own) > 1
	case lexicon.Modal:
		return u == "AUX" || u == "VERB"
	}
	return true
}

// holds reports whether token i is one of the cue's own.
func (c cue) holds(i int) bool {
	for _, o := range c.own {
		if o == i {
			return true
		}
	}
	return false
}
