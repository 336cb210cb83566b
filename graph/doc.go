// Package graph keeps positions as a graph, one named graph a record, and
// answers questions about it. It is the only package that knows Cayley.
//
// It may import graph/rdf, graph/store and schema.
//
// From the outside in: graph.go opens and closes; records.go replaces and
// removes named graphs; positions.go, query.go and export.go read; walk.go and
// ways.go follow links, from the nodes that node.go finds by name; maintain.go
// checks, compacts and copies. They stand on the interface backend, which
// disk.go fulfils with graph/store: a folder on the disk, or memory. gizmo.js
// keeps Cayley's query languages from harm, and arrange.go puts their results
// in order.
//
// # Asking
//
// Names in queries are short: a prefix and a term (dm:advocates,
// skos:prefLabel; see rdf.Prefixes), or a key (state/KAZ,
// instrument/arms-trade-treaty, record/S/PV.5881). Answers have them in the
// same form. Which states advocate something about an instrument that
// Kazakhstan advocates something about?
//
//	g.V("state/KAZ").Out("dm:advocates").In("dm:advocates").Unique().All()
//
// The positions of which the extractor is quite sure, with their words:
//
//	g.V().Has("rdf:type", "dm:Position").Has("dm:confidence", gt(0.8))
//	 .Out("dm:evidence").Save("oa:exact", "words").All()
//
// What one record alone says:
//
//	g.V("state/KAZ").LabelContext("record/S/PV.5881").Out("dm:supports").All()
//
// Numbers compare with numbers of their kind: a confidence is no integer, so
// write gt(0.0), which JavaScript cannot tell from gt(0), as gt(1e-9).
package graph
