// Package rdf turns positions, records and the facts of the lexicon into
// quads, turns quads back into positions, and writes and reads quads in the
// formats of the semantic web. It knows no store and no query language.
//
// It may import schema, the types of github.com/cayleygraph/quad and, to read
// JSON-LD, github.com/piprate/json-gold.
//
// # The shape of a record
//
// All that a record says is one named graph, whose label is the IRI of the
// record. For each position it holds
//
//   - an edge to traverse, <state/KAZ> dm:advocates <instrument/…>, for each
//     named thing that the position bears on; see edges for which;
//   - a node for the whole, a dm:Position;
//   - a node for its target, known by the words, and one for its evidence,
//     shared by the positions of one sentence.
//
// Where a target has no named thing the edge leads to the target node, so
// that whoever speaks of "nuclear disarmament" meets there, and a traversal
// misses no position.
//
// Reading the quads of a record gives its positions back as they were. What
// statements that are shared and without order cannot say (a list in an order
// of its own, two names for one key) stands in dm:exact; see exact.
package rdf
