package nlp

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/demarche-kg/demarche/extract/nlp/model"
)

// Bounds of a batch: sentences run together so that each step of the network is
// one product of matrices. More gives little and takes memory.
const (
	batchSentences = 48
	batchWords     = 1200
)

// Parse fills in UPOS, XPOS, Lemma, Head, Rel and Margin of sentences whose tokens
// have forms and parts. A sentence longer than [Options.Longest] is parsed in pieces,
// and all but the first hang on it as parataxis. Parse uses one goroutine. The only
// error is that of ctx, after which some sentences may be filled in.
func (a *Annotator) Parse(ctx context.Context, sentences []Sentence) error {
	pieces, merge := a.pieces(pointers(sentences))
	for _, b := range batches(pieces) {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.parseBatch(b)
	}
	merge()
	return ctx.Err()
}

// AnnotateAll reads texts on all cores, sentences of like length together. Result i
// is what Annotate gives for text i. The first error ends the work; a [*SpanError]
// is that of the first text that has one.
func (a *Annotator) AnnotateAll(ctx context.Context, texts []Text) ([][]Sentence, error) {
	out := make([][]Sentence, len(texts))
	errs := make([]error, len(texts))
	a.parallel(len(texts), func(i int) {
		if ctx.Err() == nil {
			out[i], errs[i] = a.Tokenize(texts[i].Text, texts[i].Joined)
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var all []*Sentence
	for i := range texts {
		if errs[i] != nil {
			return nil, errs[i]
		}
		all = append(all, pointers(out[i])...)
	}
	if err := a.parseParallel(ctx, all); err != nil {
		return nil, err
	}
	return out, nil
}

// ParseAll is Parse on all cores.
func (a *Annotator) ParseAll(ctx context.Context, sentences []Sentence) error {
	return a.parseParallel(ctx, pointers(sentences))
}

func (a *Annotator) parseParallel(ctx context.Context, all []*Sentence) error {
	pieces, merge := a.pieces(all)
	bs := batches(pieces)
	a.parallel(len(bs), func(i int) {
		if ctx.Err() == nil {
			a.parseBatch(bs[i])
		}
	})
	if err := ctx.Err(); err != nil {
		return err
	}
	merge()
	return nil
}

// parallel calls f for 0 to n-1 on all cores.
func (a *Annotator) parallel(n int, f func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(a.opt.Cores, n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

func pointers(s []Sentence) []*Sentence {
	var p []*Sentence
	for i := range s {
		if len(s[i].Tokens) > 0 {
			p = append(p, &s[i])
		}
	}
	return p
}

// batches sorts sentences by length, longest first, and cuts them into batches.
func batches(s []*Sentence) [][]*Sentence {
	slices.SortStableFunc(s, func(a, b *Sentence) int { return cmp.Compare(len(b.Tokens), len(a.Tokens)) })
	var out [][]*Sentence
	for len(s) > 0 {
		n := max(1, min(len(s), batchSentences, batchWords/(len(s[0].Tokens)+1)))
		out = append(out, s[:n])
		s = s[n:]
	}
	return out
}

// parseBatch runs the network over sentences, longest first, and repairs what it
// gives.
func (a *Annotator) parseBatch(batch []*Sentence) {
	m := a.net.Model()
	in := make([][]model.Features, len(batch))
	for i, s := range batch {
		in[i] = make([]model.Features, len(s.Tokens))
		for j := range s.Tokens {
			in[i][j] = m.Features(a.standIn(&s.Tokens[j]))
		}
	}
	r := a.runner()
	defer a.giveBack(r)
	for i, p := range r.Run(in) {
		s := batch[i]
		for j := range s.Tokens {
			t := &s.Tokens[j]
			t.UPOS, t.XPOS = m.UPOS[p.UPOS[j]], m.XPOS[p.XPOS[j]]
			t.Head, t.Rel, t.Margin = p.Head[j], m.Rels[p.Rel[j]], p.Margin[j]
			if p.View != nil {
				t.View = p.View[j]
			}
		}
		a.finish(s)
	}
}

func (a *Annotator) runner() *model.Runner {
	select {
	case r := <-a.idle:
		return r
	default:
		return a.net.NewRunner()
	}
}

// giveBack keeps a runner and its memory for the next batch.
func (a *Annotator) giveBack(r *model.Runner) {
	select {
	case a.idle <- r:
	default:
	}
}

// finish adds lemmas and applies the repair rules.
func (a *Annotator) finish(s *Sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		a.joinedTags(t)
		t.Lemma = t.Form
		if len(t.Parts) < 2 {
			t.Lemma = a.lemmas.Lemma(t.Form, t.UPOS, t.XPOS, i == 0, a.net.Model().Rank)
		}
	}
	a.repair(s)
}
