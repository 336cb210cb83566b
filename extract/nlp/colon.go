package nlp

import "strings"

// colon tells whether a sentence ends with word i because it is a colon after an
// address, or one before a question. In the training parts of EWT and GUM a colon
// after an address ends the sentence nearly always, one before a question every
// other time; a question is no assertion, so it is better read alone.
//
//	And my fellow citizens: | To a few of us here today …
//	We look back and ask: | Who stood up for the Constitution?
func (t *tokenizer) colon(start, i int) bool {
	next := &t.words[i+1]
	if t.words[i].text(t.text) != ":" || next.gap == noGap || !startsUpper(next.text(t.text)) {
		return false
	}
	return t.addresses[strings.ToLower(t.words[max(start, i-1)].text(t.text))] ||
		t.askers[strings.ToLower(next.text(t.text))] && t.asked(i+1)
}

// longestQuestion is the number of words in which a question mark is looked for.
const longestQuestion = 80

// asked tells whether the sentence that begins at word i is a question.
func (t *tokenizer) asked(i int) bool {
	for k := i; k < len(t.words) && k < i+longestQuestion; k++ {
		switch t.words[k].text(t.text) {
		case "?":
			return true
		case ".", "!", ";", ":":
			return false
		}
	}
	return false
}
