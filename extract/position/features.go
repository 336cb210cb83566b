package position

import (
	"strconv"
	"strings"

	"github.com/demarche-kg/demarche/extract/entity"
	"github.com/demarche-kg/demarche/extract/position/judge"
	"github.com/demarche-kg/demarche/schema"
)

// features describes a candidate to the judge, each feature a short string
// that a person can read in the model file: what the rules say of it first,
// then where it stands and what it is about.
func (s *sentence) features(c candidate, other bool) []string {
	return s.describe(&builder{s: s, c: c, f: c.force, cl: s.clause(c.pred), named: true}, other).out
}

// keys are the keys of the features.
func (s *sentence) keys(c candidate, other bool) []uint64 {
	return s.describe(&builder{s: s, c: c, f: c.force, cl: s.clause(c.pred), keys: make([]uint64, 0, 96)}, other).keys
}

// describe has a builder collect the features of its candidate.
func (s *sentence) describe(b *builder, other bool) *builder {
	c := b.c
	b.who = "self"
	if other {
		b.who = "other" + strconv.Itoa(int(c.force.holder.kind))
	}
	switch {
	case c.bare:
		b.found = "bare"
	case b.f.rule == "":
		b.f = s.under(c.pred)
		b.found = "beside"
	default:
		b.found = "read"
	}
	b.role, _, _ = strings.Cut(c.role, ":")
	b.add("bias")
	if b.found == "read" && b.f.stance != "" {
		b.add("says", string(b.f.stance))
	}
	b.ruled()
	b.placed()
	b.phrased()
	b.toned()
	b.worded()
	b.accompanied()
	b.bounded()
	return b
}

// A builder collects features.
type builder struct {
	s     *sentence
	c     candidate
	f     force // of the candidate, or of what stands around it
	cl    clause
	who   string
	found string // "read" by a rule, "beside" what one read, or "bare"
	role  string
	named bool // collects names, else keys
	out   []string
	keys  []uint64
}

func (b *builder) add(parts ...string) {
	if b.named {
		b.out = append(b.out, strings.Join(parts, "="))
		return
	}
	b.keys = append(b.keys, judge.Key(parts...))
}

// ruled adds what the rules say.
func (b *builder) ruled() {
	st, rule := string(b.f.stance), b.f.rule
	if st == "" {
		st = "none"
	}
	if b.f.negated {
		st = "!" + st
	}
	if rule == "" {
		rule = "none"
	}
	fr := string(b.f.frame)
	depth := strconv.Itoa(min(b.f.depth, 2))
	holder := strconv.Itoa(int(b.f.holder.kind))
	b.add("found+who", b.found, b.who)
	b.add("stance", b.found, st)
	b.add("stance+rule", b.found, st, rule)
	b.add("stance+rule+role", b.found, st, rule, b.role)
	b.add("stance+rule+depth", b.found, st, rule, depth)
	b.add("rule+role+depth", b.found, rule, b.role, depth)
	b.add("stance+who+holder", b.found, st, b.who, holder)
	b.add("rule+who+holder", b.found, rule, b.who, holder)
	b.add("stance+frame+role", b.found, st, fr, b.role)
	if b.f.head >= 0 && (b.f.holder.kind == named || b.f.holder.kind == generic) {
		at := b.s.tree.rel[b.f.head]
		b.add("reports", b.who, at, string(b.f.holder.typ))
		b.add("reports with", b.who, st, rule)
		b.add("reports when", b.who, at, b.s.tree.toks[b.f.head].XPOS)
	}
	if b.f.weak {
		b.add("weak", rule, st)
	}
	if b.f.row != nil {
		b.add("row", b.found, b.f.row.Row)
		b.add("row+role", b.found, b.f.row.Row, b.role)
		b.add("strength", st, strconv.Itoa(b.f.strength))
	}
	if b.f.addressee >= 0 {
		b.add("asked", b.found, st)
	}
	if b.c.brief {
		b.add("brief", b.role)
		b.add("brief at", b.s.tree.lemma(min(b.c.target.hi, len(b.s.tree.toks)-1)))
	} else if b.s.brief(b.c.target, b.c.head) < b.c.target.hi {
		b.add("could be briefer", b.role)
		b.add("briefer at", b.s.tree.lemma(b.s.brief(b.c.target, b.c.head)))
	}
	if b.c.listed {
		b.add("listed", b.role)
	}
	if b.c.wide {
		b.add("wide", b.role)
		b.add("wide by", b.s.tree.lemma(b.c.target.hi-1))
	}
	if hi := b.s.wide(b.c.pred, b.c.target); hi > b.c.target.hi {
		b.add("could be wider", b.role)
		b.add("next", b.s.tree.lemma(b.c.target.hi), strconv.FormatBool(b.s.tree.one(b.c.head, "nmod", "acl") >= 0))
	}
	if b.c.split || b.c.joint {
		n := strconv.Itoa(min(4, len(b.s.tree.conjuncts(b.first()))))
		kind := "joint"
		if b.c.split {
			kind = "split"
		}
		b.add("coord", kind, strconv.FormatBool(b.s.standsAlone(b.first())), b.found)
		b.add("coord+n", kind, n)
		b.add("coord+role", kind, b.role)
	} else {
		b.add("coord", "single", b.found)
	}
}

// first is the head of the coordination that the target belongs to.
func (b *builder) first() int {
	i := b.c.head
	for n := 0; b.c.split && b.s.tree.is(i, "conj") && n < 20; n++ {
		i = b.s.tree.toks[i].Head
	}
	return i
}

// standsAlone reports whether each of the things coordinated under i is named
// or has words of its own, so that each could be a target by itself.
func (s *sentence) standsAlone(i int) bool {
	t := s.tree
	parts := t.conjuncts(i)
	for _, k := range parts[1:] {
		if _, ok := s.mentionOf(k); ok {
			continue
		}
		if t.one(k, "det", "amod", "nmod", "compound", "acl", "obj") < 0 {
			return false
		}
	}
	return true
}

// placed adds how the predicate stands in its sentence.
func (b *builder) placed() {
	t := b.s.tree
	subj := b.s.subjectClass(b.cl)
	modal := b.cl.modal
	if modal == "" {
		modal = "0"
	}
	tense := b.tense()
	rel := t.rel[b.c.pred]
	b.add("role", b.found, b.c.role)
	b.add("subj", b.found, subj)
	b.add("subj+role+rule", b.found, subj, b.role, b.f.rule)
	b.add("modal+role", b.found, modal, b.role)
	b.add("modal+subj", b.found, modal, subj)
	b.add("tense+subj", b.found, tense, subj)
	b.add("rel+role", b.found, rel, b.role)
	b.add("upos", t.toks[b.c.pred].UPOS, t.toks[b.c.head].UPOS, b.role)
	if b.cl.negated {
		b.add("negated", b.found, b.role)
		b.add("negated+stance", b.found, string(b.f.stance))
	}
	if b.cl.copular || b.cl.there {
		b.add("copula", b.found, strconv.FormatBool(b.cl.there), b.role)
	}
	depth := 0
	for _, h := range append([]int{b.c.pred}, t.up(b.c.pred)...) {
		if t.is(h, "advcl", "acl") {
			depth++
		}
	}
	b.add("below", b.found, strconv.Itoa(min(depth, 3)), b.role)
	if m := b.cl.mark; m != "" {
		b.add("mark", b.found, m)
	}
	if c := b.s.case_(b.c.pred); c != "" {
		b.add("prep", b.found, c)
	}
	if root := b.s.root(); root >= 0 {
		rc := b.s.clause(root)
		b.add("root", b.found, b.s.subjectClass(rc), rc.modal, strconv.FormatBool(root == b.c.pred))
	}
	b.add("size", b.found, strconv.Itoa(lenBucket(b.c.target.hi-b.c.target.lo)), b.role)
	strong, above := 0, 0
	for _, o := range b.s.out {
		if o.force.rule != "assertion" && o.force.rule != "believed" && o.force.stance != "" && o.pred != b.c.pred {
			strong++
			if o.force.depth < b.f.depth {
				above++
			}
		}
	}
	b.add("stronger", b.f.rule, b.role, strconv.FormatBool(strong > 0))
	b.add("stronger above", b.f.rule, strconv.FormatBool(above > 0))
	b.add("many", b.found, strconv.Itoa(min(6, len(b.s.out))), b.f.rule)
	b.add("part", b.found, strconv.Itoa(5*b.s.n/max(1, b.s.of)))
}

// case_ is the preposition before a token.
func (s *sentence) case_(i int) string { return s.tree.case_(i) }

func (b *builder) tense() string {
	switch {
	case b.cl.future:
		return "future"
	case b.cl.perfect:
		return "perfect"
	case b.cl.past:
		return "past"
	}
	return [...]string{"present", "infinitive", "gerund", "participle", "imperative"}[b.cl.mood]
}

// phrased adds what sort of thing the target is.
func (b *builder) phrased() {
	t := b.s.tree
	types := map[schema.EntityType]bool{}
	for i := b.c.target.lo; i < b.c.target.hi; i++ {
		if k := b.s.byToken[i]; k >= 0 {
			types[b.s.mentions[k].Type] = true
		}
	}
	for _, ty := range []schema.EntityType{schema.TypeState, schema.TypeInstrument, schema.TypeBody, schema.TypeDocument, schema.TypePerson} {
		if types[ty] {
			b.add("has", b.found, string(ty))
		}
	}
	if m, ok := b.s.mentionOf(b.c.head); ok {
		b.add("is", b.found, string(m.Type), b.role)
		if m.Use == entity.ByShortForm {
			b.add("short", b.found)
		}
	}
	if t.toks[b.c.head].UPOS == "PRON" {
		b.add("pronoun", b.found, t.lemma(b.c.head))
	}
	if b.s.actions[t.lemma(b.c.head)] != "" {
		b.add("doing", b.found, b.role, string(b.f.stance))
	}
}

// toned adds how predicate, target and sentence sound.
func (b *builder) toned() {
	s, t := b.s, b.s.tree
	sign := func(n int) string {
		switch {
		case n > 0:
			return "good"
		case n < 0:
			return "bad"
		}
		return "plain"
	}
	clause := sign(s.toneOfClause(b.c.pred, b.cl))
	target, whole := 0, 0
	for i := range t.toks {
		v := int(s.tones[t.lemma(i)])
		if b.c.target.lo <= i && i < b.c.target.hi {
			target += v
		}
		whole += v
	}
	subj := s.subjectClass(b.cl)
	culprit := "nobody"
	for _, m := range s.mentions {
		if (m.Type == schema.TypeState || m.Type == schema.TypeGroup) && m.ID != s.speech.holder.id {
			culprit = "somebody"
		}
	}
	b.add("culprit", culprit, clause, b.f.rule)
	b.add("culprit+whole", culprit, sign(whole), string(b.f.stance))
	b.add("tone", b.found, clause, b.f.rule)
	b.add("tone+subj", b.found, clause, subj, b.role)
	b.add("tone+target", b.found, clause, sign(target), b.f.rule)
	b.add("target tone", b.found, sign(target), string(b.f.stance))
	b.add("head tone", b.found, sign(int(s.tones[t.lemma(b.c.head)])), b.f.rule, b.role)
	b.add("whole tone", b.found, sign(whole), b.f.rule)
}

// worded adds the words themselves, which tell least that is new.
func (b *builder) worded() {
	t := b.s.tree
	b.add("verb", t.lemma(b.c.pred))
	b.add("verb+role", b.found, t.lemma(b.c.pred), b.role)
	b.add("head", t.lemma(b.c.head))
	if up := t.up(b.c.pred); len(up) > 0 {
		b.add("above", t.rel[b.c.pred], t.lemma(up[0]))
		b.add("above tag", b.found, t.rel[b.c.pred], t.toks[up[0]].UPOS)
	}
	if b.f.head >= 0 && b.f.head != b.c.pred {
		b.add("by", b.found, t.lemma(b.f.head), b.role)
	}
	for i := b.c.target.lo; i < b.c.target.hi; i++ {
		if u := t.toks[i].UPOS; u == "NOUN" || u == "ADJ" || u == "VERB" {
			b.add("word", t.lemma(i))
		}
	}
}

func lenBucket(n int) int {
	switch {
	case n <= 3:
		return n
	case n <= 6:
		return 4
	case n <= 12:
		return 5
	case n <= 25:
		return 6
	}
	return 7
}

// root is the token that heads the sentence, -1 where there is none.
func (s *sentence) root() int {
	for i := range s.tree.toks {
		if s.tree.toks[i].Head < 0 {
			return i
		}
	}
	return -1
}

// subjectClass is what sort of thing the subject of a clause is.
func (s *sentence) subjectClass(c clause) string {
	switch {
	case c.expl:
		return "it"
	case c.subj < 0:
		return "nobody"
	}
	a := s.actorOf(c.subj)
	p := ""
	if c.passive {
		p = "passive "
	}
	if c.shared {
		p += "shared "
	}
	switch a.kind {
	case self:
		return p + "self"
	case named:
		return p + string(a.typ)
	case generic:
		return p + "actor"
	case pronoun:
		return p + a.name
	}
	return p + "thing"
}
