//go:build unix

package graph

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// A lock keeps other writers out: an advisory lock on a file beside the
// graph, which the system gives back whatever becomes of the process.
type lock struct{ file *os.File }

// acquire locks the graph at path, or says who has it.
func acquire(path string) (*lock, error) {
	name := path + ".lock"
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, fmt.Errorf("graph %s: cannot be written here: %w", path, reason(err))
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			owner, _ := os.ReadFile(name)
			f.Close()
			if errors.Is(err, syscall.EWOULDBLOCK) {
				return nil, inUse(path, strings.TrimSpace(string(owner)))
			}
			return nil, fmt.Errorf("graph %s: cannot be locked: %w", path, err)
		}
		// The owner before may have removed the file between the two calls.
		mine, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("graph %s: cannot be locked: %w", path, reason(err))
		}
		if now, err := os.Stat(name); err == nil && os.SameFile(mine, now) {
			if err := f.Truncate(0); err == nil {
				_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0) // for people only
			}
			return &lock{f}, nil
		}
		f.Close()
	}
}

// release gives the graph back. A lock of nil holds nothing.
func (l *lock) release() error {
	if l == nil {
		return nil
	}
	_ = os.Remove(l.file.Name()) // while locked; if it stays, it locks nothing
	return l.file.Close()
}

// syncDir makes a renaming in a directory last.
func syncDir(d *os.File) error {
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) {
		return err
	}
	return nil
}
