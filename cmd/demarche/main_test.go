package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/demarche-kg/demarche/graph"
	"github.com/demarche-kg/demarche/graph/postgres/postgrestest"
)

func TestMain(m *testing.M) {
	if os.Getenv("DEMARCHE_AS_COMMAND") != "" { // see readme_test.go
		main()
	}
	testscript.Main(m, map[string]func(){"demarche": main})
}

// TestCommands runs the scripts of testdata, one a subcommand or a fault.
func TestCommands(t *testing.T) { runScripts(t, "testdata") }

// TestExamples runs the stories of examples: a question in words, the
// commands, the answer.
func TestExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("reads whole debates")
	}
	runScripts(t, filepath.Join("..", "..", "examples"))
}

// runScripts runs every script of a folder. $EXAMPLES is the folder of
// examples. Given -update, it rewrites the answers.
func runScripts(t *testing.T, dir string) {
	examples, err := filepath.Abs(filepath.Join("..", "..", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLES", examples)
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Getuid() == 0, nil
			case "mount":
				return mayMount(t.TempDir()), nil
			case "postgres":
				found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
				return len(found) > 0, err
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"longline":   longLine,
			"inuse":      inUse,
			"smalldisk":  smallDisk,
			"fill":       fill,
			"patchbytes": patchBytes,
			"spoil":      spoil,
			"exitcode":   exitCodeOf,
			"postgres": func(ts *testscript.TestScript, neg bool, args []string) {
				ts.Setenv("PG", postgrestest.Start(t).Address()) // an empty database
			},
		},
	})
}

// longLine FILE MIB writes one line of so many MiB.
func longLine(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("peace and "), n<<20/10), 0o666))
}

// inUse DB opens the graph for writing, until the script ends.
func inUse(ts *testscript.TestScript, neg bool, args []string) {
	g, err := graph.Open(ts.MkAbs(args[0]), graph.Options{})
	ts.Check(err)
	ts.Defer(func() { _ = g.Close() })
}

// smallDisk DIR KIB mounts a file system of so many KiB on DIR.
func smallDisk(ts *testscript.TestScript, neg bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o777))
	ts.Check(syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+args[1]+"k"))
	ts.Defer(func() { _ = syscall.Unmount(dir, 0) })
}

// mayMount reports whether this process may mount a file system.
func mayMount(dir string) bool {
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		return false
	}
	return syscall.Unmount(dir, 0) == nil
}

// fill FILE KIB writes so many KiB of zeros, or as many as the disk takes.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	for range n {
		if _, err := f.Write(make([]byte, 1024)); err != nil {
			return
		}
	}
}

// spoil DIR NAME cut|flip cuts the files of a folder whose names have NAME in
// them to half, or changes their bytes.
func spoil(ts *testscript.TestScript, neg bool, args []string) {
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*"+args[1]+"*"))
	ts.Check(err)
	if len(files) == 0 {
		ts.Fatalf("no file %s in %s", args[1], args[0])
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		ts.Check(err)
		if args[2] == "cut" {
			data = data[:len(data)/2]
		} else {
			for i := range data {
				data[i] ^= 0x55
			}
		}
		ts.Check(os.Remove(name)) // copies may be links to it
		ts.Check(os.WriteFile(name, data, 0o666))
	}
}

// patchBytes FILE OFFSET BYTE changes one byte of a file.
func patchBytes(ts *testscript.TestScript, neg bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	to, err := strconv.Atoi(args[2])
	ts.Check(err)
	b[at] = byte(to)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o666))
}

// exitCodeOf CODE COMMAND... runs the command and checks its exit code.
func exitCodeOf(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
