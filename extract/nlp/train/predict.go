package train

import (
	"cmp"
	"slices"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
	"github.com/demarche-kg/demarche/extract/nlp/model"
)

// Predict returns the sentences with tags, heads and relations as the network
// gives them; lemmas are left as they are.
func Predict(net *model.Network, sentences []conllu.Sentence) []conllu.Sentence {
	order := make([]int, len(sentences))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(len(sentences[b].Tokens), len(sentences[a].Tokens))
	})
	out := make([]conllu.Sentence, len(sentences))
	runner := net.NewRunner()
	m := net.Model()
	for part := range slices.Chunk(order, 32) {
		batch := make([][]model.Features, len(part))
		for i, k := range part {
			for _, t := range sentences[k].Tokens {
				batch[i] = append(batch[i], m.Features(t.Form))
			}
		}
		for i, p := range runner.Run(batch) {
			s := sentences[part[i]]
			s.Tokens = slices.Clone(s.Tokens)
			for j := range s.Tokens {
				t := &s.Tokens[j]
				t.UPOS, t.XPOS = m.UPOS[p.UPOS[j]], m.XPOS[p.XPOS[j]]
				t.Head, t.Rel = p.Head[j]+1, m.Rels[p.Rel[j]]
			}
			out[part[i]] = s
		}
	}
	return out
}
