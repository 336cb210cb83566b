package lexicon

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/demarche-kg/demarche/schema"
)

var update = flag.Bool("update", false, "rewrite the want.txt of testdata/faults")

// house is a small lexicon without a fault, each of its files free to change.
func house(t testing.TB) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for _, spec := range tables() {
		data, err := os.ReadFile(filepath.Join("testdata/house", spec.file))
		if err != nil {
			t.Fatal(err)
		}
		out[spec.file] = &fstest.MapFile{Data: data}
	}
	return out
}

func TestTheSmallHouseHasNoFault(t *testing.T) {
	for _, f := range Check(house(t)) {
		t.Error(f)
	}
}

// TestFaults lays the files of each folder of testdata/faults over the small
// house; want.txt there holds every fault, one a line.
func TestFaults(t *testing.T) {
	cases, err := os.ReadDir("testdata/faults")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, c := range cases {
		t.Run(c.Name(), func(t *testing.T) {
			files := house(t)
			dir := filepath.Join("testdata/faults", c.Name())
			broken, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
			if err != nil || len(broken) == 0 {
				t.Fatalf("no broken table: %v", err)
			}
			for _, name := range broken {
				data, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				files[filepath.Base(name)] = &fstest.MapFile{Data: data}
			}
			var got strings.Builder
			for _, f := range Check(files) {
				fmt.Fprintln(&got, f)
			}
			if got.Len() == 0 {
				t.Error("no fault found")
			}
			if *update {
				if err := os.WriteFile(filepath.Join(dir, "want.txt"), []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(filepath.Join(dir, "want.txt"))
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("got\n%swant\n%s", got.String(), want)
			}
			if l, err := Load(files); err == nil || l != nil {
				t.Error("Load takes tables that Check does not")
			}
		})
	}
}

func TestAMissingTableIsAFault(t *testing.T) {
	files := house(t)
	delete(files, "topics.tsv")
	faults := Check(files)
	if len(faults) == 0 || !strings.HasPrefix(faults[len(faults)-1].String(), "topics.tsv: cannot open") {
		t.Errorf("got %v", faults)
	}
}

func TestFaultsAreBounded(t *testing.T) {
	files := house(t)
	files["places.tsv"].Data = append(files["places.tsv"].Data, []byte(strings.Repeat("\n", 5000))...)
	faults := Check(files)
	if len(faults) != maxFaults+1 {
		t.Fatalf("%d faults, want %d", len(faults), maxFaults+1)
	}
	if last := faults[maxFaults].String(); !strings.Contains(last, "and 4000 more faults") {
		t.Errorf("the last fault is %q", last)
	}
	if msg := Faults(faults).Error(); strings.Count(msg, "\n") != 10 {
		t.Errorf("the error is %q", msg)
	}
}

// slowFS has a file without end.
type slowFS struct{ fs.FS }

func (s slowFS) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	if name == "places.tsv" {
		return endless{f}, err
	}
	return f, err
}

type endless struct{ fs.File }

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestATableWithoutEndIsAFault(t *testing.T) {
	faults := Check(slowFS{house(t)})
	if len(faults) != 1 || !strings.Contains(faults[0].String(), "places.tsv: longer than") {
		t.Errorf("got %v", faults)
	}
}

// FuzzLoad changes one table to anything: whatever it is, the check ends and
// places its faults inside the file, and what loads has no fault.
func FuzzLoad(f *testing.F) {
	for i, spec := range tables() {
		f.Add(i, house(f)[spec.file].Data)
	}
	broken, err := filepath.Glob("testdata/faults/*/*.tsv")
	if err != nil || len(broken) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range broken {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for i, spec := range tables() {
			if spec.file == filepath.Base(name) {
				f.Add(i, data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, i int, data []byte) {
		all := tables()
		spec := all[uint(i)%uint(len(all))]
		files := house(t)
		files[spec.file].Data = data
		lines := strings.Count(string(data), "\n") + 1
		faults := Check(files)
		for _, x := range faults {
			if x.File == spec.file && (x.Line > lines || x.Column > len(spec.columns)+strings.Count(string(data), "\t")+1) {
				t.Errorf("%v is outside the file", x)
			}
		}
		l, err := Load(files)
		if (err == nil) != (len(faults) == 0) {
			t.Errorf("Load says %v, Check %v", err, faults)
		}
		if l != nil {
			l.Entities()
			l.Memberships()
			for _, s := range l.Stances {
				if !schema.Stance(s.Stance).Valid() || len(s.Words) == 0 || len(s.Frames) == 0 {
					t.Errorf("loaded %+v", s)
				}
			}
		}
	})
}
