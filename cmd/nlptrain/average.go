package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/nlp/train"
)

// average makes the model whose weights are the mean of those of checkpoints, which
// must have begun from one another (Wortsman et al. 2022, "Model soups", section 3),
// scores it and writes it.
func average(s *settings) error {
	list := names(s.average)
	var mean *model.Model
	for _, name := range list {
		m, err := train.LoadModel(name)
		if err != nil {
			return err
		}
		if mean == nil {
			mean = m
			continue
		}
		if m.Config != mean.Config || !slices.Equal(m.Words, mean.Words) {
			return fmt.Errorf("%s: a model of another shape or vocabulary", name)
		}
		for i, p := range weights(mean) {
			for j, v := range weights(m)[i].W {
				p.W[j] += v
			}
		}
	}
	if mean == nil {
		return errors.New("no checkpoints to average")
	}
	for _, p := range weights(mean) {
		for j := range p.W {
			p.W[j] /= float32(len(list))
		}
	}
	gold, err := readAll(s.train)
	if err != nil {
		return err
	}
	mean.Pairs = train.Vocabulary(gold, nil).Pairs
	mean.Index()
	if err := score(mean, s); err != nil {
		return err
	}
	if s.out == "" {
		return nil
	}
	return export(mean, s.out)
}

func weights(m *model.Model) []*model.Param { return append(m.Dense(), m.Tables()...) }

// score prints the scores of a model on the development files.
func score(m *model.Model, s *settings) error {
	for _, name := range names(s.dev) {
		gold, err := conllu.ReadFile(name)
		if err != nil {
			return err
		}
		sc, err := conllu.Compare(gold, train.Predict(model.NewNetwork(m, s.opt.Path), gold))
		if err != nil {
			return err
		}
		fmt.Fprintf(s.print, "  %s: %v\n", name, sc)
	}
	return nil
}
