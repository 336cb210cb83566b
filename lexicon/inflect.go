package lexicon

import (
	"slices"
	"strings"
	"unicode"
)

// An Inflector spells the forms of a word from its lemma: irregular verbs by
// verbs.tsv, everything else by rule.
type Inflector struct{ irregular map[string]Irregular }

// Inflector returns the inflector of the lexicon's verbs.
func (l *Lexicon) Inflector() Inflector {
	in := Inflector{make(map[string]Irregular, len(l.Verbs))}
	for _, v := range l.Verbs {
		in.irregular[v.Lemma] = v
	}
	return in
}

// Forms returns the forms of a cue's inflecting word, the lemma first: third
// person, past, participle and gerund of a verb, the plural of a noun.
func (in Inflector) Forms(lemma string, pos POS) []string {
	if pos == Noun {
		return []string{lemma, plural(lemma)}
	}
	if lemma == "be" {
		return []string{"be", "is", "are", "am", "was", "were", "been", "being", "'s", "'re", "'m"}
	}
	v := in.irregular[lemma]
	past := or(v.Past, past(lemma))
	return slices.Compact([]string{lemma, or(v.Third, plural(lemma)), past,
		or(v.Participle, past), or(v.Gerund, gerund(lemma))})
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// plural adds the s of plurals and third persons.
func plural(w string) string {
	switch {
	case endsInY(w):
		return w[:len(w)-1] + "ies"
	case hasSuffix(w, "s", "x", "z", "ch", "sh"):
		return w + "es"
	}
	return w + "s"
}

func past(w string) string {
	switch {
	case strings.HasSuffix(w, "e"):
		return w + "d"
	case endsInY(w):
		return w[:len(w)-1] + "ied"
	}
	return w + "ed"
}

func gerund(w string) string {
	if strings.HasSuffix(w, "e") && !hasSuffix(w, "ee", "oe", "ye") {
		return w[:len(w)-1] + "ing"
	}
	return w + "ing"
}

// endsInY reports whether w ends in a consonant and y.
func endsInY(w string) bool {
	return len(w) > 1 && w[len(w)-1] == 'y' && !strings.ContainsRune("aeiou", rune(w[len(w)-2]))
}

func hasSuffix(w string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(w, s) })
}

// Words cuts a sentence into lower-case words: runs of letters, digits,
// hyphens and apostrophes. It serves to check examples; texts are cut by
// package extract/nlp.
func Words(sentence string) []string {
	sentence = strings.ToLower(strings.ReplaceAll(sentence, "’", "'"))
	return strings.FieldsFunc(sentence, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\''
	})
}

// maxGap is how many words a Gap may stand for.
const maxGap = 3

// finds reports whether the words of a cue stand in the sentence, its head in
// any form.
func (in Inflector) finds(c StanceCue, sentence []string) bool {
	var forms []string
	if c.Head >= 0 {
		forms = in.Forms(c.Words[c.Head], c.POS)
	}
	for i := range sentence {
		if in.matches(c.Words, c.Head, forms, sentence[i:]) {
			return true
		}
	}
	return false
}

// matches reports whether the sentence begins with the words of a cue, whose
// inflecting word has the given place and forms.
func (in Inflector) matches(cue []string, head int, forms, sentence []string) bool {
	switch {
	case len(cue) == 0:
		return true
	case cue[0] == Gap:
		for n := 0; n <= maxGap && n <= len(sentence); n++ {
			if in.matches(cue[1:], head-1, forms, sentence[n:]) {
				return true
			}
		}
		return false
	case len(sentence) == 0:
		return false
	}
	ok := cue[0] == sentence[0]
	if head == 0 {
		ok = slices.Contains(forms, sentence[0])
	}
	return ok && in.matches(cue[1:], head-1, forms, sentence[1:])
}
