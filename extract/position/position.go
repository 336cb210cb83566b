package position

import (
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// position fills in what is known of a candidate before it is judged.
func (s *sentence) position(sp Speech, c candidate, h claimant) schema.Position {
	f := c.force
	p := schema.Position{
		Speech: sp.Speech.N, Speaker: sp.Speech.Speaker.Name, Page: sp.Speech.Page,
		Holder: h.name, HolderID: h.id, Stance: f.stance, Side: f.stance.Side(),
		Action: slices.Clone(c.action), Target: s.text(c.target), Cue: s.text(f.at),
		Proposition: s.text(s.proposition(c)), Negated: f.negated || c.clause.negated,
		Modality: modality(f.modality), Strength: f.strength, Reported: h.other && !s.speech.report,
		Explicit: f.row != nil || f.rule != "assertion" && f.rule != "hope" && f.rule != "believed",
		Evidence: strings.Join(strings.Fields(s.speech.text[s.from:s.to]), " "),
	}
	if p.HolderID == "" { // known by the words alone: "many States", "the world"
		p.HolderID = schema.Key(schema.TypeGroup, p.Holder)
	}
	if sp.Record != nil {
		p.Record, p.Date = sp.Record.Symbol, sp.Record.Date
	}
	at := sp.Speech.Text.Source(schema.Span{Start: s.from, End: s.to})
	p.Start, p.End = at.Start, at.End
	p.Entities = s.entities(c.target)
	if f.addressee >= 0 {
		p.Addressee, p.AddresseeID = s.addressee(f.addressee)
	}
	if !h.other {
		for _, b := range s.speech.behalf {
			p.OnBehalfOf = append(p.OnBehalfOf, b.name)
			p.OnBehalfOfIDs = append(p.OnBehalfOfIDs, b.id)
		}
	}
	for _, b := range h.behalf {
		p.OnBehalfOf = append(p.OnBehalfOf, b.name)
		p.OnBehalfOfIDs = append(p.OnBehalfOfIDs, b.id)
	}
	step := schema.Step{Rule: f.rule, Text: p.Cue}
	if f.row != nil {
		step.Row = f.row.Row
	}
	p.Because = append(p.Because, step, schema.Step{Rule: "target " + c.role, Text: s.tree.toks[c.pred].Form})
	for _, k := range c.action {
		if noun := s.tree.lemma(c.head); s.actions[noun] == k {
			p.Because = append(p.Because, schema.Step{Rule: "noun of doing", Row: "actions.tsv:" + noun, Text: s.tree.toks[c.head].Form})
		}
	}
	if f.negated {
		p.Because = append(p.Because, schema.Step{Rule: "negation turns the stance"})
	}
	return p
}

// modality names a modal by the plainest verb of its kind.
func modality(m schema.Modality) schema.Modality {
	switch m {
	case "could":
		return schema.Can
	case "might":
		return schema.May
	case "ought":
		return schema.Should
	case "need", "have":
		return schema.Must
	case "shall":
		return schema.Will
	}
	return m
}

// entities are the named things of a range of tokens, the owner of a thing
// after the thing.
func (s *sentence) entities(r span) []schema.Mention {
	lo, hi := s.tree.toks[r.lo].Start, s.tree.toks[r.hi-1].End
	var out []schema.Mention
	for _, m := range s.mentions {
		if lo <= m.Start && m.End <= hi {
			e := m.Schema(s.speech.text)
			e.Mention = strings.Join(strings.Fields(e.Mention), " ")
			out = append(out, e)
		}
	}
	return out
}

// addressee is who is asked: a named thing by its name, others in the words of
// the text without their article.
func (s *sentence) addressee(i int) (name, id string) {
	if m, ok := s.mentionOf(i); ok {
		return m.Name, m.ID
	}
	r := s.extent(i, false)
	if r.lo >= r.hi {
		return "", ""
	}
	return strings.TrimPrefix(strings.TrimPrefix(s.text(r), "the "), "The "), ""
}

// proposition is the whole complement of what carries the stance: the branch
// of the tree from it down to the target; the clause where the target is its
// subject or stands by itself.
func (s *sentence) proposition(c candidate) span {
	t := s.tree
	top := -1
	for _, i := range append([]int{c.head}, t.up(c.head)...) {
		if i == c.force.head {
			break
		}
		top = i
		if t.toks[i].Head < 0 {
			top = -1 // what carries the stance is not above the target
		}
	}
	r := c.target
	switch {
	case top >= 0 && c.force.head >= 0 && t.is(top, "nsubj", "csubj"):
	case top >= 0 && c.force.head >= 0:
		r = t.reach(top, func(k int) bool { return t.is(k, "case", "punct", "cc") && k < top })
	case c.force.head == c.pred || c.force.head < 0 || c.force.rule == "necessity":
		r = s.clauseExtent(c.pred)
	}
	r = s.trim(span{min(r.lo, c.target.lo), max(r.hi, c.target.hi)})
	if r.lo >= r.hi {
		return c.target
	}
	return r
}
