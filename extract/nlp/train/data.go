package train

import (
	"cmp"
	"errors"
	"math/rand/v2"
	"slices"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
	"github.com/demarche-kg/demarche/extract/nlp/model"
)

// leastPairs is the number of times that two tags must stand together to be let: a
// slip of an annotator is rarer.
const leastPairs = 3

// Vocabulary collects the words that occur at least twice and all tags and
// relations of the sentences, sorted, with the given words of the vectors.
func Vocabulary(sentences []conllu.Sentence, vectors []string) model.Vocab {
	words, upos, xpos, rels, pairs := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, s := range sentences {
		for _, t := range s.Tokens {
			words[model.Normalize(t.Form)]++
			if t.UPOS != "" {
				upos[t.UPOS]++
			}
			if t.XPOS != "" {
				xpos[t.XPOS]++
			}
			rels[t.Rel]++
			if t.UPOS != "" && t.XPOS != "" {
				pairs[t.UPOS+" "+t.XPOS]++
			}
		}
	}
	return model.Vocab{
		Words:   append([]string{model.RootName, model.UnknownName}, frequent(words, 2)...),
		Vectors: vectors,
		UPOS:    frequent(upos, 1), XPOS: frequent(xpos, 1), Rels: frequent(rels, 1),
		Pairs: frequent(pairs, leastPairs),
	}
}

func frequent(counts map[string]int, least int) []string {
	var out []string
	for k, n := range counts {
		if n >= least {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// An encoder turns sentences into examples.
type encoder struct {
	m                *model.Model
	upos, xpos, rels map[string]int32
}

func newEncoder(m *model.Model) *encoder {
	index := func(names []string) map[string]int32 {
		ids := make(map[string]int32, len(names))
		for i, n := range names {
			ids[n] = int32(i)
		}
		return ids
	}
	return &encoder{m, index(m.UPOS), index(m.XPOS), index(m.Rels)}
}

// example encodes a sentence, which must have a head for every word.
func (e *encoder) example(s *conllu.Sentence) (*example, error) {
	x := &example{
		words: []model.Features{model.Root()},
		head:  []int{-1}, arc: [][]target{nil}, rel: [][]target{nil}, upos: [][]target{nil}, xpos: [][]target{nil},
	}
	for _, t := range s.Tokens {
		if t.Head < 0 {
			return nil, errors.New("token without a head: " + t.Form)
		}
		x.words = append(x.words, e.m.Features(t.Form))
		x.head = append(x.head, t.Head)
		x.arc = append(x.arc, sure(int32(t.Head)))
		x.upos = append(x.upos, sure(lookup(e.upos, t.UPOS)))
		x.xpos = append(x.xpos, sure(lookup(e.xpos, t.XPOS)))
		r := lookup(e.rels, t.Rel)
		if r < 0 {
			r = lookup(e.rels, conllu.Base(t.Rel))
		}
		x.rel = append(x.rel, sure(r))
	}
	return x, nil
}

func lookup(ids map[string]int32, name string) int32 {
	if i, ok := ids[name]; ok {
		return i
	}
	return -1
}

// chunk is the number of sentences, drawn at random, that are sorted by length
// before they are cut into shards.
const chunk = 1500

// cut puts examples in a random order and cuts them into shards of about tokens
// words, of sentences of like length, longest first.
func cut(examples []*example, tokens int, rnd *rand.Rand) [][]*example {
	order := rnd.Perm(len(examples))
	var out [][]*example
	for part := range slices.Chunk(order, chunk) {
		slices.SortStableFunc(part, func(a, b int) int {
			return cmp.Compare(len(examples[b].words), len(examples[a].words))
		})
		var cur []*example
		n := 0
		for _, i := range part {
			cur = append(cur, examples[i])
			if n += len(examples[i].words); n >= tokens {
				out = append(out, cur)
				cur, n = nil, 0
			}
		}
		if len(cur) > 0 {
			out = append(out, cur)
		}
	}
	rnd.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
