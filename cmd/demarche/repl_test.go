package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/demarche-kg/demarche/graph"
	"github.com/demarche-kg/demarche/schema"
)

// A terminal is a pseudo-terminal with demarche at its other end.
type terminal struct {
	t    *testing.T
	tty  *os.File
	mu   sync.Mutex
	text bytes.Buffer // what has been shown
	cmd  *exec.Cmd
}

// startTerminal runs demarche with arguments in a terminal of its own.
func startTerminal(t *testing.T, home string, args ...string) *terminal {
	t.Helper()
	// With O_NONBLOCK the file is closed under a read.
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Skipf("no pseudo-terminal to be had here: %v", err)
	}
	t.Cleanup(func() { _ = master.Close() })
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetUint32(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(int(master.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 40, Col: 200}); err != nil {
		t.Fatal(err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminal to be had here: %v", err)
	}
	defer slave.Close()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	term := &terminal{t: t, tty: master, cmd: exec.Command(self, args...)}
	term.cmd.Env = append(os.Environ(), "DEMARCHE_AS_COMMAND=1", "HOME="+home, "XDG_STATE_HOME=")
	term.cmd.Stdin, term.cmd.Stdout, term.cmd.Stderr = slave, slave, slave
	term.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := term.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = term.cmd.Process.Kill() })
	go func() {
		var buf [4096]byte
		for {
			n, err := master.Read(buf[:])
			term.mu.Lock()
			term.text.Write(buf[:n])
			term.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return term
}

// press types keys.
func (x *terminal) press(keys string) {
	x.t.Helper()
	if _, err := x.tty.WriteString(keys); err != nil {
		x.t.Fatal(err)
	}
}

// want waits until a text has been shown since the last want.
func (x *terminal) want(text string) {
	x.t.Helper()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		x.mu.Lock()
		shown := x.text.String()
		if i := strings.Index(shown, text); i >= 0 {
			x.text.Next(i + len(text))
			x.mu.Unlock()
			return
		}
		x.mu.Unlock()
		if time.Now().After(end) {
			x.t.Fatalf("the terminal shows %q, not %q", shown, text)
		}
	}
}

// ends waits for the command to end, without an error.
func (x *terminal) ends() {
	x.t.Helper()
	done := make(chan error, 1)
	go func() { done <- x.cmd.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			x.t.Error(err)
		}
	case <-time.After(30 * time.Second):
		x.t.Fatal("it does not end")
	}
}

// asked is a graph of one record.
func asked(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "g.db")
	g, err := graph.Open(path, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := schema.Position{Record: "S/PV.1", Holder: "KAZ", HolderID: "state/KAZ", Stance: schema.Supports, Side: schema.For, Target: "the Treaty",
		Entities: []schema.Mention{{Mention: "the Treaty", Type: schema.TypeInstrument, Name: "Arms Trade Treaty", ID: "instrument/arms-trade-treaty"}}}
	p.SetID()
	if err := g.ReplaceRecord(t.Context(), "S/PV.1", []schema.Position{p}); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestReplInATerminal sits at a terminal: completion, history, several lines,
// Ctrl-C at the prompt and within a query, and the end.
func TestReplInATerminal(t *testing.T) {
	db, home := asked(t), t.TempDir()
	x := startTerminal(t, home, "query", "--repl", "--db", db)
	x.want("demarche> ")
	x.press("g.V(\"state/\t\").O\t")
	x.want(`state/KAZ`)
	x.want("OutPredicates()") // Out( and others: shown
	x.press("ut(\"dm:sup\t\").Al\t\r")
	x.want(`g.V("state/KAZ").Out("dm:supports").All()`)
	x.want(`{"id":"instrument/arms-trade-treaty"}`)
	x.want("demarche> ")
	x.press("g.V(\r")
	x.want("… ")
	x.press("'state/KAZ').In(\x03") // Ctrl-C leaves it
	x.want("demarche> ")
	x.press("for (;;) g.V().Count()\r")
	time.Sleep(100 * time.Millisecond)
	x.press("\x03") // Ctrl-C stops it
	x.want("stopped")
	x.want("demarche> ")
	x.press("\x1b[A\x1b[A\x1b[A\r") // up, to the third last
	x.want("demarche> ")
	x.press("\x04") // Ctrl-D
	x.ends()

	// What was asked is there the next time.
	x = startTerminal(t, home, "query", "--repl", "--db", db)
	x.want("demarche> ")
	for range 10 {
		x.press("\x1b[A")
	}
	x.want(`g.V("state/KAZ").Out("dm:supports").All()`)
	x.press("\r")
	x.want(`{"id":"instrument/arms-trade-treaty"}`)
	x.press(".quit\r")
	x.ends()
}

func TestWholeQueries(t *testing.T) {
	for text, want := range map[string]bool{
		`g.V("a").All()`: true, "g.V(": false, "g.V(\n\"a\")\n": true, "g.V(\"(\")": true, "g.V('a').\n": false,
		"{ nodes(id: <state/KAZ>) {": false, "x = `a\n": false, "g.V(\"a\n": false, `"\"("`: true, ")": true,
	} {
		if whole(text) != want {
			t.Errorf("%q: got %v", text, !want)
		}
	}
}

func TestCompletion(t *testing.T) {
	c := &completer{lang: graph.Gizmo, names: []string{"dm:advocates", "dm:supports", "state/KAZ", "state/KGZ"}}
	for _, s := range []struct{ line, want, shown string }{
		{`g.V("state/`, `g.V("state/K`, ""},
		{`g.V("state/K`, `g.V("state/K`, "state/KAZ\nstate/KGZ\n"},
		{`g.V('dm:s`, `g.V('dm:supports`, ""},
		{`g.V("nowhere/`, `g.V("nowhere/`, ""},
		{`g.V("state/KAZ").Al`, `g.V("state/KAZ").All()`, ""},
		{`g.V("state/KAZ").FollowRec`, `g.V("state/KAZ").FollowRecursive(`, ""},
		{`x`, `x`, ""},
	} {
		var shown strings.Builder
		got, pos, ok := c.complete(s.line, len(s.line), &shown)
		if got != s.want || pos != len(got) || !ok || shown.String() != s.shown {
			t.Errorf("%s: got %s at %d, shown %q", s.line, got, pos, shown.String())
		}
	}
	if !slices.IsSorted(steps()) {
		t.Error("the steps are not sorted")
	}
}
