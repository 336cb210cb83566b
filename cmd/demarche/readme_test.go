package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The README shows what its second command prints, between these lines.
const (
	readme      = "../../README.md"
	shownAfter  = "<!-- positions: kept by cmd/demarche/readme_test.go -->\n```\n"
	shownBefore = "```\n"
	// shownLines is how much of the table a newcomer is shown.
	shownLines = 36
)

// TestReadme runs the README's two commands as they are printed there and
// compares what they show with what the README says. UPDATE=1 rewrites it.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("reads whole debates")
	}
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	db := t.TempDir() + "/demarche.db"
	var shown string
	ran := 0
	for line := range strings.Lines(string(text)) {
		command, ok := strings.CutPrefix(strings.TrimSpace(line), "go run ./cmd/demarche ")
		if !ok || !strings.HasPrefix(line, "    ") {
			continue
		}
		ran++
		cmd := exec.Command(os.Args[0], append(strings.Fields(command), "--db", db)...)
		cmd.Dir = "../.."
		cmd.Env = append(os.Environ(), "DEMARCHE_AS_COMMAND=1")
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v\n%s", command, err, stderr.String())
		}
		shown = head(string(out), shownLines)
	}
	if ran != 2 {
		t.Fatalf("the README has %d commands to begin with, not two", ran)
	}
	before, rest, ok := strings.Cut(string(text), shownAfter)
	said, after, ok2 := strings.Cut(rest, shownBefore)
	if !ok || !ok2 {
		t.Fatal("the README does not show what its second command prints")
	}
	if said == shown {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("the README shows\n%s\nbut the command prints\n%s\n(UPDATE=1 rewrites it)", said, shown)
	}
	if err := os.WriteFile(readme, []byte(before+shownAfter+shown+shownBefore+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// head is the first n lines of s, and says so where there are more.
func head(s string, n int) string {
	lines := strings.SplitAfter(s, "\n")
	if len(lines) <= n {
		return s
	}
	return strings.Join(lines[:n], "") + "…\n"
}
