package position

import (
	"fmt"

	"github.com/demarche-kg/demarche/extract/entity"
	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/position/judge"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// An Extractor finds positions. It is safe for concurrent use.
type Extractor struct {
	cues    cueIndex
	actions map[string]string
	tones   map[string]tone
	says    map[string]string
	moods   map[string]lexicon.Mood
	topics  topicIndex
	version string
	judge   *judge.Judge
	// Doubtful is the least worth kept; defaults to that of the judge.
	Doubtful float64
}

// New makes an extractor from the words of the lexicon and the judge that the
// program carries.
func New(l *lexicon.Lexicon) (*Extractor, error) {
	j, err := judge.English()
	if err != nil {
		return nil, fmt.Errorf("position: %w", err)
	}
	return NewWith(l, j), nil
}

// NewWith is New with another judge; nil leaves the choice to the rules alone.
func NewWith(l *lexicon.Lexicon, j *judge.Judge) *Extractor {
	x := &Extractor{cues: newCueIndex(l), actions: map[string]string{}, says: map[string]string{}, tones: tones(), moods: map[string]lexicon.Mood{}, topics: newTopicIndex(l), judge: j, version: l.Version}
	for _, a := range l.Actions {
		x.actions[a.Noun] = a.Verb
	}
	for _, a := range l.Attributions {
		if a.Kind == "verb" {
			x.says[a.Form] = a.Factive
		}
	}
	for _, m := range l.Moods {
		x.moods[m.Form] = m
	}
	return x
}

// Extract returns the positions of a speech, by place in the text. The same
// speech gives the same positions.
func (x *Extractor) Extract(sp Speech) []schema.Position {
	if sp.Speech == nil || sp.Speech.Role == schema.RolePresiding {
		return nil
	}
	return x.Choose(x.Propose(sp))
}

// Lens is what the sentences of a [Speech] must be looked at through for the
// judge to see their words; nil where there is no judge.
func (x *Extractor) Lens() *model.Lens {
	if x.judge == nil {
		return nil
	}
	return x.judge.Lens
}

// Version names the judge; "rules" where there is none.
func (x *Extractor) Version() string {
	if x.judge == nil {
		return "rules"
	}
	return x.judge.Version
}

// Propose returns all that may be a position, sentence by sentence.
func (x *Extractor) Propose(sp Speech) []Proposal {
	common := newSpeech(sp)
	var out []Proposal
	for n, sent := range sp.Sentences {
		s := newSentence(common, x, sent, within(sp.Mentions, sent.Start, sent.End))
		s.n, s.of = n, len(sp.Sentences)
		var speakers []turn
		if common.report {
			speakers = s.takeRoll()
			s.findCues(x.cues) // in the tree as it is mended
		}
		for _, c := range append(s.read(), s.bare()...) {
			for _, h := range s.holders(c, speakers) {
				out = append(out, Proposal{x: x, sp: sp, s: s, cand: c, claim: h})
			}
		}
		common.remember(s, speakers)
	}
	return out
}

// within is the part of sorted mentions that overlaps a range of bytes.
func within(ms []entity.Mention, lo, hi int) []entity.Mention {
	var out []entity.Mention
	for _, m := range ms {
		if m.Start < hi && lo < m.End {
			out = append(out, m)
		}
	}
	return out
}

// A claimant is one to whom a candidate may belong.
type claimant struct {
	actor
	other  bool          // not the speaker
	behalf []actor       // for whom it speaks, in a report
	fixed  schema.Stance // which it has because others say so: "supported by"
}

// holders are those to whom a candidate may belong: the speaker, and whoever
// else the text gives it to.
func (s *sentence) holders(c candidate, speakers []turn) []claimant {
	if s.speech.report {
		return s.reporters(c, speakers)
	}
	var out []claimant
	h := c.force.holder
	if h.kind == pronoun {
		h = s.speech.resolve(h)
	}
	if c.force.rule != "after another" {
		out = append(out, claimant{actor: s.speech.holder})
	}
	switch h.kind {
	case named, generic:
		out = append(out, claimant{actor: h, other: true})
	}
	return out
}

// remember keeps the actors of a sentence for the pronouns of the next: in a
// report, who spoke last.
func (sp *speech) remember(s *sentence, speakers []turn) {
	for _, u := range speakers {
		if a := u.roll.first(); a.name != "" {
			sp.last = append(sp.last, a)
		}
	}
	for i := range s.tree.toks {
		if !sp.report && s.tree.is(i, "nsubj", "root") {
			if a := s.actorOf(i); a.kind == named {
				sp.last = append(sp.last, a)
			}
		}
	}
	if n := len(sp.last); n > 8 {
		sp.last = sp.last[n-8:]
	}
}

// resolve is the actor that a pronoun stands for: the last one named.
func (sp *speech) resolve(p actor) actor {
	if n := len(sp.last); n > 0 {
		return sp.last[n-1]
	}
	return p
}
