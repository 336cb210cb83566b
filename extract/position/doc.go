// Package position finds the positions of a speech: who stands how to what,
// in which words.
//
// The rules read each sentence's tree and propose: a predicate, what it takes,
// and the stance that cues of the lexicon impose on it; beside these stand the
// phrases that no rule has read. A small learned judge, in the room judge, weighs
// each, and may change its stance; of one holder in a sentence those are taken
// that together are worth most. Every position keeps the rules and rows behind it.
//
// It may import schema, lexicon, extract/nlp, extract/entity and
// extract/position/judge.
package position
