package nlp

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
)

// check fails the test where sentences are not what the package promises: offsets
// within the text and in order, one root, no circles, parts within their token.
func check(t *testing.T, text string, sentences []Sentence) {
	t.Helper()
	at := 0
	for _, s := range sentences {
		if len(s.Tokens) == 0 || s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
			t.Fatalf("sentence %d to %d does not have the range of its tokens", s.Start, s.End)
		}
		roots := 0
		for i, k := range s.Tokens {
			if k.Start < at || k.End <= k.Start || k.End > len(text) || k.Form == "" {
				t.Fatalf("token %q has the range %d to %d after %d", k.Form, k.Start, k.End, at)
			}
			at = k.End
			if k.Head < 0 {
				roots++
			}
			if k.Head >= len(s.Tokens) || k.Head == i {
				t.Fatalf("token %d has head %d of %d", i, k.Head, len(s.Tokens))
			}
			steps := 0
			for h := k.Head; h >= 0; h = s.Tokens[h].Head {
				if steps++; steps > len(s.Tokens) {
					t.Fatalf("a circle above token %d", i)
				}
			}
			if (k.Head < 0) != (k.Rel == "root") || k.UPOS == "" || k.XPOS == "" || k.Lemma == "" || k.Margin != k.Margin {
				t.Fatalf("token %+v", k)
			}
			from := k.Start
			for _, p := range k.Parts {
				if p.Start < from || p.End > k.End || p.End <= p.Start {
					t.Fatalf("part %v of token %d to %d", p, k.Start, k.End)
				}
				from = p.End
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots", roots)
		}
	}
}

func TestAnnotate(t *testing.T) {
	a := annotator(t)
	const text = "Canada supports the Treaty. It urges Iran to comply."
	s, err := a.Annotate(context.Background(), text, nil)
	if err != nil {
		t.Fatal(err)
	}
	check(t, text, s)
	if len(s) != 2 {
		t.Fatalf("%d sentences", len(s))
	}
	k := s[0].Tokens
	if k[0].Rel != "nsubj" || k[0].Head != 1 || k[0].UPOS != "PROPN" || k[1].Lemma != "support" || k[1].XPOS != "VBZ" || k[3].Rel != "obj" {
		t.Errorf("%+v", k)
	}
	if a.Version() == "" {
		t.Error("no version")
	}
}

func TestAnnotateNothing(t *testing.T) {
	a := annotator(t)
	for _, text := range []string{"", " \n\t", "\x00\x01", "\u200b"} {
		s, err := a.Annotate(context.Background(), text, nil)
		if err != nil || len(s) != 0 {
			t.Errorf("%q: %v, %v", text, s, err)
		}
	}
}

// A joined span is one token with parts, and mends the list that the title of a
// treaty breaks.
func TestJoined(t *testing.T) {
	a := annotator(t)
	const text = "We support the Programme of Action to Prevent, Combat and Eradicate the Illicit Trade in Small\nArms, the Arms Trade Treaty and the Register."
	span := func(s string) Span {
		i := strings.Index(text, s)
		if i < 0 {
			t.Fatalf("no %q", s)
		}
		return Span{i, i + len(s)}
	}
	title := span("Programme of Action to Prevent, Combat and Eradicate the Illicit Trade in Small\nArms")
	s, err := a.Annotate(context.Background(), text, []Span{span("Arms Trade Treaty"), title})
	if err != nil {
		t.Fatal(err)
	}
	check(t, text, s)
	byForm := map[string]Token{}
	for _, k := range s[0].Tokens {
		byForm[k.Form] = k
	}
	p, ok := byForm["Programme of Action to Prevent, Combat and Eradicate the Illicit Trade in Small Arms"]
	if !ok {
		t.Fatalf("no joined token: %v", s)
	}
	if p.Start != title.Start || p.End != title.End || len(p.Parts) != 15 || p.UPOS != "PROPN" || p.Rel != "obj" {
		t.Errorf("%+v", p)
	}
	for _, f := range []string{"Arms Trade Treaty", "Register"} {
		if k := byForm[f]; k.Rel != "conj" || s[0].Tokens[k.Head].Form != p.Form {
			t.Errorf("%s is %s of %s", f, k.Rel, s[0].Tokens[max(k.Head, 0)].Form)
		}
	}
}

func TestJoinedExpressions(t *testing.T) {
	a := annotator(t)
	const text = "In order to reduce risks, we support the elimination of small arms and light weapons as well as a legally binding treaty."
	var spans []Span
	for _, w := range []string{"legally binding", "as well as", "small arms and light weapons", "In order to"} {
		i := strings.Index(text, w)
		spans = append(spans, Span{i, i + len(w)})
	}
	s, err := a.Annotate(context.Background(), text, spans)
	if err != nil {
		t.Fatal(err)
	}
	check(t, text, s)
	want := map[string][2]string{
		"legally binding": {"amod", "treaty"}, "as well as": {"cc", "treaty"}, "treaty": {"conj", ""}, // of either noun
		"small arms and light weapons": {"nmod", "elimination"}, "In order to": {"mark", "reduce"}, "reduce": {"advcl", "support"},
	}
	for _, k := range s[0].Tokens {
		if w, ok := want[k.Form]; ok && (k.Rel != w[0] || w[1] != "" && s[0].Tokens[max(k.Head, 0)].Form != w[1]) {
			t.Errorf("%s is %s of %s, want %v", k.Form, k.Rel, s[0].Tokens[max(k.Head, 0)].Form, w)
		}
	}
}

func TestJoinedErrors(t *testing.T) {
	a := annotator(t)
	for _, spans := range [][]Span{{{-1, 2}}, {{0, 99}}, {{3, 3}}, {{0, 5}, {4, 6}}, {{1, 2}}} {
		_, err := a.Annotate(context.Background(), "é is a letter", spans)
		var e *SpanError
		if !errors.As(err, &e) {
			t.Errorf("%v: %v", spans, err)
		}
	}
}

// The same text gives the same result in other company, on other goroutines, and a
// second time.
func TestDeterministic(t *testing.T) {
	a := annotator(t)
	texts := []Text{{Text: speech}, {Text: "We agree."}, {Text: speech + speech}, {}}
	all, err := a.AnnotateAll(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range texts {
		wg.Go(func() {
			s, err := a.Annotate(context.Background(), texts[i].Text, nil)
			if err != nil || !reflect.DeepEqual(s, all[i]) {
				t.Errorf("text %d differs (%v)", i, err)
			}
		})
	}
	wg.Wait()
}

// Arithmetic in assembly and in Go gives the same trees for the genre.
func TestArithmeticsAgree(t *testing.T) {
	var want []Sentence
	for _, p := range kernel.Available() {
		a, err := NewWith(Options{Arithmetic: p.String()})
		if err != nil {
			t.Fatal(err)
		}
		s, err := a.Annotate(context.Background(), speech, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range s {
			for j := range s[i].Tokens {
				k := &s[i].Tokens[j]
				if want != nil {
					if d := k.Margin - want[i].Tokens[j].Margin; d > 0.05 || d < -0.05 {
						t.Errorf("%v: margin of %s is %g, want %g", p, k.Form, k.Margin, want[i].Tokens[j].Margin)
					}
					k.Margin = want[i].Tokens[j].Margin
				}
			}
		}
		if want == nil {
			want = s
		} else if !reflect.DeepEqual(s, want) {
			t.Errorf("%v differs", p)
		}
	}
	if _, err := NewWith(Options{Arithmetic: "abacus"}); err == nil {
		t.Error("an arithmetic that is none is taken")
	}
}

func TestCancel(t *testing.T) {
	a := annotator(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := a.Annotate(ctx, speech, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := a.AnnotateAll(ctx, []Text{{Text: speech}}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A sentence of any length is read in bounded memory, by cutting, and says so.
func TestLongSentence(t *testing.T) {
	a, err := NewWith(Options{Longest: 60})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("we support the Treaty and its aims, ", 100) + "and we say so."
	s, err := a.Annotate(context.Background(), text, nil)
	if err != nil {
		t.Fatal(err)
	}
	check(t, text, s)
	for i, x := range s {
		if len(x.Tokens) > 60 || x.Cut != (i < len(s)-1) {
			t.Errorf("sentence %d of %d has %d tokens, cut: %v", i, len(s), len(x.Tokens), x.Cut)
		}
	}
}

// A sentence that is given with its tokens stays one, whatever its length.
func TestLongGivenSentence(t *testing.T) {
	a := annotator(t)
	var s Sentence
	text := ""
	for range 1000 {
		for _, f := range []string{"we", "support", "it", ",", "and"} {
			s.Tokens = append(s.Tokens, Token{Form: f, Start: len(text), End: len(text) + len(f)})
			text += f + " "
		}
	}
	s.End = len(text) - 1
	ss := []Sentence{s, {Tokens: []Token{{Form: "", End: 1}}}}
	if err := a.ParseAll(context.Background(), ss); err != nil {
		t.Fatal(err)
	}
	check(t, text, ss[:1])
	if err := a.Parse(context.Background(), ss); err != nil {
		t.Fatal(err)
	}
	check(t, text, ss[:1])
}

// Texts made to break a reader are read in time that grows with their length: the
// test would not end if it were the square.
func TestHostile(t *testing.T) {
	a := annotator(t)
	n := 1 << 20
	if testing.Short() {
		n = 1 << 16
	}
	for name, text := range map[string]string{
		"no blank":  strings.Repeat("a", n),
		"brackets":  strings.Repeat("(", 100_000),
		"closing":   strings.Repeat("x)", 50_000),
		"periods":   strings.Repeat("a.", n/2),
		"quotes":    strings.Repeat("'", n),
		"hyphens":   strings.Repeat("a-", n/2),
		"digits":    strings.Repeat("1,", n/2),
		"slashes":   strings.Repeat("A/", n/2),
		"blanks":    strings.Repeat(" ", n) + "1." + strings.Repeat(" ", n),
		"lines":     strings.Repeat("1.\n", n/3),
		"not utf-8": strings.Repeat("\xff\xc0", n/2),
		"broken":    strings.Repeat("Ki-\n", n/4),
		"initials":  strings.Repeat("A. ", n/3),
		"zeros":     strings.Repeat("\x00", n),
	} {
		start := time.Now()
		s, err := a.Tokenize(text, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		tokens := 0
		for _, x := range s {
			tokens += len(x.Tokens)
		}
		t.Logf("%s: %d tokens in %v", name, tokens, time.Since(start))
	}
	for _, text := range []string{strings.Repeat("(", 2000), strings.Repeat("that he said ", 1000), strings.Repeat("A. ", 1000)} {
		s, err := a.Annotate(context.Background(), text, nil)
		if err != nil {
			t.Fatal(err)
		}
		check(t, text, s)
	}
}
