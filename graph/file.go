package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A file is a memory store that is saved to one file. One process at a time
// may write it; any number may read it as it was saved last.
type file struct {
	*memory
	path string // "" for memory alone
	base string
	lock *lock
}

// openFile opens or begins the graph in a file. Given no path it stays in
// memory. Given no base IRI it takes the file's, or fallback.
func openFile(path, base, fallback string, readOnly bool) (_ *file, err error) {
	f := &file{memory: newMemory(), path: path, base: base}
	if path == "" {
		f.base = orElse(base, fallback)
		return f, nil
	}
	// A link keeps leading to the graph when it is replaced.
	if target, err := filepath.EvalSymlinks(path); err == nil {
		f.path = target
	}
	if !readOnly {
		if f.lock, err = acquire(f.path); err != nil {
			return nil, err
		}
		defer func() {
			if err != nil {
				f.lock.release()
			}
		}()
	}
	in, err := os.Open(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && readOnly:
		return nil, fmt.Errorf("graph %s: there is none: build it first: %w", path, fs.ErrNotExist)
	case errors.Is(err, fs.ErrNotExist):
		f.base = orElse(base, fallback)
		return f, nil
	case err != nil:
		return nil, fmt.Errorf("graph %s: %w", path, reason(err))
	}
	defer in.Close()
	if info, err := in.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("graph %s: this is a directory: name a file", path)
	}
	m, kept, err := decode(in)
	if err != nil {
		return nil, fmt.Errorf("graph %s: %w", path, advice(err))
	}
	if base != "" && base != kept {
		return nil, fmt.Errorf("graph %s: its base IRI is %s, not %s: leave the base out, or choose another graph", path, kept, base)
	}
	f.memory, f.base = m, kept
	return f, nil
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// advice adds to an error of decode what to do.
func advice(err error) error {
	if errors.Is(err, ErrCorrupt) {
		return fmt.Errorf("%w: take it from a backup, or remove it and build it again", err)
	}
	return err
}

// reason is the cause of an error of the file system without the path, which
// the message has already.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// save writes the graph beside the old one and then puts it in its place, so
// that at any moment one of them is whole.
func (f *file) save(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.dirty || f.path == "" {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	write := func(w io.Writer) error { return f.encode(w, f.base) }
	if err := replaceFile(f.path, write); err != nil {
		return fmt.Errorf("graph %s: not saved; what was saved before is intact: %w", f.path, reason(err))
	}
	f.dirty = false
	return nil
}

func (f *file) close() error { return f.lock.release() }

// replaceFile makes what write writes the content of a file, all of it or
// nothing, and lasting.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	dir := filepath.Dir(path)
	out, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			out.Close()
			os.Remove(out.Name())
		}
	}()
	if err := out.Chmod(mode); err != nil {
		return err
	}
	if err := write(out); err != nil {
		return err
	}
	if err := out.Sync(); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	if err := os.Rename(out.Name(), path); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return syncDir(d)
}
