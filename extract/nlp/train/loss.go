package train

import "math"

// A target is a class and the probability that it should have. What a word is to
// be taught is a list of them: one with probability 1 for what a treebank says,
// several for what teachers think, none for nothing.
type target struct {
	class int32
	p     float32
}

// sure is the target of a class that is right; of -1, nothing.
func sure(class int32) []target {
	if class < 0 {
		return nil
	}
	return []target{{class, 1}}
}

// crossEntropy returns the loss of scores s against the targets and sets d to its
// gradient, scaled.
func crossEntropy(s []float32, want []target, d []float32, scale float32) float64 {
	if len(want) == 0 {
		return 0
	}
	logSum := softmax(s, d)
	for i := range d {
		d[i] *= scale
	}
	loss := 0.0
	for _, w := range want {
		loss += float64(w.p) * (logSum - float64(s[w.class]))
		d[w.class] -= scale * w.p
	}
	return loss
}

// softmax sets p to the probabilities of scores s and returns the logarithm of the
// sum of their exponentials.
func softmax(s, p []float32) float64 {
	top := s[0]
	for _, v := range s {
		top = max(top, v)
	}
	sum := float32(0)
	for i, v := range s {
		e := float32(math.Exp(float64(v - top)))
		p[i] = e
		sum += e
	}
	inv := 1 / sum
	for i := range p {
		p[i] *= inv
	}
	return float64(top) + math.Log(float64(sum))
}
