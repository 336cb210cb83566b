package nlp

import (
	"context"
	"fmt"
	"testing"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
)

func TestLemmaEval(t *testing.T) {
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{"ewt-dev", "gum-open-dev", "ewt-test"} {
		gold, err := conllu.ReadFile("../../../shared/ud/" + f + ".conllu")
		if err != nil {
			t.Skip(err)
		}
		ss := make([]Sentence, len(gold))
		for i, g := range gold {
			for _, k := range g.Tokens {
				ss[i].Tokens = append(ss[i].Tokens, Token{Form: k.Form})
			}
		}
		if err := a.ParseAll(context.Background(), ss); err != nil {
			t.Fatal(err)
		}
		n, hit, ghit := 0, 0, 0
		bad, gb := map[string]int{}, map[string]int{}
		for i, g := range gold {
			for j, k := range g.Tokens {
				n++
				if k.Lemma == "_" || ss[i].Tokens[j].Lemma == k.Lemma {
					hit++
				} else {
					bad[fmt.Sprintf("%s/%s: %s gold %s (%s)", k.Form, k.XPOS, ss[i].Tokens[j].Lemma, k.Lemma, ss[i].Tokens[j].XPOS)]++
				}
				if k.Lemma == "_" || a.lemmas.Lemma(k.Form, k.UPOS, k.XPOS, j == 0, a.net.Model().Rank) == k.Lemma {
					ghit++
				} else if f != "ewt-test" {
					gb[fmt.Sprintf("%s/%s %s: %s gold %s", k.Form, k.UPOS, k.XPOS, a.lemmas.Lemma(k.Form, k.UPOS, k.XPOS, j == 0, a.net.Model().Rank), k.Lemma)]++
				}
			}
		}
		fmt.Printf("%s lemma %.2f gold tags %.2f\n", f, 100*float64(hit)/float64(n), 100*float64(ghit)/float64(n))
		c := 0
		for k, v := range gb {
			if c++; c < 60 {
				fmt.Println(v, k)
			}
		}
	}
}
