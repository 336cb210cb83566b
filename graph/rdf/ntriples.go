package rdf

import (
	"bufio"
	"io"
	"slices"

	"github.com/cayleygraph/quad"
)

func newNTriples(w io.Writer, _ Options) Writer {
	return &triples{write: &lines{w: bufio.NewWriterSize(w, 1<<16)}, order: CompareQuads}
}

// A document writes sorted triples, subject by subject.
type document interface {
	begin(all []quad.Quad) error
	block(triples []quad.Quad) error
	Close() error
}

// triples forgets the named graphs: it gathers all quads, and when the
// document ends passes each triple on once, in order.
type triples struct {
	all   []quad.Quad
	order func(a, b quad.Quad) int
	write document
}

func (t *triples) Write(q quad.Quad) error {
	q.Label = nil
	t.all = append(t.all, q)
	return nil
}

func (t *triples) Close() error {
	slices.SortFunc(t.all, t.order)
	all := slices.Compact(t.all)
	if err := t.write.begin(all); err != nil {
		return err
	}
	if err := subjects(all, t.write.block); err != nil {
		return err
	}
	t.all = nil
	return t.write.Close()
}

func (l *lines) begin([]quad.Quad) error { return nil }

func (l *lines) block(triples []quad.Quad) error {
	for _, q := range triples {
		if err := l.Write(q); err != nil {
			return err
		}
	}
	return nil
}
