package entity

import (
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/schema"
)

func TestResolve(t *testing.T) {
	l := newTestLinker(t)
	for _, c := range []struct{ text, pronoun, want string }{
		{"The Arms Trade Treaty is weak. Some parties to it sell arms.", "it", "Arms Trade Treaty"},
		{"The Arms Trade Treaty is weak, and its rules are vague.", "its", "Arms Trade Treaty"},
		{"Somalia has come far. Its institutions need help.", "Its", "SOM"},
		{"Belgium has come far. Its institutions need help.", "Its", ""}, // the speaker
		{"We are ready. It must end.", "It", ""},
		{"We thank you for the Treaty.", "you", ""},
	} {
		ctx := NewContext("S/PV.1")
		ctx.Speaker = "BEL"
		ms := l.Link(c.text, ctx)
		at := strings.LastIndex(c.text, c.pronoun+" ")
		span := schema.Span{Start: at, End: at + len(c.pronoun)}
		m, ok := ctx.Resolve(c.text, span, ms)
		if ok != (c.want != "") || m.Name != c.want || ok && m.Span != span {
			t.Errorf("%q: %+v, want %q", c.text, m, c.want)
		}
	}
	if _, ok := NewContext("").Resolve("it", schema.Span{Start: -1, End: 9}, nil); ok {
		t.Error("a span outside the text resolves")
	}
}
