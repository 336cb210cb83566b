package entity

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/schema"
)

// FuzzLink links any bytes: spans lie on character bounds, sorted; the joined
// ones do not overlap; the same text gives the same mentions.
func FuzzLink(f *testing.F) {
	for _, s := range []string{
		"We support the United Kingdom's initiative on universal standards.",
		"The Kimberley Process Certification Scheme (KPCS) and resolution 1540 (2004).",
		"Mr. Carlos Ruiz Massieu, Special Representative of the Secretary- General",
		"the Programme of Action to Prevent, Combat and Eradicate the Illicit Trade",
		"U.S.A. and D.R. of the Con-\ngo’s Treaty (ATT", "\xff\xfe Treaty \xc3", "Áѐ́ T̈reaty of É",
		strings.Repeat("Treaty of the Council on Nuclear and ", 40), strings.Repeat("A.", 300), strings.Repeat("(", 300),
	} {
		f.Add(s)
	}
	l := newTestLinker(f)
	f.Fuzz(func(t *testing.T, text string) {
		ms := l.Link(text, NewContext("S/PV.1"))
		for i, m := range ms {
			valid(t, text, m.Span)
			if m.Name == "" || m.ID == "" || m.Type == "" {
				t.Fatalf("%+v has no name", m)
			}
			if i > 0 && m.Start < ms[i-1].Start {
				t.Fatalf("%v before %v", ms[i-1].Span, m.Span)
			}
		}
		end := 0
		for _, s := range l.Joined(text, ms) {
			valid(t, text, s)
			if s.Start < end {
				t.Fatalf("%v overlaps the one before", s)
			}
			end = s.End
		}
		if again := l.Link(text, NewContext("S/PV.1")); !reflect.DeepEqual(again, ms) {
			t.Fatalf("twice the same text gives\n%v\n%v", ms, again)
		}
	})
}

func valid(t *testing.T, text string, s schema.Span) {
	t.Helper()
	if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		t.Fatalf("%v is no range of %d bytes", s, len(text))
	}
	for _, at := range []int{s.Start, s.End} {
		if at < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[at]) {
			t.Fatalf("%v cuts a character", s)
		}
	}
}

func TestOneLinkerManyGoroutines(t *testing.T) {
	l := newTestLinker(t)
	const text = "France thanks Mr. Carlos Ruiz Massieu for the Programme of Action on small arms and light weapons. The Programme of Action works."
	want := l.Link(text, NewContext(""))
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if got := l.Link(text, NewContext("")); !reflect.DeepEqual(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
		}()
	}
	wg.Wait()
}
