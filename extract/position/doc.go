// Package position finds the positions of a speech: who stands how to what,
// in which words.
//
// The rules read each sentence's tree and propose: a predicate, what it takes,
// and the stance that cues of the lexicon impose on it. A small learned judge
// weighs each proposal by features that a person can read, takes or leaves it
// and may change its stance. Every position keeps the rules and rows behind it.
//
// It may import schema, lexicon, extract/nlp and extract/entity.
package position
