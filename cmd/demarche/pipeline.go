package main

import (
	"context"
	"errors"
	"runtime"
	"sync"

	"github.com/demarche-kg/demarche/extract"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// A found is what came of one file.
type found struct {
	file      string
	record    *schema.Record
	positions []schema.Position
	err       error // why the file could not be read
}

// ok reports whether the file could be read.
func (f found) ok() bool { return f.err == nil }

// A pipeline reads files and finds positions in them, several files at once,
// one group of files in memory a core.
type pipeline struct {
	lexicon *lexicon.Lexicon
	extract *extract.Extractor
	reader  reader
}

func (s *settings) newPipeline() (*pipeline, error) {
	l, err := s.loadLexicon()
	if err != nil {
		return nil, err
	}
	x, err := extract.New(l, extract.Options{Cores: 1})
	if err != nil {
		return nil, err
	}
	return &pipeline{lexicon: l, extract: x, reader: newReader(l)}, nil
}

// groupBytes is how much text of one record is worked on at once.
const groupBytes = 1 << 20

// run works the files through and hands what came of them to take, in the
// order of the files: parts of one record that stand next to each other come
// together, any other file alone. It ends at the first error of take or of ctx.
func (p *pipeline) run(ctx context.Context, files []string, take func([]found) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	type job struct {
		group []found
		done  chan struct{}
	}
	cores := runtime.GOMAXPROCS(0)
	todo, order := make(chan *job), make(chan *job, cores)
	var workers sync.WaitGroup
	for range cores {
		workers.Go(func() {
			for j := range todo {
				p.work(ctx, j.group)
				close(j.done)
			}
		})
	}
	go func() {
		defer close(order)
		defer close(todo)
		for group := range p.groups(ctx, files) {
			j := &job{group, make(chan struct{})}
			select {
			case order <- j:
			case <-ctx.Done():
				return
			}
			select {
			case todo <- j:
			case <-ctx.Done():
				return
			}
		}
	}()
	for j := range order {
		select {
		case <-j.done:
		case <-ctx.Done():
			continue
		}
		if ctx.Err() == nil {
			if err := take(j.group); err != nil {
				cancel(err)
			}
		}
	}
	workers.Wait()
	return context.Cause(ctx)
}

// groups reads the files and goes through them in groups of one record.
func (p *pipeline) groups(ctx context.Context, files []string) func(yield func([]found) bool) {
	return func(yield func([]found) bool) {
		var group []found
		bytes := 0
		for _, file := range files {
			if ctx.Err() != nil {
				return
			}
			f := found{file: file}
			f.record, f.err = p.reader.read(ctx, file)
			if len(group) > 0 && (bytes > groupBytes || !sameRecord(group[len(group)-1], f)) {
				if !yield(group) {
					return
				}
				group, bytes = nil, 0
			}
			group = append(group, f)
			if f.record != nil {
				bytes += f.record.Bytes
			}
		}
		if len(group) > 0 {
			yield(group)
		}
	}
}

// sameRecord reports whether both files are parts of one record.
func sameRecord(a, b found) bool {
	return a.record != nil && b.record != nil && a.record.Part && b.record.Part && a.record.Symbol == b.record.Symbol
}

// each makes of what takes one file what run wants.
func each(take func(found) error) func([]found) error {
	return func(group []found) error {
		for _, f := range group {
			if err := take(f); err != nil {
				return err
			}
		}
		return nil
	}
}

// work finds the positions of a group.
func (p *pipeline) work(ctx context.Context, group []found) {
	var records []*schema.Record
	for _, f := range group {
		if f.record != nil {
			records = append(records, f.record)
		}
	}
	positions, err := p.extract.Positions(ctx, records...)
	n := 0
	for i := range group {
		switch {
		case group[i].record == nil:
		case err != nil:
			group[i].err = errors.Join(group[i].err, err)
		default:
			group[i].positions = positions[n]
			n++
		}
	}
}
