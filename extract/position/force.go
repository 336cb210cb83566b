package position

import (
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A force is what makes something said a stance: the words that carry it, and
// who holds it. The zero force is a bare assertion of the speaker.
type force struct {
	rule      string
	row       *lexicon.StanceCue
	frame     lexicon.Frame
	stance    schema.Stance
	head      int  // token that carries it
	at        span // its words
	negated   bool
	holder    actor
	more      []actor // further holders, coordinated with the first
	modality  schema.Modality
	strength  int
	addressee int // token of who is asked, -1 where nobody is
	depth     int // clauses between the force and what stands under it
	weak      bool
}

// said is the force of what the speaker simply says.
func said() force { return force{holder: actor{kind: self}, addressee: -1, head: -1} }

// deeper is f one clause further down, for what it governs less surely.
func (f force) deeper() force {
	f.depth++
	return f
}

// bare reports whether no word of stance stands behind f, or only a noun in
// passing.
func (f force) bare() bool {
	return f.stance == "" || f.rule == "assertion" || f.rule == "believed" || f.rule == "noun alone"
}

// turned is the stance that negation makes of one.
func turned(st schema.Stance) schema.Stance {
	switch st {
	case schema.Supports, schema.Welcomes:
		return schema.Opposes
	case schema.Recognizes:
		return schema.Opposes
	case schema.Opposes, schema.Concerned, schema.Criticizes:
		return schema.Notes
	case schema.Commits:
		return schema.Opposes
	}
	return st
}

// byCue is the force of a cue in a frame, held by who its clause makes hold
// it; the holder of the force around it where that is not the speaker.
func (s *sentence) byCue(c cue, fr lexicon.Frame, rule string, around force) force {
	f := force{rule: rule, row: c.row, frame: fr, stance: c.row.Stance, head: c.head, at: c.at,
		strength: c.row.Strength, addressee: -1, depth: around.depth, weak: around.weak}
	cl := s.clause(c.head)
	f.modality = schema.Modality(cl.modal)
	f.negated = cl.negated && !c.negative(s.tree)
	if f.negated {
		f.stance = turned(f.stance)
	}
	f.holder = around.holder
	if around.holder.kind == self && fr != lexicon.FrameSubject && !undergoes(s.tree.lemma(c.head)) {
		f.holder, f.more = s.holdersOf(c.head, cl)
	}
	return f
}

// undergoes reports whether the subject of a verb is the one to whom something
// happens: that it is bad is for the speaker to say.
func undergoes(verb string) bool {
	switch verb {
	case "face", "suffer", "experience", "confront", "lack", "undergo", "endure":
		return true
	}
	return false
}

// negative reports whether the negation of the clause is one of the cue's own
// words, as in "cannot accept".
func (c cue) negative(t *tree) bool {
	for _, o := range c.own {
		if t.negates(o) || t.lemma(o) == "no" {
			return true
		}
	}
	return false
}

// holdersOf is who holds what the cue at i says, and whoever is coordinated
// with them.
func (s *sentence) holdersOf(i int, c clause) (actor, []actor) {
	first := s.holderOf(i, c)
	if c.subj < 0 || c.passive {
		return first, nil
	}
	var more []actor
	for _, k := range s.tree.conjuncts(c.subj)[1:] {
		if a := s.actorOf(k); a.kind == named || a.kind == generic && s.speech.report {
			more = append(more, a)
		}
	}
	return first, more
}
