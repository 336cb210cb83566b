// Package entity finds the named things in a speech and says what they are:
// states under all their names, groups, bodies, offices, instruments,
// documents, meetings, persons and places.
//
// A Linker is made once from the lexicon. Its Link reads one speech: names of
// the lexicon first, longest match first; then document symbols; then what the
// lexicon does not list but its form shows (an initiative with an owner, a
// capitalized treaty or committee); last the short forms that stand for
// something named before ("the Treaty", "the draft resolution").
//
// It may import schema, schema/symbol and lexicon.
package entity
