// Package store keeps quads on disk: a Cayley graph.QuadStore on Pebble.
//
// Cayley gives the query languages and the traversal (graph/path, query/gizmo);
// this package gives what lies beneath them and nothing else. It knows nothing
// of positions, records or vocabularies. It may import Cayley, quad, Pebble,
// the standard library and golang.org/x; no other package of this module.
//
// # What is kept
//
// Every value (IRI, blank node, literal) has a numeric id, given out in the
// order in which values first appear and never given out twice. All keys of
// the Pebble database start with one byte that names their table:
//
//	's' subject predicate object label    a quad, value empty
//	'p' predicate object subject label    the same quad
//	'o' object subject predicate label    the same quad
//	'g' label subject predicate object    the same quad
//	'n' id                                the value, as value.go encodes it
//	'v' value, or its head and SHA-256    the id
//	'c' id                                how many quads have it as subject, predicate, object, label
//	'm' "state"                           format, quads, nodes, next id
//	'm' "note:" name                      a text of the program above (notes.go)
//
// Ids are written as order-preserving varints (key.go), so a quad costs some
// ten bytes in each order before Pebble's own prefix compression. The label 0
// is the default graph. Four orders suffice: each single direction, and each
// pair that traversals use, is a prefix of one of them; a pair with a label
// (which names one record, hence few quads) filters the shorter of two scans.
//
// A value lives exactly as long as some quad has it: its counts say so, and
// the last quad takes it away, so the space of a removed record comes back
// when Pebble compacts. Every count is exact.
//
// # What is promised
//
// A write is one Pebble batch, adds and deletes together, and is on disk when
// the call returns. A bulk load is one ingestion: all of it is there or none.
// One process writes, and a second is refused at once with ErrLocked. Readers
// of other processes open with OpenReader, which works on hard links of the
// files as they stood and so never disturbs the writer.
package store
