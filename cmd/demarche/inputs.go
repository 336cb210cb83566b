package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/extract/record"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// readable are the extensions of the files that a folder is searched for. A
// file that is named is read whatever it is called.
func readable() []string { return []string{".txt"} }

// inputs lists the files that the arguments name: files as they are, folders
// with all the texts below them. They come sorted, each once.
func inputs(args []string) ([]string, error) {
	var files []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, pathError(err)
		}
		if !info.IsDir() {
			files = append(files, filepath.Clean(arg))
			continue
		}
		found := len(files)
		err = filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && slices.Contains(readable(), strings.ToLower(filepath.Ext(path))) {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, pathError(err)
		}
		if len(files) == found {
			return nil, fmt.Errorf("%s: no texts in this folder: it needs files that end in %s", arg, strings.Join(readable(), ", "))
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// pathError says what to do about a file that cannot be had.
func pathError(err error) error {
	var at *fs.PathError
	if !errors.As(err, &at) {
		return err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such file or folder: check the name", at.Path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: it may not be read: ask for permission (chmod +r), or leave it out", at.Path)
	}
	return fmt.Errorf("%s: %w", at.Path, at.Err)
}

// A reader reads files into records with the names of the lexicon.
type reader struct{ options record.Options }

// newReader makes a reader that knows the states of the lexicon.
func newReader(l *lexicon.Lexicon) reader {
	return reader{record.Options{State: stateFinder(l)}}
}

// read reads one file; its error names it.
func (r reader) read(ctx context.Context, path string) (*schema.Record, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, pathError(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s: this is a folder, not a file", path)
	}
	rec, err := record.Read(ctx, f, filepath.Base(path), r.options)
	if err != nil {
		if dir := filepath.Dir(path); dir != "." {
			return nil, fmt.Errorf("%s%c%w", dir, filepath.Separator, err)
		}
		return nil, err
	}
	return rec, nil
}

// stateFinder looks a state up by any of its names.
func stateFinder(l *lexicon.Lexicon) func(string) (string, bool) {
	codes := map[string]string{}
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	for _, s := range l.States {
		for _, name := range append([]string{s.Name, s.Official}, s.Variants...) {
			if _, taken := codes[fold(name)]; !taken && name != "" {
				codes[fold(name)] = s.Code
			}
		}
	}
	return func(label string) (string, bool) {
		label = fold(label)
		code, ok := codes[label]
		if !ok {
			code, ok = codes[strings.TrimPrefix(label, "the ")]
		}
		return code, ok
	}
}
