package entity

import "github.com/demarche-kg/demarche/schema"

// pronouns finds the text that "its" stands for where only a text has what
// follows ("its implementation", "its entry into force"): the nearest in the
// sentence, or in the one before. Whose "its" is elsewhere is left open: half
// of what one could say of it would be wrong.
func (l *Linker) pronouns(p *page) []find {
	var out []find
	before, here, next := 0, 0, 0 // the first finds of the last sentence, of this one, after word i
	for i := range p.words {
		for next < len(p.finds) && p.finds[next].lo < i {
			next++
		}
		if i > 0 && p.begins(i) {
			before, here = here, next
		}
		if p.words[i].folded != "its" || p.cover[i] >= 0 || !l.ofText(p, i+1) {
			continue
		}
		for k := next - 1; k >= before; k-- {
			if f := p.finds[k]; f.Type == schema.TypeInstrument || f.Type == schema.TypeDocument {
				m := f.Mention
				m.Use, m.Row = ByShortForm, "pronoun"
				out = append(out, p.find(i, i+1, m))
				break
			}
		}
	}
	return out
}

// ofText reports whether words from k on are what only a text has.
func (l *Linker) ofText(p *page, k int) bool {
	for end := min(k+4, len(p.words)); k < end && p.words[k].within() && !l.words.is("small", p.words[k].folded); k++ {
		if l.words.is("of text", p.words[k].folded) {
			return true
		}
	}
	return false
}
