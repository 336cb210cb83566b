// Package lexicon holds all that a political scientist edits: the names of
// states, groups, bodies, offices, instruments, topics and places, who belongs
// to what and since when, and the words of stance, negation, modality and
// attribution. Every table is a TSV file beside this comment, described in
// README.md; the package reads them, checks them and hands them on as typed
// rows. Which syntax the words stand in is for package extract.
//
// It may import schema and the standard library only.
package lexicon
