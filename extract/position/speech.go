package position

import (
	"strings"

	"github.com/demarche-kg/demarche/extract/entity"
	"github.com/demarche-kg/demarche/extract/nlp"
	"github.com/demarche-kg/demarche/schema"
)

// A Speech is what the rules see of one speech.
type Speech struct {
	// Record and Speech say where the text stands and who speaks.
	Record *schema.Record
	Speech *schema.Speech
	// Holder is whose positions the speaker's are. Where it is zero it is
	// the state of the speaker, or the office or person at the microphone; a
	// text without a speaker is read as a report in the third person.
	Holder Actor
	// Sentences and Mentions are those of Speech.Text.Text, in text order.
	Sentences []nlp.Sentence
	Mentions  []entity.Mention
}

// An Actor is one who can hold a position.
type Actor struct {
	Name string // a state's alpha-3, or a full English name
	ID   string // key: "state/KAZ"
	Type schema.EntityType
}

// A speech is what the sentences have in common.
type speech struct {
	text   string
	holder actor           // of kind named: the speaker's own name and key
	report bool            // told in the third person: holders are the actors named
	roll   map[string]bool // keys of those who speak in a sentence of a report
	behalf []actor
	last   []actor // named as subject or agent before, the latest last
}

// newSpeech finds who speaks, and for whom.
func newSpeech(sp Speech) *speech {
	out := &speech{text: sp.Speech.Text.Text}
	h := sp.Holder
	if h.Name == "" {
		h = holderOf(sp.Speech.Speaker)
	}
	if h.Name == "" {
		out.report = true
		return out
	}
	out.holder = actor{kind: named, name: h.Name, id: h.ID, typ: h.Type}
	out.behalf = spokenFor(out.text, sp.Mentions)
	return out
}

// holderOf is the state of the speaker, else the office or body in its
// affiliation, else the person.
func holderOf(s schema.Speaker) Actor {
	switch {
	case s.State != "":
		return Actor{s.State, schema.Key(schema.TypeState, s.State), schema.TypeState}
	case s.Affiliation != "":
		return Actor{s.Affiliation, schema.Key(schema.TypeBody, s.Affiliation), schema.TypeBody}
	case s.Name != "":
		name := strings.TrimPrefix(s.Name, "The ")
		return Actor{name, schema.Key(schema.TypePerson, name), schema.TypePerson}
	}
	return Actor{}
}

// spokenFor lists the groups named just after "on behalf of" where it is the
// speaker who speaks for them: within the opening of the speech.
func spokenFor(text string, mentions []entity.Mention) []actor {
	const opening = 1500 // bytes
	var out []actor
	for _, m := range mentions {
		if m.Start > opening || m.Type != schema.TypeGroup && m.Type != schema.TypeBody {
			continue
		}
		before := strings.ToLower(text[max(0, m.Start-60):m.Start])
		at := strings.LastIndex(before, "behalf of ")
		if at < 0 || strings.ContainsAny(before[at:], ".;") {
			continue
		}
		whole := strings.ToLower(text[max(0, m.Start-160):m.Start])
		if !strings.Contains(whole, "speak") && !strings.Contains(whole, "statement") && !strings.Contains(whole, "honour") || strings.Contains(whole, "align") || strings.Contains(whole, "associate") {
			continue
		}
		out = append(out, actor{kind: named, name: m.Name, id: m.ID, typ: m.Type})
	}
	return out
}
