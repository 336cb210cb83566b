package position

import (
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/extract/entity"
	"github.com/demarche-kg/demarche/extract/nlp"
	"github.com/demarche-kg/demarche/schema"
)

// A sentence is what the rules see: a tree, the named things in it, the cues
// found, and the speech around it.
type sentence struct {
	speech    *speech
	tree      *tree
	from, to  int // bytes of the speech's text
	mentions  []entity.Mention
	byToken   []int // token to index in mentions, -1 where none
	cues      map[int][]cue
	actions   map[string]string // noun of doing to verb
	clauses   map[int]clause
	tones     map[string]tone
	says      map[string]string // verb of saying to what the speaker lets one think of it
	out       []candidate       // what the rules have read so far
	seen      map[int]bool      // predicates read
	demanding map[int]bool      // verbs read under a force
	onRoll    map[int]bool      // mentions that only say who speaks
	speaks    map[int]actor     // tokens of who speaks, where no name says it
	list      []span            // items of a list after a colon
	n, of     int
}

func newSentence(sp *speech, x *Extractor, n nlp.Sentence, mentions []entity.Mention) *sentence {
	s := &sentence{speech: sp, tree: newTree(n), from: n.Start, to: n.End,
		actions: x.actions, tones: x.tones, says: x.says, clauses: map[int]clause{}, demanding: map[int]bool{}, onRoll: map[int]bool{}, speaks: map[int]actor{}}
	s.byToken = make([]int, len(n.Tokens))
	for i := range s.byToken {
		s.byToken[i] = -1
	}
	for _, m := range mentions {
		if m.Start >= n.End || m.End <= n.Start {
			continue
		}
		k := len(s.mentions)
		s.mentions = append(s.mentions, m)
		for i, t := range n.Tokens {
			if m.Start < t.End && t.Start < m.End && s.byToken[i] < 0 {
				s.byToken[i] = k
			}
		}
	}
	s.rowsOfNames()
	s.findCues(x.cues)
	return s
}

// findCues finds the cues of the sentence.
func (s *sentence) findCues(x cueIndex) {
	s.cues = x.find(s.tree)
	s.expressed(x)
}

// clause is the clause that token i heads, read once.
func (s *sentence) clause(i int) clause {
	c, ok := s.clauses[i]
	if !ok {
		c = s.tree.clauseAt(i)
		s.clauses[i] = c
	}
	return c
}

// mentionOf is the named thing that token i is the head word of.
func (s *sentence) mentionOf(i int) (entity.Mention, bool) {
	k := s.byToken[i]
	if k < 0 {
		return entity.Mention{}, false
	}
	// The head of a name is the token of it that no other token of it governs.
	if h := s.tree.toks[i].Head; h >= 0 && s.byToken[h] == k {
		return entity.Mention{}, false
	}
	return s.mentions[k], true
}

// mentionWithin is the first named thing in a range of tokens.
func (s *sentence) mentionWithin(r span) (entity.Mention, bool) {
	for i := r.lo; i < r.hi; i++ {
		if k := s.byToken[i]; k >= 0 {
			return s.mentions[k], true
		}
	}
	return entity.Mention{}, false
}

// text is the words of a range of tokens, verbatim but for line breaks.
func (s *sentence) text(r span) string {
	if r.lo >= r.hi {
		return ""
	}
	return strings.Join(strings.Fields(s.speech.text[s.tree.toks[r.lo].Start:s.tree.toks[r.hi-1].End]), " ")
}

// rowsOfNames makes lists of names that stand in a row with only marks, "and"
// and articles between them: where each name is long, parsers lose the list.
func (s *sentence) rowsOfNames() {
	t := s.tree
	first, last := -1, -1
	between := func(lo, hi int) bool {
		comma := false
		for i := lo; i < hi; i++ {
			switch u := t.toks[i].UPOS; {
			case t.toks[i].Form == "," || t.toks[i].Form == ";" || u == "CCONJ":
				comma = true
			case u != "DET":
				return false
			}
		}
		return comma
	}
	for i := range t.toks {
		k := s.byToken[i]
		if k < 0 || !listable(s.mentions[k]) || last >= 0 && s.byToken[last] == k {
			continue
		}
		if last >= 0 && between(last+1, i) && t.toks[last].Head != i {
			if !t.is(i, "conj") && !t.is(i, "root", "nsubj") || t.is(i, "conj") && !slices.Contains(append(t.up(i), i), first) {
				t.hang(i, first, "conj")
			}
		} else {
			first = i
		}
		last = i
	}
}

// listable reports whether rows of such names are lists.
func listable(m entity.Mention) bool {
	return m.Type == schema.TypeInstrument || m.Type == schema.TypeDocument || m.Type == schema.TypeMeeting
}
