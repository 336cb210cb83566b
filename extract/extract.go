// Package extract turns the record of a meeting into positions. The whole way
// is on this screen: names are linked, sentences are read with the names as
// one word each, and the rules find who stands where.
//
// It may import schema, lexicon and the rooms below it: entity, nlp and
// position. Reading files is extract/record's.
package extract

import (
	"context"
	"fmt"

	"github.com/demarche-kg/demarche/extract/entity"
	"github.com/demarche-kg/demarche/extract/nlp"
	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// An Extractor finds positions in records. It is safe for concurrent use, and
// the same record gives the same positions.
type Extractor struct {
	linker    *entity.Linker
	annotator *nlp.Annotator
	positions *position.Extractor
	versions  Versions
}

// Versions name what positions were found with: the tables, and the models of
// the language and of the judge.
type Versions struct{ Lexicon, Model string }

// Options are the settings of an Extractor; each zero value is its default.
type Options struct {
	// Cores is the number of cores that one record is read on; defaults to
	// GOMAXPROCS. Who reads many records at once gives each one core.
	Cores int
	// Seen is for training a judge: there is none, and each token keeps all that
	// the lens of one could look at.
	Seen bool
}

// New makes an Extractor that knows the words of l. An error means that the
// embedded model or the lexicon is broken.
func New(l *lexicon.Lexicon, o Options) (*Extractor, error) {
	positions := position.NewWith(l, nil)
	if !o.Seen {
		var err error
		if positions, err = position.New(l); err != nil {
			return nil, fmt.Errorf("extract: %w", err)
		}
	}
	annotator, err := nlp.NewWith(nlp.Options{Cores: o.Cores, Views: true, Lens: positions.Lens()})
	if err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	return &Extractor{
		linker:    entity.NewLinker(l),
		annotator: annotator,
		positions: positions,
		versions:  Versions{Lexicon: l.Version, Model: annotator.Version() + "+" + positions.Version()},
	}, nil
}

// Versions tells what positions are found with.
func (x *Extractor) Versions() Versions { return x.versions }

// Positions returns the positions of each record, in the order of its text.
// Records that share a symbol are parts of one, in order: what one part names
// those after it may call "the Treaty". The only error is that of ctx.
func (x *Extractor) Positions(ctx context.Context, records ...*schema.Record) ([][]schema.Position, error) {
	speeches, err := x.Read(ctx, records...)
	if err != nil {
		return nil, err
	}
	out := make([][]schema.Position, len(records))
	for i := range records {
		for _, s := range speeches[i] {
			out[i] = append(out[i], x.positions.Extract(s)...)
		}
		for k := range out[i] {
			out[i][k].Lexicon, out[i][k].Model = x.versions.Lexicon, x.versions.Model
		}
	}
	return out, nil
}

// Read links and parses the speeches of each record: all that the rules see.
func (x *Extractor) Read(ctx context.Context, records ...*schema.Record) ([][]position.Speech, error) {
	var texts []nlp.Text
	out := make([][]position.Speech, len(records))
	named := map[string]*entity.Context{}
	for i, r := range records {
		if named[r.Symbol] == nil {
			named[r.Symbol] = entity.NewContext(r.Symbol)
			named[r.Symbol].Date = r.Date
		}
		for k := range r.Speeches {
			s := &r.Speeches[k]
			about := named[r.Symbol]
			about.Date, about.Speaker = r.Date, s.Speaker.State
			mentions := x.linker.Link(s.Text.Text, about)
			out[i] = append(out[i], position.Speech{Record: r, Speech: s, Mentions: mentions})
			text := nlp.Text{Text: s.Text.Text}
			for _, j := range x.linker.Joined(s.Text.Text, mentions) {
				text.Joined = append(text.Joined, nlp.Span(j))
			}
			texts = append(texts, text)
		}
	}
	sentences, err := x.annotator.AnnotateAll(ctx, texts)
	if err != nil {
		return nil, err
	}
	n := 0
	for i := range out {
		for k := range out[i] {
			out[i][k].Sentences = sentences[n]
			n++
		}
	}
	return out, nil
}
