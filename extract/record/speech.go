package record

import (
	"fmt"
	"sort"
	"strings"

	"github.com/demarche-kg/demarche/schema"
	"github.com/demarche-kg/demarche/schema/symbol"
)

// A turn is a stretch of the flow at one microphone, in one capacity.
type turn struct {
	speaker  schema.Speaker
	role     schema.Role
	language string
	// span is the text, without its head; inner what stands in the head.
	span, inner schema.Span
	start       int // of the head
}

// speeches divides the flow by its heads and makes a speech of each turn.
func (f flow) speeches(known named, fr front, o Options) ([]schema.Speech, []string) {
	g := newGrammar()
	turns, warnings := f.turns(g, known, fr, o)
	var out []schema.Speech
	number := 0
	for _, t := range turns {
		parts := []turn{t}
		if t.role == schema.RolePresiding {
			parts = f.capacities(t, fr, o)
		}
		spoke := false
		for _, p := range parts {
			text, first := f.passage(p)
			if text.Text == "" {
				continue
			}
			if !spoke {
				number++
				spoke = true
			}
			s := schema.Speech{N: number, Speaker: p.speaker, Role: p.role, Text: text}
			if known.speech > 0 {
				s.N = known.speech
			}
			if first != "" {
				p.language = first
			}
			if code := g["language"][strings.ToLower(p.language)]; code != "en" {
				s.Language = code
			}
			if len(f.pages) > 0 {
				s.Page = f.page(p.start)
			}
			out = append(out, s)
		}
	}
	return out, warnings
}

// turns finds the heads, and who they are.
func (f flow) turns(g grammar, known named, fr front, o Options) (turns []turn, warnings []string) {
	states := map[string]string{} // of speakers named before
	starts := f.starts
	if known.kind == symbol.Resolution {
		starts = nil // nobody speaks; persons and states stand in lists
	}
	for _, st := range starts {
		if n := len(turns); n > 0 && st.at < turns[n-1].span.Start {
			continue // within the last head
		}
		h, ok := g.head(f.Text[st.at:], st.fresh, o)
		if !ok {
			continue
		}
		t := turn{start: st.at, role: h.role, language: h.language,
			speaker: schema.Speaker{Name: h.name, Affiliation: h.affiliation},
			span:    schema.Span{Start: st.at + h.text, End: len(f.Text)}}
		if h.inner.End > 0 {
			t.inner = schema.Span{Start: st.at + h.inner.Start, End: st.at + h.inner.End}
			warnings = append(warnings, fmt.Sprintf("words of the speech stand within its head at byte %d: %q",
				f.Source(t.inner).Start, clip(f.Text[t.inner.Start:t.inner.End])))
		}
		if n := len(turns); n > 0 {
			turns[n-1].span.End = st.at
		}
		if h.role != schema.RolePresiding {
			f.identify(&t, turns, states, known, o)
		}
		turns = append(turns, t)
	}
	if len(turns) == 0 {
		t := turn{role: schema.RoleOfficial, span: schema.Span{Start: 0, End: len(f.Text)}}
		if known.state != "" {
			t.role, t.speaker.State = schema.RoleDelegate, known.state
		} else {
			warnings = append(warnings, "no speaker is named: the text is one speech of an unknown speaker")
		}
		return []turn{t}, warnings
	}
	if before := turns[0].start; strings.TrimSpace(f.Text[:before]) != "" {
		if known.speech == 0 && frontSign.MatchString(f.Text[:before]) {
			return turns, append([]string{leftOut(f.Source(schema.Span{Start: 0, End: before}).End)}, warnings...)
		}
		t := turn{role: schema.RoleOfficial, span: schema.Span{Start: 0, End: before}}
		if known.state != "" {
			t.role = schema.RolePresiding // whoever calls on the one speaker of the file
		}
		turns = append([]turn{t}, turns...)
		warnings = append(warnings, fmt.Sprintf("no speaker is named for what stands before byte %d", f.Source(schema.Span{Start: before, End: before}).Start))
	}
	return turns, warnings
}

// identify finds the state that t speaks for: the one in its head, the one
// this speaker had before, the one that was given the floor, the file's.
func (f flow) identify(t *turn, before []turn, states map[string]string, known named, o Options) {
	s := &t.speaker
	switch {
	case s.Affiliation != "":
		s.State = o.state(s.Affiliation)
	case states[s.Name] != "":
		s.State = states[s.Name]
	case known.state != "":
		s.State = known.state
	case len(before) > 0 && before[len(before)-1].role == schema.RolePresiding && !strings.HasPrefix(s.Name, "The "):
		s.State = f.floor(before[len(before)-1].span, o)
	}
	if s.State != "" {
		states[s.Name] = s.State
		t.role = schema.RoleDelegate
	}
}

// passage is the text of a turn, without notes on its language, and the
// language of a note that stands before all of it.
func (f flow) passage(t turn) (p schema.Passage, language string) {
	var kept []schema.Span
	if t.inner.End > 0 {
		kept = append(kept, t.inner)
	}
	at := t.span.Start
	text := f.Text[t.span.Start:t.span.End]
	if strings.Contains(text, "(") {
		for _, m := range note.FindAllStringSubmatchIndex(text, -1) {
			if strings.TrimSpace(text[:m[0]]) == "" {
				language = text[m[2]:m[3]]
			}
			kept = append(kept, schema.Span{Start: at, End: t.span.Start + m[0]})
			at = t.span.Start + m[1]
		}
	}
	kept = append(kept, schema.Span{Start: at, End: t.span.End})
	var b builder
	b.text.Grow(t.span.Len())
	for _, k := range kept {
		start, end := trim(f.Text, k.Start, k.End)
		if start >= end {
			continue
		}
		if b.text.Len() > 0 {
			sep := " "
			if strings.Contains(f.Text[k.Start:start], "\n\n") {
				sep = "\n\n"
			}
			b.put(sep, b.end)
		}
		b.add(f.Passage, schema.Span{Start: start, End: end})
	}
	return b.passage(), language
}

// page is the page on which byte at of the flow stands, from 1.
func (f flow) page(at int) int {
	return 1 + sort.Search(len(f.pages), func(i int) bool { return f.pages[i] > at })
}

// clip shortens a quotation for a warning.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
