// Package postgrestest starts a real PostgreSQL server for tests: Debian's
// package postgresql, in a temporary folder, on a Unix socket, run by an
// unprivileged user. Only tests import it; it imports the standard library
// alone.
package postgrestest

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// A Server is a running server. It ends with the test that started it.
type Server struct {
	bin, dir string
	owner    *syscall.Credential // nil for ourselves
	process  *exec.Cmd
	log      bytes.Buffer
}

// Start starts a server, or skips the test where there is none to start.
func Start(t testing.TB) *Server {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if len(found) == 0 {
		t.Skip("no PostgreSQL server here: install Debian's package postgresql")
	}
	slices.SortFunc(found, func(a, b string) int { return release(a) - release(b) })
	s := &Server{bin: filepath.Dir(found[len(found)-1])}
	// Not t.TempDir: the path of a socket may have some hundred bytes only.
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s.dir = dir
	if os.Getuid() == 0 { // the server refuses to run as root
		u, err := user.Lookup("postgres")
		if err != nil {
			t.Skipf("no user to run PostgreSQL as: %v", err)
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		s.owner = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	initdb := s.command("initdb", "-D", filepath.Join(dir, "data"), "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	s.Restart(t)
	t.Cleanup(s.Kill)
	return s
}

// release is the major version in the path of a server.
func release(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
	return n
}

func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.owner, Setpgid: true}
	return cmd
}

// Restart starts the server, again after Kill, and waits until it answers.
func (s *Server) Restart(t testing.TB) {
	t.Helper()
	// What a killed server left; a live one would hold the lock below it.
	os.Remove(filepath.Join(s.dir, "data", "postmaster.pid"))
	s.log.Reset()
	// Without fsync a crash of the machine would lose data, a kill does not.
	s.process = s.command("postgres", "-D", filepath.Join(s.dir, "data"), "-k", s.dir,
		"-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=60", "-c", "shared_buffers=64MB",
		"-c", "maintenance_work_mem=128MB", "-c", "max_wal_size=2GB", "-c", "deadlock_timeout=100ms")
	s.process.Stdout, s.process.Stderr = &s.log, &s.log
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	for range 600 {
		ready := s.command("pg_isready", "-q", "-h", s.dir, "-U", "tester", "-d", "postgres")
		if ready.Run() == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.Kill()
	t.Fatalf("PostgreSQL does not start:\n%s", &s.log)
}

// Kill ends the server and all its processes at once, as kill -9 does.
func (s *Server) Kill() {
	if s.process == nil {
		return
	}
	// The processes of the server are in groups of their own, one each.
	backends, _ := exec.Command("pgrep", "-P", strconv.Itoa(s.process.Process.Pid)).Output()
	s.process.Process.Kill()
	for _, pid := range bytes.Fields(backends) {
		if n, err := strconv.Atoi(string(pid)); err == nil {
			syscall.Kill(n, syscall.SIGKILL)
		}
	}
	s.process.Wait()
	s.process = nil
}

// Address is that of the database, with what follows as further parameters,
// in pairs of name and value.
func (s *Server) Address(parameters ...string) string {
	q := url.Values{"host": {s.dir}, "sslmode": {"disable"}}
	for i := 0; i+1 < len(parameters); i += 2 {
		q.Set(parameters[i], parameters[i+1])
	}
	return fmt.Sprintf("postgres://tester@/postgres?%s", q.Encode())
}
