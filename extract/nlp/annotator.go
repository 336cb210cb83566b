package nlp

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"github.com/demarche-kg/demarche/extract/nlp/model"
	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
)

// Options are the settings of an [Annotator]. The zero value of each field means
// its default.
type Options struct {
	// Cores is the number of goroutines of AnnotateAll; defaults to GOMAXPROCS.
	Cores int
	// Longest is the number of tokens beyond which a sentence is cut; defaults to
	// 300. Memory grows with its square.
	Longest int
	// Arithmetic is "avx512", "avx2" or "portable"; defaults to the fastest that the
	// machine has. The two in assembly give the same bits; the portable one rounds
	// otherwise, which moves an attachment in some ten thousand tokens.
	Arithmetic string
	// Views asks for [Token.View]: what Lens shows of each token, all that can be
	// seen where Lens is nil.
	Views bool
	Lens  *model.Lens
}

// An Annotator reads English. It is safe for concurrent use, and the same text
// gives the same result, whatever else it reads.
type Annotator struct {
	opt    Options
	tables *tables
	lemmas *model.Lemmas
	stand  map[string]standIn
	net    *model.Network
	idle   chan *model.Runner

	repairs []Repair
}

// New loads the embedded model, in some tens of milliseconds. An error means that
// the program was built wrongly.
func New() (*Annotator, error) { return NewWith(Options{}) }

// NewWith is New with options.
func NewWith(o Options) (*Annotator, error) {
	if o.Cores <= 0 {
		o.Cores = runtime.GOMAXPROCS(0)
	}
	if o.Longest <= 0 {
		o.Longest = 300
	}
	t, err := loadTables()
	if err != nil {
		return nil, fmt.Errorf("nlp: %w", err)
	}
	lemmas, err := model.EnglishLemmas()
	if err != nil {
		return nil, fmt.Errorf("nlp: %w", err)
	}
	stand, err := loadStandIns()
	if err != nil {
		return nil, fmt.Errorf("nlp: %w", err)
	}
	path, err := arithmetic(o.Arithmetic)
	if err != nil {
		return nil, err
	}
	net, err := model.EnglishNetwork(path)
	if err != nil {
		return nil, fmt.Errorf("nlp: %w", err)
	}
	if o.Views {
		if o.Lens != nil && (o.Lens.In != net.Model().Seen() || len(o.Lens.W) != o.Lens.In*o.Lens.Out || len(o.Lens.Bias) != o.Lens.Out) {
			return nil, fmt.Errorf("nlp: a lens of %d×%d does not fit the model, which shows %d", o.Lens.In, o.Lens.Out, net.Model().Seen())
		}
		net.Look(o.Lens)
	}
	return &Annotator{
		opt: o, tables: t, lemmas: lemmas, stand: stand, repairs: Repairs(),
		net: net, idle: make(chan *model.Runner, o.Cores),
	}, nil
}

// arithmetic returns the path of a name.
func arithmetic(name string) (kernel.Path, error) {
	if name == "" {
		return kernel.Best(), nil
	}
	for _, p := range kernel.Available() {
		if p.String() == name {
			return p, nil
		}
	}
	return 0, fmt.Errorf("nlp: this machine has no arithmetic %q", name)
}

// Version names the model, for the record of what produced a result: the start of
// the SHA-256 of its file.
func (a *Annotator) Version() string { return a.net.Model().Version }

// Annotate reads a text. Each range of joined, which must be whole characters and
// must not overlap, becomes one token; else the error is a [*SpanError]. A text
// without words gives no sentences. The only other error is that of ctx.
func (a *Annotator) Annotate(ctx context.Context, text string, joined []Span) ([]Sentence, error) {
	s, err := a.Tokenize(text, joined)
	if err != nil {
		return nil, err
	}
	if err := a.Parse(ctx, s); err != nil {
		return nil, err
	}
	return s, nil
}

// Tokenize finds tokens and sentences only: the other fields of the tokens are
// left zero, Head is -1.
func (a *Annotator) Tokenize(text string, joined []Span) ([]Sentence, error) {
	spans, err := checkSpans(text, joined)
	if err != nil {
		return nil, err
	}
	t := &tokenizer{tables: a.tables, rank: a.net.Model().Rank, text: text, paragraphs: paragraphLines(text)}
	t.all(spans)
	t.repairPronoun()
	var out []Sentence
	for _, st := range t.limit(t.sentences(), a.opt.Longest) {
		ws := t.words[st.from:st.to]
		s := Sentence{Start: ws[0].start, End: ws[len(ws)-1].end, Cut: st.cut}
		for i := range ws {
			s.Tokens = append(s.Tokens, Token{
				Start: ws[i].start, End: ws[i].end, Form: readable(ws[i].text(text)), Head: -1, Parts: ws[i].parts,
			})
		}
		out = append(out, s)
	}
	return out, nil
}

// readable returns a form without soft hyphens and with U+FFFD for bytes that are not
// UTF-8.
func readable(s string) string {
	c := strings.ToValidUTF8(strings.ReplaceAll(s, "\u00ad", ""), "\ufffd")
	if c == "" {
		return s // a soft hyphen alone
	}
	return c
}
