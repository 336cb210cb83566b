package record

import (
	"regexp"
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

var (
	// announce is how a presiding officer says that a statement for the own
	// state comes next: "I shall now make a statement in my capacity as the
	// representative of Belgium." Scanners read its I as | or 1.
	announce = regexp.MustCompile(`(?:\bI\b|(?:^|\s)[|1l]\s|[Aa]llow me|[Ll]et me|privilege|honour)[^.?!]{0,100}?\b(?:make|deliver|speak|say|add)\b[^.?!]{0,80}?\bin\s+my\s+(?:own\s+)?(national\s+)?capacity(?:,?\s+as\s+([^.?!:]{2,200}))?`)
	// straight is a statement for the own state that begins at once.
	straight = regexp.MustCompile(`(?:^|[.?!]\s+|\n\n|\)\s+)(In\s+my\s+national\s+capacity\b)`)
	resume   = regexp.MustCompile(`(?:\bI|(?:^|\s)[|1l])\s+(?:(?:shall|will)\s+)?(?:now\s+)?resume\s+my\s+(?:function|role|dut|capacity)`)
	// delegate is a capacity in which one speaks for a state.
	delegate = regexp.MustCompile(`^(?:the\s+)?(?:[Pp]ermanent\s+)?[Rr]epresentative\s+of\b|\bMinister\b`)
	// given is the state to which a presiding officer gives the floor.
	given = regexp.MustCompile(`[Rr]epresentative\s+of\s+([^.?!;:]{3,120})`)
)

// An opening is where a statement for a state begins, in a turn of the chair.
type opening struct {
	at           int // in the text of the turn
	state, label string
}

// capacities divides the turn of a presiding officer into what was said in the
// chair and what was said for a state.
func (f flow) capacities(t turn, fr front, o Options) []turn {
	text := f.Text[t.span.Start:t.span.End]
	resumes := resume.FindAllStringIndex(text, -1)
	var parts []turn
	from := 0
	for _, open := range openings(text, o) {
		if open.at < from {
			continue
		}
		end := len(text)
		for len(resumes) > 0 && resumes[0][0] < open.at {
			resumes = resumes[1:]
		}
		if len(resumes) > 0 {
			end = resumes[0][0]
		}
		parts = append(parts, t.part(from, open.at), t.part(open.at, end))
		own := &parts[len(parts)-1]
		own.role = schema.RoleDelegate
		own.speaker.State, own.speaker.Affiliation = open.state, open.label
		if open.state == "" {
			own.speaker.State = fr.chair
		}
		from = end
	}
	return append(parts, t.part(from, len(text)))
}

// part is t from byte start of its text to byte end.
func (t turn) part(start, end int) turn {
	p := t
	p.span = schema.Span{Start: t.span.Start + start, End: t.span.Start + end}
	if start > 0 {
		p.start, p.inner = p.span.Start, schema.Span{}
	}
	return p
}

// openings finds the statements for a state in the text of a turn, in order.
func openings(text string, o Options) []opening {
	var found []opening
	for _, m := range announce.FindAllStringSubmatchIndex(text, -1) {
		as := ""
		if m[4] >= 0 {
			as = text[m[4]:m[5]]
		}
		state, label := stateIn(as, o)
		if m[2] < 0 && state == "" && !delegate.MatchString(as) {
			continue // as Chair of a committee
		}
		found = append(found, opening{sentenceEnd(text, m[1]), state, label})
	}
	for _, m := range straight.FindAllStringSubmatchIndex(text, -1) {
		found = append(found, opening{at: m[2]})
	}
	slices.SortStableFunc(found, func(a, b opening) int { return a.at - b.at })
	return found
}

// maxRest is the longest rest of a sentence after such an announcement, in
// bytes.
const maxRest = 300

// sentenceEnd is where the sentence that byte at of text is in ends, with the
// blanks after it.
func sentenceEnd(text string, at int) int {
	text = text[:min(len(text), at+maxRest)]
	for i := at; i < len(text); i++ {
		if c := text[i]; c != '.' && c != '?' && c != '!' && c != ':' {
			continue
		}
		if i+1 == len(text) {
			return i + 1
		}
		if isBlank(text[i+1]) && (text[i] != '.' || endsSentence(text[max(0, i-20):i+1])) {
			return i + 2
		}
	}
	return len(text)
}

// stateIn finds the state that a capacity names at its end: "Deputy Prime
// Minister and Minister of Finance and Development of Belgium".
func stateIn(as string, o Options) (state, label string) {
	words := strings.Fields(as)
	for i, w := range words {
		if w != "of" && w != "for" {
			continue
		}
		if state, label = stateAt(words[i+1:], o); state != "" {
			return state, label
		}
	}
	return "", ""
}

// stateAt finds the state with whose name words begin; the longest name wins.
func stateAt(words []string, o Options) (state, label string) {
	for n := min(len(words), 9); n > 0; n-- {
		label := strings.TrimRight(strings.Join(words[:n], " "), ",;")
		if n < len(words) && strings.HasPrefix(words[n], "configuration") {
			return "", "" // a body that is named for a state
		}
		if s := o.state(label); s != "" {
			return s, strings.TrimPrefix(label, "the ")
		}
	}
	return "", ""
}

// floor is the state that was given the floor at the end of the text s of a
// presiding officer, "" where none was.
func (f flow) floor(s schema.Span, o Options) string {
	text := f.Text[max(s.Start, s.End-2*longLine):s.End]
	m := given.FindAllStringSubmatch(text, -1)
	if len(m) == 0 {
		return ""
	}
	state, _ := stateAt(strings.Fields(m[len(m)-1][1]), o)
	return state
}
