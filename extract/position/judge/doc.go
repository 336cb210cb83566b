// Package judge is the learned part of extract/position: a small network that
// says of a candidate, a range of words that may be the target of a position,
// how likely it is one, and of which stance.
//
// It sees three things: the words where the candidate begins and ends, its
// head, its predicate and its cue, through a lens on the network of extract/nlp
// (model.Lens); the mean of its words; and features, short strings that a person
// can read, made by the rules. Their sum is rectified, and read twice: whether the
// candidate is a position at all, and which stance it has if it is one.
//
// CARD.md says what the embedded judge was trained on and how well it does.
package judge
