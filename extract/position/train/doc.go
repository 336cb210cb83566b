// Package train fits the judge of extract/position to texts whose positions have
// been coded, and says how well it does on texts that it has not seen.
//
// It may import schema, lexicon, eval and the rooms of extract.
package train
