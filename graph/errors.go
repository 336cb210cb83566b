package graph

import (
	"context"
	"errors"
	"strings"
	"syscall"

	"github.com/demarche-kg/demarche/graph/store"
)

// Errors that callers tell apart with errors.Is. Each returned error also says
// which graph, what happened and what to do.
var (
	// ErrInUse means that another process writes the graph: wait for it, or
	// choose another graph.
	ErrInUse = errors.New("graph in use")
	// ErrVersion means that a newer version of the program wrote the graph:
	// use that version, or build the graph again.
	ErrVersion = errors.New("graph of another version")
	// ErrCorrupt means that files of the graph are missing, cut short or
	// changed: take it from a backup, or build it again.
	ErrCorrupt = errors.New("graph damaged")
	// ErrFull means that the disk has too little room for a change, which was
	// not made: free space and try again.
	ErrFull = errors.New("disk full")
	// ErrReadOnly answers a change to a graph that was opened to be read.
	ErrReadOnly = errors.New("the graph was opened to be read only")
)

// A told error is an error of the store in the words of this package.
type told struct {
	text  string
	kind  error // one of those above; nil for others
	cause error
}

func (e *told) Error() string { return e.text }

func (e *told) Unwrap() []error {
	if e.kind == nil {
		return []error{e.cause}
	}
	return []error{e.kind, e.cause}
}

// fault says what an error of the store means for the graph at path. A
// cancelled context and what was said already stay as they are.
func fault(path string, err error) error {
	var said *told
	if err == nil || errors.As(err, &said) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if path == "" {
		path = "in memory"
	}
	// rest is what the store says after naming the kind of its error, with the
	// path in front.
	rest := func(kind error) string {
		s := strings.TrimPrefix(err.Error(), kind.Error()+": ")
		if strings.HasPrefix(s, path) {
			return s
		}
		return path + ": " + s
	}
	e := &told{cause: err}
	switch {
	case errors.Is(err, store.ErrLocked):
		e.kind = ErrInUse
		e.text = "graph in use: " + path + " is being written by another process: wait for it, or choose another graph with --db"
	case errors.Is(err, store.ErrNewer):
		e.kind, e.text = ErrVersion, "graph of another version: "+rest(store.ErrNewer)
	case errors.Is(err, store.ErrCorrupt):
		e.kind, e.text = ErrCorrupt, "graph damaged: "+rest(store.ErrCorrupt)+", or remove it and build it again"
	case errors.Is(err, store.ErrFull):
		e.kind, e.text = ErrFull, "disk full: "+rest(store.ErrFull)+"; what was there before is intact"
	case errors.Is(err, syscall.ENOSPC):
		e.kind, e.text = ErrFull, "disk full: "+rest(store.ErrFailed)+"; what was there before is intact"
	case errors.Is(err, store.ErrNotStore):
		e.text = "this is no graph of demarche: " + rest(store.ErrNotStore)
	default:
		e.text = "graph " + path + ": " + strings.TrimPrefix(err.Error(), "store: ")
	}
	return e
}
