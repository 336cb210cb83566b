package train

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
)

// repeat returns the toy treebank several times over.
func repeat(s []conllu.Sentence, n int) []conllu.Sentence {
	return slices.Repeat(s, n)
}

func trainer(t *testing.T, opt Options) *Trainer {
	t.Helper()
	s := repeat(toySentences(t), 8)
	opt.Path = kernel.Best()
	opt.Batch, opt.Rate = 24, 0.01
	tr, err := New(toyModel(s), s, nil, opt)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func run(t *testing.T, tr *Trainer, epochs int) (l Losses) {
	t.Helper()
	for range epochs {
		var err error
		if l, err = tr.RunEpoch(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// A toy treebank is learned by heart.
func TestTrain(t *testing.T) {
	tr := trainer(t, Options{Epochs: 40})
	first := run(t, tr, 1)
	last := run(t, tr, 39)
	if last.Total() > first.Total()/3 {
		t.Errorf("the loss went from %v to %v", first, last)
	}
	gold := toySentences(t)
	s, err := conllu.Compare(gold, Predict(model.NewNetwork(tr.Model, kernel.Best()), gold))
	if err != nil {
		t.Fatal(err)
	}
	if s.LASFull != s.Words || s.UPOS != s.Words || s.XPOS != s.Words {
		t.Error(s)
	}
}

func weights(tr *Trainer) [][]float32 {
	var w [][]float32
	for _, p := range append(tr.Model.Dense(), tr.Model.Tables()...) {
		w = append(w, slices.Clone(p.W))
	}
	return w
}

// The same seed gives the same weights; a run that is broken off and resumed gives
// those of one that is not; another seed gives others.
func TestDeterministic(t *testing.T) {
	whole := trainer(t, Options{Epochs: 6, Seed: 4})
	run(t, whole, 6)

	broken := trainer(t, Options{Epochs: 6, Seed: 4})
	run(t, broken, 3)
	name := filepath.Join(t.TempDir(), "checkpoint")
	if err := broken.Save(name); err != nil {
		t.Fatal(err)
	}
	resumed := trainer(t, Options{Epochs: 6, Seed: 4})
	if err := resumed.Load(name); err != nil {
		t.Fatal(err)
	}
	if done, all := resumed.Epoch(); done != 3 || all != 6 {
		t.Errorf("%d epochs of %d are done", done, all)
	}
	run(t, resumed, 3)
	if !reflect.DeepEqual(weights(whole), weights(resumed)) {
		t.Error("the resumed run has other weights")
	}

	other := trainer(t, Options{Epochs: 6, Seed: 5})
	run(t, other, 6)
	if reflect.DeepEqual(weights(whole), weights(other)) {
		t.Error("another seed has the same weights")
	}

	m, err := LoadModel(name)
	if err != nil {
		t.Fatal(err)
	}
	if m.Features("Canada") != broken.Model.Features("Canada") {
		t.Error("the model of a checkpoint has other features")
	}
	if _, err := LoadModel(name + ".none"); err == nil {
		t.Error("a checkpoint that is not there is loaded")
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := trainer(t, Options{}).RunEpoch(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// The forward pass of training without dropout gives what the model's runner gives.
func TestForwardIsTheRunners(t *testing.T) {
	tr := trainer(t, Options{Epochs: 2})
	run(t, tr, 2)
	gold := toySentences(t)
	enc := newEncoder(tr.Model)
	e, err := enc.example(&gold[1])
	if err != nil {
		t.Fatal(err)
	}
	w := tr.workers[0]
	tr.packs.update(tr.Model)
	w.forward(newLayout([]*example{e}), Dropout{})
	heads := model.Tree(slices.Clone(w.arcScores(0)), len(e.words))
	p := model.NewNetwork(tr.Model, kernel.Best()).NewRunner().Run([][]model.Features{e.words[1:]})[0]
	for i, h := range p.Head {
		if h+1 != heads[i+1] {
			t.Errorf("word %d has head %d, in training %d", i, h+1, heads[i+1])
		}
	}
}

// A student learns from its teacher what the treebank does not say.
func TestDistill(t *testing.T) {
	teacher := trainer(t, Options{Epochs: 40})
	run(t, teacher, 40)
	gold := toySentences(t)
	silver := repeat(gold[1:2], 8)
	for i := range silver {
		silver[i].Tokens = slices.Clone(silver[i].Tokens)
		for j := range silver[i].Tokens {
			silver[i].Tokens[j].Head, silver[i].Tokens[j].Rel = 0, "root" // all wrong
		}
	}
	lessons := repeat([]conllu.Sentence{gold[0], gold[2], gold[3]}, 8)
	m := model.New(teacher.Model.Config, teacher.Model.Vocab, rand.New(rand.NewPCG(3, 3)))
	tr, err := New(m, lessons, silver, Options{Epochs: 40, Batch: 24, Rate: 0.01, SilverShare: 1, Path: kernel.Best()})
	if err != nil {
		t.Fatal(err)
	}
	if err := tr.Distill([]*model.Model{teacher.Model}, kernel.Best(), nil); err != nil {
		t.Fatal(err)
	}
	run(t, tr, 40)
	s, err := conllu.Compare(gold, Predict(model.NewNetwork(m, kernel.Best()), gold))
	if err != nil {
		t.Fatal(err)
	}
	if s.UAS != s.Words {
		t.Error(s)
	}
	stranger := toyModel(toySentences(t)[:1])
	if err := tr.Distill([]*model.Model{stranger}, kernel.Best(), nil); err == nil {
		t.Error("a teacher with another vocabulary is taken")
	}
}

func TestNewErrors(t *testing.T) {
	s := toySentences(t)
	m := toyModel(s)
	if _, err := New(m, s[:1], nil, Options{}); err == nil {
		t.Error("one sentence is enough")
	}
	bad := repeat(s, 1)
	bad[0].Tokens = slices.Clone(bad[0].Tokens)
	bad[0].Tokens[0].Head = -1
	if _, err := New(m, bad, nil, Options{}); err == nil || !strings.Contains(err.Error(), "sentence 1") {
		t.Error(err)
	}
}

func TestLearnLemmas(t *testing.T) {
	l := LearnLemmas(repeat(toySentences(t), 2), func(string) int { return -1 })
	for _, c := range [][3]string{{"supports", "VERB VBZ", "support"}, {"States", "NOUN NNS", "state"}, {"treaty", "NOUN NN", "treaty"}} {
		upos, xpos, _ := strings.Cut(c[1], " ")
		if got := l.Lemma(c[0], upos, xpos, false, func(string) int { return -1 }); got != c[2] {
			t.Errorf("%s: %s, want %s", c[0], got, c[2])
		}
	}
}
