package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// TestWriteTo checks that a file appears whole or not at all.
func TestWriteTo(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.nq")
	say := func(text string) func(io.Writer) error {
		return func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		}
	}
	if err := writeTo(path, false, nil, say("before")); err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left on device")
	err := writeTo(path, false, nil, func(w io.Writer) error {
		return errors.Join(say("half of it")(w), full)
	})
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	if now, _ := os.ReadFile(path); string(now) != "before" {
		t.Errorf("the file is now %q", now)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files are left", len(left))
	}

	if err := writeTo(path+".gz", true, nil, say("packed")); err != nil {
		t.Fatal(err)
	}
	packed, err := os.ReadFile(path + ".gz")
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(z); err != nil || string(text) != "packed" {
		t.Errorf("unpacked: %q, %v", text, err)
	}
}
