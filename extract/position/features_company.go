package position

import "strconv"

// accompanied adds how a candidate stands to those that the rules have read:
// within one, around one, beside one of the same predicate, or apart from all.
// Of two that say the same only one is a position.
func (b *builder) accompanied() {
	inside, around, crossing, sibling := "", "", "", ""
	apart := 0
	r := b.c.target
	for _, o := range b.s.out {
		if o.bare || o.force.stance == "" || o.target == r || o.wide || o.brief {
			continue
		}
		what := o.role + ":" + string(o.force.stance)
		switch q := o.target; {
		case q.hi <= r.lo || r.hi <= q.lo:
			apart++
			if o.pred == b.c.pred || o.head == b.c.pred {
				sibling = what
			}
		case q.lo <= r.lo && r.hi <= q.hi:
			inside = what
		case r.lo <= q.lo && q.hi <= r.hi:
			around = what
		default:
			crossing = what
		}
	}
	for _, p := range [...][2]string{{"inside", inside}, {"around", around}, {"crossing", crossing}, {"sibling", sibling}} {
		if p[1] != "" {
			b.add(p[0], b.found, b.role, p[1])
			b.add(p[0], b.found)
		}
	}
	b.add("company", b.found, b.role, strconv.FormatBool(inside != ""), strconv.FormatBool(around != ""), strconv.FormatBool(sibling != ""), strconv.Itoa(min(3, apart)))
}

// bounded adds the words at the edges of a candidate, its way up the tree, and
// what else its predicate takes.
func (b *builder) bounded() {
	t, r := b.s.tree, b.c.target
	word := func(i int) string {
		if i < 0 || i >= len(t.toks) {
			return "none"
		}
		if t.toks[i].UPOS == "PROPN" || t.toks[i].UPOS == "NUM" {
			return t.toks[i].UPOS
		}
		return t.lemma(i)
	}
	b.add("before", word(r.lo-1))
	b.add("first", word(r.lo))
	b.add("last", word(r.hi-1))
	b.add("after", word(r.hi))
	b.add("edges", word(r.lo-1), word(r.hi), b.found)
	b.add("before two", word(r.lo-2), word(r.lo-1))
	way, h := "", b.c.head
	for n := 0; n < 4 && h >= 0; n++ {
		way += ">" + t.rel[h]
		if n > 0 {
			b.add("way", strconv.Itoa(n), way)
		}
		h = t.toks[h].Head
	}
	if p := t.toks[b.c.head].Head; p >= 0 {
		b.add("under", t.rel[b.c.head], t.lemma(p))
		b.add("under by", t.case_(b.c.head), t.lemma(p))
		if q := t.toks[p].Head; q >= 0 {
			b.add("under two", t.rel[p], t.lemma(q))
		}
	}
	takes := ""
	for _, k := range t.kids[b.c.pred] {
		switch t.rel[k] {
		case "nsubj", "obj", "obl", "xcomp", "ccomp", "csubj", "cop", "advcl":
			takes += "+" + t.rel[k]
		}
	}
	b.add("takes", b.found, b.role, takes)
	b.add("where", b.found, strconv.Itoa(4*r.lo/len(t.toks)), strconv.FormatBool(r.hi >= len(t.toks)-1))
}
