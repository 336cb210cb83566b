package position

// A rule reads a clause that is said to be so, and reports whether it is its
// own: then no later rule is asked.
type rule struct {
	name string
	doc  string
	run  func(s *sentence, i int, c clause, by force) bool
}

// A RuleDoc is a rule as people see it.
type RuleDoc struct{ Name, Doc string }

// Rules lists the rules in the order in which a clause is put to them.
func Rules() []RuleDoc {
	var out []RuleDoc
	for _, r := range rules() {
		out = append(out, RuleDoc{r.name, r.doc})
	}
	return out
}

// rules are those of Rules. The order is theirs to matter: what only announces
// a stance before what might be one, what is asked before what is told.
func rules() []rule {
	return []rule{
		{"performs", `what only announces: "let me start by thanking", "I should like to stress"`, (*sentence).performs},
		{"exhorts", `"let us …"`, (*sentence).exhorts},
		{"identifies", `what something is said to be: "the first proposal is …", "what we need is …"`, (*sentence).identifies},
		{"necessity", `what is to be done: must, should, need to, have to`, (*sentence).necessity},
		{"refuses", `what must not be: "we cannot …"`, (*sentence).refuses},
		{"promises", `what the holder will do`, (*sentence).promises},
		{"finds", `a judgement as object and predicate: "we consider it essential to …"`, (*sentence).finds},
		{"continues", `what goes on: "we continue to support"`, (*sentence).continues},
		{"cued", `words of stance in one of their frames, by the rows of stances.tsv`, (*sentence).cued},
		{"tells", `what is only reported as so: "we know that …", "the report shows that …"`, (*sentence).tells},
		{"deeds", `what the holder tells of itself: it has, it did, it does`, (*sentence).deeds},
		{"judges", `a bare assertion, by its tone: tone.tsv`, (*sentence).judges},
	}
}
