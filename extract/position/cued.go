package position

import (
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// cued reads a clause by the best cue at its predicate, or at the noun that a
// light verb carries.
func (s *sentence) cued(i int, c clause, by force) bool {
	t := s.tree
	best, fr, f, ok := s.bestCue(i)
	if s.lightVerb(i) {
		carried := t.all(i, "obj", "obl", "xcomp")
		if c.passive && c.subj >= 0 && t.doer(i) >= 0 { // "the need for a fund was stressed by Fiji"
			carried = append(carried, c.subj)
		}
		for _, o := range carried {
			if o < i && t.is(o, "obl") {
				continue // "on support for adaptation, Kenya said …" only names the matter
			}
			if n, nfr, nf, nok := s.bestCue(o); nok && n.row.POS == lexicon.Noun && (!ok || len(best.own) < 3) {
				s.seen[o] = true
				g := s.byCue(n, nfr, "noun", by)
				if by.holder.kind == self {
					g.holder, g.more = s.holdersOf(i, c)
				}
				s.apply(n, nfr, nf, g, by)
				return true
			}
		}
	}
	if !ok {
		return false
	}
	if best.row.Stance == schema.Notes && len(f.clauses) > 0 && s.says[s.verb(i)] != "" && false {
		return false
	}
	s.apply(best, fr, f, s.byCue(best, fr, "cue", by), by)
	return true
}

// apply lays the force of a cue on what fills its frame.
func (s *sentence) apply(c cue, fr lexicon.Frame, f filling, g force, by force) {
	t := s.tree
	if (g.stance == schema.Welcomes || g.stance == schema.Notes) && s.courtesy(f) {
		g.stance, g.rule = schema.Thanks, "courtesy"
	}
	asks := g.stance == schema.Advocates || g.stance == schema.Commits
	switch fr {
	case lexicon.FrameObjectTo:
		g.addressee = f.objects[0]
		for _, k := range f.infinitives {
			if asks && t.toBe(k) && t.one(k, "nsubj") < 0 { // "call for the embargo to be lifted"
				s.seen[k] = true
				h := g
				h.addressee = -1
				s.emit(c.head, "subjpass", f.objects[0], s.action(k, s.clause(k)), h)
			} else if asks {
				s.demand(k, g)
			} else {
				s.emit(c.head, "obj", f.objects[0], nil, g)
			}
		}
	case lexicon.FrameTo:
		for _, k := range f.infinitives {
			if asks {
				s.demand(k, g)
			} else {
				s.seen[k] = true
				s.emitVerb(k, g)
			}
		}
	case lexicon.FrameIng:
		for _, k := range f.gerunds {
			if asks {
				s.demand(k, g)
			} else {
				s.seen[k] = true
				s.emit(c.head, "ger", k, nil, g)
				s.emitVerb(k, g.deeper())
			}
		}
	case lexicon.FrameThat, lexicon.FrameFor:
		for _, k := range append(f.clauses, f.infinitives...) {
			switch {
			case asks && fr == lexicon.FrameFor && len(f.clauses) == 0:
				s.demand(k, g)
			case asks:
				g.addressee = s.asked(s.clause(k))
				s.demand(k, g)
			case g.stance == schema.Recognizes && !g.negated, g.stance == schema.Notes && s.says[t.lemma(c.head)] != "":
				inner := g
				inner.rule, inner.weak = "belief", true
				inner.depth = by.depth
				s.assert(k, inner)
			default:
				s.seen[k] = true
				if g.stance == schema.Concerned && s.actorSubject(s.clause(k)) && !s.clause(k).passive {
					g.stance, g.rule = schema.Criticizes, "culprit"
				}
				s.emit(c.head, "ccomp", k, nil, g)
				if cl := s.clause(k); cl.subj >= 0 && !cl.expl {
					s.emit(k, "ccsubj", cl.subj, nil, g.deeper())
				}
			}
		}
	case lexicon.FrameSubject:
		s.emit(c.head, "subj", f.subject, s.verbOf(f.subject, g), g)
		if t.toks[f.subject].UPOS == "PRON" {
			for _, k := range f.objects {
				s.emit(c.head, "instead", k, nil, g)
			}
			s.emitClause(c.head, g)
		}
	case lexicon.FrameOwnSpeech:
		if g.stance == schema.Commits && c.row.POS == lexicon.Modal {
			return
		}
		s.demand(c.head, g)
	default:
		if d := t.one(c.head, "obj"); d >= 0 && len(f.objects) == 2 && t.lemma(c.own[len(c.own)-1]) == "for" && !c.holds(d) {
			// "commend X for Y": what is commended is X for Y.
			o := candidate{pred: c.head, role: "obj for", head: d, force: g, clause: s.clause(c.head)}
			o.target = s.trim(span{s.extent(d, false).lo, max(s.extent(f.objects[0], false).hi, s.extent(f.objects[1], false).hi)})
			s.out = append(s.out, o)
			g = g.deeper()
		}
		for _, k := range f.objects {
			s.emit(c.head, "obj", k, s.verbOf(k, g), g)
		}
		if g.stance == schema.Advocates {
			for _, k := range f.clauses { // "we would like to see reports address …"
				h := g
				h.addressee = s.asked(s.clause(k))
				s.demand(k, h)
			}
		}
		for _, k := range f.gerunds {
			if g.stance == schema.Recognizes && len(c.own) == 1 {
				g.stance = schema.Advocates // "they stressed improving the rules"
			}
			s.demand(k, g)
		}
	}
}

// courtesy reports whether what is welcomed is a person's coming or office.
func (s *sentence) courtesy(f filling) bool {
	t := s.tree
	for _, o := range append(append([]int{}, f.objects...), f.gerunds...) {
		for _, k := range append([]int{o}, t.kids[o]...) {
			switch t.lemma(k) {
			case "briefer", "briefing", "presidency", "chairmanship", "participation", "presence", "assumption", "election", "appointment", "assume", "guest", "presentation":
				return true
			}
		}
	}
	return false
}

// verbOf is the action in a noun of doing, where the force asks for one: "the
// revitalization of X" asks to revitalize.
func (s *sentence) verbOf(k int, g force) []string {
	if !g.stance.TakesAction() {
		return nil
	}
	if v := s.actions[s.tree.lemma(k)]; v != "" {
		return []string{v}
	}
	return nil
}

// emitVerb lists the objects of a verb under a force that asks for nothing,
// and the whole of it.
func (s *sentence) emitVerb(i int, g force) {
	s.demand(i, g)
}
