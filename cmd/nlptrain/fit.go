package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/nlp/train"
)

// names splits a list of files.
func names(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

func readAll(list string) ([]conllu.Sentence, error) {
	var out []conllu.Sentence
	for _, n := range names(list) {
		s, err := conllu.ReadFile(n)
		if err != nil {
			return nil, err
		}
		out = append(out, s...)
	}
	return out, nil
}

// fit trains a model and writes it.
func fit(ctx context.Context, s *settings) error {
	gold, err := readAll(s.train)
	if err != nil {
		return err
	}
	silver, err := readAll(s.silver)
	if err != nil {
		return err
	}
	if err := doctor(s, gold); err != nil {
		return err
	}
	m, err := begin(s, gold)
	if err != nil {
		return err
	}
	t, err := train.New(m, gold, silver, s.opt)
	if err != nil {
		return err
	}
	if _, err := os.Stat(s.checkpoint); err == nil {
		if err := t.Load(s.checkpoint); err != nil {
			return err
		}
	}
	if err := distill(t, s); err != nil {
		return err
	}
	for {
		done, all := t.Epoch()
		if done >= all || s.until > 0 && done >= s.until {
			break
		}
		if err := epoch(ctx, t, s); err != nil {
			return err
		}
	}
	if s.out == "" {
		return nil
	}
	return export(m, s.out)
}

// doctor says how many sentences of the development files are in the training files
// as well: scores on those mean little.
func doctor(s *settings, gold []conllu.Sentence) error {
	seen := map[string]bool{}
	for i := range gold {
		seen[words(&gold[i])] = true
	}
	for _, name := range names(s.dev) {
		dev, err := conllu.ReadFile(name)
		if err != nil {
			return err
		}
		n := 0
		for i := range dev {
			if len(dev[i].Tokens) > 4 && seen[words(&dev[i])] {
				n++
			}
		}
		fmt.Fprintf(s.print, "%s: %d of %d sentences are in the training files\n", name, n, len(dev))
	}
	return nil
}

func words(s *conllu.Sentence) string {
	var b strings.Builder
	for _, t := range s.Tokens {
		b.WriteString(t.Form)
		b.WriteByte(' ')
	}
	return b.String()
}

// begin makes the model to train: with random weights, or with those of another.
func begin(s *settings, gold []conllu.Sentence) (*model.Model, error) {
	vectors, err := train.ReadVectors(s.vectors)
	if err != nil {
		return nil, err
	}
	s.config.Vector = vectors.Cols
	vocab := train.Vocabulary(gold, vectors.Words)
	m := model.New(s.config, vocab, rand.New(rand.NewPCG(s.opt.Seed, 0)))
	if s.start == "" {
		return m, vectors.Install(m)
	}
	from, err := train.LoadModel(s.start)
	if err != nil {
		return nil, err
	}
	if from.Config != m.Config || !slices.Equal(from.Words, m.Words) || !slices.Equal(from.Vectors, m.Vectors) {
		return nil, fmt.Errorf("%s: a model of another shape or vocabulary", s.start)
	}
	from.Pairs = vocab.Pairs
	from.Index()
	return from, nil
}

// epoch runs one epoch, saves it, and scores the model on the development files.
func epoch(ctx context.Context, t *train.Trainer, s *settings) error {
	done, all := t.Epoch()
	start, told := time.Now(), time.Now()
	l, err := t.RunEpoch(ctx, func(share float64, l train.Losses) {
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			fmt.Fprintf(s.print, "epoch %d of %d: %3.0f%%, loss %.3f\n", done+1, all, 100*share, l.Total()/float64(l.Words))
		}
	})
	if err != nil {
		return err
	}
	n, seconds := float64(l.Words), time.Since(start).Seconds()
	fmt.Fprintf(s.print, "epoch %d of %d: %.0f s, %.0f words/s; loss: head %.3f relation %.3f upos %.3f xpos %.3f\n",
		done+1, all, seconds, n/seconds, l.Arc/n, l.Rel/n, l.UPOS/n, l.XPOS/n)
	if err := t.Save(s.checkpoint); err != nil {
		return err
	}
	return score(t.Model, s)
}

// distill sets the trainer's targets by its teachers, if there are any.
func distill(t *train.Trainer, s *settings) error {
	var ms []*model.Model
	for _, name := range names(s.teachers) {
		m, err := train.LoadModel(name)
		if err != nil {
			return err
		}
		ms = append(ms, m)
	}
	if len(ms) == 0 {
		return nil
	}
	return t.Distill(ms, s.opt.Path, func(done, all int) {
		if done%200 == 0 || done == all {
			fmt.Fprintf(s.print, "teachers have read %d of %d batches\n", done, all)
		}
	})
}

// export writes the file that is embedded.
func export(m *model.Model, out string) error {
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	return errors.Join(model.Write(f, m), f.Close())
}
