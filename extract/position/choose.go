package position

import (
	"slices"
	"sort"

	"github.com/demarche-kg/demarche/schema"
)

// A verdict is what the judge says of a proposal.
type verdict struct {
	take   float64 // that it is a position at all
	stance schema.Stance
	raw    float64 // that it is one of this stance
}

// worth is what decides whether a proposal is taken: how likely it is to be a
// position at all, and more how likely one of just this stance.
func (v verdict) worth() float64 { return 0.25*v.take + 0.75*v.raw }

// judged asks the judge; without one, the rules are believed.
func (x *Extractor) judged(p Proposal) verdict {
	if x.judge == nil {
		if p.By == "" {
			return verdict{}
		}
		return verdict{take: 0.5, raw: 0.5, stance: p.Position.Stance}
	}
	probs := x.judge.Probs(p.Features)
	best := 1
	for c := 2; c < len(probs); c++ {
		if probs[c] > probs[best] {
			best = c
		}
	}
	return verdict{take: 1 - probs[0], stance: x.judge.classes[best], raw: probs[best]}
}

// Choose returns the proposals that are positions, by place in the text: the
// likeliest first, none that says of one target what another says already.
func (x *Extractor) Choose(ps []Proposal) []schema.Position {
	least := x.Doubtful
	if least == 0 {
		least = 0.5
		if x.judge != nil {
			least = x.judge.Threshold
		}
	}
	said := make([]verdict, len(ps))
	for i := range ps {
		said[i] = x.judged(ps[i])
	}
	agree(ps, said)
	var order []int
	for i := range ps {
		if said[i].worth() >= least {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool {
		return said[order[a]].worth() > said[order[b]].worth()
	})
	var kept []int
	in := map[int][]int{} // those kept of a sentence
	for _, i := range order {
		s := ps[i].sentence
		if !slices.ContainsFunc(in[s], func(k int) bool { return rivals(ps[i], ps[k]) }) {
			in[s] = append(in[s], i)
			kept = append(kept, i)
		}
	}
	sort.Ints(kept)
	var out []schema.Position
	seen := map[string]bool{}
	for _, k := range kept {
		p := ps[k].Position
		v := said[k]
		if ps[k].fixed != "" {
			v.stance = ps[k].fixed
			p.Because = append(p.Because, schema.Step{Rule: "supported or opposed by"})
		}
		if p.Stance != v.stance {
			p.Because = append(p.Because, schema.Step{Rule: "judge", Text: string(v.stance)})
		}
		p.Stance, p.Side = v.stance, v.stance.Side()
		switch p.Stance {
		case schema.Advocates, schema.Commits, schema.Acts:
		default:
			p.Action, p.Addressee, p.AddresseeID = nil, "", ""
		}
		p.Confidence = v.raw
		if x.judge != nil {
			p.Confidence = x.judge.calibrated(v.raw)
			p.Model = x.judge.Version
		}
		p.SetID()
		if !seen[p.ID] { // the same words twice in one sentence
			seen[p.ID] = true
			out = append(out, p)
		}
	}
	return out
}

// rivals reports whether two proposals of one sentence cannot both stand: one
// holder, and targets that share most of their words, or a list taken as one
// beside its own parts.
func rivals(a, b Proposal) bool {
	if a.Position.Holder != b.Position.Holder {
		return false
	}
	lo, hi := max(a.cand.target.lo, b.cand.target.lo), min(a.cand.target.hi, b.cand.target.hi)
	if hi <= lo {
		return false
	}
	if a.cand.target == b.cand.target && a.cand.pred != b.cand.pred && a.By == "cue" && b.By == "cue" {
		return false // "we condemn and oppose …"
	}
	if a.cand.head == b.cand.head && (a.cand.wide != b.cand.wide || a.cand.brief != b.cand.brief) {
		return true
	}
	if a.cand.pred == b.cand.pred && a.cand.role == b.cand.role && a.cand.joint != b.cand.joint {
		return true
	}
	size := func(p Proposal) int { return p.cand.target.hi - p.cand.target.lo }
	return 2*float64(hi-lo) >= 0.45*float64(size(a)+size(b))
}

// agree settles for each coordination whether it is one target or several: the
// parts stand or fall together, by their mean, against the whole.
func agree(ps []Proposal, said []verdict) {
	type list struct {
		sentence, pred, first int
		role, holder          string
	}
	whole, parts := map[list]int{}, map[list][]int{}
	key := func(p Proposal) list {
		return list{p.sentence, p.cand.pred, p.cand.first, p.cand.role, p.Position.Holder}
	}
	var order []list
	for i, p := range ps {
		switch {
		case p.cand.wide, p.cand.brief, p.cand.listed:
		case p.cand.joint:
			if _, ok := whole[key(p)]; !ok {
				order = append(order, key(p))
			}
			whole[key(p)] = i
		case p.cand.split:
			parts[key(p)] = append(parts[key(p)], i)
		}
	}
	for _, k := range order {
		if len(parts[k]) < 2 {
			continue
		}
		mean := 0.0
		for _, i := range parts[k] {
			mean += said[i].take
		}
		mean /= float64(len(parts[k]))
		if mean > said[whole[k]].take {
			for _, i := range parts[k] {
				said[i].take = max(said[i].take, mean)
			}
			said[whole[k]].take = 0
			continue
		}
		for _, i := range parts[k] {
			said[i].take = 0
		}
	}
}
