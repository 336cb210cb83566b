package position

import (
	"fmt"
	"strings"

	"github.com/demarche-kg/demarche/extract/entity"
	"github.com/demarche-kg/demarche/schema"
)

// features describes a candidate to the judge, each feature a short string
// that a person can read in the model file.
func (s *sentence) features(c candidate, other bool) []string {
	t := s.tree
	var f []string
	add := func(parts ...string) { f = append(f, strings.Join(parts, "=")) }
	cl := s.clause(c.pred)
	stance := string(c.force.stance)
	if stance == "" {
		stance = "none"
	}
	if c.force.negated {
		stance = "!" + stance
	}
	rule := c.force.rule
	if rule == "" {
		rule = "bare"
	}
	own := "-"
	if cs := s.cues[c.pred]; len(cs) > 0 {
		own = string(cs[0].row.Stance)
	}
	who := "self"
	if other {
		who = fmt.Sprintf("other%d", c.force.holder.kind)
	}
	fh := fmt.Sprint(c.force.holder.kind)
	subj := s.subjectClass(cl)
	role, _, _ := strings.Cut(c.role, ":")
	neg := ""
	if cl.negated {
		neg = "!"
	}
	modal := cl.modal
	if modal == "" {
		modal = "0"
	}
	tense := "pres"
	switch {
	case cl.future:
		tense = "fut"
	case cl.perfect:
		tense = "perf"
	case cl.past:
		tense = "past"
	case cl.mood == infinitive:
		tense = "inf"
	case cl.mood == gerund:
		tense = "ing"
	case cl.mood == participle:
		tense = "part"
	case cl.mood == imperative:
		tense = "imp"
	}
	rel := t.rel[c.pred]
	lemma := t.lemma(c.pred)
	head := t.lemma(c.head)

	add("bias")
	add("who", who)
	add("who+fh", who, fh)
	add("role", c.role)
	add("who+stance", who, stance)
	add("stance+rule+role", stance, rule, role)
	add("stance+rule", stance, rule)
	add("stance+own+role", stance, own, role)
	add("own+role", own, role)
	add("own+neg+role", neg+own, role)
	add("rule+subj", rule, subj)
	add("rule+subj+role+who", rule, subj, role, who)
	add("stance+subj+tense", stance, subj, tense)
	add("role+subj+tense", role, subj, tense)
	add("modal+role", modal, role)
	add("modal+subj", modal, subj)
	add("rel+role", rel, role)
	add("rel+rule", rel, rule)
	add("tense+role", tense, role)
	add("cop", fmt.Sprint(cl.copular, cl.expl, cl.there), role)
	add("lemma+role", lemma, role)
	add("lemma", lemma)
	add("lemma+full", lemma, c.role)
	add("head", head)
	add("head+role", head, role)
	add("upos", t.toks[c.pred].UPOS, t.toks[c.head].UPOS, role)
	if c.force.row != nil {
		add("row", c.force.row.Row)
		add("row+role", c.force.row.Row, role)
		add("row+who", c.force.row.Row, who)
		d := 0
		for _, h := range append([]int{c.pred}, t.up(c.pred)...) {
			if h == c.force.head {
				break
			}
			d++
		}
		add("dist", fmt.Sprint(min(d, 4)), rule)
	}
	if c.force.head != c.pred && c.force.rule != "" {
		add("forcelemma", t.lemma(c.force.head))
		add("forcelemma+role", t.lemma(c.force.head), role)
	}
	if c.split {
		add("split", role)
	}
	if c.joint {
		add("joint", role, fmt.Sprint(min(4, len(t.conjuncts(c.head)))))
		add("jointupos", t.toks[c.head].UPOS)
	}
	if c.split || c.joint {
		det := "bare"
		if t.one(c.head, "det", "amod", "nmod") >= 0 {
			det = "full"
		}
		add("conj", fmt.Sprint(c.split), det)
		add("conjlast", fmt.Sprint(c.split), fmt.Sprint(t.is(c.head, "conj")))
	}
	// what governs above
	up := t.up(c.pred)
	if len(up) > 0 {
		h := up[0]
		add("up", rel, t.toks[h].UPOS)
		add("uplemma", rel, t.lemma(h))
		ucl := s.clause(h)
		add("upsubj", rel, s.subjectClass(ucl), ucl.modal)
		if cs := s.cues[h]; len(cs) > 0 {
			add("upcue", rel, string(cs[0].row.Stance), role)
		}
	}
	depth := 0
	for _, h := range append([]int{c.pred}, up...) {
		switch t.rel[h] {
		case "advcl", "acl":
			depth++
		}
	}
	add("depth", fmt.Sprint(min(depth, 3)), role)
	if depth > 0 {
		add("depthmark", fmt.Sprint(min(depth, 3)), cl.mark)
	}
	if cl.mark != "" {
		add("mark", cl.mark, role)
	}
	root := s.root()
	if root >= 0 {
		rc := s.clause(root)
		add("root", s.subjectClass(rc), rc.modal, fmt.Sprint(rc.copular), role)
		if cs := s.cues[root]; len(cs) > 0 {
			add("rootcue", string(cs[0].row.Stance), role)
			add("rootcue+who", string(cs[0].row.Stance), who)
		} else {
			add("rootcue", "none", role)
		}
	}
	// the target
	n := c.target.hi - c.target.lo
	add("len", fmt.Sprint(lenBucket(n)), role)
	types := map[schema.EntityType]bool{}
	for i := c.target.lo; i < c.target.hi; i++ {
		if k := s.byToken[i]; k >= 0 {
			types[s.mentions[k].Type] = true
		}
		for _, cu := range s.cues[i] {
			if cu.row.Stance.Side() == schema.Against {
				add("intarget", string(cu.row.Stance))
			}
		}
	}
	for _, ty := range []schema.EntityType{schema.TypeState, schema.TypeInstrument, schema.TypeBody, schema.TypeDocument, schema.TypePerson} {
		if types[ty] {
			add("has", string(ty))
			add("has+role", string(ty), role)
		}
	}
	if m, ok := s.mentionOf(c.head); ok {
		add("headtype", string(m.Type), role)
		if m.Use == entity.ByShortForm {
			add("short", role)
		}
	}
	for i := c.target.lo; i < c.target.hi; i++ {
		if u := t.toks[i].UPOS; u == "NOUN" || u == "ADJ" || u == "VERB" {
			add("w", t.lemma(i))
		}
	}
	if t.toks[c.head].UPOS == "PRON" {
		add("pron", head)
	}
	if c.pred == root {
		add("isroot", role)
	}
	// words around: sentence as bag of cues
	for i := range t.toks {
		if cs := s.cues[i]; len(cs) > 0 {
			add("sentcue", string(cs[0].row.Stance))
		}
	}
	add("pos", fmt.Sprint(5*s.n/max(1, s.of)))
	return f
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
		return "none"
	}
	a := s.actorOf(c.subj)
	p := ""
	if c.passive {
		p = "pass"
	}
	if c.shared {
		p += "~"
	}
	switch a.kind {
	case self:
		return p + "self"
	case named:
		return p + string(a.typ)
	case generic:
		return p + "generic"
	case pronoun:
		return p + a.name
	}
	return p + "thing"
}
