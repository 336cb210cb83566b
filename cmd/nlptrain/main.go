// Command nlptrain trains the model of extract/nlp from treebanks and vectors.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
	"github.com/demarche-kg/demarche/extract/nlp/train"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "nlptrain:", err)
		os.Exit(1)
	}
}

// settings are the flags.
type settings struct {
	train, silver, dev  string
	teachers, start     string
	vectors, checkpoint string
	out, lemmas         string
	until               int
	config              model.Config
	opt                 train.Options
}

func run(ctx context.Context, args []string) error {
	var s settings
	f := flag.NewFlagSet("nlptrain", flag.ContinueOnError)
	f.StringVar(&s.train, "train", "", "CoNLL-U `files` to train on, with commas between")
	f.StringVar(&s.silver, "silver", "", "CoNLL-U `files` annotated by machine, read in part each epoch")
	f.StringVar(&s.teachers, "teachers", "", "checkpoint `files` of models to learn from as well")
	f.StringVar(&s.start, "start", "", "checkpoint `file` of a model of the same shape whose weights to begin with")
	f.StringVar(&s.dev, "dev", "", "CoNLL-U `files` to score after each epoch")
	f.StringVar(&s.vectors, "vectors", "", "`base` of word vectors: base.words and base.f16")
	f.StringVar(&s.checkpoint, "checkpoint", "nlp.checkpoint", "`file` to keep the state in; a run goes on from it")
	f.StringVar(&s.out, "out", "", "`file` to write the model to when all epochs are done")
	f.StringVar(&s.lemmas, "lemmas", "", "`file` to write the table of lemmas to, learned from the treebanks; nothing else is done")
	f.IntVar(&s.until, "until", 0, "stop after this many epochs, as if interrupted; 0 for none")
	f.IntVar(&s.opt.Epochs, "epochs", 30, "passes over the treebanks")
	f.IntVar(&s.opt.Batch, "batch", 1000, "tokens a step")
	f.Float64Var(&s.opt.Rate, "rate", 0.002, "learning rate")
	f.Float64Var(&s.opt.SilverShare, "silver-share", 0.5, "silver tokens for each gold token")
	f.Uint64Var(&s.opt.Seed, "seed", 1, "seed of weights, order and dropout")
	f.IntVar(&s.config.Hidden, "hidden", 256, "units of an LSTM in one direction")
	f.IntVar(&s.config.Layers, "layers", 2, "LSTM layers")
	f.IntVar(&s.config.TagLayer, "tag-layer", 0, "the layer that tags are read from")
	f.IntVar(&s.config.Word, "word", 64, "columns of the word embedding")
	f.IntVar(&s.config.Affix, "affix", 96, "columns of the affix embedding")
	f.IntVar(&s.config.Arc, "arc", 160, "columns of the projections for heads")
	f.IntVar(&s.config.Label, "label", 128, "columns of the projections for relations")
	f.IntVar(&s.config.Buckets, "buckets", 12000, "rows of the affix table")
	if err := f.Parse(args); err != nil {
		return err
	}
	if s.lemmas != "" {
		return lemmas(s.train, s.vectors, s.lemmas)
	}
	s.opt.Path = kernel.Best()
	return fit(ctx, &s)
}

func readAll(names string) ([]conllu.Sentence, error) {
	var out []conllu.Sentence
	for _, n := range strings.Split(names, ",") {
		if n == "" {
			continue
		}
		s, err := conllu.ReadFile(n)
		if err != nil {
			return nil, err
		}
		out = append(out, s...)
	}
	return out, nil
}

func fit(ctx context.Context, s *settings) error {
	gold, err := readAll(s.train)
	if err != nil {
		return err
	}
	silver, err := readAll(s.silver)
	if err != nil {
		return err
	}
	vectors, err := train.ReadVectors(s.vectors)
	if err != nil {
		return err
	}
	s.config.Vector = vectors.Cols
	vocab := train.Vocabulary(gold, vectors.Words)
	m := model.New(s.config, vocab, rand.New(rand.NewPCG(s.opt.Seed, 0)))
	if err := vectors.Install(m); err != nil {
		return err
	}
	if s.start != "" {
		from, err := train.LoadModel(s.start)
		if err != nil {
			return err
		}
		if from.Config != m.Config || !slices.Equal(from.Words, m.Words) {
			return fmt.Errorf("%s: a model of another shape", s.start)
		}
		from.Pairs = vocab.Pairs
		m = from
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
			if s.out == "" {
				return nil
			}
			return export(s.checkpoint, vocab, s.out)
		}
		start := time.Now()
		l, err := t.RunEpoch(ctx, nil)
		if err != nil {
			return err
		}
		n := float64(l.Words)
		fmt.Printf("epoch %d: %.0f s, %.0f words/s; loss: head %.3f relation %.3f upos %.3f xpos %.3f\n",
			done+1, time.Since(start).Seconds(), n/time.Since(start).Seconds(), l.Arc/n, l.Rel/n, l.UPOS/n, l.XPOS/n)
		if err := t.Save(s.checkpoint); err != nil {
			return err
		}
		for _, name := range strings.Split(s.dev, ",") {
			if name == "" {
				continue
			}
			g, err := conllu.ReadFile(name)
			if err != nil {
				return err
			}
			sc, err := conllu.Compare(g, train.Predict(model.NewNetwork(m, s.opt.Path), g))
			if err != nil {
				return err
			}
			fmt.Printf("  %s: %v\n", name, sc)
		}
	}
}

// export writes the model of a checkpoint as the file that is embedded.
func export(checkpoint string, vocab model.Vocab, out string) error {
	m, err := train.LoadModel(checkpoint)
	if err != nil {
		return err
	}
	m.Pairs = vocab.Pairs // which a checkpoint of an older version lacks
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	return errors.Join(model.Write(f, m), f.Close())
}

// lemmas learns the table of lemmas from treebanks and writes it.
func lemmas(files, vectors, out string) error {
	s, err := readAll(files)
	if err != nil {
		return err
	}
	v, err := train.ReadVectors(vectors)
	if err != nil {
		return err
	}
	ranks := map[string]int{}
	for i, w := range v.Words {
		ranks[w] = i
	}
	rank := func(w string) int {
		if i, ok := ranks[w]; ok {
			return i
		}
		return -1
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	return errors.Join(train.LearnLemmas(s, rank).WriteTo(f, []string{
		"class\tending\tletters\tcut\tadd",
		"Endings of English words and how to make lemmas of them; ^ marks a whole word, * the commonest edits of a class.",
		"Learned by nlptrain -lemmas from the training files of UD English EWT and of the open genres of UD English GUM.",
		"Licence: CC BY-SA 4.0, after those treebanks.",
	}), f.Close())
}

// distill sets the trainer's targets by its teachers, if there are any.
func distill(t *train.Trainer, s *settings) error {
	if s.teachers == "" {
		return nil
	}
	var ms []*model.Model
	for _, name := range strings.Split(s.teachers, ",") {
		m, err := train.LoadModel(name)
		if err != nil {
			return err
		}
		ms = append(ms, m)
	}
	return t.Distill(ms, s.opt.Path, func(done, all int) {
		if done%200 == 0 || done == all {
			fmt.Printf("teachers have read %d of %d batches\n", done, all)
		}
	})
}
