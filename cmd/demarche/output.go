package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// writeTo hands write a buffered writer to the file, or to standard output
// where file is "". The file appears when all of it is written; where that
// fails, what stood under its name stays.
func writeTo(file string, zipped bool, stdout io.Writer, write func(io.Writer) error) error {
	if file == "" {
		return writeOut(stdout, zipped, write)
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return err
	}
	err = errors.Join(writeOut(tmp, zipped, write), tmp.Chmod(0o644), tmp.Sync(), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
	return err
}

// writeOut writes through a buffer, compressed where that is asked for.
func writeOut(w io.Writer, zipped bool, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 1<<16)
	if !zipped {
		return errors.Join(write(b), b.Flush())
	}
	z := gzip.NewWriter(b)
	return errors.Join(write(z), z.Close(), b.Flush())
}

// readAll reads at most n bytes of r and one more, which says that there is
// more. Standard input may never end: ctx does not wait for it.
func readAll(ctx context.Context, r io.Reader, n int64) ([]byte, error) {
	type result struct {
		b   []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		b, err := io.ReadAll(io.LimitReader(r, n+1))
		done <- result{b, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-done:
		return r.b, r.err
	}
}
