// Command positiontrain trains the judge of extract/position on gold
// positions, and says by cross-validation how good it is.
package main

import (
	"bytes"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/extract/position/train"
	"github.com/demarche-kg/demarche/lexicon"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "positiontrain:", err)
		os.Exit(1)
	}
}

// settings are the flags.
type settings struct {
	gold, held, out, found, cache string
	folds                         int
	lines                         bool
	rules, quiet, embedded        bool
	opt                           train.Options
}

func run(ctx context.Context, args []string) error {
	var s settings
	f := flag.NewFlagSet("positiontrain", flag.ContinueOnError)
	f.StringVar(&s.gold, "gold", "eval/gold", "`folder` of texts with gold positions")
	f.StringVar(&s.held, "held", "", "names of texts to keep out of training, with commas between; they are scored in the end")
	f.StringVar(&s.out, "out", "", "`file` to write the judge to, trained on all that is not held out")
	f.StringVar(&s.found, "found", "", "`folder` for the positions found in cross-validation")
	f.StringVar(&s.cache, "cache", "", "`file` that keeps the annotated texts from run to run")
	f.IntVar(&s.folds, "folds", 6, "parts in cross-validation, by source; 0 for none")
	f.BoolVar(&s.lines, "lines", false, "each line of a text is a text of its own")
	f.BoolVar(&s.quiet, "noheld", false, "leave the texts kept out unread")
	f.BoolVar(&s.embedded, "embedded", false, "score the judge that the program carries, and train nothing")
	f.BoolVar(&s.rules, "rules", false, "score what the rules alone find")
	f.IntVar(&s.opt.Epochs, "epochs", 0, "passes over the examples")
	f.Float64Var(&s.opt.Rate, "rate", 0, "learning rate")
	f.Float64Var(&s.opt.Decay, "decay", 0, "weight of the squared norm")
	f.Float64Var(&s.opt.Trust, "trust", 0, "how far labels begin on the side of the rules")
	f.IntVar(&s.opt.AtLeast, "at-least", 0, "examples in which a feature must stand")
	f.Float64Var(&s.opt.Threshold, "threshold", 0, "least score kept")
	f.Uint64Var(&s.opt.Seed, "seed", 7, "seed of the order of examples")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	lex, err := lexicon.Default()
	if err != nil {
		return err
	}
	docs, err := read(ctx, lex, s)
	if err != nil {
		return err
	}
	held := map[string]bool{}
	for _, h := range strings.Split(s.held, ",") {
		held[h] = true
	}
	with := func(j *position.Judge) *position.Extractor { return position.NewWith(lex, j) }
	var use, apart []train.Reading
	for _, r := range train.Propose(with(nil), docs) {
		if held[r.Name] {
			apart = append(apart, r)
		} else {
			use = append(use, r)
		}
	}
	train.Oracle(os.Stdout, use)
	if s.rules {
		outcomes, score := train.Read(with(nil), use)
		fmt.Printf("rules alone\n%s", score)
		if s.found != "" {
			if err := write(s.found+".rules", outcomes); err != nil {
				return err
			}
		}
	}
	if s.embedded {
		x, err := position.New(lex)
		if err != nil {
			return err
		}
		outcomes, score := train.Read(x, use)
		fmt.Printf("the embedded judge\n%s", score)
		return write(s.found, outcomes)
	}
	if s.folds > 0 {
		outcomes, score := train.Validate(with, use, s.folds, s.opt)
		fmt.Printf("cross-validation in %d folds\n%s", s.folds, score)
		bins, ece := train.Reliability(train.Calibrated(outcomes))
		for _, b := range bins {
			fmt.Printf("confidence %.2f  right %.2f  of %d\n", b.Confidence, b.Right, b.N)
		}
		fmt.Printf("expected calibration error %.3f\n", ece)
		if s.found != "" {
			if err := write(s.found, outcomes); err != nil {
				return err
			}
		}
	}
	if s.out == "" && (s.quiet || len(apart) == 0) {
		return nil
	}
	j := train.FitAll(with, use, s.folds, s.opt)
	if len(apart) > 0 && !s.quiet {
		_, score := train.Read(with(j), apart)
		fmt.Printf("held out\n%s", score)
	}
	if s.out == "" {
		return nil
	}
	var b bytes.Buffer
	if err := j.Write(&b); err != nil {
		return err
	}
	return os.WriteFile(s.out, b.Bytes(), 0o644)
}

// read annotates the texts, or takes them from the cache.
func read(ctx context.Context, lex *lexicon.Lexicon, s settings) ([]train.Document, error) {
	if s.cache != "" {
		if data, err := os.ReadFile(s.cache); err == nil {
			var docs []train.Document
			err := gob.NewDecoder(bytes.NewReader(data)).Decode(&docs)
			return docs, err
		}
	}
	docs, err := train.Reader{Lexicon: lex, Lines: s.lines}.Read(ctx, s.gold)
	if err != nil || s.cache == "" {
		return docs, err
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(docs); err != nil {
		return nil, err
	}
	return docs, os.WriteFile(s.cache, b.Bytes(), 0o644)
}

// write keeps what was found, a file a text, as the scorer reads it.
func write(folder string, outcomes []train.Outcome) error {
	if folder == "" {
		return nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, o := range outcomes {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		for _, p := range o.Found {
			if err := enc.Encode(p); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(folder, o.Name+".jsonl"), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
