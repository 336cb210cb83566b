package position

import (
	"cmp"
	"slices"
	"sort"

	"github.com/demarche-kg/demarche/extract/position/judge"
	"github.com/demarche-kg/demarche/schema"
)

// A verdict is what the judge says of a proposal.
type verdict struct {
	stance schema.Stance
	raw    float64 // the probability of a position of this stance
	worth  float64 // what it is worth to take it
}

// byStance is how far the worth of a proposal lies in its likeliest stance, and
// not in its being a position at all.
const byStance = 0.5

// firm is by how much what a rule has read is worth more than a bare phrase: it
// comes with its cue, its row and what is to be done.
const firm = 0.05

// full is what a word more in a target is worth: of two that meet the same
// position about as well, the fuller names more of what it is about.
const full = 0.005

// judged asks the judge about the proposals of one sentence; without one, the
// rules are believed.
func (x *Extractor) judged(ps []Proposal) []verdict {
	out := make([]verdict, len(ps))
	if x.judge == nil {
		for i, p := range ps {
			if p.Ruled() {
				out[i] = verdict{p.cand.force.stance, 0.5, 0.5 - 0.01*float64(p.cand.force.depth)}
			}
		}
		return out
	}
	cs := make([]judge.Candidate, len(ps))
	for i, p := range ps {
		cs[i] = p.keyed()
	}
	for i, v := range x.judge.Judge(ps[0].Views(), cs) {
		st, p := heeded(ps[i], v)
		words := ps[i].cand.target.hi - ps[i].cand.target.lo
		out[i] = verdict{st, v.Take * p, v.Take*(1-byStance+byStance*p) + full*float64(words)}
		if ps[i].Ruled() {
			out[i].worth += firm
		}
		if f := ps[i].claim.fixed; f != "" {
			out[i].stance, out[i].raw = f, v.Take
		}
	}
	return out
}

// sure is how likely a stance must be for the judge to turn what a cue says into
// its contrary.
const sure = 0.9

// heeded is the stance of a proposal that the judge says v of, and how likely: the
// likeliest, but that of its cue where it is the contrary of that and less than
// sure. "We do not support X" opposes.
func heeded(q Proposal, v judge.Verdict) (schema.Stance, float64) {
	st, p := v.Best()
	said := q.cand.force.stance
	if !q.Ruled() || q.cand.force.row == nil || said == "" || p >= sure {
		return st, p
	}
	if a, b := said.Side(), st.Side(); a == b || a == schema.Neutral || b == schema.Neutral {
		return st, p
	}
	return said, v.Stances[slices.Index(schema.Stances(), said)]
}

// Choose returns the proposals that are positions, by place in the text. Of one
// holder in one sentence it takes those that together are worth most, each less
// the least worth of a position, and whose targets do not overlap.
func (x *Extractor) Choose(ps []Proposal) []schema.Position {
	var out []schema.Position
	for lo := 0; lo < len(ps); {
		hi := lo
		for hi < len(ps) && ps[hi].s == ps[lo].s {
			hi++
		}
		out = append(out, x.chooseIn(ps[lo:hi])...)
		lo = hi
	}
	return out
}

// chooseIn chooses among the proposals of one sentence.
func (x *Extractor) chooseIn(ps []Proposal) []schema.Position {
	least := x.Doubtful
	if least == 0 {
		least = 0.3
		if x.judge != nil {
			least = x.judge.Threshold
		}
	}
	said := x.judged(ps)
	byHolder := map[string][]int{}
	for i := range ps {
		if said[i].worth > least {
			h := ps[i].claim.name
			byHolder[h] = append(byHolder[h], i)
		}
	}
	var kept []int
	for _, is := range byHolder {
		kept = append(kept, apart(ps, said, is, least)...)
	}
	sort.Ints(kept)
	var out []schema.Position
	seen := map[string]bool{}
	for _, k := range kept {
		p := x.decided(ps[k], said[k])
		if !seen[p.ID] { // the same words twice in one sentence
			seen[p.ID] = true
			out = append(out, p)
		}
	}
	return out
}

// apart returns those of is whose targets do not overlap and whose worths above
// the least sum to most: weighted interval scheduling (Kleinberg and Tardos 2005,
// section 6.1).
func apart(ps []Proposal, said []verdict, is []int, least float64) []int {
	is = slices.Clone(is)
	slices.SortStableFunc(is, func(a, b int) int {
		return cmp.Or(cmp.Compare(ps[a].cand.target.hi, ps[b].cand.target.hi), cmp.Compare(ps[a].cand.target.lo, ps[b].cand.target.lo))
	})
	best := make([]float64, len(is)+1)
	before := make([]int, len(is)) // how many end before this begins
	for n, i := range is {
		lo := ps[i].cand.target.lo
		before[n] = sort.Search(n, func(k int) bool { return ps[is[k]].cand.target.hi > lo })
		best[n+1] = max(best[n], best[before[n]]+said[i].worth-least)
	}
	var out []int
	for n := len(is); n > 0; {
		if best[n] == best[n-1] {
			n--
			continue
		}
		out = append(out, is[n-1])
		n = before[n-1]
	}
	return out
}

// decided is the position that a proposal is, by its verdict.
func (x *Extractor) decided(q Proposal, v verdict) schema.Position {
	p := q.asked(v.stance).Position()
	if q.claim.fixed != "" {
		p.Because = append(p.Because, schema.Step{Rule: "supported or opposed by"})
	} else if p.Stance != v.stance {
		p.Because = append(p.Because, schema.Step{Rule: "judge", Text: string(v.stance)})
	}
	p.Stance, p.Side = v.stance, v.stance.Side()
	if !p.Stance.TakesAction() {
		p.Action, p.Addressee, p.AddresseeID = nil, "", ""
	}
	p.Confidence, p.Model = v.raw, x.Version()
	if x.judge != nil {
		p.Confidence = x.judge.Calibrated(v.raw)
	}
	p.SetID()
	return p
}
