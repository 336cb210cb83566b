// Package train fits the judge of extract/position to gold positions and says
// by cross-validation how well it does.
//
// It may import schema, lexicon, eval and the rooms of extract.
package train
