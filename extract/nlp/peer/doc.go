// Package peer measures another reader of English in Go, prose v3, in the same run
// as ours. It is a module of its own so that the peer is no dependency of the
// product:
//
//	cd extract/nlp/peer && go test -v -bench .
package peer
