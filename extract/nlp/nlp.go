package nlp

// A Span is a half-open range of bytes in a text.
type Span struct{ Start, End int }

// A Token is one word, mark or joined span of a text, as the treebanks of
// Universal Dependencies cut them: "don't" is two, "peace-loving" three.
type Token struct {
	// Start and End are the half-open range of bytes of the token in the text
	// given: text[Start:End] are its words as they stand there.
	Start, End int
	// Form is the token as a reader takes it: slips of optical character
	// recognition are repaired ("1 should" gives "I"), hyphens at the end of a
	// line are gone, space within a joined span is one blank.
	Form  string
	UPOS  string // universal part of speech, such as "VERB"
	XPOS  string // Penn Treebank tag, such as "VBZ"
	Lemma string
	// Head is the index in the sentence of the token this one depends on, -1 for
	// the root. Following heads from any token ends at the root.
	Head int
	// Rel is the relation to the head, with its subtype: "nsubj:pass".
	Rel string
	// Margin tells how sure the attachment is: by how much, in natural logarithms,
	// the network prefers this head to the next best. It is right in about half of
	// the cases at 0 to 1, in 70 of 100 at 1 to 2, 82 at 2 to 3, 88 at 3 to 4, 92 at
	// 4 to 5, 98 above, and that for every relation alike. Negative means that only
	// the shape of the tree decided. A head set by a repair rule has margin 0.
	Margin float32
	// Parts are the tokens that a joined span is made of; nil for any other token.
	Parts []Span
	// View is what the lens of [Options] shows of the token; nil without one.
	View []float32
}

// A Sentence is a run of tokens with one root.
type Sentence struct {
	// Start and End are the half-open range of bytes from the first token to the
	// last.
	Start, End int
	Tokens     []Token
	// Cut is true where the sentence was longer than [Options.Longest] and goes on
	// in the next one.
	Cut bool
}

// A Text is a text with the ranges that are to be one token each.
type Text struct {
	Text   string
	Joined []Span
}
