package record_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/schema"
)

// checkPassage compares spans of p with the bytes they came from.
func checkPassage(t *testing.T, name string, data []byte, p schema.Passage, own string) (spans, repaired int) {
	t.Helper()
	if len(p.Anchors) == 0 || p.Anchors[0].Text != 0 {
		t.Errorf("%s: the first anchor is not at the start: %v", name, p.Anchors[:min(1, len(p.Anchors))])
	}
	for i, a := range p.Anchors {
		if a.Source < 0 || a.Source > len(data) || a.Text > len(p.Text) || i > 0 && (a.Text <= p.Anchors[i-1].Text || a.Source < p.Anchors[i-1].Source) {
			t.Errorf("%s: anchor %d out of order: %v after %v", name, i, a, p.Anchors[max(0, i-1)])
			return
		}
	}
	rng := rand.New(rand.NewPCG(1, uint64(len(p.Text))))
	for _, s := range sampleSpans(p.Text, rng) {
		src := p.Source(s)
		words := p.Text[s.Start:s.End]
		spans++
		if src.Start < 0 || src.End > len(data) || src.Start >= src.End {
			t.Errorf("%s: %q comes from %v of %d bytes", name, words, src, len(data))
			continue
		}
		raw := decoded(data[src.Start:src.End])
		if raw == words || sameWords(raw, words) {
			continue
		}
		repaired++
		if at := reached(strings.Split(withoutNotes(raw, own), "\n"), squash(words)); at >= 0 {
			t.Errorf("%s: bytes %v are not the words at %q", name, src, clip(squash(words), at))
			return spans, repaired
		}
	}
	return spans, repaired
}

// clip is what stands around byte at of s.
func clip(s string, at int) string { return s[max(0, at-30):min(len(s), at+50)] }

// sampleSpans are the sentences of text, roughly, and as many spans at random,
// each beginning and ending with a word.
func sampleSpans(text string, rng *rand.Rand) []schema.Span {
	var spans []schema.Span
	start := 0
	for i := range text {
		if i > start && (text[i-1] == '.' || text[i-1] == '?' || text[i-1] == '\n') {
			spans = append(spans, schema.Span{Start: start, End: i})
			start = i
		}
	}
	spans = append(spans, schema.Span{Start: start, End: len(text)}, schema.Span{Start: 0, End: len(text)})
	for range min(len(spans), 30) {
		a := rng.IntN(len(text))
		spans = append(spans, schema.Span{Start: a, End: min(len(text), a+1+rng.IntN(500))})
	}
	kept := spans[:0]
	for _, s := range spans {
		for s.Start < s.End && (!utf8.RuneStart(text[s.Start]) || isSpace(text[s.Start])) {
			s.Start++
		}
		for s.End > s.Start && (s.End < len(text) && !utf8.RuneStart(text[s.End]) || isSpace(text[s.End-1])) {
			s.End--
		}
		if s.Start < s.End {
			kept = append(kept, s)
		}
	}
	return kept
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' }

// decoded is UTF-8 of what may be Windows-1252.
func decoded(raw []byte) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	high := []rune("€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ")
	var b strings.Builder
	for _, c := range raw {
		if c >= 0x80 && c < 0xA0 {
			b.WriteRune(high[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// sameWords reports whether squash makes the same of a and b.
func sameWords(a, b string) bool {
	i, k := 0, 0
	for {
		for i < len(a) && isLeftOut(a[i]) {
			i++
		}
		for k < len(b) && isLeftOut(b[k]) {
			k++
		}
		if i == len(a) || k == len(b) {
			return i == len(a) && k == len(b) || squash(a[i:]) == squash(b[k:])
		}
		if a[i] != b[k] {
			return squash(a[i:]) == squash(b[k:])
		}
		i, k = i+1, k+1
	}
}

func isLeftOut(c byte) bool { return c <= ' ' || c == '-' }

// squash leaves out white space and hyphens.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '\u00ad' || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

var (
	lineEnd       = regexp.MustCompile(`\r\n?|\f`)
	furnitureLine = regexp.MustCompile(`^\s*(?:[0-9]{1,3}|[0-9]{1,3}/[0-9]{1,3}|\*[0-9]{7}\*|[0-9/ ]*\b[0-9]{2}-[0-9]{5}\b[^a-z]{0,20}|[A-Z]/[A-Z0-9./]+(?: ?\([0-9A-Za-z ]+\))?|[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}|[A-Za-z0-9 -]*(?:session|meeting))\s*$`)
	furnitureNote = regexp.MustCompile(`\((?:spoke|Spoke|continued|interpretation)\s+(?:in|from)\s+[A-Z][a-z]+[^()]*\)`)
	furnitureJob  = regexp.MustCompile(`\s(?:[0-9]{1,3}/[0-9]{1,3}\s)?20-[0-9]{5}(?:\s[0-9]{1,3}/[0-9]{1,3})?(?:\s|$)`)
	furnitureDate = regexp.MustCompile(`[A-Z][A-Za-z ,-]{3,120}\s[0-9]{2}/[0-9]{2}/[0-9]{4}\sS/PV\.[0-9]+|[0-9]{2}/[0-9]{2}/[0-9]{4}\s[^.?!]{3,120}S/PV\.[0-9]+`)
	displacedHead = regexp.MustCompile(`\s+in\s+[A-Z][a-z]+\):`)
)

// withoutNotes leaves out what stands within a line and was not said.
func withoutNotes(raw, own string) string {
	for _, c := range []struct {
		sign string // without it the rest need not be looked for
		what *regexp.Regexp
		by   string
	}{
		{"\r", lineEnd, "\n"}, {"\f", lineEnd, "\n"},
		{"(", furnitureNote, ""}, {"S/PV.", furnitureDate, ""}, {" 20-", furnitureJob, " "},
		{"):", displacedHead, ""},
	} {
		if strings.Contains(raw, c.sign) {
			raw = c.what.ReplaceAllString(raw, c.by)
		}
	}
	return strings.ReplaceAll(raw, "Maintenance of international peace and security "+own, "")
}

// reached is -1 where words are the lines, squashed, but for lines that are
// furniture, and else how far they are.
func reached(lines []string, words string) int {
	far := 0
	var from func(i, at int) bool
	from = func(i, at int) bool {
		for ; i < len(lines); i++ {
			far = max(far, at)
			line := squash(lines[i])
			if line == "" {
				continue
			}
			cut := furnitureLine.MatchString(lines[i])
			switch said := strings.HasPrefix(words[at:], line); {
			case said && cut:
				return from(i+1, at+len(line)) || from(i+1, at)
			case said:
				at += len(line)
			case !cut:
				return false
			}
		}
		far = max(far, at)
		return at == len(words)
	}
	if from(0, 0) {
		return -1
	}
	return far
}
