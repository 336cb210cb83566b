package nlp

import (
	"context"
	"runtime"
	"testing"
)

// heap returns the bytes of the heap that are in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// One annotator, at work, holds at most 150 MB; most of it are the words it keeps,
// which have a bound.
func TestMemory(t *testing.T) {
	before := heap()
	a, err := NewWith(Options{Cores: 1})
	if err != nil {
		t.Fatal(err)
	}
	loaded := heap() - before
	if _, err := a.AnnotateAll(context.Background(), benchTexts()); err != nil {
		t.Fatal(err)
	}
	// Words that nobody has met, to fill the room for words.
	var made []byte
	for i := range 6000 {
		made = append(made, byte('a'+i%26), byte('a'+i/26%26), byte('a'+i/676%26), ' ')
	}
	if _, err := a.Annotate(context.Background(), string(made), nil); err != nil {
		t.Fatal(err)
	}
	used := heap() - before
	t.Logf("%.1f MB loaded, %.1f MB at work", float64(loaded)/1e6, float64(used)/1e6)
	if used > 150_000_000 {
		t.Errorf("%d bytes are in use", used)
	}
	runtime.KeepAlive(a)
}
