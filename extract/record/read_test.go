package record_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/demarche-kg/demarche/extract/record"
	"github.com/demarche-kg/demarche/schema"
)

func TestReadRefuses(t *testing.T) {
	long := strings.Repeat("word ", 30)
	for _, c := range []struct {
		name string
		in   string
		o    record.Options
		err  error
		says []string
	}{
		{"empty", "", record.Options{}, record.ErrEmpty, []string{"in.txt: byte 0 (line 1): no text"}},
		{"blank", " \r\n\t\f\n", record.Options{}, record.ErrEmpty, []string{"byte 0"}},
		{"mark alone", "\xEF\xBB\xBF\n", record.Options{}, record.ErrEmpty, nil},
		{"page number alone", "\n\n12\n", record.Options{}, record.ErrEmpty, []string{"page headers"}},
		{"head alone", "The President:\n", record.Options{}, record.ErrEmpty, nil},
		{"NUL", "one\ntwo\x00three", record.Options{}, record.ErrBinary, []string{"byte 7 (line 2)", "0x00"}},
		{"UTF-16", "\xFF\xFEM\x00r\x00", record.Options{}, record.ErrBinary, []string{"UTF-16", "convert"}},
		{"PDF", "%PDF-1.4\n\x00\x01\x02", record.Options{}, record.ErrBinary, []string{"PDF"}},
		{"controls", "a\x01b\x02c\x03d\x04", record.Options{}, record.ErrBinary, []string{"byte 1 (line 1)", "0x01"}},
		{"broken UTF-8", "caf\u00e9 \u00e9t\u00e9\nna\xefve", record.Options{}, record.ErrEncoding, []string{"byte 14 (line 2)", "broken UTF-8"}},
		{"neither", "a \x81 b", record.Options{}, record.ErrEncoding, []string{"byte 2"}},
		{"Cyrillic", strings.Repeat("\xcf\xf0\xe8\xe2\xe5\xf2 ", 9), record.Options{}, record.ErrEncoding, []string{"convert the file to UTF-8"}},
		{"file too long", long, record.Options{MaxBytes: 100}, record.ErrTooLarge, []string{"byte 100", "longer than 100 bytes", "split it"}},
		{"line too long", "short\n" + long, record.Options{MaxLine: 50}, record.ErrTooLarge, []string{"byte 56 (line 2)", "longer than 50 bytes"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			rec, err := record.Read(context.Background(), strings.NewReader(c.in), "in.txt", c.o)
			if rec != nil || !errors.Is(err, c.err) {
				t.Fatalf("got %+v, %v; want %v", rec, err, c.err)
			}
			for _, s := range append(c.says, "in.txt") {
				if !strings.Contains(err.Error(), s) {
					t.Errorf("%q does not say %q", err, s)
				}
			}
		})
	}
}

func TestReadReader(t *testing.T) {
	fault := errors.New("disk on fire")
	r := io.MultiReader(strings.NewReader("one line\n"), iotest.ErrReader(fault))
	if _, err := record.Read(context.Background(), r, "in.txt", record.Options{}); !errors.Is(err, fault) || !strings.Contains(err.Error(), "in.txt: byte 9") {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := record.Read(ctx, strings.NewReader("text"), "in.txt", record.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	// An endless line costs no more than its limit.
	n := &counter{}
	if _, err := record.Read(context.Background(), n, "in.txt", record.Options{}); !errors.Is(err, record.ErrTooLarge) || n.bytes > 20<<20 {
		t.Errorf("got %v after %d bytes", err, n.bytes)
	}
}

// A counter reads "a" without end.
type counter struct{ bytes int }

func (c *counter) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	c.bytes += len(p)
	return len(p), nil
}

func TestReadNames(t *testing.T) {
	for _, c := range []struct {
		name, symbol, date, title, state string
		speech                           int
		part                             bool
	}{
		{"dir/UNSC_2020_SPV.8713_spch008.txt", "S/PV.8713", "2020", "", "", 8, true},
		{`C:\texts\UNSC_2003_SPV.4726Resumption1_spch046.txt`, "S/PV.4726 (Resumption 1)", "2003", "", "", 46, true},
		{"UNSC_2020_SPV.2020_397_spch002.txt", "S/2020/397", "2020", "", "", 2, true},
		{"UNSC_1993_SPV.3247_spch0012.txt", "S/PV.3247", "1993", "", "", 12, true},
		{"UNSC_2020_SPV.8713.txt", "S/PV.8713", "2020", "", "", 1, false},
		{"KAZ_63_2008.txt", "KAZ_63_2008", "2008", "General debate of the 63rd session of the General Assembly", "KAZ", 1, false},
		{"KAZ_52_1997_excerpt.txt", "KAZ_52_1997_excerpt", "1997", "General debate of the 52nd session of the General Assembly", "KAZ", 1, false},
		{"YUG_11_1956.txt", "YUG_11_1956", "1956", "General debate of the 11th session of the General Assembly", "YUG", 1, false},
		{"SPV.5881_kazakhstan.txt", "S/PV.5881", "", "", "", 1, true},
		{"S_PV.8713_EN.txt", "S/PV.8713", "", "", "", 1, false},
		{"A_C.1_63_PV.12.txt", "A/C.1/63/PV.12", "", "", "", 1, false},
		{"S-RES-1540(2004).txt", "S/RES/1540 (2004)", "", "", "", 1, false},
		{"notes of a friend.v2.txt", "notes of a friend.v2", "", "", "", 1, false},
		{".txt", ".txt", "", "", "", 1, false},
		{"", "input", "", "", "", 1, false},
	} {
		rec, err := record.Read(context.Background(), strings.NewReader("We support it."), c.name, record.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		s := rec.Speeches[0]
		if rec.Symbol != c.symbol || rec.Date != c.date || rec.Title != c.title || rec.Part != c.part || s.N != c.speech || s.Speaker.State != c.state {
			t.Errorf("%s: got %+v", c.name, rec)
		}
		if want := map[bool]schema.Role{true: schema.RoleDelegate, false: schema.RoleOfficial}[c.state != ""]; s.Role != want {
			t.Errorf("%s: role %s", c.name, s.Role)
		}
	}
}

// TestReadAgain holds that the same bytes make the same record, in whatever
// pieces they come.
func TestReadAgain(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "meeting.txt"))
	if err != nil {
		t.Fatal(err)
	}
	o := record.Options{State: someStates}
	one, err := record.Read(context.Background(), bytes.NewReader(data), "meeting.txt", o)
	if err != nil {
		t.Fatal(err)
	}
	two, err := record.Read(context.Background(), iotest.OneByteReader(bytes.NewReader(data)), "meeting.txt", o)
	if err != nil || !reflect.DeepEqual(one, two) {
		t.Errorf("got %+v, then %+v, %v", one, two, err)
	}
	// Line ends and the byte order mark change the offsets, not the words.
	crlf := append([]byte("\xEF\xBB\xBF"), bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))...)
	three, err := record.Read(context.Background(), bytes.NewReader(crlf), "meeting.txt", o)
	if err != nil || len(three.Speeches) != len(one.Speeches) {
		t.Fatalf("with CRLF: %+v, %v", three, err)
	}
	for i, s := range three.Speeches {
		if s.Text.Text != one.Speeches[i].Text.Text || s.Speaker != one.Speeches[i].Speaker {
			t.Errorf("with CRLF: %+v, not %+v", s, one.Speeches[i])
		}
		checkPassage(t, "meeting.txt", crlf, s.Text, three.Symbol)
	}
}

// TestReadAwkward reads what would be costly if any step took more than linear
// time or held more than a few times the file.
func TestReadAwkward(t *testing.T) {
	const size = 1 << 18
	for name, unit := range map[string]string{
		"one line":       "We support the draft resolution. ",
		"no blanks":      "a",
		"hyphens":        "inter-\n",
		"numbers":        "1\n",
		"letters":        "a\n",
		"heads":          "The President: I now give the floor.\n",
		"open heads":     "Mr. A (",
		"open heads two": "Mr. A (\n",
		"notes":          "(spoke in French) ",
		"capacities":     "The President: I shall speak in my national capacity. Yes. I resume my functions. ",
		"capacities two": "I shall make a statement in my national capacity ",
		"headers":        "S/PV.8713 Small arms 05/02/2020\n",
		"own symbol":     "S/PV.8713 ",
		"symbols":        "S/RES/1/2/3/4/5/6/7/",
		"soft hyphens":   "\u00ad",
		"blanks":         "a \t ",
		"colons":         "Mr. A: ",
		"returns":        "\ra",
		"form feeds":     "a\f",
		"high":           "abcdefghijklmn\xe9 ",
	} {
		t.Run(name, func(t *testing.T) {
			data := []byte(strings.Repeat(unit, size/len(unit)))
			for _, as := range []string{"x.txt", "UNSC_2020_SPV.8713_spch006.txt"} {
				rec, err := record.Read(context.Background(), bytes.NewReader(data), as, record.Options{State: someStates})
				if errors.Is(err, record.ErrEmpty) {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				for _, s := range rec.Speeches[:min(3, len(rec.Speeches))] {
					checkAnchors(t, data, s.Text)
				}
			}
		})
	}
}

// checkAnchors holds that a passage points into the file, in order.
func checkAnchors(t *testing.T, data []byte, p schema.Passage) {
	t.Helper()
	last := schema.Anchor{Text: -1}
	for _, a := range p.Anchors {
		if a.Text <= last.Text || a.Source < last.Source || a.Source > len(data) || a.Text > len(p.Text) {
			t.Fatalf("anchor %v after %v, in %d bytes of text and %d of source", a, last, len(p.Text), len(data))
		}
		last = a
	}
	if len(p.Anchors) == 0 || p.Anchors[0].Text != 0 {
		t.Fatalf("no anchor at the start: %v", p.Anchors)
	}
	if s := p.Source(schema.Span{Start: 0, End: len(p.Text)}); s.Start < 0 || s.Start > s.End || s.End > len(data) {
		t.Fatalf("the text comes from %v of %d bytes", s, len(data))
	}
}

// checkBytes holds that each ASCII character of a passage, white space apart,
// stands in the file where the passage says.
func checkBytes(t *testing.T, data []byte, p schema.Passage) {
	t.Helper()
	for i := range len(p.Text) {
		c := p.Text[i]
		if c <= ' ' || c >= 0x80 {
			continue
		}
		if s := p.Source(schema.Span{Start: i, End: i + 1}); s.Len() != 1 || data[s.Start] != c {
			t.Fatalf("byte %d of the text, %q, comes from %v of %q", i, c, s, data)
		}
	}
}

// FuzzRead reads any bytes: there is a record with valid offsets, or one of
// the errors of the package.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds in testdata")
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filepath.Base(path), data)
	}
	for _, s := range []string{"", "\x00", "caf\xe9", "Ki-\r\nmoon", "The President (spoke I say. in French): so", "Mr. A (", "a\u00ad\nb", "\xEF\xBB\xBFa", "In my national capacity"} {
		f.Add("x.txt", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		rec, err := record.Read(context.Background(), bytes.NewReader(data), name, record.Options{State: someStates, MaxLine: 4096})
		if err != nil {
			for _, e := range []error{record.ErrEmpty, record.ErrBinary, record.ErrTooLarge, record.ErrEncoding} {
				if errors.Is(err, e) {
					return
				}
			}
			t.Fatalf("an error of no kind: %v", err)
		}
		if len(rec.Speeches) == 0 || rec.Symbol == "" || rec.Bytes != len(data) {
			t.Fatalf("got %+v", rec)
		}
		for _, s := range rec.Speeches {
			checkAnchors(t, data, s.Text)
			checkBytes(t, data, s.Text)
			if s.N < 1 || s.Text.Text == "" || s.Role == "" {
				t.Fatalf("speech %+v", s)
			}
		}
	})
}

// BenchmarkRead reads one speech, wrapped, over and over.
func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(filepath.Join("testdata", "SPV.5881_kazakhstan.txt"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := record.Read(context.Background(), bytes.NewReader(data), "SPV.5881_kazakhstan.txt", record.Options{State: someStates}); err != nil {
			b.Fatal(err)
		}
	}
}
