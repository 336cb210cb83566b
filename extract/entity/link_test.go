package entity

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/lexicon"
)

// newTestLinker is the linker of the embedded lexicon.
func newTestLinker(t testing.TB) *Linker {
	t.Helper()
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	return NewLinker(lex)
}

// A linkCase is a text and the mentions that it must and must not give, each
// as "words = type/name".
type linkCase struct {
	text    string
	want    []string
	without []string
}

// check links each text as a record of the Security Council of 2020.
func check(t *testing.T, cases []linkCase) {
	t.Helper()
	l := newTestLinker(t)
	for _, c := range cases {
		ctx := NewContext("S/PV.8700")
		ctx.Date = "2020-03-01"
		got := show(c.text, l.Link(c.text, ctx))
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%q\n lacks %s\n has   %s", c.text, w, strings.Join(got, "\n       "))
			}
		}
		for _, w := range c.without {
			for _, g := range got {
				if strings.HasPrefix(g, w) {
					t.Errorf("%q\n has %s", c.text, g)
				}
			}
		}
	}
}

// show prints mentions as linkCase has them.
func show(text string, ms []Mention) []string {
	var out []string
	for _, m := range ms {
		out = append(out, oneLine(text[m.Start:m.End])+" = "+string(m.Type)+"/"+m.Name)
	}
	return out
}

func TestMentionsAreSortedOnCharacterBounds(t *testing.T) {
	l := newTestLinker(t)
	text := "“The Côte d’Ivoire” and the United Kingdom’s initiative on universal standards, said Mr. José Bové — in São Paulo."
	ms := l.Link(text, NewContext(""))
	for i, m := range ms {
		if m.Start < 0 || m.End > len(text) || m.Start >= m.End {
			t.Fatalf("span %v outside the text", m.Span)
		}
		if !utf8.RuneStart(text[m.Start]) || m.End < len(text) && !utf8.RuneStart(text[m.End]) {
			t.Errorf("%v cuts a character", m.Span)
		}
		if i > 0 && m.Start < ms[i-1].Start {
			t.Errorf("%v before %v", ms[i-1].Span, m.Span)
		}
	}
}
