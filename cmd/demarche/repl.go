package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/demarche-kg/demarche/graph"
)

const replHelp = `A query ends with its line, or with the line that closes its last bracket.
Tab completes names of the graph within quotes, and steps after a dot; up and
down go through what was asked before; Ctrl-C leaves a line or stops a query;
Ctrl-D, or .quit, ends.
`

// A repl asks the graph again and again.
type repl struct {
	graph  *graph.Graph
	lang   graph.Language
	limits graph.Limits
	lines  lineReader
	out    io.Writer
}

// A lineReader gives lines, io.EOF at the end, and errLeft where the user has
// left the line.
type lineReader interface {
	readLine(prompt string) (string, error)
	// asking gives the terminal back while a query runs, so that Ctrl-C is
	// heard.
	asking(run func())
}

// errLeft says that the user has left the query that he began.
var errLeft = errors.New("left")

// runRepl asks until its input ends: with a line editor on a terminal, else
// line by line.
func runRepl(cmd *cobra.Command, g *graph.Graph, lang graph.Language, limits graph.Limits) error {
	r := &repl{graph: g, lang: lang, limits: limits, out: cmd.OutOrStdout()}
	in, ok := cmd.InOrStdin().(*os.File)
	if ok && term.IsTerminal(int(in.Fd())) {
		e, err := newEditor(in, cmd.OutOrStdout(), newCompleter(g, lang))
		if err != nil {
			return err
		}
		defer e.close()
		r.lines, r.out = e, e
		fmt.Fprintf(r.out, "The graph as it is now. .help tells how to ask, .quit ends.\n")
	} else {
		scan := bufio.NewScanner(cmd.InOrStdin())
		scan.Buffer(nil, maxQuery)
		r.lines = plainLines{scan}
	}
	return r.run(cmd.Context())
}

// run reads queries and answers them. Ctrl-C ends a query, SIGTERM all.
func (r *repl) run(ctx context.Context) error {
	ended, stop := signal.NotifyContext(context.WithoutCancel(ctx), syscall.SIGTERM)
	defer stop()
	for {
		text, err := r.next(ended)
		switch {
		case errors.Is(err, errLeft):
			continue
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		switch strings.TrimSpace(text) {
		case "":
		case ".quit", ".exit":
			return nil
		case ".help":
			fmt.Fprint(r.out, replHelp)
		default:
			r.lines.asking(func() { err = r.answer(ended, text) })
			if err != nil {
				return err
			}
		}
	}
}

// next reads one query, of one line or more.
func (r *repl) next(ctx context.Context) (string, error) {
	type line struct {
		text string
		err  error
	}
	text, prompt := "", "demarche> "
	for {
		read := make(chan line, 1)
		go func() {
			s, err := r.lines.readLine(prompt)
			read <- line{s, err}
		}()
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case l := <-read:
			if l.err != nil {
				if errors.Is(l.err, io.EOF) && strings.TrimSpace(text) != "" {
					return text, nil // what is missing is the query's to say
				}
				return "", l.err
			}
			if text += l.text + "\n"; whole(text) {
				return text, nil
			}
			if len(text) > maxQuery {
				return "", fmt.Errorf("the query is longer than %d bytes", maxQuery)
			}
			prompt = "       … "
		}
	}
}

// answer asks the graph. What is wrong with a query is told; the error is that
// of telling.
func (r *repl) answer(ctx context.Context, text string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	a, err := r.graph.Query(ctx, r.lang, text, r.limits)
	switch {
	case errors.Is(err, context.Canceled):
		_, err = fmt.Fprintln(r.out, "stopped")
		return err
	case err != nil:
		_, err = fmt.Fprintln(r.out, err)
		return err
	}
	if err := writeAnswer(r.out, r.out, a); err != nil || len(a.Results) > 0 {
		return err
	}
	_, err = fmt.Fprintln(r.out, "no results")
	return err
}

// whole reports whether a query is all there: its brackets are closed and its
// last line does not end with a dot.
func whole(text string) bool {
	depth := 0
	quote := rune(0)
	escaped := false
	for _, c := range text {
		switch {
		case escaped:
			escaped = false
		case quote != 0 && c == '\\':
			escaped = true
		case quote != 0:
			if c == quote || c == '\n' && quote != '`' {
				quote = 0
			}
		case c == '"' || c == '\'' || c == '`':
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		}
	}
	return depth <= 0 && quote == 0 && !strings.HasSuffix(strings.TrimSpace(text), ".")
}

// plainLines are lines of what is no terminal.
type plainLines struct{ scan *bufio.Scanner }

func (p plainLines) readLine(string) (string, error) {
	if !p.scan.Scan() {
		if err := p.scan.Err(); err != nil {
			return "", err
		}
		return "", io.EOF
	}
	return p.scan.Text(), nil
}

func (p plainLines) asking(run func()) { run() }
