// Command nlptrain trains the model of extract/nlp from treebanks and vectors, and
// the table of lemmas beside it. english.sh calls it as it was called to make the
// embedded model; extract/nlp/model/CARD.md says what came of it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
	"github.com/demarche-kg/demarche/extract/nlp/train"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "nlptrain:", err)
		os.Exit(1)
	}
}

const usage = `Usage: nlptrain -train FILES -vectors BASE [-dev FILES] [-out FILE] ...

Trains a tagger and parser. The state is kept in the checkpoint after every epoch;
the same command goes on from there. The same files, seed and settings give the same
model, to the bit, on machines with the same arithmetic.

`

const example = `
Example:
  nlptrain -train ewt-train.conllu,gum-train.conllu -dev ewt-dev.conllu \
      -vectors glove-100d-50k -out english.model
`

// settings are the flags.
type settings struct {
	train, silver, dev  string
	teachers, start     string
	vectors, checkpoint string
	out, lemmas         string
	average             string
	until               int
	config              model.Config
	opt                 train.Options
	print               io.Writer
}

func run(ctx context.Context, args []string, out, errOut io.Writer) error {
	s := settings{print: out}
	f := flag.NewFlagSet("nlptrain", flag.ContinueOnError)
	f.SetOutput(errOut)
	f.Usage = func() {
		fmt.Fprint(errOut, usage)
		f.PrintDefaults()
		fmt.Fprint(errOut, example)
	}
	f.StringVar(&s.train, "train", "", "CoNLL-U `files` to train on, with commas between")
	f.StringVar(&s.silver, "silver", "", "CoNLL-U `files` annotated by machine, read in part each epoch")
	f.StringVar(&s.teachers, "teachers", "", "checkpoint `files` of models to learn from as well")
	f.StringVar(&s.start, "start", "", "checkpoint `file` of a model of the same shape whose weights to begin with")
	f.StringVar(&s.dev, "dev", "", "CoNLL-U `files` to score after each epoch")
	f.StringVar(&s.vectors, "vectors", "", "`base` of word vectors: base.words and base.f16")
	f.StringVar(&s.checkpoint, "checkpoint", "nlp.checkpoint", "`file` to keep the state in; a run goes on from it")
	f.StringVar(&s.out, "out", "", "`file` to write the model to when all epochs are done")
	f.StringVar(&s.lemmas, "lemmas", "", "`file` to write the table of lemmas to, learned from the treebanks; nothing else is done")
	f.StringVar(&s.average, "average", "", "checkpoint `files` whose mean to score and write; nothing is trained")
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
	if f.NArg() > 0 {
		return fmt.Errorf("argument %q is not a flag", f.Arg(0))
	}
	if s.train == "" || s.vectors == "" {
		return errors.New("-train and -vectors are needed; -help tells more")
	}
	if s.lemmas != "" {
		return lemmas(s.train, s.vectors, s.lemmas)
	}
	s.opt.Path = kernel.Best()
	if s.average != "" {
		return average(&s)
	}
	return fit(ctx, &s)
}
