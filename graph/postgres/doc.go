// Package postgres keeps quads in PostgreSQL, for teams that write one graph
// together: a Cayley graph.QuadStore on the tables of Cayley's own sql
// backend, so that Cayley's tools read what stands here.
//
// It may import Cayley, quad, lib/pq, the standard library and, for what is
// the same value, graph/store.
//
// # What differs from Cayley's backend
//
// Cayley's writer loses quads in transactions that both add and delete, loads
// one row at a time, scans everything to find a named graph, and compiles few
// queries into one statement. So all SQL here is our own. Every write is one
// transaction: its quads are copied into temporary tables, statements over
// sets delete and insert, and the reference counts of nodes follow from the
// rows that were in fact deleted and inserted. Queries are compiled whole
// (shape.go, relation.go): a path of many steps, with filters and tags, is one
// statement.
//
// The tables nodes and quads have the columns that Cayley gives them. Indexes
// are our own: one unique over subject, predicate, object and label; those
// that traversals by object and predicate need; quads(label_hash), which finds
// a named graph; and nodes(refs) where refs <= 0, which Cayley's own writer
// wants. There are no foreign keys: a transaction that adds a quad holds the
// rows of its nodes. A third table, demarche, has the version of all this and
// notes.
//
// # What is promised
//
// A write has happened whole when its call returns, or not at all; where the
// connection breaks during the commit, the error says that either may be.
// Writers of one named graph take turns, by an advisory lock; writers of
// different graphs work side by side and wait for each other only at nodes
// that both count. Deadlocks and serialization failures are tried again.
// Cayley's own writer knows nothing of these locks: do not write with it.
//
// A View is one moment of the graph, whatever is written beside it: a
// read-only transaction of isolation REPEATABLE READ. It holds back the
// cleaning of old rows, so close it soon. The Store itself reads what is
// committed when a statement begins; one listing is of one moment, two may be
// of two. A query that is cancelled, or exceeds Options.Timeout, is an error.
//
// A known failure is Cayley's: its hash of a time, the key of its tables, leaves
// out the fraction of a second, so two times of one second are one node.
package postgres
