package main

import (
	"os"
	"path/filepath"
	"strings"
)

// maxHistory is how many lines are kept.
const maxHistory = 1000

// A history is the lines that were asked, the latest last. They are kept in a
// file from one time to the next, where there is a place for it.
type history struct {
	lines []string
	file  string // "" to forget them
}

// openHistory reads the history of former times.
func openHistory() *history {
	h := &history{file: historyFile()}
	data, err := os.ReadFile(h.file)
	if err != nil {
		return h // the first time
	}
	h.lines = strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if len(h.lines) > maxHistory {
		h.lines = h.lines[len(h.lines)-maxHistory:]
		// Where the file cannot be made shorter it is read and cut next time.
		_ = os.WriteFile(h.file, []byte(strings.Join(h.lines, "\n")+"\n"), 0o600)
	}
	return h
}

// historyFile is demarche/history in the folder for the state of programs
// (XDG Base Directory Specification, 0.8).
func historyFile() string {
	dir := os.Getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(dir) {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(dir, "demarche", "history")
}

// Add implements term.History.
func (h *history) Add(line string) {
	if strings.TrimSpace(line) == "" || len(h.lines) > 0 && h.lines[len(h.lines)-1] == line {
		return
	}
	h.lines = append(h.lines, line)
	if h.file == "" {
		return
	}
	if err := os.MkdirAll(filepath.Dir(h.file), 0o700); err != nil {
		h.file = ""
		return
	}
	f, err := os.OpenFile(h.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		h.file = ""
		return
	}
	defer f.Close()
	if _, err := f.WriteString(line + "\n"); err != nil {
		h.file = ""
	}
}

// Len implements term.History.
func (h *history) Len() int { return len(h.lines) }

// At implements term.History: 0 is the latest.
func (h *history) At(i int) string { return h.lines[len(h.lines)-1-i] }
