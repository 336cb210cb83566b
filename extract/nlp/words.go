package nlp

import (
	"strings"
	"unicode"
)

// word adds text[i:end], cutting off clitics and giving an abbreviation its period.
func (t *tokenizer) word(i, end, to int) {
	if i >= end {
		return
	}
	if k := t.abbreviation(i, end, to); k != notAbbreviation {
		t.words = append(t.words, word{start: i, end: end + 1, period: k})
		return
	}
	s := t.text[i:end]
	if len(s) > 60 {
		t.add(i, end)
		return
	}
	if cut := clitic(s); cut > 0 {
		t.plain(i, i+cut)
		t.add(i+cut, end)
		return
	}
	t.plain(i, end)
}

// abbreviation returns the class of text[i:end] if it is an abbreviation and a
// period follows.
func (t *tokenizer) abbreviation(i, end, to int) class {
	if end >= to || t.text[end] != '.' || end+1 < to && t.text[end+1] == '.' || end-i > 12 {
		return notAbbreviation
	}
	s := t.text[i:end]
	k := t.abbreviations[strings.ToLower(s)+"."]
	switch {
	case k == classNumber:
		if t.numberFollows(end+1, to) {
			return classNumber
		}
		return notAbbreviation
	case k != notAbbreviation:
		// "pres." and "gen." in lower case, or "Co." after a verb, are rare here;
		// a title must be capitalized.
		if k == classTitle && !capitalized(s) {
			return notAbbreviation
		}
		return k
	case len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z' && s != "I":
		return classTitle // an initial
	case strings.Contains(s, ".") && singleLetters(s) && unicode.IsLetter(rune(s[0])):
		return classEnd // initials with periods between
	case allDigits(s) && len(s) <= 3 && t.enumerates(i, end+1, to):
		return classTitle
	}
	return notAbbreviation
}

// numberFollows tells whether a number stands after i: digits, a letter or Roman
// number in brackets, or one Roman number.
func (t *tokenizer) numberFollows(i, to int) bool {
	for i < to && (t.text[i] == ' ' || t.text[i] == '\n' || t.text[i] == '\r' || t.text[i] == '\t' || t.text[i] == '(') {
		i++
	}
	if strings.HasPrefix(t.text[i:to], "\u00a0") {
		i += 2
	}
	return i < to && (t.text[i] >= '0' && t.text[i] <= '9' || strings.IndexByte("IVX", t.text[i]) >= 0)
}

// enumerates tells whether the figure at i, whose period ends at end, numbers a
// paragraph: it begins a line and a capital follows after a blank.
func (t *tokenizer) enumerates(i, end, to int) bool {
	k := i
	for k > 0 && (t.text[k-1] == ' ' || t.text[k-1] == '\t') {
		k--
	}
	if k > 0 && t.text[k-1] != '\n' {
		return false
	}
	for end < to && (t.text[end] == ' ' || t.text[end] == '\t') {
		end++
	}
	return end < to && t.text[end] >= 'A' && t.text[end] <= 'Z'
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// clitic returns where to cut s before a clitic ("n't", "'s"), or 0.
func clitic(s string) int {
	switch strings.ToLower(s) {
	case "cannot", "gonna", "gotta", "wanna":
		return 3
	}
	k := max(strings.LastIndexByte(s, '\''), strings.LastIndex(s, "’"))
	if k <= 0 {
		return 0
	}
	switch strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(s[k:], "'"), "’")) {
	case "s", "re", "ve", "ll", "d", "m":
		return k
	case "t":
		if k > 1 && (s[k-1] == 'n' || s[k-1] == 'N') {
			return k - 1
		}
	}
	return 0
}

// plain adds text[i:end], parted where recognition has run two words together.
func (t *tokenizer) plain(i, end int) {
	s := t.text[i:end]
	low := strings.ToLower(s)
	parts := t.run[low]
	if parts == nil || len(low) != len(s) || t.known(low) && low == s {
		t.add(i, end)
		return
	}
	for _, p := range parts {
		t.add(i, i+len(p))
		i += len(p)
	}
}

// hyphenated joins the chunk text[i:end] with the start of the next line where a
// hyphen ends it, and returns where to go on. The hyphen goes where the whole is a
// word ("coopera-tion"), stays in a name ("Ki-moon"), and is a token of its own
// between two words ("peace-loving"), which cutting the chunks does anyway.
func (t *tokenizer) hyphenated(i, end, to int) (int, bool) {
	if t.text[end-1] != '-' || end-i < 2 {
		return 0, false
	}
	k := end
	for k < to && (t.text[k] == ' ' || t.text[k] == '\r' || t.text[k] == '\t') {
		k++
	}
	if k >= to || t.text[k] != '\n' {
		return 0, false
	}
	for k++; k < to && (t.text[k] == ' ' || t.text[k] == '\t'); k++ {
	}
	head := t.text[i : end-1]
	limit := min(to, k+40)
	tail := leadingLetters(t.text[k:limit])
	if tail == "" || len(head) > 40 || leadingLetters(head) != head {
		return 0, false
	}
	whole := strings.ToLower(head + tail)
	form := ""
	switch {
	case strings.ToLower(tail) != tail:
		return 0, false
	case t.prefixes[strings.ToLower(head)] && (!t.known(whole) || t.rank(whole) > commonRank):
		form = head + "-" + tail
	case t.known(whole), !capitalized(head) && !t.known(strings.ToLower(head)):
		form = head + tail
	case capitalized(head) && t.givenName(head, tail):
		form = head + "-" + tail
	default:
		return 0, false
	}
	// What follows the joined word in its chunk is cut as a chunk of its own.
	stop := k + len(tail)
	t.words = append(t.words, word{start: i, end: stop, form: form})
	rest := t.chunkEnd(stop, to)
	if stop < rest {
		if m := t.closing(stop, rest); m == stop {
			t.marks(stop, rest)
		} else {
			t.pieces(stop, m, to)
			t.marks(max(m, t.words[len(t.words)-1].end), rest)
		}
	}
	return rest, true
}
