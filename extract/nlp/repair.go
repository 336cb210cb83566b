package nlp

// A Repair mends what the network gets wrong as a rule.
type Repair struct {
	Name string
	// Doc says what is wrong, what makes it right, and why the words show it.
	Doc string
	// Run changes the tokens of a sentence, which is a tree and stays one, and
	// returns how many attachments or relations it changed.
	Run func(t *tables, s *Sentence) int
}

// Repairs returns every repair in the order applied.
func Repairs() []Repair {
	return []Repair{finiteCoordination(), frameInfinitive(), frameComplement()}
}

// repair applies every repair.
func (a *Annotator) repair(s *Sentence) {
	for _, r := range a.repairs {
		r.Run(a.tables, s)
	}
}

// children returns the tokens that depend on token i, in order.
func (s *Sentence) children(i int) []int {
	var out []int
	for k := range s.Tokens {
		if s.Tokens[k].Head == i {
			out = append(out, k)
		}
	}
	return out
}

// under tells whether token i is token top or depends on it, directly or not.
func (s *Sentence) under(i, top int) bool {
	for i >= 0 && i != top {
		i = s.Tokens[i].Head
	}
	return i == top
}

// attach gives token i another head and relation, unless that would make a circle.
func (s *Sentence) attach(i, head int, rel string) bool {
	if s.under(head, i) {
		return false
	}
	t := &s.Tokens[i]
	t.Head, t.Rel, t.Margin = head, rel, 0
	return true
}
