package main

import (
	"io"
	"os"
	"strings"
	"sync/atomic"

	"golang.org/x/term"
)

// An editor reads lines from a terminal, with history and completion.
type editor struct {
	*term.Terminal
	in     *os.File
	keys   *keys
	cooked *term.State
}

// newEditor takes the terminal over until close.
func newEditor(in *os.File, out io.Writer, c *completer) (*editor, error) {
	e := &editor{in: in, keys: &keys{in: in}}
	e.Terminal = term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{e.keys, out}, "")
	e.History = openHistory()
	e.AutoCompleteCallback = func(line string, pos int, key rune) (string, int, bool) {
		if key != '\t' {
			return "", 0, false
		}
		return c.complete(line, pos, e.Terminal)
	}
	return e, e.raw()
}

// raw gives every key to the editor.
func (e *editor) raw() (err error) {
	if width, height, err := term.GetSize(int(e.in.Fd())); err == nil && width > 0 {
		_ = e.SetSize(width, height) // a size that it does not take is no harm
	}
	e.cooked, err = term.MakeRaw(int(e.in.Fd()))
	return err
}

// close gives the terminal back.
func (e *editor) close() { _ = term.Restore(int(e.in.Fd()), e.cooked) }

func (e *editor) readLine(prompt string) (string, error) {
	e.SetPrompt(prompt)
	line, err := e.ReadLine()
	if e.keys.left.Swap(false) {
		return "", errLeft
	}
	return line, err
}

// asking gives the terminal back while run runs, so that Ctrl-C is a signal.
func (e *editor) asking(run func()) {
	e.close()
	run()
	_ = e.raw() // a terminal that is gone ends the next line
}

// keys are those that a user presses. Ctrl-C, which the editor takes for the
// end of all, becomes: go to the end of the line, clear it, enter.
type keys struct {
	in   io.Reader
	more []byte
	left atomic.Bool // Ctrl-C was pressed
}

func (k *keys) Read(p []byte) (int, error) {
	const ctrlC, clear = "\x03", "\x05\x15\r"
	if len(k.more) == 0 {
		n, err := k.in.Read(p)
		text := string(p[:n])
		if i := strings.Index(text, ctrlC); i >= 0 {
			k.left.Store(true)
			text = text[:i] + clear + text[i+1:]
		}
		if err != nil && text == "" {
			return 0, err
		}
		k.more = []byte(text)
	}
	n := copy(p, k.more)
	k.more = k.more[n:]
	return n, nil
}
