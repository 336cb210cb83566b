package position

import (
	"slices"
	"strings"
	"unicode"

	"github.com/demarche-kg/demarche/lexicon"
)

// A topicIndex finds the topics of a text by the first words of their
// triggers.
type topicIndex map[string][]trigger

// A trigger is the words that show a topic.
type trigger struct {
	words []string
	topic string
}

func newTopicIndex(l *lexicon.Lexicon) topicIndex {
	x := topicIndex{}
	for _, t := range l.Topics {
		for _, phrase := range t.Triggers {
			if w := topicWords(phrase); len(w) > 0 {
				x[w[0]] = append(x[w[0]], trigger{w, t.Key})
			}
		}
	}
	return x
}

// of returns the keys of the topics of a text, sorted.
func (x topicIndex) of(text string) []string {
	words := topicWords(text)
	found := map[string]bool{}
	for i, w := range words {
		for _, t := range x[w] {
			if i+len(t.words) <= len(words) && slices.Equal(words[i:i+len(t.words)], t.words) {
				found[t.topic] = true
			}
		}
	}
	var out []string
	for k := range found {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// topicWords are the words of a text, lower case.
func topicWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
	})
}
