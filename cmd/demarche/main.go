// Command demarche turns the records of meetings into a graph of who stands
// where, in whose words, and answers questions about it.
//
// Each subcommand is a file of its own; main.go and root.go wire them.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/demarche-kg/demarche/graph"
)

func main() { os.Exit(run()) }

// run runs the command line and returns the exit code.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C does not ask
	err := newRootCmd().ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	if ctx.Err() != nil {
		fmt.Fprintln(os.Stderr, "demarche: stopped; what is in the graph stays")
		return exitStopped
	}
	var some *someFailed
	if !errors.As(err, &some) || !some.told {
		fmt.Fprintln(os.Stderr, "demarche:", err)
	}
	return exitCode(err)
}

// The exit codes, as the help of demarche lists them.
const (
	exitFailed  = 1
	exitUsage   = 2
	exitSome    = 3
	exitInUse   = 4
	exitStopped = 130
)

// exitCode is the code that an error ends the program with.
func exitCode(err error) int {
	var usage *usageError
	var some *someFailed
	switch {
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &some):
		return exitSome
	case errors.Is(err, graph.ErrInUse):
		return exitInUse
	}
	return exitFailed
}

// A usageError is a fault of the command line.
type usageError struct{ error }

func (e *usageError) Unwrap() error { return e.error }

// usagef makes a usageError.
func usagef(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// someFailed says that the work was done but for some inputs.
type someFailed struct {
	failed, of int
	told       bool // the failures were listed already
}

func (e *someFailed) Error() string {
	return fmt.Sprintf("%d of %d inputs could not be read", e.failed, e.of)
}
