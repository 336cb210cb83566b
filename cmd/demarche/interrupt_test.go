package main

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestInterrupt stops the program, as Ctrl-C does, while it waits for a query
// that nobody types.
func TestInterrupt(t *testing.T) {
	// A signal ends the program without a word until it has begun to listen;
	// how long that takes the machine decides.
	for wait := 100 * time.Millisecond; wait < 20*time.Second; wait *= 2 {
		exit, stderr := interrupted(t, wait)
		if status := exit.Sys().(syscall.WaitStatus); status.Signaled() {
			continue
		}
		if exit.ExitCode() != exitStopped || !strings.Contains(stderr, "stopped; what is in the graph stays") {
			t.Fatalf("exit code %d, want %d: %s", exit.ExitCode(), exitStopped, stderr)
		}
		return
	}
	t.Fatal("it does not listen to the signal")
}

// interrupted starts a query without a text, interrupts it after a while, and
// tells how it ended.
func interrupted(t *testing.T, wait time.Duration) (*exec.ExitError, string) {
	t.Helper()
	stdin, typist, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	defer typist.Close()
	cmd := exec.Command(os.Args[0], "query", "--db", t.TempDir()+"/none.db")
	cmd.Env = append(os.Environ(), "DEMARCHE_AS_COMMAND=1")
	cmd.Stdin = stdin
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(wait)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) {
		t.Fatalf("it ended with %v", err)
	}
	return exit, stderr.String()
}
