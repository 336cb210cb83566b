package position

// Scratch is for experiments only.
func (p Proposal) Scratch() map[string]any {
	return map[string]any{"s": p.sentence, "lo": p.cand.target.lo, "hi": p.cand.target.hi, "pred": p.cand.pred, "role": p.cand.role, "joint": p.cand.joint, "o": p.other, "by": p.By}
}
