package store

import (
	"bufio"
	"flag"
	"os"
	"testing"
)

var writeTo = flag.String("write", "", "file for the quads of the benchmarks, as N-Quads")

// TestWriteQuads writes what the benchmarks load for peers that are not Go;
// see peer/oxigraph.mjs.
func TestWriteQuads(t *testing.T) {
	if *writeTo == "" {
		t.Skip("no -write")
	}
	f, err := os.Create(*writeTo)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	for _, q := range quadsOf(1, *benchQuads) {
		q.Object = Lexical(q.Object)
		w.WriteString(q.NQuad())
		w.WriteByte('\n')
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
