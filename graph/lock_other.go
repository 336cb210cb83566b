//go:build !unix

package graph

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// A lock keeps other writers out: a file beside the graph. Where a process
// ends without giving it back, it is to be removed by hand.
type lock struct{ file *os.File }

// acquire locks the graph at path, or says who has it.
func acquire(path string) (*lock, error) {
	name := path + ".lock"
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		owner, _ := os.ReadFile(name)
		return nil, fmt.Errorf("%w (if no such process runs, remove %s)", inUse(path, strings.TrimSpace(string(owner))), name)
	}
	if err != nil {
		return nil, fmt.Errorf("graph %s: cannot be written here: %w", path, reason(err))
	}
	_, _ = f.WriteString(strconv.Itoa(os.Getpid()) + "\n") // for people only
	return &lock{f}, nil
}

// release gives the graph back. A lock of nil holds nothing.
func (l *lock) release() error {
	if l == nil {
		return nil
	}
	name := l.file.Name()
	return errors.Join(l.file.Close(), os.Remove(name))
}

// syncDir does nothing where directories cannot be synced.
func syncDir(*os.File) error { return nil }
