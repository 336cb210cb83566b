package entity

import (
	"slices"
	"testing"
)

func TestJoined(t *testing.T) {
	l := newTestLinker(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"We support the United Kingdom's initiative on transfers.", []string{"United Kingdom"}},
		{"We combat the illicit trade in small arms and light weapons.", []string{"illicit trade", "small arms and light weapons"}},
		{"The Treaty on the Non-Proliferation of Nuclear Weapons and the draft resolution", []string{"Treaty on the Non-Proliferation of Nuclear Weapons", "draft resolution"}},
		{"resolutions 1540 (2004) and 1887 (2009)", []string{"resolutions 1540 (2004)", "1887 (2009)"}},
		{"France thanks Mr. Carlos Ruiz Massieu.", []string{"Mr. Carlos Ruiz Massieu"}},
		{"", nil},
	} {
		var got []string
		for _, s := range l.Joined(c.text, l.Link(c.text, NewContext(""))) {
			got = append(got, c.text[s.Start:s.End])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
