package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// annotateRun runs the subcommand with text on standard input.
func annotateRun(t *testing.T, stdin string, args ...string) (string, error) {
	t.Helper()
	cmd := newAnnotateCmd()
	var out bytes.Buffer
	cmd.SetArgs(args)
	cmd.SetIn(strings.NewReader(stdin))
	cmd.SetOut(&out)
	cmd.SetErr(&out)
	err := cmd.ExecuteContext(t.Context())
	return out.String(), err
}

func TestAnnotateText(t *testing.T) {
	name := filepath.Join(t.TempDir(), "speech.txt")
	if err := os.WriteFile(name, []byte("Canada supports\nthe Treaty. It can't fail."), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := annotateRun(t, "", name)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# sent_id = 1\n# text = Canada supports the Treaty.\n1\tCanada\tCanada\tPROPN\tNNP\t_\t2\tnsubj\t_\tOffset=0:6|Margin=",
		"\n2\tsupports\tsupport\tVERB\tVBZ\t_\t0\troot\t_\tOffset=7:15|", "|SpaceAfter=No\n5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t",
		"# sent_id = 2\n", "\n2\tca\tcan\tAUX\tMD\t", "\n3\tn't\tnot\tPART\tRB\t",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// Tokens, sentences, comments and multiword tokens of a CoNLL-U file are kept.
func TestAnnotatePretokenized(t *testing.T) {
	const in = `# sent_id = a
# text = They don't
1	They	x	x	x	X=Y	_	x	_	Keep=Yes
2-3	don't	_	_	_	_	_	_	_	_
2	do	_	_	_	_	_	_	_	_
3	n't	_	_	_	_	_	_	_	_

`
	got, err := annotateRun(t, in, "--pretokenized", "-")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(got, "\n")
	if len(lines) != len(strings.Split(in, "\n")) || lines[0] != "# sent_id = a" || lines[3] != "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_" {
		t.Errorf("got\n%s", got)
	}
	if !strings.HasPrefix(lines[2], "1\tThey\tthey\tPRON\tPRP\t_\t") || !strings.HasSuffix(lines[2], "\tKeep=Yes") {
		t.Errorf("got %q", lines[2])
	}
}

func TestAnnotateTree(t *testing.T) {
	got, err := annotateRun(t, "Canada supports it.", "--tree", "-")
	if err != nil {
		t.Fatal(err)
	}
	want := `Canada supports it.

supports                                    root         VERB   support
├─ Canada                                   nsubj        PROPN  Canada
├─ it                                       obj          PRON   it
└─ .                                        punct        PUNCT  .

`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestAnnotateErrors(t *testing.T) {
	for name, args := range map[string][]string{"no file": {}, "missing": {"none.txt"}, "flag": {"--none", "-"}} {
		if _, err := annotateRun(t, "", args...); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := annotateRun(t, "1\tx\n", "--pretokenized", "-"); err == nil || !strings.Contains(err.Error(), "-: line 1: 2 columns") {
		t.Error(err)
	}
	if _, err := annotateRun(t, "", "--pretokenized", "-"); err == nil {
		t.Error("an empty file is annotated")
	}
	if got, err := annotateRun(t, "", "-"); err != nil || got != "" {
		t.Errorf("an empty text gives %q, %v", got, err)
	}
	if got, err := annotateRun(t, "", "--help"); err != nil || !strings.HasSuffix(strings.TrimSpace(strings.Split(got, "Flags:")[0]), "demarche annotate --tree speech.txt") {
		t.Errorf("help is\n%s", got)
	}
}
