// Command zz is scratch.
package main

import (
	"encoding/gob"
	"fmt"
	"os"
	"strings"

	"github.com/demarche-kg/demarche/extract/position/train"
)

func main() {
	var docs []train.Document
	f, _ := os.Open("/tmp/ann.gob")
	gob.NewDecoder(f).Decode(&docs)
	for _, d := range docs {
		for _, sp := range d.Speeches {
			for _, s := range sp.Sentences {
				if strings.Contains(sp.Speech.Text.Text[s.Start:s.End], os.Args[1]) {
					for i, t := range s.Tokens {
						fmt.Println(i, t.Form, t.Lemma, t.UPOS, t.XPOS, t.Head, t.Rel)
					}
					for _, m := range sp.Mentions {
						if m.Start >= s.Start && m.End <= s.End {
							fmt.Printf("%q %+v\n", sp.Speech.Text.Text[m.Start:m.End], m)
						}
					}
					return
				}
			}
		}
	}
}
