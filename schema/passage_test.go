package schema_test

import (
	"testing"

	"github.com/demarche-kg/demarche/schema"
)

// TestPassageSource reads back from each kind of repair that a reader makes.
func TestPassageSource(t *testing.T) {
	type at = schema.Anchor
	for _, c := range []struct {
		name, source, text string
		anchors            []at
		words, want        string
	}{
		{"nothing repaired", "We support it.", "We support it.", nil, "support", "support"},
		{"after a byte order mark", "\xEF\xBB\xBFWe", "We", []at{{0, 3}}, "We", "We"},
		{"a line end is a blank", "We\nsupport", "We support", []at{{0, 0}}, "We support", "We\nsupport"},
		{"two bytes of a line end", "We\r\nsupport it", "We support it", []at{{0, 0}, {3, 4}}, "support it", "support it"},
		{"over two bytes of a line end", "We\r\nsupport it", "We support it", []at{{0, 0}, {3, 4}}, "We support", "We\r\nsupport"},
		{"the printer's hyphen", "inter-\nnational law", "international law", []at{{0, 0}, {5, 7}}, "international", "inter-\nnational"},
		{"beside the printer's hyphen", "inter-\nnational law", "international law", []at{{0, 0}, {5, 7}}, "inter", "inter"},
		{"a page header within", "the draft\n\nS/PV.1\n\nresolution", "the draft resolution", []at{{0, 0}, {10, 19}}, "draft resolution", "draft\n\nS/PV.1\n\nresolution"},
		{"a page header after", "the draft\n\nS/PV.1\n\nresolution", "the draft resolution", []at{{0, 0}, {10, 19}}, "draft", "draft"},
		{"Windows-1252", "na\xefve plan", "naïve plan", []at{{0, 0}, {4, 3}}, "naïve", "na\xefve"},
		{"Windows-1252 at the end of the words", "caf\xe9 plan", "café plan", []at{{0, 0}, {5, 4}}, "café", "caf\xe9"},
		{"three bytes for one", "it\x92s", "it’s", []at{{0, 0}, {5, 3}}, "it’", "it\x92"},
		{"at the end of the text", "caf\xe9", "café", []at{{0, 0}, {5, 4}}, "café", "caf\xe9"},
		{"two bytes made of one", "One.\nTwo", "One.\n\nTwo", []at{{0, 0}, {6, 5}}, "One.\n\nTwo", "One.\nTwo"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := schema.Passage{Text: c.text, Anchors: c.anchors}
			for i := range c.text {
				if i+len(c.words) > len(c.text) || c.text[i:i+len(c.words)] != c.words {
					continue
				}
				s := p.Source(schema.Span{Start: i, End: i + len(c.words)})
				if s.Start < 0 || s.End > len(c.source) || c.source[s.Start:s.End] != c.want {
					t.Errorf("%q comes from %v", c.words, s)
				}
				return
			}
			t.Fatalf("%q is not in %q", c.words, c.text)
		})
	}
	p := schema.Passage{Text: "ab", Anchors: []at{{Text: 0, Source: 7}}}
	if s := p.Source(schema.Span{Start: 1, End: 1}); s != (schema.Span{Start: 8, End: 8}) {
		t.Errorf("an empty span comes from %v", s)
	}
}
