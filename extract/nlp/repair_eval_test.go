package nlp

import (
	"context"
	"fmt"
	"testing"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
)

func TestRepairEval(t *testing.T) {
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	rules := a.repairs
	a.repairs = nil
	for _, f := range []string{"ewt-dev", "gum-open-dev", "gum-open-train", "ewt-train"} {
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
		for _, r := range rules {
			good, bad, same := 0, 0, 0
			for i := range ss {
				before := append([]Token(nil), ss[i].Tokens...)
				if r.Run(a.tables, &ss[i]) == 0 {
					continue
				}
				for j, g := range gold[i].Tokens {
					b, n := before[j], ss[i].Tokens[j]
					if b.Head == n.Head {
						continue
					}
					switch {
					case b.Head == g.Head-1:
						bad++
						fmt.Println("BAD", r.Name, g.Form, func() string { x, _ := gold[i].Comment("text"); return x }())
					case n.Head == g.Head-1:
						good++
					default:
						same++
					}
				}
			}
			fmt.Printf("%s %s: good %d bad %d neither %d\n", f, r.Name, good, bad, same)
		}
		// calibration
		type c struct{ n, ok int }
		cal := map[string]*[6]c{}
		for i := range ss {
			for j, g := range gold[i].Tokens {
				k := ss[i].Tokens[j]
				rel := conllu.Base(k.Rel)
				for _, key := range []string{"all", rel} {
					if cal[key] == nil {
						cal[key] = &[6]c{}
					}
					b := min(5, max(0, int(k.Margin)))
					cal[key][b].n++
					if k.Head == g.Head-1 {
						cal[key][b].ok++
					}
				}
			}
		}
		for _, key := range []string{"all", "advcl", "acl", "appos", "conj", "obl", "nmod", "obj", "nsubj", "xcomp", "ccomp"} {
			fmt.Printf("%-6s", key)
			for _, x := range cal[key] {
				fmt.Printf(" %4d %5.1f%%", x.n, 100*float64(x.ok)/float64(max(1, x.n)))
			}
			fmt.Println()
		}
	}
}
