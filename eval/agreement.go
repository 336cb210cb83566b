package eval

import "github.com/demarche-kg/demarche/schema"

// Agreement compares two coders of the same texts, neither of whom is right by
// definition.
type Agreement struct {
	// Score has the first coder as gold; its F1s are the same the other way
	// round.
	Score Score
	table map[[2]string]int // how often the first said one thing and the second another
}

// absent is what a coder says of a position that only the other one found.
const absent = ""

// Add compares the positions that two coders found in one text.
func (a *Agreement) Add(first, second []schema.Position, o Options) Text {
	t := a.Score.Add(first, second, o)
	if a.table == nil {
		a.table = map[[2]string]int{}
	}
	for _, p := range t.Pairs {
		a.table[[2]string{string(p.Gold.Stance), string(p.System.Stance)}]++
	}
	for _, p := range t.Missed {
		a.table[[2]string{string(p.Stance), absent}]++
	}
	for _, p := range t.Spurious {
		a.table[[2]string{absent, string(p.Stance)}]++
	}
	return t
}

// Alpha is Krippendorff's alpha for nominal data (Krippendorff, Content
// Analysis, 3rd edition, section 11.3) over the positions that either coder
// found: what a coder says of one is its stance, or that it is none. It is 1
// for perfect agreement, 0 for that of chance, and 1 where nothing was found.
func (a Agreement) Alpha() float64 { return alpha(a.table, true) }

// AlphaOfPairs is the same over the positions that both found.
func (a Agreement) AlphaOfPairs() float64 { return alpha(a.table, false) }

// alpha is 1 - Do/De: of two values for each unit, the share observed to
// differ over the share expected to when all values are drawn from one urn.
func alpha(table map[[2]string]int, all bool) float64 {
	values := map[string]int{}
	n, differ := 0, 0
	for k, c := range table {
		if !all && (k[0] == absent || k[1] == absent) {
			continue
		}
		values[k[0]] += c
		values[k[1]] += c
		n += 2 * c
		if k[0] != k[1] {
			differ += 2 * c
		}
	}
	same := 0
	for _, c := range values {
		same += c * (c - 1)
	}
	expected := n*(n-1) - same
	if expected == 0 {
		return 1
	}
	return 1 - float64(differ)*float64(n-1)/float64(expected)
}
