package position

import (
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// read walks the sentence from its root and lists what it says under which
// force: the rules of this package in the order in which they are asked.
func (s *sentence) read() []candidate {
	s.out, s.seen = nil, map[int]bool{}
	if r := s.root(); r >= 0 {
		s.assert(r, said())
	}
	// Clauses that no rule came to stand by themselves, less surely.
	for i := range s.tree.toks {
		if !s.seen[i] && s.tree.clausal(i) && s.clause(i).subj >= 0 && s.clause(i).mood == finite {
			f := said()
			f.depth = 2
			s.assert(i, f)
		}
	}
	s.nounCues()
	s.shares()
	s.out = s.distinct(s.out)
	return s.out
}

// distinct keeps one reading of each target, holder and stance, the nearest to
// what carries it, and drops bare assertions and nouns in passing of what a
// cue says.
func (s *sentence) distinct(cs []candidate) []candidate {
	type key struct {
		target span
		holder actor
		stance schema.Stance
	}
	firm := map[key]bool{}
	for _, c := range cs {
		if !c.force.bare() {
			firm[key{c.target, c.force.holder, ""}] = true
		}
	}
	at := map[key]int{}
	var out []candidate
	for _, c := range cs {
		if c.force.bare() && firm[key{c.target, c.force.holder, ""}] {
			continue
		}
		k := key{c.target, c.force.holder, c.force.stance}
		if i, ok := at[k]; ok {
			if c.force.depth < out[i].force.depth {
				out[i] = c
			}
			continue
		}
		at[k] = len(out)
		out = append(out, c)
	}
	return out
}

// assert reads a clause that is said to be so.
func (s *sentence) assert(i int, by force) {
	if s.seen[i] || by.depth > 10 {
		return
	}
	s.seen[i] = true
	c := s.clause(i)
	for _, rule := range []func(int, clause, force) bool{
		s.performs, s.exhorts, s.identifies, s.necessity, s.refuses, s.promises, s.finds, s.continues, s.cued, s.tells, s.deeds, s.judges,
	} {
		if rule(i, c, by) {
			break
		}
	}
	s.around(i, c, by)
}

// shares gives what a sentence says to whoever the speaker says it after: "as
// the Secretary-General rightly points out", "as Ukraine has requested", "as
// highlighted in resolution 2220 (2015)".
func (s *sentence) shares() {
	t := s.tree
	for k := range t.toks {
		if !t.is(k, "advcl", "parataxis", "obl", "advmod", "acl") {
			continue
		}
		r := t.reach(k, nil)
		if l := t.lemma(r.lo); l != "as" && l != "according" {
			continue
		}
		c := s.clause(k)
		who := actor{}
		if c.subj >= 0 && !c.passive && !c.shared {
			who = s.actorOf(c.subj)
		}
		for _, o := range t.all(k, "obl", "nmod") {
			if p := t.case_(o); who.kind == nobody && (p == "by" || p == "in") {
				who = s.actorOf(o)
			}
		}
		if t.lemma(r.lo) == "according" {
			who = s.actorOf(k)
		} else if s.says[s.verb(k)] == "" {
			continue
		}
		if who.kind != named {
			continue
		}
		for _, o := range s.out[:len(s.out):len(s.out)] {
			if o.force.holder.kind == self && !r.holds(o.pred) && o.force.stance != schema.Thanks {
				o.force.holder, o.force.rule = who, "after another"
				s.out = append(s.out, o)
			}
		}
	}
}

// verb is the lemma of a verb with its particle: "point out".
func (s *sentence) verb(i int) string {
	if p := s.tree.one(i, "compound"); p > i && s.tree.toks[p].Rel == "compound:prt" {
		return s.tree.lemma(i) + " " + s.tree.lemma(p)
	}
	return s.tree.lemma(i)
}

// around reads the clauses beside and below one that was said.
func (s *sentence) around(i int, c clause, by force) {
	t := s.tree
	for _, k := range t.kids[i] {
		switch t.rel[k] {
		case "conj":
			if t.clausal(k) {
				s.assert(k, by)
			}
		case "parataxis":
			s.assert(k, by)
		case "ccomp":
			if !s.seen[k] {
				s.attributed(i, c, k, by)
			}
		case "advcl":
			if s.seen[k] {
				continue
			}
			switch kc := s.clause(k); kc.mood {
			case finite:
				s.assert(k, by.deeper())
			case gerund, infinitive:
				if _, _, _, ok := s.bestCue(k); ok && kc.subj >= 0 && s.isSelf(kc.subj) {
					s.assert(k, by)
				}
			}
		}
	}
}

// attributed reads a clause that someone says: "X said that …".
func (s *sentence) attributed(i int, c clause, k int, by force) {
	f := by
	if c.subj >= 0 && by.holder.kind == self {
		if a := s.actorOf(c.subj); a.kind == named || a.kind == generic || a.kind == pronoun {
			f.holder = a
		}
	}
	s.assert(k, f.deeper())
}

// performs strips what only announces a stance: "I should like to thank",
// "let me stress", "allow me to welcome", "I am pleased to announce".
func (s *sentence) performs(i int, c clause, by force) bool {
	t := s.tree
	switch t.lemma(i) {
	case "like", "wish", "want", "let", "allow", "permit", "begin", "start", "join", "beg", "take", "must", "need", "honour", "pleased", "opportunity", "conclude", "please", "intend", "hasten", "feel":
	default:
		return false
	}
	under := t.all(i, "xcomp", "ccomp", "acl", "advcl")
	if o := t.one(i, "obj"); o >= 0 {
		under = append(under, t.all(o, "acl")...) // "take this opportunity to"
	}
	for _, k := range under {
		kc := s.clause(k)
		self_ := c.subj >= 0 && s.isSelf(c.subj) || kc.subj >= 0 && (t.lemma(kc.subj) == "me" || t.lemma(kc.subj) == "i") || t.one(i, "obj") >= 0 && t.lemma(t.one(i, "obj")) == "me"
		if !self_ {
			continue
		}
		if m := t.mark(k); t.rel[k] == "advcl" && m != "to" && m != "by" && m != "in" {
			continue
		}
		if l := t.lemma(k); (l == "start" || l == "begin" || l == "take" || l == "join" || l == "conclude") && !s.seen[k] {
			if kc.subj < 0 { // "let me start by thanking"
				kc.subj = c.subj
				if kc.subj < 0 {
					kc.subj = t.one(i, "obj")
				}
			}
			if kc.subj >= 0 && s.performs(k, kc, by) {
				s.seen[k] = true
				return true
			}
		}
		_, fr, _, ok := s.bestCue(k)
		if l := t.lemma(i); l == "need" || l == "must" {
			ok = ok && s.says[t.lemma(k)] != ""
		}
		if ok && fr != lexicon.FrameOwnSpeech || s.lightVerb(k) && t.lemma(i) != "need" {
			s.seen[k] = true
			inner := s.clause(k)
			if !s.cued(k, inner, by) {
				continue
			}
			s.around(k, inner, by)
			return true
		}
	}
	return false
}

// identifies reads what something is said to be: "the first proposal is the
// establishment of X", "what we need is X", "the key is to do X".
func (s *sentence) identifies(i int, c clause, by force) bool {
	t := s.tree
	if t.one(i, "cop") < 0 || c.subj < 0 {
		return false
	}
	f := by
	f.rule, f.stance, f.head, f.at, f.strength = "identification", "", c.subj, span{c.subj, c.subj + 1}, 2
	for _, q := range s.cues[c.subj] {
		if q.row.Stance == schema.Advocates && (q.row.POS == lexicon.Noun || q.row.POS == lexicon.Verb && t.is(c.subj, "csubj")) {
			f.stance, f.row = schema.Advocates, q.row
		}
	}
	switch t.lemma(c.subj) {
	case "key", "aim", "goal", "objective", "solution", "answer", "priority", "task", "step", "way", "challenge", "proposal", "recommendation", "request", "hope", "need", "requirement", "concern", "duty", "responsibility":
		f.stance = schema.Advocates
	}
	if f.stance == "" {
		return false
	}
	switch {
	case t.toks[i].UPOS == "VERB" && (t.mark(i) == "to" || t.toks[i].XPOS == "VBG"):
		f.addressee = -1
		inner := s.clause(i)
		inner.subj = -1
		s.clauses[i] = inner
		s.demand(i, f)
	case t.toks[i].UPOS == "NOUN" && (s.actions[t.lemma(i)] != "" || t.is(c.subj, "csubj") || f.row != nil):
		c2 := candidate{pred: i, role: "pred", head: i, action: s.verbOf(i, f), force: f, clause: c}
		c2.target = s.predicateExtent(i)
		s.out = append(s.out, c2)
	default:
		return false
	}
	return true
}

// predicateExtent is the noun phrase of a copular clause without its subject
// and copula.
func (s *sentence) predicateExtent(i int) span {
	t := s.tree
	return s.trim(t.reach(i, func(k int) bool {
		switch t.rel[k] {
		case "nsubj", "csubj", "cop", "aux", "advmod", "mark", "cc", "punct", "expl", "discourse", "parataxis", "advcl":
			return true
		case "obl", "conj":
			return k < i || t.clausal(k)
		}
		return false
	}))
}

// refuses reads "we cannot …": what must not be.
func (s *sentence) refuses(i int, c clause, by force) bool {
	if !c.negated || c.modal != "can" && c.modal != "could" || !s.subjectIsSelf(c) || c.passive {
		return false
	}
	if _, _, _, ok := s.bestCue(i); ok {
		return false
	}
	f := by
	f.rule, f.stance, f.head, f.at, f.strength = "impossibility", schema.Advocates, i, span{i, i + 1}, 2
	s.demand(i, f)
	return true
}

// exhorts reads "let us …".
func (s *sentence) exhorts(i int, c clause, by force) bool {
	t := s.tree
	if o := t.one(i, "obj", "nsubj"); t.lemma(i) != "let" || o >= 0 && t.lemma(o) == "me" {
		return false
	}
	for _, k := range t.all(i, "xcomp", "ccomp") {
		f := by
		f.rule, f.stance, f.head, f.at, f.strength = "exhortation", schema.Advocates, i, span{i, i + 1}, 2
		s.demand(k, f)
		return true
	}
	return false
}

// necessity reads "must", "should", "need to", "have to": what is to be done.
func (s *sentence) necessity(i int, c clause, by force) bool {
	t := s.tree
	for _, a := range t.all(i, "aux", "cop") {
		for _, m := range s.cues[a] {
			if m.row.POS == lexicon.Modal && m.row.Stance == schema.Advocates && !(t.lemma(a) == "shall" && s.subjectIsSelf(c)) && !s.yet(m) {
				s.demanded(i, c, m, by)
				return true
			}
		}
	}
	for _, m := range s.cues[i] {
		if m.row.POS != lexicon.Modal || m.row.Stance != schema.Advocates || s.yet(m) || c.passive {
			continue
		}
		if k := t.one(i, "xcomp", "ccomp"); k >= 0 {
			s.seen[k] = true
			s.demanded(k, s.clause(k), m, by)
			return true
		}
	}
	return false
}

// yet reports whether a modal is "has yet to", which tells of a lack.
func (s *sentence) yet(m cue) bool {
	for i := m.at.lo; i < m.at.hi; i++ {
		if s.tree.lemma(i) == "yet" {
			return true
		}
	}
	return false
}

func (s *sentence) subjectIsSelf(c clause) bool { return c.subj >= 0 && s.isSelf(c.subj) }

// demanded lays the force of a modal on a verb. "I must say", "we must
// stress": the modal only announces.
func (s *sentence) demanded(i int, c clause, m cue, by force) {
	t := s.tree
	if c.subj >= 0 && (t.lemma(c.subj) == "i" || s.isSelf(c.subj) && s.says[s.verb(i)] != "") && !c.negated {
		if k := t.one(i, "ccomp"); k >= 0 {
			s.assert(k, by) // "we must admit that …"
			return
		}
		if s.cued(i, c, by) {
			return
		}
	}
	if c.passive && c.subj >= 0 {
		// "should be condemned" condemns.
		for _, o := range s.cues[i] {
			if o.row.Stance.Side() == schema.Against && o.row.Has(lexicon.FrameObject) && !c.negated {
				s.emit(i, "subjpass", c.subj, nil, s.byCue(o, lexicon.FrameObject, "due", by))
				return
			}
		}
	}
	f := s.byCue(m, lexicon.FrameTo, "necessity", by)
	f.holder, f.more = by.holder, nil
	f.negated, f.stance = false, schema.Advocates
	f.addressee = s.asked(c)
	s.demand(i, f)
}

// asked is the subject of a demand where it can act, -1 where it cannot.
func (s *sentence) asked(c clause) int {
	if c.subj < 0 || c.passive || c.expl {
		return -1
	}
	switch s.actorOf(c.subj).kind {
	case named, generic:
		return c.subj
	}
	return -1
}

// cued reads a clause by the best cue at its predicate, or at the noun that a
// light verb carries.
func (s *sentence) cued(i int, c clause, by force) bool {
	t := s.tree
	best, fr, f, ok := s.bestCue(i)
	if s.lightVerb(i) {
		for _, o := range t.all(i, "obj", "obl", "xcomp") {
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

// lightVerb reports whether the verb at i only carries the noun after it:
// verbs of saying, and those that give or hold what the noun names.
func (s *sentence) lightVerb(i int) bool {
	l := s.tree.lemma(i)
	if s.says[l] != "" {
		return true
	}
	switch l {
	case "have", "give", "lend", "offer", "make", "issue", "renew", "extend", "convey", "share", "repeat", "restate", "pay", "place", "bring", "add", "join", "see", "register", "record", "launch", "raise", "show", "echo", "heed", "answer":
		return true
	}
	return false
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
			if asks {
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
	if g.stance != schema.Advocates && g.stance != schema.Commits && g.stance != schema.Acts {
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

// promises reads "we will …".
func (s *sentence) promises(i int, c clause, by force) bool {
	if !c.future || c.passive || !s.subjectIsSelf(c) && by.rule != "belief" || c.subj < 0 || !s.holds(c.subj, by) {
		return false
	}
	if t := s.tree; c.negated || t.lemma(i) == "vote" || t.lemma(i) == "abstain" {
		return false
	}
	if b, _, _, ok := s.bestCue(i); ok && b.row.Stance.Side() != schema.For {
		return false
	}
	f := by
	f.rule, f.stance, f.head, f.at, f.strength, f.modality = "promise", schema.Commits, i, span{i, i + 1}, 2, schema.Will
	s.demand(i, f)
	return true
}

// holds reports whether the subject is the holder of the force around.
func (s *sentence) holds(subj int, by force) bool {
	a := s.actorOf(subj)
	return a.kind == by.holder.kind && a.id == by.holder.id
}

// deeds reads what the speaker tells of itself: it has, it did, it does.
func (s *sentence) deeds(i int, c clause, by force) bool {
	t := s.tree
	if t.toks[i].UPOS != "VERB" || c.passive || !s.subjectIsSelf(c) || by.holder.kind != self || t.one(i, "ccomp") >= 0 {
		return false
	}
	switch t.lemma(i) {
	case "have", "know", "see", "face", "live", "remain", "witness", "hear", "find", "seem", "become", "lack", "lose", "suffer", "experience", "understand", "think", "feel", "mean", "want", "wish", "come", "go":
		return false
	}
	f := by
	f.head, f.at, f.strength = i, span{i, i + 1}, 2
	switch {
	case c.perfect || c.past:
		f.rule, f.stance = "deed", schema.Acts
	case c.modal == "" && c.mood == finite:
		f.rule, f.stance = "practice", schema.Acts
	default:
		return false
	}
	s.demand(i, f)
	return true
}

// judges reads a bare assertion by its tone: bad things said of somebody
// blame, of something worry; good things recognize. The subject is the target;
// the clause as a whole where the subject only points.
func (s *sentence) judges(i int, c clause, by force) bool {
	if s.tree.is(i, "acl") && by.rule == "" {
		return false // said in passing
	}
	f := by
	f.head, f.at = i, span{i, i + 1}
	if by.rule == "" || by.rule == "belief" {
		f.rule = "assertion"
		if by.rule == "belief" {
			f.rule = "believed"
		}
		f.stance = ""
		tone := s.toneOfClause(i, c)
		f.modality = schema.Modality(c.modal)
		switch {
		case s.adverbStance(i) != "":
			f.stance = s.adverbStance(i)
		case tone > 0 && (c.modal == "would" || c.modal == "could" || c.modal == "can" || c.modal == "may") && !s.actorSubject(c):
			// "the revitalization of X can improve coordination"
			f.rule, f.stance = "hope", schema.Advocates
		case tone > 0:
			f.stance = schema.Recognizes
		case tone < 0 && s.actorSubject(c):
			f.stance = schema.Criticizes
		case tone < 0:
			f.stance = schema.Concerned
		case by.rule == "belief":
			f.stance = by.stance
		}
	}
	if c.subj >= 0 && !c.expl && !s.isSelf(c.subj) {
		s.emit(i, "subj", c.subj, s.verbOf(c.subj, f), f)
	}
	if c.there && c.subj >= 0 {
		s.emit(i, "there", c.subj, nil, f)
	}
	s.emitClause(i, f)
	return true
}

// actorSubject reports whether the subject of a clause is somebody else who
// can be blamed or praised.
func (s *sentence) actorSubject(c clause) bool {
	if c.subj < 0 {
		return false
	}
	k := s.actorOf(c.subj).kind
	return k == named || k == generic
}

// adverbStance is the stance of a clause by an adverb: "regrettably".
func (s *sentence) adverbStance(i int) schema.Stance {
	for _, k := range s.tree.all(i, "advmod", "discourse") {
		for _, c := range s.cues[k] {
			if c.row.POS == lexicon.Phrase && c.row.Has(lexicon.FrameThat) {
				return c.row.Stance
			}
		}
	}
	return ""
}

// toneOfClause is how a clause sounds: the tone of its predicate and what
// hangs on it, turned by negation; that of its subject where the rest has none.
func (s *sentence) toneOfClause(i int, c clause) int {
	t := s.tree
	if c.there && c.subj >= 0 {
		sum := s.toneOfPhrase(c.subj)
		if d := t.one(c.subj, "det"); c.negated || d >= 0 && t.lemma(d) == "no" {
			sum = -sum
		}
		return sum
	}
	sum := int(s.tones[t.lemma(i)]) * 2
	for _, k := range t.kids[i] {
		switch t.rel[k] {
		case "obj", "xcomp", "amod", "obl", "nmod", "advmod":
			sum += int(s.tones[t.lemma(k)])
			for _, a := range t.all(k, "amod", "compound") {
				sum += int(s.tones[t.lemma(a)])
			}
		}
	}
	if c.negated {
		sum = -sum
	}
	if sum == 0 && c.subj >= 0 {
		sum = s.toneOfPhrase(c.subj)
	}
	return sum
}

// toneOfPhrase is how a noun and what stands around it sound.
func (s *sentence) toneOfPhrase(i int) int {
	t := s.tree
	sum := int(s.tones[t.lemma(i)])
	for _, k := range t.all(i, "amod", "compound", "nmod") {
		sum += int(s.tones[t.lemma(k)])
	}
	return sum
}

// finds reads a judgement put as object and predicate: "we consider it
// essential to …", "we find the references questionable".
func (s *sentence) finds(i int, c clause, by force) bool {
	t := s.tree
	if t.toks[i].UPOS != "VERB" {
		return false
	}
	o := t.one(i, "obj")
	for _, k := range t.all(i, "xcomp", "obj", "ccomp", "obl") {
		if k == o && t.one(i, "xcomp") >= 0 || t.toks[k].UPOS != "ADJ" && t.toks[k].UPOS != "NOUN" {
			continue
		}
		for _, q := range s.cues[k] {
			if q.row.POS != lexicon.Adjective && q.row.POS != lexicon.Phrase || q.head != k {
				continue
			}
			f := s.fill(q)
			for _, j := range append(t.all(i, "xcomp", "advcl", "ccomp"), t.all(k, "xcomp", "acl", "advcl", "ccomp")...) {
				if j != k && t.mark(j) == "to" {
					f.infinitives = appendNew(f.infinitives, j)
				}
				if j != k && t.mark(j) == "that" {
					f.clauses = appendNew(f.clauses, j)
				}
			}
			g := s.byCue(q, lexicon.FrameTo, "small clause", by)
			g.holder, g.more = s.holdersOf(i, c)
			switch {
			case q.row.Has(lexicon.FrameTo) && len(f.infinitives) > 0:
				g.frame = lexicon.FrameTo
			case q.row.Has(lexicon.FrameThat) && len(f.clauses) > 0:
				g.frame = lexicon.FrameThat
			case q.row.Has(lexicon.FrameSubject) && o >= 0 && o != k && t.lemma(o) != "it":
				g.frame, f.subject = lexicon.FrameSubject, o
			default:
				continue
			}
			s.seen[k] = true
			s.apply(q, g.frame, f, g, by)
			return true
		}
	}
	return false
}

// continues reads what goes on: "we continue to support".
func (s *sentence) continues(i int, c clause, by force) bool {
	t := s.tree
	switch t.lemma(i) {
	case "continue", "remain", "keep", "begin", "start", "cease", "seek", "try", "come", "go":
	default:
		return false
	}
	k := t.one(i, "xcomp")
	if k < 0 || s.seen[k] {
		return false
	}
	if _, _, _, ok := s.bestCue(k); !ok {
		return false
	}
	s.assert(k, by)
	return s.seen[k]
}

// tells reads what the speaker only reports as so: "we know that …", "we see
// that …". What is said is the clause.
func (s *sentence) tells(i int, c clause, by force) bool {
	t := s.tree
	if c.subj < 0 && !c.expl {
		return false
	}
	k := t.one(i, "ccomp", "csubj")
	if k < 0 || s.clause(k).mood == infinitive {
		return false
	}
	switch {
	case c.expl && t.toks[i].UPOS != "VERB", c.subj >= 0 && s.subjectIsSelf(c):
		s.assert(k, by)
		return true
	case s.says[s.verb(i)] != "" && c.subj >= 0:
		s.attributed(i, c, k, by)
		return true
	}
	return false
}

// nounCues reads cues that are nouns where no verb carried them: "our support
// for X", "the need to do Y".
func (s *sentence) nounCues() {
	t := s.tree
	for i := range t.toks {
		if t.toks[i].UPOS != "NOUN" || s.seen[i] || len(s.cues[i]) == 0 {
			continue
		}
		c, fr, f, ok := s.bestCue(i)
		if !ok || c.row.POS != lexicon.Noun || c.head != i {
			continue
		}
		g := said()
		g.depth = 1
		if p := t.one(i, "nmod"); p >= 0 && t.toks[p].Rel == "nmod:poss" {
			if a := s.actorOf(p); a.kind != nobody {
				g.holder = a
				g.depth = 0
			}
		}
		g.weak = true
		h := s.byCue(c, fr, "noun alone", g)
		h.holder = g.holder
		s.apply(c, fr, f, h, g)
	}
}

// aspect verbs only say how an action goes on: what counts is the next verb.
func aspect(lemma string) bool {
	switch lemma {
	case "continue", "begin", "start", "seek", "strive", "work", "try", "attempt", "endeavour", "endeavor", "aim", "wish", "want", "intend", "proceed", "remain", "move", "keep", "go", "agree", "decide", "take", "come", "manage":
		return true
	}
	return false
}

// demand reads a verb under a force: what it is done to is the target, the
// verb the action.
func (s *sentence) demand(i int, f force) {
	t := s.tree
	if s.demanding[i] || f.depth > 10 {
		return
	}
	s.demanding[i] = true
	s.seen[i] = true
	c := s.clause(i)
	act := s.action(i, c)
	objs := t.all(i, "obj")
	if len(objs) == 0 {
		for _, k := range t.all(i, "conj") {
			if t.toks[k].UPOS == "VERB" && t.one(k, "obj") >= 0 && t.one(i, "obl", "xcomp", "ccomp") < 0 && !c.passive {
				// "strengthening and further developing X": one target.
				s.demanding[k], s.seen[k] = true, true
				for _, o := range t.all(k, "obj") {
					s.emit(k, "obj", o, append(append([]string{}, act...), s.action(k, s.clause(k))...), f)
				}
				s.beneath(k, f)
				s.siblings(i, f)
				return
			}
		}
	}
	switch {
	case c.there && c.subj >= 0:
		s.emit(i, "there", c.subj, s.verbOf(c.subj, f), f)
	case len(objs) == 1 && len(act) > 0 && s.lightObject(i, objs[0], act, f):
	case c.passive && c.subj >= 0:
		s.emit(i, "subjpass", c.subj, act, f)
		for _, o := range t.all(i, "obl") {
			if !temporal(t, o) && t.case_(o) != "by" {
				s.emit(i, "passobl:"+t.case_(o), o, withPrep(act, t.case_(o)), f.deeper())
			}
		}
	case len(objs) > 0:
		for _, o := range objs {
			s.emit(i, "obj", o, act, f)
		}
		for _, o := range t.all(i, "obl") {
			if p := t.case_(o); !temporal(t, o) && (p == "to" || p == "into" || p == "with" || p == "from") {
				s.emit(i, "obl2:"+p, o, act, f.deeper())
			}
		}
	case t.one(i, "xcomp") >= 0:
		for _, k := range t.all(i, "xcomp") {
			if t.toks[k].UPOS == "VERB" {
				s.demand(k, f)
			} else {
				s.emit(i, "xcomp", k, act, f)
				if c.subj >= 0 && !s.isSelf(c.subj) {
					s.emit(i, "subj", c.subj, act, f)
				}
			}
		}
	case t.one(i, "ccomp") >= 0:
		for _, k := range t.all(i, "ccomp") {
			s.seen[k] = true
			s.emit(i, "ccomp", k, act, f)
			kc := s.clause(k)
			if kc.subj >= 0 && !kc.expl {
				s.emit(k, "ccsubj", kc.subj, s.action(k, kc), f.deeper())
			}
		}
	case c.copular || t.toks[i].UPOS != "VERB":
		if c.there && c.subj >= 0 {
			s.emit(i, "there", c.subj, nil, f)
		} else if c.expl {
			s.complements(i, f)
		} else if c.subj >= 0 {
			s.emit(i, "subj", c.subj, []string{"be " + t.lemma(i)}, f)
		}
		if t.toks[i].UPOS == "NOUN" || t.toks[i].UPOS == "PROPN" {
			s.emit(i, "pred", i, []string{"be"}, f.deeper())
		}
	default:
		some := false
		for _, o := range t.all(i, "obl", "iobj") {
			if !temporal(t, o) {
				g := f
				if some {
					g = f.deeper()
				}
				s.emit(i, "obl:"+t.case_(o), o, withPrep(act, t.case_(o)), g)
				some = true
			}
		}
		if c.subj >= 0 && !s.isSelf(c.subj) && !c.expl {
			g := f
			if some {
				g = f.deeper()
			}
			s.emit(i, "subjact", c.subj, act, g)
		}
		if !some {
			s.emit(i, "self", i, act, f.deeper())
		}
	}
	s.beneath(i, f)
	s.siblings(i, f)
}

// lightObject reads "put an end to X", "make use of X", "take X into account",
// where the object only helps the verb along.
func (s *sentence) lightObject(i, o int, act []string, f force) bool {
	t := s.tree
	switch t.lemma(o) {
	case "end", "stop", "halt", "use", "effect", "rise", "advantage", "part", "heed", "priority", "attention", "emphasis", "stock", "care", "way", "pressure", "account", "step", "weight", "importance", "focus", "contribution":
	default:
		return false
	}
	found := false
	for _, k := range append(t.all(o, "nmod", "acl"), t.all(i, "obl")...) {
		p := t.case_(k)
		if k < o || p == "" || temporal(t, k) {
			continue
		}
		name := append([]string{}, act...)
		name[len(name)-1] += " " + t.lemma(o) + " " + p
		s.emit(i, "light:"+p, k, name, f)
		found = true
	}
	if found {
		s.emit(i, "lightobj", o, act, f.deeper())
	}
	return found
}

// complements reads what an expletive stands for: "it is essential to …" under
// a demand.
func (s *sentence) complements(i int, f force) {
	for _, k := range s.tree.all(i, "csubj", "xcomp", "ccomp", "advcl") {
		if m := s.tree.mark(k); m == "to" || m == "that" || m == "" {
			s.demand(k, f)
		}
	}
}

// siblings carries a force on to the verbs coordinated with one.
func (s *sentence) siblings(i int, f force) {
	t := s.tree
	for _, k := range t.all(i, "conj") {
		if t.toks[k].UPOS != "VERB" && t.one(k, "cop") < 0 {
			continue
		}
		if t.one(k, "nsubj", "expl") >= 0 && t.mark(k) != "to" && t.mark(k) != "that" {
			continue // it speaks for itself
		}
		if s.clause(k).mood == finite && !sameForm(t, i, k) && s.clause(i).mood != finite {
			continue
		}
		s.demand(k, f)
	}
}

// beneath carries a force, less surely, to what serves an action: "to prevent
// …", "by strengthening …".
func (s *sentence) beneath(i int, f force) {
	t := s.tree
	g := f.deeper()
	for _, k := range t.all(i, "advcl", "acl", "xcomp", "obl") {
		if s.seen[k] || t.toks[k].Rel == "acl:relcl" || t.toks[k].UPOS != "VERB" {
			continue
		}
		switch s.clause(k).mood {
		case infinitive:
			h := g
			h.rule = "purpose"
			s.demand(k, h)
		case gerund:
			h := g
			h.rule = "manner"
			s.demand(k, h)
		}
	}
	// "make efforts to promote X": the infinitive hangs on the object.
	for _, o := range t.all(i, "obj", "obl") {
		for _, k := range t.all(o, "acl") {
			if t.mark(k) == "to" && !s.seen[k] {
				h := g
				h.rule = "purpose"
				s.demand(k, h)
			}
		}
	}
}

// withPrep adds the preposition of what it is done to to the last action.
func withPrep(act []string, prep string) []string {
	if prep == "" || len(act) == 0 {
		return act
	}
	out := append([]string{}, act...)
	out[len(out)-1] = strings.TrimSpace(out[len(out)-1] + " " + prep)
	return out
}

// emit lists a target under a force.
func (s *sentence) emit(pred int, role string, head int, action []string, f force) {
	switch s.tree.lemma(head) {
	case "which", "who", "that", "what", "there", "we", "i", "me", "us", "you", "he", "she", "one":
		if len(s.tree.kids[head]) < 2 && !(s.tree.toks[head].XPOS == "DT" && s.tree.is(head, "nsubj", "obj")) {
			return
		}
	}
	c := candidate{pred: pred, role: role, head: head, action: action, force: f, clause: s.clause(pred)}
	all := s.phrases(c)
	s.out = append(s.out, all...)
	instances := s.tree.all(head, "nmod", "acl", "obl")
	if role == "obj" {
		instances = append(instances, s.tree.all(pred, "obl")...)
	}
	for _, k := range instances {
		switch s.tree.case_(k) {
		case "as":
			if !slices.ContainsFunc(s.tree.all(head, "amod", "det"), func(k int) bool { return s.tree.lemma(k) == "such" }) {
				continue
			}
			fallthrough
		case "including", "include", "such as", "like", "namely":
			e := c
			e.role, e.head = "example", k
			s.out = append(s.out, s.phrases(e)...)
		}
	}
	if len(all) == 0 {
		return
	}
	if b := all[0]; role != "clause" {
		if hi := s.brief(b.target, head); hi < b.target.hi {
			b.target.hi, b.brief, b.joint = hi, true, false
			s.out = append(s.out, b)
		}
		s.listed(all)
	}
	if w := all[0]; w.target.hi > pred && pred < head {
		hi := s.wide(pred, w.target)
		if f.stance == schema.Thanks {
			hi = max(hi, s.thankedFor(pred, w.target))
		}
		if hi > w.target.hi {
			w.target.hi, w.wide = hi, true
			s.out = append(s.out, w)
		}
	}
}

// thankedFor is where "you, Sir, for convening this debate" ends: what one is
// thanked for belongs to whom one thanks.
func (s *sentence) thankedFor(pred int, r span) int {
	t := s.tree
	for _, k := range t.all(pred, "obl", "advcl", "acl") {
		b := t.reach(k, nil)
		if l := t.lemma(b.lo); b.lo >= r.hi && b.lo <= r.hi+1 && (l == "for" || l == "on") && b.hi-r.lo <= 22 {
			return b.hi
		}
	}
	return r.hi
}

// brief is where a long target ends without what only adds to it: a relative
// clause, an infinitive, a list of instances, words in parentheses.
func (s *sentence) brief(r span, head int) int {
	t := s.tree
	if r.hi-r.lo < 8 {
		return r.hi
	}
	for i := max(head, r.lo+2); i < r.hi; i++ {
		switch l := t.lemma(i); {
		case t.toks[i].Form == "(", t.toks[i].Form == ";",
			l == "which", l == "that" && t.toks[i].UPOS != "DET", l == "who", l == "where", l == "particularly", l == "including", l == "especially",
			l == "to" && t.toks[i].UPOS == "PART", l == "aim", l == "in" && i+1 < r.hi && t.lemma(i+1) == "order", l == "as" && i+1 < r.hi && t.lemma(i+1) == "well",
			t.toks[i].Form == "," && len(t.all(head, "conj")) == 0:
			for i > r.lo && t.toks[i-1].Form == "," {
				i--
			}
			return i
		}
	}
	return r.hi
}

// listed adds the members of a list that the marks show and the tree does not:
// three and more, with commas or semicolons between them.
func (s *sentence) listed(all []candidate) {
	t := s.tree
	whole := all[0]
	var cuts []int
	mark := ","
	for i := whole.target.lo; i < whole.target.hi; i++ {
		if t.toks[i].Form == ";" {
			mark = ";"
		}
	}
	last := -1
	for i := whole.target.lo + 1; i < whole.target.hi-1; i++ {
		switch {
		case t.toks[i].Form == mark:
			cuts = append(cuts, i)
		case t.toks[i].UPOS == "CCONJ" && last < 0 && len(cuts) > 0 && mark == ",":
			last = i
		}
	}
	if last >= 0 && (len(cuts) == 0 || cuts[len(cuts)-1] < last) {
		cuts = append(cuts, last)
	}
	if len(cuts) < 2 || len(cuts) > 9 || len(cuts)+2 <= len(all) {
		return
	}
	lo := whole.target.lo
	for _, hi := range append(cuts, whole.target.hi) {
		part := whole
		part.joint, part.split, part.listed = false, true, true
		part.target = span{lo, hi}
		for part.target.lo < hi && (t.toks[part.target.lo].UPOS == "PUNCT" || t.toks[part.target.lo].UPOS == "CCONJ") {
			part.target.lo++
		}
		part.target = s.trim(part.target)
		if part.target.lo < part.target.hi {
			part.head = part.target.lo
			for i := part.target.lo; i < part.target.hi; i++ {
				if !part.target.holds(t.toks[i].Head) {
					part.head = i
					break
				}
			}
			s.out = append(s.out, part)
		}
		lo = hi + 1
	}
}

// wide is where a target ends that takes in the prepositional phrases which
// follow it without a break: whether they belong to it or to the verb is what
// parsers know least.
func (s *sentence) wide(pred int, r span) int {
	t := s.tree
	hi := r.hi
	for again := true; again; {
		again = false
		below := t.all(pred, "obl", "advcl", "acl", "nmod")
		if h := t.toks[pred].Head; h >= 0 {
			below = append(below, t.all(h, "obl", "nmod")...)
		}
		for _, k := range below {
			b := t.reach(k, nil)
			lo := b.lo
			if lo == hi+1 && t.toks[hi].Form == "," {
				lo = hi
			}
			if lo == hi && b.hi > hi && b.hi-r.lo <= 24 && (t.is(k, "obl", "nmod") && t.toks[k].UPOS != "VERB" && t.case_(k) != "by" || t.lemma(b.lo) == "as" || t.toks[k].XPOS == "VBN" || t.toks[k].XPOS == "VBG" && t.mark(k) == "") {
				hi, again = b.hi, true
			}
		}
	}
	return hi
}

// emitClause lists a whole clause as target.
func (s *sentence) emitClause(i int, f force) {
	c := candidate{pred: i, role: "clause", head: i, force: f, clause: s.clause(i)}
	c.target = s.clauseExtent(i)
	if c.target.lo < c.target.hi {
		s.out = append(s.out, c)
	}
}

// clauseExtent is a clause without what is set off from it and without the
// clauses beside it.
func (s *sentence) clauseExtent(i int) span {
	t := s.tree
	r := t.reach(i, func(k int) bool {
		switch t.rel[k] {
		case "punct", "cc", "mark", "parataxis", "discourse":
			return true
		case "conj":
			return t.clausal(k)
		case "advcl", "advmod":
			return k < i && (t.one(i, "nsubj") < 0 || k < t.one(i, "nsubj")) || t.rel[k] == "advcl" && k > i
		case "obl":
			return t.one(i, "nsubj") >= 0 && k < t.one(i, "nsubj")
		}
		return false
	})
	return s.trim(r)
}
