package position

import (
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/extract/nlp"
)

// A tree is a parsed sentence with its edges walkable downward.
type tree struct {
	toks []nlp.Token
	kids [][]int
	rel  []string // relations without their subtypes, which only some corpora mark
}

func newTree(s nlp.Sentence) *tree {
	t := &tree{toks: agreed(s.Tokens), kids: make([][]int, len(s.Tokens)), rel: make([]string, len(s.Tokens))}
	for i, tok := range t.toks {
		t.rel[i], _, _ = strings.Cut(tok.Rel, ":")
		if tok.Head >= 0 && tok.Head != i {
			t.kids[tok.Head] = append(t.kids[tok.Head], i)
		}
	}
	t.joinTenses()
	return t
}

// agreed returns the tokens with their two tags brought to agree: what the tree
// has as a predicate with a subject, and the finer tag as a verb, is a verb.
func agreed(toks []nlp.Token) []nlp.Token {
	toks = bracketed(toks)
	out := slices.Clone(toks)
	subject := map[int]bool{}
	for _, k := range toks {
		if strings.HasPrefix(k.Rel, "nsubj") || k.Rel == "expl" {
			subject[k.Head] = true
		}
	}
	for i, k := range toks {
		// "Resolution 2220 (2015) underscored that …"
		if k.Rel == "discourse" && k.UPOS == "PROPN" && k.Head > i && !subject[k.Head] {
			out[i].Rel, subject[k.Head] = "nsubj", true
		}
	}
	for i, k := range toks {
		// "INDONESIA called for …" is no name that somebody called.
		if h := k.Head; h >= 0 && k.Rel == "acl" && k.UPOS == "VERB" && (k.XPOS == "VBN" || k.XPOS == "VBD") &&
			toks[h].Head < 0 && toks[h].UPOS == "PROPN" && h < i && !subject[i] {
			out[i].Head, out[i].Rel, out[i].XPOS = -1, "root", "VBD"
			out[h].Head, out[h].Rel = i, "nsubj"
			for j := range out {
				if j != i && out[j].Head == h && j > i {
					out[j].Head = i
				}
			}
			break
		}
	}
	for _, k := range out {
		h := k.Head
		if h < 0 || !strings.HasPrefix(k.Rel, "nsubj") || out[h].UPOS != "NOUN" || !strings.HasPrefix(out[h].XPOS, "VB") {
			continue
		}
		out[h].UPOS = "VERB"
		if form := strings.ToLower(out[h].Form); out[h].XPOS == "VBZ" && strings.ToLower(out[h].Lemma) == form {
			out[h].Lemma = strings.TrimSuffix(form, "s")
		}
	}
	return out
}

// lemma is the lower-case lemma of token i; the US is not "us".
func (t *tree) lemma(i int) string {
	if t.toks[i].Form == "US" {
		return "US"
	}
	return strings.ToLower(t.toks[i].Lemma)
}

// is reports whether token i has one of the relations.
func (t *tree) is(i int, rels ...string) bool { return slices.Contains(rels, t.rel[i]) }

// all returns the children of i with one of the relations, in text order.
func (t *tree) all(i int, rels ...string) []int {
	var out []int
	for _, k := range t.kids[i] {
		if slices.Contains(rels, t.rel[k]) {
			out = append(out, k)
		}
	}
	return out
}

// one returns the first child of i with one of the relations, -1 where there
// is none.
func (t *tree) one(i int, rels ...string) int {
	for _, k := range t.kids[i] {
		if slices.Contains(rels, t.rel[k]) {
			return k
		}
	}
	return -1
}

// conjuncts returns i and all that is coordinated under it, in text order.
func (t *tree) conjuncts(i int) []int {
	out := []int{i}
	for _, k := range t.all(i, "conj") {
		out = append(out, t.conjuncts(k)...)
	}
	return out
}

// case_ returns the lemma of the preposition before i ("" where there is
// none), the parts of a fixed one joined by blanks.
func (t *tree) case_(i int) string {
	c := t.one(i, "case")
	if c < 0 {
		return ""
	}
	words := []string{t.lemma(c)}
	for _, f := range t.all(c, "fixed") {
		words = append(words, t.lemma(f))
	}
	return strings.Join(words, " ")
}

// A span is a half-open range of tokens.
type span struct{ lo, hi int }

// holds reports whether token i is inside.
func (s span) holds(i int) bool { return s.lo <= i && i < s.hi }

// reach is the range of tokens under i, branches for which cut holds left out
// where they stand at an edge; a branch in the middle stays.
func (t *tree) reach(i int, cut func(k int) bool) span {
	s := span{i, i + 1}
	for _, k := range t.kids[i] {
		if cut != nil && cut(k) {
			continue
		}
		b := t.reach(k, nil)
		s.lo, s.hi = min(s.lo, b.lo), max(s.hi, b.hi)
	}
	return s
}

// up walks from i toward the root and returns each head in turn. A parser
// that made a circle is not followed round it.
func (t *tree) up(i int) []int {
	var out []int
	for n := 0; n < len(t.toks); n++ {
		h := t.toks[i].Head
		if h < 0 || h == i {
			break
		}
		out = append(out, h)
		i = h
	}
	return out
}

// clausal reports whether i heads a clause.
func (t *tree) clausal(i int) bool {
	switch t.rel[i] {
	case "root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis":
		return true
	case "conj":
		return t.clausal(t.toks[i].Head) && (t.toks[i].UPOS == "VERB" || t.toks[i].UPOS == "AUX" || t.one(i, "nsubj", "cop", "aux", "mark") >= 0)
	}
	return t.toks[i].UPOS == "VERB" && t.one(i, "nsubj", "aux", "mark") >= 0
}

// mark is the lemma of what introduces the clause of i, "" where nothing does.
func (t *tree) mark(i int) string {
	if m := t.one(i, "mark"); m >= 0 {
		return t.lemma(m)
	}
	return ""
}

// hang gives token i another head, unless that would make a circle.
func (t *tree) hang(i, head int, rel string) {
	if i == head || slices.Contains(t.up(head), i) {
		return
	}
	if old := t.toks[i].Head; old >= 0 {
		t.kids[old] = slices.DeleteFunc(t.kids[old], func(k int) bool { return k == i })
	}
	t.toks[i].Head, t.toks[i].Rel, t.rel[i] = head, rel, rel
	at, _ := slices.BinarySearch(t.kids[head], i)
	t.kids[head] = slices.Insert(t.kids[head], at, i)
}

// joinTenses hangs a finite verb that is joined by "and" to a clause of another
// tense on the verb above of its own: in "Canada regrets that talks failed, and
// urges the parties to resume", "urges" goes with "regrets".
func (t *tree) joinTenses() {
	tense := func(i int) string {
		x := t.toks[i].XPOS
		if x == "VBN" && t.one(i, "aux", "cop") < 0 {
			return "VBD" // taggers confuse the two
		}
		if x == "VBD" || x == "VBZ" || x == "VBP" {
			return x
		}
		return ""
	}
	for k := range t.toks {
		want := tense(k)
		if !t.is(k, "conj") || want == "" || t.toks[k].UPOS != "VERB" || t.one(k, "nsubj", "expl", "mark") >= 0 || t.one(k, "cc") < 0 {
			continue
		}
		h := t.toks[k].Head
		if tense(h) == want || t.toks[h].UPOS == "VERB" && t.one(h, "aux") >= 0 && want != "VBZ" {
			continue
		}
		for _, up := range t.up(h) {
			if tense(up) == want && t.one(up, "nsubj") >= 0 {
				t.hang(k, up, "conj")
				break
			}
		}
	}
}
