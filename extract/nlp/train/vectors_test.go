package train

import (
	"math"
	"os"
	"path/filepath"
	"testing"
)

func TestReadVectors(t *testing.T) {
	base := filepath.Join(t.TempDir(), "v")
	write := func(words string, numbers []byte) {
		t.Helper()
		if err := os.WriteFile(base+".words", []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(base+".f16", numbers, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a\nb\n", []byte{0, 0x3c, 0, 0xc0, 0, 0x38, 1, 0})
	v, err := ReadVectors(base)
	if err != nil {
		t.Fatal(err)
	}
	want := []float32{1, -2, 0.5, float32(math.Ldexp(1, -24))}
	for i, x := range want {
		if v.Rows[i] != x {
			t.Errorf("number %d is %g, want %g", i, v.Rows[i], x)
		}
	}
	write("a\nb\nc\n", []byte{0, 0x3c, 0, 0xc0})
	if _, err := ReadVectors(base); err == nil {
		t.Error("two numbers for three words are read")
	}
	if _, err := ReadVectors(base + "x"); err == nil {
		t.Error("files that are not there are read")
	}
}
