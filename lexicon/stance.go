package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// A POS is the part of speech of a cue's head.
type POS string

// The parts of speech.
const (
	Verb      POS = "V"
	Noun      POS = "N"
	Adjective POS = "ADJ"
	Modal     POS = "MODAL"
	Phrase    POS = "PHRASE" // a set phrase; only a "be", "have" or "need" in it inflects
)

// A Frame is how a cue and its target stand to each other. README.md shows
// one sentence for each.
type Frame string

// The frames.
const (
	FrameObject    Frame = "obj"    // the target is the noun phrase after the cue
	FrameObjectTo  Frame = "obj to" // addressee, then infinitive: "urge States to ratify X"
	FrameTo        Frame = "to"     // infinitive after the cue: "pledge to strengthen X"
	FrameIng       Frame = "ing"    // gerund after the cue: "advocate strengthening X"
	FrameThat      Frame = "that"   // clause after the cue: "regret that X"
	FrameSubject   Frame = "subj"   // the target is the grammatical subject: "X is essential"
	FrameFor       Frame = "for"    // "necessary for X to do Y"
	FrameOwnSpeech Frame = "own"    // deeds and promises: only where the speaker is the subject
)

// Frames returns the frames, in the order of README.md.
func Frames() []Frame {
	return []Frame{FrameObject, FrameObjectTo, FrameTo, FrameIng, FrameThat, FrameSubject, FrameFor, FrameOwnSpeech}
}

// A StanceCue is words that carry a stance: a row of stances.tsv, or one
// reading of it where the cue has words to choose from ("concern over/about").
type StanceCue struct {
	Row    string // "S-017"
	Stance schema.Stance
	Cue    string // as the row has it
	// Words are lemmas and literal words, lower case; Gap stands where up to
	// three other words may.
	Words []string
	// Head is the index in Words of the word that inflects, -1 where none does.
	Head     int
	POS      POS
	Frames   []Frame
	Strength int // 1 weakest to 3 strongest
	Example  string
	Expect   []Expectation
	Source   string
}

// Gap in the words of a cue stands for up to three words of any kind.
const Gap = "~"

// Has reports whether the cue takes the frame.
func (c StanceCue) Has(f Frame) bool { return slices.Contains(c.Frames, f) }

// An Expectation is what the example of a row must yield.
type Expectation struct {
	Stance schema.Stance
	Action []string // lemmas
	Target string   // words of the example
}

func stancesTable() table {
	var stances []string
	for _, s := range schema.Stances() {
		stances = append(stances, string(s))
	}
	return table{
		file: "stances.tsv", key: 1,
		columns: []column{
			{name: "id", need: true, judge: judgeStanceID},
			one("stance", stances...), {name: "cue", need: true, judge: judgeCue},
			one("pos", string(Verb), string(Noun), string(Adjective), string(Modal), string(Phrase)),
			{name: "frame", need: true, sep: ",", judge: judgeFrame},
			number("strength", 1, 3).must(), text("example").must(), text("expect").must(), text("source").must(),
		},
		check: checkStance,
		add: func(l *Lexicon, r row) {
			expect, _ := parseExpect(r.text("expect"))
			var frames []Frame
			for _, f := range split(r.text("frame"), ",") {
				frames = append(frames, Frame(f))
			}
			for _, words := range readings(r.text("cue")) {
				c := StanceCue{
					Row: r.text("id"), Stance: schema.Stance(r.text("stance")), Cue: r.text("cue"),
					Words: words, POS: POS(r.text("pos")), Frames: frames,
					Strength: int(r.text("strength")[0] - '0'), Example: r.text("example"),
					Expect: expect, Source: r.text("source"),
				}
				c.Head = headOf(c.POS, words)
				l.Stances = append(l.Stances, c)
			}
		},
	}
}

// headOf is the index of the word that inflects: the first of a verb or noun
// (the second after "there" and "it"), a "be", "have" or "need" elsewhere.
func headOf(pos POS, words []string) int {
	switch pos {
	case Adjective:
		return -1
	case Phrase, Modal:
		return slices.IndexFunc(words, func(w string) bool { return w == "be" || w == "have" || w == "need" })
	}
	if len(words) > 1 && (words[0] == "there" || words[0] == "it") {
		return 1
	}
	return 0
}

// readings spells out the choices of a cue: "concern over/about" has two.
func readings(cue string) [][]string {
	out := [][]string{nil}
	for _, word := range strings.Fields(cue) {
		var next [][]string
		for _, one := range strings.Split(word, "/") {
			for _, before := range out {
				next = append(next, append(slices.Clip(before), one))
			}
		}
		out = next
	}
	return out
}

// parseExpect reads the column expect: "advocates [ratify, implement]: the
// Treaty|concerned: the delay".
func parseExpect(s string) ([]Expectation, error) {
	var out []Expectation
	for _, part := range split(s, "|") {
		head, target, ok := strings.Cut(part, ": ")
		if !ok || target == "" {
			return nil, fmt.Errorf("%q is not of the form stance: target, or stance [verb, verb]: target", part)
		}
		e := Expectation{Target: target}
		stance, actions, hasActions := strings.Cut(head, " [")
		if hasActions {
			actions, ok = strings.CutSuffix(actions, "]")
			if !ok || actions == "" {
				return nil, fmt.Errorf("the actions of %q do not stand in [brackets]", part)
			}
			e.Action = strings.Split(actions, ", ")
		}
		e.Stance = schema.Stance(stance)
		if !e.Stance.Valid() {
			return nil, fmt.Errorf("%q is no stance", stance)
		}
		out = append(out, e)
	}
	return out, nil
}

func judgeStanceID(s string) string {
	if len(s) != 5 || s[:2] != "S-" || !within(s[2:], "0123456789") {
		return fmt.Sprintf("%q is no id of the form S-017", s)
	}
	return ""
}

func judgeCue(s string) string {
	switch {
	case s != strings.ToLower(s) || strings.Join(strings.Fields(s), " ") != s:
		return fmt.Sprintf("%q is not lower-case words with single blanks between", s)
	case strings.HasPrefix(s, Gap) || strings.HasSuffix(s, Gap):
		return "a gap stands between words, not at an end"
	case len(readings(s)) > 64:
		return "more than 64 readings: use several rows"
	}
	for _, words := range readings(s) {
		if slices.Contains(words, "") {
			return "a choice beside / is empty"
		}
	}
	return ""
}

func judgeFrame(s string) string {
	if slices.Contains(Frames(), Frame(s)) {
		return ""
	}
	var all []string
	for _, f := range Frames() {
		all = append(all, string(f))
	}
	return fmt.Sprintf("%q is none of the frames %s", s, strings.Join(all, ", "))
}

// checkStance checks that the example promises what the row is for: the
// stance of the row, in words that stand in the example.
func checkStance(r row, faults *faultList) {
	expect, err := parseExpect(r.text("expect"))
	if err != nil {
		faults.at(r, "expect", "%v", err)
		return
	}
	found := false
	for _, e := range expect {
		found = found || string(e.Stance) == r.text("stance")
		if !strings.Contains(r.text("example"), e.Target) {
			faults.at(r, "expect", "%q does not stand in the example", e.Target)
		}
		asks := e.Stance == schema.Advocates || e.Stance == schema.Commits || e.Stance == schema.Acts
		if len(e.Action) > 0 && !asks {
			faults.at(r, "expect", "%s takes no action", e.Stance)
		}
	}
	if !found {
		faults.at(r, "expect", "the example does not yield the row's stance, %s", r.text("stance"))
	}
}
