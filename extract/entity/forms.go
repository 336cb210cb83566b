package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// unlisted finds the named things that no table has, by their form: a run of
// capitalized words that ends in a head ("the Kinshasa Convention", "the
// Stockholm Initiative on Nuclear Disarmament"), or a lower-case head with a
// state or an office as owner ("the United Kingdom's initiative on universal
// standards …"). taken are the mentions found before, sorted; a new mention
// swallows those inside it only where it has an owner.
func (l *Linker) unlisted(text string, words []word, taken []Mention) []Mention {
	var out []Mention
	for i := 0; i < len(words); i++ {
		if m, end := l.owned(text, words, i, taken); end > i {
			out = append(out, m)
			i = end - 1
			continue
		}
		if m, end := l.capitalized(text, words, i, taken); end > i {
			out = append(out, m)
			i = end - 1
		}
	}
	return out
}

// capitalized reads a run of capitalized words from i that has a head in it.
// The run goes on after the head over "on Nuclear Disarmament".
func (l *Linker) capitalized(text string, words []word, i int, taken []Mention) (Mention, int) {
	if !words[i].upper || small(words[i].folded) || l.sentenceStart(text, words, i) && words[i].folded == "our" {
		return Mention{}, i
	}
	lastHead, end := -1, i
	for k := i; k < len(words) && k < i+24; k++ {
		w := words[k]
		if k > i && w.gap == '.' {
			break
		}
		if k > i && w.gap == ',' && lastHead >= 0 {
			break
		}
		if !w.upper && !small(w.folded) {
			break
		}
		if w.upper {
			end = k + 1
			if h, ok := l.heads[w.folded]; ok && !h.lower || ok && k > i {
				if lastHead < 0 {
					lastHead = k
				}
			}
		}
	}
	// One capitalized word is no name, and a head needs something before or
	// after it: "Arms Trade Treaty", "Treaty on …".
	if lastHead < 0 || end-i < 2 {
		return Mention{}, i
	}
	h := l.heads[words[lastHead].folded]
	span := schema.Span{Start: words[i].Start, End: words[end-1].End}
	for _, t := range taken {
		if t.Overlaps(span) && (t.Contains(span) || t.Use != ByName || t.Type != schema.TypeState && t.Type != schema.TypePlace && t.Len() > 3) {
			return Mention{}, i
		}
	}
	name := strings.Join(strings.Fields(text[span.Start:span.End]), " ")
	return Mention{Span: span, Type: h.typ, Name: name, ID: schema.Key(h.typ, name), Use: ByForm, Row: "form:" + h.word}, end
}

// owned reads "X's initiative on Y" where X is a mention that ends at word i.
func (l *Linker) owned(text string, words []word, i int, taken []Mention) (Mention, int) {
	owner, ok := mentionAt(taken, words[i].Start)
	if !ok || owner.Type != schema.TypeState && owner.Type != schema.TypePerson && owner.Type != schema.TypeGroup {
		return Mention{}, i
	}
	k := i
	for k < len(words) && words[k].End <= owner.End {
		k++
	}
	switch {
	case k < len(words) && words[k].gap == '\'' && words[k].folded == "s":
		k++
	case strings.HasPrefix(text[owner.End:], "'") || strings.HasPrefix(text[owner.End:], "’"):
	case owner.Use == ByAdjective:
	default:
		return Mention{}, i
	}
	// Up to four words lie between the owner and the head.
	for h := k; h < len(words) && h < k+5 && (words[h].gap == ' ' || words[h].gap == '-'); h++ {
		hd, ok := l.heads[words[h].folded]
		if !ok || !hd.lower || hd.typ != schema.TypeInstrument {
			continue
		}
		end := phraseEnd(words, h)
		span := schema.Span{Start: words[i].Start, End: words[end-1].End}
		name := strings.Join(strings.Fields(text[span.Start:span.End]), " ")
		return Mention{Span: span, Type: hd.typ, Name: name, ID: schema.Key(hd.typ, name), Use: ByForm, Row: "owner:" + hd.word}, end
	}
	return Mention{}, i
}

// phraseEnd is one past the last word of the phrase that follows a head: it
// goes on over "on universal standards in the sphere of transfers" and ends at
// a mark, a verb or a joint.
func phraseEnd(words []word, head int) int {
	k := head + 1
	if k >= len(words) || words[k].gap != ' ' {
		return k
	}
	switch words[k].folded {
	case "on", "for", "of", "concerning", "regarding", "against", "in":
	default:
		return k
	}
	for ; k < len(words) && k < head+16; k++ {
		if words[k].gap == '.' || words[k].gap == ',' || stopsPhrase(words[k].folded) {
			break
		}
	}
	for k > head+1 && small(words[k-1].folded) {
		k--
	}
	return k
}

func stopsPhrase(w string) bool {
	switch w {
	case "and", "or", "but", "which", "that", "who", "as", "is", "are", "was", "were", "be", "been", "has", "have", "had",
		"will", "would", "should", "must", "can", "could", "may", "we", "i", "they", "it", "to", "while", "because", "since", "when":
		return true
	}
	return false
}

// mentionAt is the mention that begins at byte at.
func mentionAt(ms []Mention, at int) (Mention, bool) {
	for _, m := range ms {
		if m.Start == at {
			return m, true
		}
		if m.Start > at {
			break
		}
	}
	return Mention{}, false
}

// sentenceStart reports whether word i begins a sentence.
func (l *Linker) sentenceStart(text string, words []word, i int) bool {
	return i == 0 || strings.ContainsAny(text[words[i-1].End:words[i].Start], ".?!")
}
