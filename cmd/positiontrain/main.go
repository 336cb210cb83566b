// Command positiontrain trains the judge of extract/position on texts whose
// positions have been coded, and scores it on gold positions.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/extract/position/judge"
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
	on, reports, gold, test, held, out, found string
	lines, rules, embedded                    bool
	opt                                       train.Options
}

func flags(args []string) (s settings, err error) {
	f := flag.NewFlagSet("positiontrain", flag.ContinueOnError)
	f.StringVar(&s.on, "on", "extract/position/train/coded", "`folders` of speeches with positions to train on, commas between")
	f.StringVar(&s.reports, "reports", "extract/position/train/composed", "`folder` of sentences of reports with positions to train on, a line each; empty for none")
	f.StringVar(&s.gold, "gold", "", "`folder` of gold texts to train on too, thrice as much as on others, but for those held apart")
	f.StringVar(&s.test, "test", "eval/gold", "`folder` of texts with gold positions to score in the end")
	f.StringVar(&s.held, "held", "", "names of test texts to score apart, commas between")
	f.StringVar(&s.out, "out", "", "`file` to write the judge to")
	f.StringVar(&s.found, "found", "", "`folder` for the positions found in the test texts")
	f.BoolVar(&s.lines, "lines", false, "each line of a test text is a text of its own")
	f.BoolVar(&s.embedded, "embedded", false, "score the judge that the program carries, and train nothing")
	f.BoolVar(&s.rules, "rules", false, "score what the rules alone find, and train nothing")
	f.IntVar(&s.opt.Nets, "nets", 0, "nets, each from another seed")
	f.IntVar(&s.opt.Epochs, "epochs", 0, "passes over the examples")
	f.IntVar(&s.opt.View, "view", 0, "columns through which a net sees a word")
	f.IntVar(&s.opt.Embed, "embed", 0, "columns of a feature")
	f.IntVar(&s.opt.Hidden, "hidden", 0, "columns of the hidden layer")
	f.Float64Var(&s.opt.Rate, "rate", 0, "learning rate")
	f.Float64Var(&s.opt.Drop, "drop", 0, "share of views and hidden columns dropped")
	f.Float64Var(&s.opt.Forget, "forget", 0, "share of features dropped")
	f.IntVar(&s.opt.AtLeast, "at-least", 0, "examples in which a feature must stand")
	f.Float64Var(&s.opt.Threshold, "threshold", 0, "least worth kept")
	f.Uint64Var(&s.opt.Seed, "seed", 7, "seed of weights and order")
	return s, f.Parse(args)
}

func run(ctx context.Context, args []string) error {
	s, err := flags(args)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	s.opt.Progress = func(net, epoch int, loss float64) {
		fmt.Fprintf(os.Stderr, "net %d, epoch %d: loss %.4f\n", net, epoch+1, loss)
	}
	lex, err := lexicon.Default()
	if err != nil {
		return err
	}
	with := func(j *judge.Judge) *position.Extractor { return position.NewWith(lex, j) }
	test, err := read(ctx, lex, s.test, s.lines)
	if err != nil {
		return err
	}
	var j *judge.Judge
	switch {
	case s.rules:
	case s.embedded:
		if j, err = judge.English(); err != nil {
			return err
		}
	default:
		if j, err = fit(ctx, lex, s, with); err != nil {
			return err
		}
	}
	train.Oracle(os.Stdout, test)
	if err := report(with(j), test, s); err != nil || s.out == "" {
		return err
	}
	var b bytes.Buffer
	if err := judge.Write(&b, j); err != nil {
		return err
	}
	return os.WriteFile(s.out, b.Bytes(), 0o644)
}

// read annotates the texts of folders and has the rules propose.
func read(ctx context.Context, lex *lexicon.Lexicon, folders string, lines bool) ([]train.Reading, error) {
	var docs []train.Document
	for _, f := range strings.Split(folders, ",") {
		d, err := train.Reader{Lexicon: lex, Lines: lines}.Read(ctx, f)
		if err != nil {
			return nil, err
		}
		docs = append(docs, d...)
	}
	return train.Propose(position.NewWith(lex, nil), docs), nil
}

// every says which texts are not trained on but give the curve of confidence:
// one in ten.
const every = 10

// goldWeight is how often a gold text is trained on for each time that another is:
// people have coded it.
const goldWeight = 3

// fit trains on coded speeches and reports.
func fit(ctx context.Context, lex *lexicon.Lexicon, s settings, with train.With) (*judge.Judge, error) {
	rs, err := read(ctx, lex, s.on, false)
	if err != nil {
		return nil, err
	}
	var seen, unseen []train.Reading
	for i, r := range rs {
		if i%every == 0 {
			unseen = append(unseen, r)
		} else {
			seen = append(seen, r)
		}
	}
	train.Oracle(os.Stdout, rs)
	if s.reports != "" {
		more, err := read(ctx, lex, s.reports, true)
		if err != nil {
			return nil, err
		}
		seen = append(seen, more...)
	}
	if s.gold != "" {
		more, err := read(ctx, lex, s.gold, false)
		if err != nil {
			return nil, err
		}
		held := strings.Split(s.held, ",")
		more = slices.DeleteFunc(more, func(r train.Reading) bool { return slices.Contains(held, r.Name) })
		for range goldWeight {
			seen = append(seen, more...)
		}
	}
	j := train.FitOn(seen, s.opt)
	outcomes, score := train.Read(with(j), unseen)
	fmt.Printf("coded texts not trained on\n%s", score)
	j.Curve = train.Calibrate(train.Trials(outcomes))
	return j, nil
}

func reliability(trials []train.Trial) {
	bins, ece := train.Reliability(trials)
	for _, b := range bins {
		fmt.Printf("confidence %.2f  right %.2f  of %d\n", b.Confidence, b.Right, b.N)
	}
	fmt.Printf("expected calibration error %.3f\n", ece)
}

// report scores the test texts, those held apart by themselves.
func report(x *position.Extractor, test []train.Reading, s settings) error {
	var use, apart []train.Reading
	for _, r := range test {
		if slices.Contains(strings.Split(s.held, ","), r.Name) {
			apart = append(apart, r)
		} else {
			use = append(use, r)
		}
	}
	all, score := train.Read(x, use)
	fmt.Printf("test\n%s", score)
	if len(apart) > 0 {
		more, score := train.Read(x, apart)
		fmt.Printf("held apart\n%s", score)
		all = append(all, more...)
		_, score = train.Read(x, test)
		fmt.Printf("together\n%s", score)
	}
	reliability(train.Trials(all))
	return write(s.found, all)
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
