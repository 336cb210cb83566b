package entity

import "github.com/demarche-kg/demarche/schema"

// Joined are the mentions that the parser is to take for one word.
func Joined(ms []Mention) []schema.Span {
	var out []schema.Span
	for _, m := range ms {
		if m.Type != schema.TypeState && m.Type != schema.TypePlace && m.Use != ByForm && m.Use != ByShortForm && m.Len() > 12 && (len(out) == 0 || out[len(out)-1].End <= m.Start) {
			out = append(out, m.Span)
		}
	}
	return out
}
