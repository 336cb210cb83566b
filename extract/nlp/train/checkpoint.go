package train

import (
	"encoding/gob"
	"errors"
	"fmt"
	"os"

	"github.com/demarche-kg/demarche/extract/nlp/model"
)

// A checkpoint is all that a run needs to go on: weights, moments, and how far it
// has come. The frozen vectors are in it, so that a model can be written from it
// alone.
type checkpoint struct {
	Config        model.Config
	Vocab         model.Vocab
	Epoch, Step   int
	Weights       [][]float32 // dense matrices, then tables
	First, Second [][]float32 // of dense matrices, then of tables without vectors
}

// Save writes a checkpoint to a file, by way of a file beside it, so that a crash
// leaves the old one whole.
func (t *Trainer) Save(name string) error {
	all := func(m *model.Model) (w [][]float32) {
		for _, p := range append(m.Dense(), m.Tables()...) {
			w = append(w, p.W)
		}
		return w
	}
	c := checkpoint{
		t.Model.Config, t.Model.Vocab, t.epoch, t.adam.step,
		all(t.Model), all(t.adam.first), all(t.adam.second),
	}
	f, err := os.Create(name + ".part")
	if err != nil {
		return err
	}
	if err := errors.Join(gob.NewEncoder(f).Encode(c), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.Rename(name+".part", name)
}

// Load goes on from a checkpoint, which must be of a model of the same shape and
// vocabulary.
func (t *Trainer) Load(name string) error {
	c, err := readCheckpoint(name)
	if err != nil {
		return err
	}
	if c.Config != t.Model.Config {
		return fmt.Errorf("%s: the network has other dimensions: %+v", name, c.Config)
	}
	for _, x := range []struct {
		m *model.Model
		w [][]float32
	}{{t.Model, c.Weights}, {t.adam.first, c.First}, {t.adam.second, c.Second}} {
		if err := fill(x.m, x.w); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	t.epoch, t.adam.step = c.Epoch, c.Step
	return nil
}

// LoadModel reads the model of a checkpoint.
func LoadModel(name string) (*model.Model, error) {
	c, err := readCheckpoint(name)
	if err != nil {
		return nil, err
	}
	m := model.Zeros(c.Config, c.Vocab)
	if err := fill(m, c.Weights); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	m.Index()
	return m, nil
}

func readCheckpoint(name string) (*checkpoint, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	var c checkpoint
	if err := errors.Join(gob.NewDecoder(f).Decode(&c), f.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &c, nil
}

// fill copies weights into a model.
func fill(m *model.Model, w [][]float32) error {
	ps := append(m.Dense(), m.Tables()...)
	if len(w) != len(ps) {
		return fmt.Errorf("%d matrices, want %d", len(w), len(ps))
	}
	for i, p := range ps {
		if len(w[i]) != len(p.W) {
			return fmt.Errorf("matrix %s has %d weights, want %d", p.Name, len(w[i]), len(p.W))
		}
		copy(p.W, w[i])
	}
	return nil
}
