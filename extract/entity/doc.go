// Package entity finds the named things in a speech and says what they are:
// states under all their names, groups, bodies, offices and who held them,
// instruments, documents, meetings, persons and places.
//
// A Linker is made once from the lexicon and may be used by many goroutines.
// Its Link reads one text in passes over one page of words, each pass a sweep:
//
//	documents    symbols and resolutions by number (schema/symbol)
//	listed       the names of the lexicon, longest first from the left
//	whole, committees
//	             "the United Nations" into the name it begins; the committees
//	             "established pursuant to resolution …"
//	persons      titles and what follows; last names of persons met before
//	sharedHeads  "the Stockholm and Riyadh agreements"
//	capitalized  what no table lists, by a head in a run of capitals
//	appositions  the person whose name follows an office
//	owned        what is named by whose it is: "X's initiative on …"
//	sessions     "the sixty-third session of …"
//	reports      "the report of the Panel of Experts on …", without a symbol
//	acronyms     those that the record introduces in parentheses
//	states       a state in a region's name; a capital where things happen
//	shortForms   "the Treaty", "this resolution", "the country"
//	pronouns     "its implementation": that of the text named before
//	offices      who held them at the record's date
//
// What a record has named is kept in its Context, one for each record, so that
// a later speech may say "the Treaty". Context.Resolve answers for pronouns
// when it is asked; Linker.Joined gives the spans that a parser should read as
// one word. The words that names are made with are tables of the lexicon:
// heads.tsv, naming.tsv and fixed.tsv.
//
// Names that a bad scan has spoiled are found all the same: lost and stray
// blanks, words cut at a line end, typographic apostrophes, lost accents.
// Spans are half-open ranges of bytes of the text given, on character bounds.
//
// It may import schema, schema/symbol and lexicon.
package entity
