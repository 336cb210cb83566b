package eval

import (
	"regexp"
	"strings"
)

// The words that carry no content when targets are compared.
const stopwords = "the a an of to in on for and or by with at from as that this these those its their our his her is are be " +
	"was were are has have had which who whom it we they all any such"

var (
	lineEndHyphen = regexp.MustCompile(`-\s*\n\s*`)
	wordPattern   = regexp.MustCompile(`[a-z0-9]+`)
	stop          = stopSet()
)

func stopSet() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(stopwords) {
		set[w] = true
	}
	return set
}

// words are the content words of a text, lower case; all its words where none
// has content. Hyphens join, so that a word broken at a line end is the word
// whole.
func words(text string) []string {
	text = lineEndHyphen.ReplaceAllString(strings.ToLower(text), "-")
	every := wordPattern.FindAllString(strings.ReplaceAll(text, "-", ""), -1)
	var content []string
	for _, w := range every {
		if !stop[w] {
			content = append(content, w)
		}
	}
	if len(content) == 0 {
		return every
	}
	return content
}

// name is a name without case and punctuation.
func name(s string) string {
	return strings.Join(wordPattern.FindAllString(strings.ToLower(s), -1), " ")
}

// overlap is the F1 of two bags of words.
func overlap(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	rest := map[string]int{}
	for _, w := range b {
		rest[w]++
	}
	hit := 0
	for _, w := range a {
		if rest[w] > 0 {
			rest[w]--
			hit++
		}
	}
	return 2 * float64(hit) / float64(len(a)+len(b))
}

// within reports whether every word of a stands in b.
func within(a, b []string) bool {
	have := map[string]bool{}
	for _, w := range b {
		have[w] = true
	}
	for _, w := range a {
		if !have[w] {
			return false
		}
	}
	return true
}
