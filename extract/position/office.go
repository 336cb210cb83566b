package position

import (
	"strings"
	"unicode"

	"github.com/demarche-kg/demarche/schema"
)

// offices are those whose holder speaks for the office, and not for the state
// that a report names in brackets after the person.
var offices = map[string]bool{
	"chair": true, "co-chair": true, "vice-chair": true, "chairman": true, "chairwoman": true, "chairperson": true,
	"facilitator": true, "co-facilitator": true, "coordinator": true, "co-coordinator": true,
}

// officer reads an office and its holder's name from token i on: "Chair of the
// Adaptation Fund Board Ana Lopez (Chile)", "SBI Chair Lopez", "Co-Chair Lopez".
// The office is what speaks; end is the token after the name, i where nothing is
// found.
func (s *sentence) officer(i, hi int) (a actor, end int) {
	t := s.tree
	body := ""
	k := i
	if m := s.byToken[i]; m >= 0 && s.mentions[m].Type == schema.TypeBody {
		body = s.mentions[m].Name
		k = min(hi, s.pastName(k))
	}
	if k >= hi {
		return a, i
	}
	title, _, _ := strings.Cut(t.toks[k].Form, " ")
	if k+2 < hi && t.toks[k+1].Form == "-" { // "Co-Chair" in three tokens
		next, _, _ := strings.Cut(t.toks[k+2].Form, " ")
		title += "-" + next
		k += 2
	}
	if !offices[strings.ToLower(title)] || t.toks[k].UPOS != "PROPN" && t.toks[k].UPOS != "NOUN" {
		return a, i
	}
	title = strings.ToUpper(title[:1]) + title[1:]
	k++
	if body == "" && k+1 < hi && t.lemma(k) == "of" {
		for k++; k < hi && t.toks[k].UPOS == "DET"; k++ {
		}
		if k == hi || s.byToken[k] < 0 {
			return a, i
		}
		body = s.mentions[s.byToken[k]].Name
		k = min(hi, s.pastName(k))
	}
	name := title
	if body != "" {
		name += " of the " + body
	}
	for depth := 0; k < hi; k++ { // the person and what stands in brackets
		switch f := t.toks[k].Form; {
		case f == "(":
			depth++
		case f == ")":
			depth--
		case depth > 0 || t.toks[k].UPOS == "PROPN":
		default:
			return actor{named, name, schema.Key(schema.TypePerson, name), schema.TypePerson}, k
		}
	}
	return actor{named, name, schema.Key(schema.TypePerson, name), schema.TypePerson}, k
}

// delegate reads "Mr. Okello (Uganda)" from token i on: the state is what
// speaks.
func (s *sentence) delegate(i, hi int) (a actor, end int) {
	t := s.tree
	m := s.byToken[i]
	if m < 0 || s.mentions[m].Type != schema.TypePerson {
		return a, i
	}
	k := min(hi, s.pastName(i))
	if k+2 < hi && t.toks[k].Form == "(" && s.byToken[k+1] >= 0 {
		if a := s.rollName(s.mentions[s.byToken[k+1]]); a.typ == schema.TypeState || a.typ == schema.TypeGroup {
			return a, k + 3
		}
	}
	return actor{}, i
}

// unlisted is who a subject in capitals is that no table knows: an observer, a
// company, a movement.
func (s *sentence) unlisted(i int) actor {
	t := s.tree
	k := s.byToken[i]
	if t.toks[i].UPOS != "PROPN" && t.toks[i].Form != strings.ToUpper(t.toks[i].Form) || t.toks[i].UPOS == "PRON" ||
		k >= 0 && s.mentions[k].Type != schema.TypeMeeting && s.mentions[k].Type != schema.TypePerson {
		return actor{}
	}
	name, _, _ := strings.Cut(bareName(s.text(s.extent(i, true))), " (")
	name, _, _ = strings.Cut(name, ",")
	if len(name) < 3 || !unicode.IsUpper([]rune(name)[0]) {
		return actor{}
	}
	name = calm(name)
	return actor{named, name, schema.Key(schema.TypeGroup, name), schema.TypeGroup}
}

// calm writes a name in capitals as others are written; a short word alone is an
// acronym.
func calm(name string) string {
	if name != strings.ToUpper(name) || len(name) <= 6 && !strings.Contains(name, " ") {
		return name
	}
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		switch w {
		case "of", "and", "the", "for", "on", "in", "to", "against":
			if i > 0 {
				continue
			}
		}
		r := []rune(w)
		r[0] = unicode.ToUpper(r[0])
		words[i] = string(r)
	}
	return strings.Join(words, " ")
}
