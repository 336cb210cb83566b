package model

import "github.com/demarche-kg/demarche/extract/nlp/model/kernel"

// A Lens reads the words of a sentence off the network for a task other than
// parsing: for each word the output of the last LSTM layer, both directions, and
// its frozen vector, and a rectified linear map of the two.
type Lens struct {
	In, Out int       // columns; In is [Model.Seen]
	W       []float32 // In×Out, row-major
	Bias    []float32 // Out
}

// Seen returns the columns of what a lens looks at: the output of the last layer,
// then the frozen vector.
func (m *Model) Seen() int { return 2*m.Hidden + m.Vector }

// A lens made ready for a path of arithmetic. Without a map it shows all that is
// seen as it is.
type lens struct {
	*Lens
	packed *kernel.Packed
}

// look writes what the lens shows of each word into the parses. in is the output of
// the last layer.
func (r *Runner) look(l *lens, batch [][]Features, rows int, in []float32, out []Parse) {
	m := r.net.m
	h, seen := 2*m.Hidden, m.Seen()
	x := grow(&r.seen, rows*seen)
	clear(x)
	for t := 1; t < len(r.off); t++ {
		for b := range r.count[t] {
			row := x[(r.off[t]+b)*seen:][:seen]
			copy(row, in[(r.off[t]+b)*h:][:h])
			if f := batch[r.sent[r.off[t]+b]][t-1]; f.Vector >= 0 {
				m.VectorTable.add(f.Vector, row[h:])
			}
		}
	}
	wide, y := seen, x
	if l.Lens != nil {
		wide = l.Out
		y = grow(&r.view, rows*wide)
		r.affine(rows, x, seen, l.packed, l.Bias, y)
		for i, v := range y {
			if v < 0 {
				y[i] = leak * v
			}
		}
	}
	for b := range batch {
		views := make([]float32, len(batch[b])*wide)
		for t := range batch[b] {
			copy(views[t*wide:], y[(r.off[t+1]+b)*wide:][:wide])
			out[b].View = append(out[b].View, views[t*wide:(t+1)*wide:(t+1)*wide])
		}
	}
}
