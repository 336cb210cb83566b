package nlp

import "strings"

// A standIn is what the network reads in place of a joined span, and the tags the
// span gets.
type standIn struct{ word, upos, xpos string }

func loadStandIns() (map[string]standIn, error) {
	out := map[string]standIn{}
	err := rows("standins.tsv", 4, func(c []string) error {
		out[c[0]] = standIn{c[1], c[2], c[3]}
		return nil
	})
	return out, err
}

// standIn returns the word that the network reads for a token: its form, or, for a
// joined span, the word of data/standins.tsv or the head of the name.
func (a *Annotator) standIn(t *Token) string {
	if len(t.Parts) < 2 {
		return t.Form
	}
	if s, ok := a.stand[joinedKey(t.Form)]; ok {
		return s.word
	}
	return nameHead(t.Form)
}

// joinedTags sets the tags of a joined span: those of data/standins.tsv, or those
// of a proper name where it has a capital.
func (a *Annotator) joinedTags(t *Token) {
	if len(t.Parts) < 2 {
		return
	}
	if s, ok := a.stand[joinedKey(t.Form)]; ok {
		t.UPOS, t.XPOS = s.upos, s.xpos
		return
	}
	if strings.ToLower(t.Form) != t.Form {
		t.UPOS, t.XPOS = "PROPN", "NNP"
	}
}

func joinedKey(form string) string {
	return strings.ReplaceAll(strings.ToLower(form), " - ", "-")
}

// nameHead returns the head of a name: the last word before the first preposition
// or comma, "Register" for "United Nations Register of Conventional Arms", "Treaty"
// for "Treaty on the Non-Proliferation of Nuclear Weapons".
func nameHead(form string) string {
	words := strings.Fields(form)
	head := ""
	for _, w := range words {
		switch strings.ToLower(w) {
		case "of", "on", "for", "to", "in", "against", "concerning", "relating", "with", "between", "and", "from", "by", ",", "(", "at", "under":
			if head != "" {
				return head
			}
		case "the", "a", "an":
		default:
			head = w
		}
	}
	if head == "" {
		return form
	}
	return head
}
