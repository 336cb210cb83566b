package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A vocabulary is the words that names are made with: heads.tsv, naming.tsv
// and fixed.tsv, by their folded words.
type vocabulary struct {
	heads  trie[*lexicon.Head]
	fixed  trie[bool]
	titles trie[bool]
	// roles are the one-word forms of naming.tsv by their role.
	roles map[string]map[string]string
	// labels are the names of states for people.
	labels map[string]string
}

func newVocabulary(l *lexicon.Lexicon) *vocabulary {
	v := &vocabulary{roles: map[string]map[string]string{}, labels: map[string]string{}}
	for i := range l.Heads {
		v.heads.add(l.Heads[i].Word, &l.Heads[i])
	}
	for _, f := range l.Fixed {
		v.fixed.add(f.Form, true)
	}
	for _, n := range l.Namings {
		if n.Role == "title" {
			v.titles.add(n.Form, true)
			continue
		}
		if v.roles[n.Role] == nil {
			v.roles[n.Role] = map[string]string{}
		}
		v.roles[n.Role][folded(n.Form)] = n.Value
	}
	for _, s := range l.States {
		v.labels[s.Key()] = s.Name
	}
	return v
}

// is reports whether a folded word has a role in naming.tsv.
func (v *vocabulary) is(role, folded string) bool {
	_, ok := v.roles[role][folded]
	return ok
}

// head is the longest head that begins at word i and one past its end.
func (v *vocabulary) head(words []word, i int) (*lexicon.Head, int) {
	return v.heads.longest(words, i, func(_ *lexicon.Head, ws []word) bool {
		for _, w := range ws[1:] {
			if !w.within() {
				return false
			}
		}
		return true
	})
}

// title is one past the end of the titles of a person that begin at word i, i
// where there are none. Each is written with a capital.
func (v *vocabulary) title(words []word, i int) int {
	for n := 0; n < 3 && i < len(words) && words[i].upper; n++ {
		if n > 0 && !words[i].within() {
			break
		}
		_, end := v.titles.longest(words, i, func(_ bool, ws []word) bool { return true })
		if end == i {
			break
		}
		i = end
	}
	return i
}

// minted is a thing that no table lists, known by its form.
func minted(t schema.EntityType, name, kind, rule string) Mention {
	return Mention{Type: t, Name: name, ID: schema.Key(t, name), Use: ByForm, Kind: kind, Row: "form:" + rule + ":" + strings.ReplaceAll(kind, " ", "-")}
}
