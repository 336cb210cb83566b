package train

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"sync"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
	"github.com/demarche-kg/demarche/extract/nlp/model"
)

// A Trainer fits a model, epoch by epoch. It is not safe for concurrent use.
type Trainer struct {
	Model *model.Model

	opt          Options
	gold, silver []*example
	packs        *packs
	workers      []*worker
	adam         *adam
	epoch        int // epochs done
	steps        int // steps of an epoch, about
}

// New makes a trainer for m. Gold sentences are read once an epoch; of the silver
// ones, which may be none, each epoch reads a part (see [Options]).
func New(m *model.Model, gold, silver []conllu.Sentence, opt Options) (*Trainer, error) {
	opt = opt.WithDefaults()
	t := &Trainer{Model: m, opt: opt, packs: newPacks(m.Layers), adam: newAdam(m)}
	enc := newEncoder(m)
	var err error
	if t.gold, err = encode(enc, gold, opt.Longest); err != nil {
		return nil, fmt.Errorf("gold %w", err)
	}
	if t.silver, err = encode(enc, silver, opt.Longest); err != nil {
		return nil, fmt.Errorf("silver %w", err)
	}
	if len(t.gold) < shards {
		return nil, errors.New("too few sentences to train on")
	}
	for range shards {
		t.workers = append(t.workers, newWorker(m, t.packs, opt.Path, nil))
	}
	n := tokens(t.gold)
	t.steps = (n+t.silverTokens(n))/opt.Batch + 1
	return t, nil
}

func encode(enc *encoder, sentences []conllu.Sentence, longest int) ([]*example, error) {
	var out []*example
	for i := range sentences {
		if len(sentences[i].Tokens) > longest {
			continue
		}
		e, err := enc.example(&sentences[i])
		if err != nil {
			return nil, fmt.Errorf("sentence %d: %w", i+1, err)
		}
		out = append(out, e)
	}
	return out, nil
}

func tokens(examples []*example) int {
	n := 0
	for _, e := range examples {
		n += len(e.words)
	}
	return n
}

// silverTokens returns how many silver tokens an epoch with gold tokens reads.
func (t *Trainer) silverTokens(gold int) int {
	if len(t.silver) == 0 {
		return 0
	}
	return min(int(t.opt.SilverShare*float64(gold)), tokens(t.silver))
}

// Epoch returns the number of epochs done, and how many there are to do.
func (t *Trainer) Epoch() (done, all int) { return t.epoch, t.opt.Epochs }

// RunEpoch reads the treebanks once. It returns the losses of the epoch, or the
// error of ctx, after which the trainer must be loaded from a checkpoint.
// Progress, if not nil, is told of the share of the epoch that is done.
func (t *Trainer) RunEpoch(ctx context.Context, progress func(done float64, l Losses)) (Losses, error) {
	// Everything random in an epoch follows from the seed and its number, so that
	// a run resumed from a checkpoint does as an unbroken one.
	seed := t.opt.Seed*1_000_003 + uint64(t.epoch)
	rnd := rand.New(rand.NewPCG(seed, 1))
	for i, w := range t.workers {
		w.rnd = rand.New(rand.NewPCG(seed, uint64(i)+2))
		w.loss = Losses{}
	}
	parts := cut(t.pick(rnd), t.opt.Batch/shards, rnd)
	for i := 0; i+shards <= len(parts); i += shards {
		if err := ctx.Err(); err != nil {
			return Losses{}, err
		}
		t.step(parts[i : i+shards])
		if progress != nil {
			progress(float64(i+shards)/float64(len(parts)), t.losses())
		}
	}
	t.epoch++
	return t.losses(), nil
}

func (t *Trainer) losses() Losses {
	var l Losses
	for _, w := range t.workers {
		l.add(w.loss)
	}
	return l
}

// pick returns the examples of an epoch: all gold ones and a random part of the
// silver.
func (t *Trainer) pick(rnd *rand.Rand) []*example {
	out := append([]*example(nil), t.gold...)
	want := t.silverTokens(tokens(t.gold))
	for _, i := range rnd.Perm(len(t.silver)) {
		if want <= 0 {
			break
		}
		out = append(out, t.silver[i])
		want -= len(t.silver[i].words)
	}
	return out
}

// step runs one batch, cut into shards.
func (t *Trainer) step(parts [][]*example) {
	t.packs.update(t.Model)
	layouts := make([]*layout, len(parts))
	n := 0
	for i, p := range parts {
		layouts[i] = newLayout(p)
		n += layouts[i].words()
	}
	var wg sync.WaitGroup
	for i, w := range t.workers {
		wg.Go(func() {
			w.forward(layouts[i], t.opt.Dropout)
			w.backward(1 / float32(n))
		})
	}
	wg.Wait()
	t.adam.update(t.workers, t.rate())
}

// warmup is the number of steps over which the learning rate rises.
const warmup = 200

// rate returns the learning rate of the next step: a short rise, then a fall to
// nothing along half a cosine (Loshchilov and Hutter 2017).
func (t *Trainer) rate() float64 {
	s := float64(t.adam.step)
	r := t.opt.Rate * min(1, (s+1)/warmup)
	done := min(1, s/float64(t.steps*t.opt.Epochs))
	return r * max(0.005, 0.5*(1+math.Cos(math.Pi*done)))
}
