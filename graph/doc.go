// Package graph keeps positions as a graph, one named graph a record, and
// answers questions about it. It is the only package that knows Cayley.
//
// It may import graph/rdf and schema.
//
// From the outside in: graph.go opens, saves and closes; records.go replaces
// and removes named graphs; positions.go, query.go and export.go read. They
// stand on the interface store, which memory.go keeps in memory and file.go
// saves. snapshot.go shows a state of it to Cayley's query languages.
package graph
