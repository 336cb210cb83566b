package store

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// Memory is measured in processes of their own, whose whole size counts.

const (
	memoryDir   = "DEMARCHE_STORE_MEMORY_DIR"
	memoryQuads = "DEMARCHE_STORE_MEMORY_QUADS"
)

// A generatedReader makes quads as they are read.
type generatedReader struct {
	g    *generator
	buf  []quad.Quad
	left int
}

func (r *generatedReader) ReadQuad() (q quad.Quad, err error) {
	if r.left == 0 {
		return q, io.EOF
	}
	if len(r.buf) == 0 {
		r.buf = r.g.record()
	}
	q, r.buf, r.left = r.buf[0], r.buf[1:], r.left-1
	return q, nil
}

// memoryChild loads quads into a new store, or opens one and reads a little,
// and prints the memory that the process took.
func memoryChild(dir string) error {
	n, err := strconv.Atoi(os.Getenv(memoryQuads))
	if err != nil {
		return err
	}
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	field := "VmRSS:"
	if n > 0 {
		field = "VmHWM:" // the most at any time
		if _, err := s.BulkLoad(context.Background(), &generatedReader{g: newGenerator(1), left: n}, nil); err != nil {
			return err
		}
	} else if _, err := s.Statistics(context.Background()); err != nil {
		return err
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(status)) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == field {
			fmt.Println(f[1])
		}
	}
	return s.Close()
}

func measureChild(b *testing.B, dir string, quads int) float64 {
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), memoryDir+"="+dir, memoryQuads+"="+strconv.Itoa(quads))
	out, err := cmd.Output()
	if err != nil {
		b.Fatal(err)
	}
	kib, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	if err != nil {
		b.Fatal(err)
	}
	return kib / 1024
}

// BenchmarkMemory reports the memory of a process that loads -quads, at its
// highest, and of one that has opened the store and done little.
func BenchmarkMemory(b *testing.B) {
	for b.Loop() { // once, whatever -benchtime says
	}
	dir := filepath.Join(b.TempDir(), "s")
	b.ReportMetric(measureChild(b, dir, *benchQuads), "MB-load")
	b.ReportMetric(measureChild(b, dir, 0), "MB-idle")
	b.ReportMetric(0, "ns/op")
}
