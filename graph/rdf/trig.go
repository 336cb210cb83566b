package rdf

import (
	"bufio"
	"io"

	"github.com/cayleygraph/quad"
)

// trig writes named graphs as blocks of Turtle, one in memory at a time.
type trig struct {
	turtle
	runs  runs
	begun bool
}

func newTriG(w io.Writer, o Options) Writer {
	t := &trig{turtle: turtle{w: bufio.NewWriterSize(w, 1<<16), base: o.Base}}
	t.runs = runs{order: turtleOrder(), write: t.graph}
	return t
}

func (t *trig) Write(q quad.Quad) error { return t.runs.add(q) }

// graph writes one graph: the default graph bare, any other in braces.
func (t *trig) graph(label quad.Value, triples []quad.Quad) error {
	t.begin()
	if label != nil {
		if _, err := t.w.Write(append(t.term([]byte{'\n'}, label), " {\n"...)); err != nil {
			return err
		}
	}
	if err := subjects(triples, t.block); err != nil {
		return err
	}
	if label != nil {
		_, err := t.w.WriteString("}\n")
		return err
	}
	return nil
}

// begin writes the head, with every prefix: what the graphs use shows later.
func (t *trig) begin() {
	if !t.begun {
		t.begun = true
		t.head(func(Prefix) bool { return true })
	}
}

func (t *trig) Close() error {
	if err := t.runs.flush(); err != nil {
		return err
	}
	t.begin()
	return t.w.Flush()
}
