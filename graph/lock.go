package graph

import (
	"errors"
	"fmt"
)

// ErrInUse means that another process writes the graph: wait for it, or
// choose another graph.
var ErrInUse = errors.New("graph in use")

func inUse(path, owner string) error {
	if owner == "" {
		owner = "another process"
	} else {
		owner = "process " + owner
	}
	return fmt.Errorf("%w: %s is being written by %s: wait for it, or choose another graph with --db", ErrInUse, path, owner)
}
