package peer

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jdkato/prose/v3"
	"github.com/jdkato/prose/v3/tag"

	"github.com/demarche-kg/demarche/extract/nlp"
	"github.com/demarche-kg/demarche/extract/nlp/conllu"
)

func treebank(t testing.TB, name string) []conllu.Sentence {
	t.Helper()
	dir := os.Getenv("DEMARCHE_SHARED")
	if dir == "" {
		dir = "../../../../shared"
	}
	s, err := conllu.ReadFile(filepath.Join(dir, "ud", name+".conllu"))
	if os.IsNotExist(err) {
		t.Skipf("the treebank %s is not here; set DEMARCHE_SHARED", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// penn maps the tags of UD English to those of the Penn Treebank, which prose uses;
// "" for a tag that the latter lacks, which is not counted. Nor is "to", which has
// one tag there and two here.
func penn(form, xpos string) string {
	if strings.EqualFold(form, "to") {
		return ""
	}
	switch xpos {
	case "HYPH", "NFP", "ADD", "AFX", "GW", "XX", "":
		return ""
	case "-LRB-":
		return "("
	case "-RRB-":
		return ")"
	}
	return xpos
}

// Penn tags of gold tokens, right in percent: prose's tagger and ours.
func TestTags(t *testing.T) {
	ours, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := tag.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ewt-test", "pud-test", "gum-open-test"} {
		gold := treebank(t, name)
		ss := make([]nlp.Sentence, len(gold))
		n, right := 0, [2]int{}
		for i := range gold {
			var words []string
			for _, k := range gold[i].Tokens {
				words = append(words, k.Form)
				ss[i].Tokens = append(ss[i].Tokens, nlp.Token{Form: k.Form})
			}
			for j, k := range theirs.Tag(words) {
				if p := penn(k.Text, gold[i].Tokens[j].XPOS); p != "" {
					n++
					if penn(k.Text, k.Tag) == p {
						right[0]++
					}
				}
			}
		}
		if err := ours.ParseAll(context.Background(), ss); err != nil {
			t.Fatal(err)
		}
		for i := range gold {
			for j, k := range ss[i].Tokens {
				if p := penn(k.Form, gold[i].Tokens[j].XPOS); p != "" && penn(k.Form, k.XPOS) == p {
					right[1]++
				}
			}
		}
		t.Logf("%s: %d tags; prose %.2f, ours %.2f", name, n, 100*float64(right[0])/float64(n), 100*float64(right[1])/float64(n))
	}
}

// Sentences of PUD from raw text, F1: prose's and ours.
func TestSentences(t *testing.T) {
	var b strings.Builder
	gold := map[[2]int]bool{}
	for _, s := range treebank(t, "pud-test") {
		text, _ := s.Comment("text")
		gold[[2]int{b.Len(), b.Len() + len(text)}] = true
		b.WriteString(text + " ")
	}
	text := b.String()
	f1 := func(got [][2]int) float64 {
		hit := 0
		for _, g := range got {
			if gold[g] {
				hit++
			}
		}
		return 200 * float64(hit) / float64(len(gold)+len(got))
	}
	var theirs, ours [][2]int
	d, err := prose.NewDocument(text, prose.WithExtraction(false), prose.WithTagging(false))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range d.Sentences() {
		theirs = append(theirs, [2]int{s.Start, s.End()})
	}
	a, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	ss, err := a.Tokenize(text, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range ss {
		ours = append(ours, [2]int{s.Start, s.End})
	}
	t.Logf("F1 of %d sentences: prose %.2f, ours %.2f", len(gold), f1(theirs), f1(ours))
}

// Tokenize, split and tag (prose); the same with lemmas and trees (ours).
func BenchmarkProse(b *testing.B) {
	n := 0
	for b.Loop() {
		d, err := prose.NewDocument(speech, prose.WithExtraction(false))
		if err != nil {
			b.Fatal(err)
		}
		n += len(d.Tokens())
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkOurs(b *testing.B) {
	a, err := nlp.NewWith(nlp.Options{Cores: 1})
	if err != nil {
		b.Fatal(err)
	}
	texts := make([]nlp.Text, 16)
	for i := range texts {
		texts[i].Text = speech
	}
	n := 0
	for b.Loop() {
		out, err := a.AnnotateAll(context.Background(), texts)
		if err != nil {
			b.Fatal(err)
		}
		for _, ss := range out {
			for _, s := range ss {
				n += len(s.Tokens)
			}
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tokens/s")
}

const speech = `Mr. President, let me begin by thanking you for convening this timely debate. We regret that the Conference on Disarmament has failed to agree on a programme of work, and we urge its members to show flexibility. My delegation supports the early entry into force of the Treaty; it also welcomes the adoption of resolution 1540 (2004).`
