package network

import (
	"slices"

	"github.com/demarche-kg/demarche/schema"
)

// TypeTopic is the type of a target that is a topic.
const TypeTopic schema.EntityType = "topic"

// Options say which positions count, and how. The zero value counts every
// position that is no thanks, toward every named thing.
type Options struct {
	// Topics makes the targets topics, and not named things.
	Topics bool
	// Targets are the types of the named things that are targets; none takes
	// all but persons and places, which seldom are what a stance is about.
	Targets []schema.EntityType
	// Holders are the types of holders taken; none takes all.
	Holders []schema.EntityType
	// Without are stances left out. Thanks are always left out: they are
	// courtesy, and everybody thanks the chair.
	Without []schema.Stance
	// NoReported leaves out what somebody else than the holder reports.
	NoReported bool
	// MinConfidence is the least confidence taken.
	MinConfidence float64
	// Counting says how repetition counts.
	Counting Counting
	// Window cuts time for Slices; the zero value does not.
	Window Window
}

// A Counting says how often the same side of one holder toward one target
// counts: the manual's setting for duplicate statements.
type Counting string

// How repetition counts.
const (
	// EachPosition counts every position: who repeats weighs more.
	EachPosition Counting = ""
	// EachRecord counts once a record, if the positions of a record come
	// together.
	EachRecord Counting = "record"
	// Once counts once in all, or once a window: the incidence matrix is
	// binary.
	Once Counting = "once"
)

// takes reports whether p counts.
func (o *Options) takes(p *schema.Position) bool {
	return p.Stance.Valid() && p.Stance != schema.Thanks &&
		!slices.Contains(o.Without, p.Stance) &&
		!(o.NoReported && p.Reported) &&
		p.Confidence >= o.MinConfidence &&
		(len(o.Holders) == 0 || slices.Contains(o.Holders, typeOf(holderID(p))))
}

// targets calls each with the targets of p, each once. As in the edges of the
// graph, a holder is no target of its own, nor is the state that an
// instrument belongs to: with "the United Kingdom's initiative" the stance is
// toward the initiative.
func (o *Options) targets(p *schema.Position, each func(Node)) {
	if o.Topics {
		for i, t := range p.Topics {
			if !slices.Contains(p.Topics[:i], t) {
				each(Node{ID: "topic/" + t, Label: t, Type: TypeTopic})
			}
		}
		return
	}
	var seen []string
	for _, m := range p.Entities {
		id := m.ID
		if id == "" {
			id = schema.Key(m.Type, m.Name)
		}
		if !o.aims(m.Type) || id == holderID(p) || owns(p, m) || slices.Contains(seen, id) {
			continue
		}
		seen = append(seen, id)
		each(Node{ID: id, Label: m.Name, Type: m.Type})
	}
}

// aims reports whether things of type t are targets.
func (o *Options) aims(t schema.EntityType) bool {
	if len(o.Targets) == 0 {
		return t != schema.TypePerson && t != schema.TypePlace
	}
	return slices.Contains(o.Targets, t)
}
