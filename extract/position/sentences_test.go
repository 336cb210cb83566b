package position_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/demarche-kg/demarche/extract"
	"github.com/demarche-kg/demarche/extract/position"
	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// kit is what the tests read with, made once.
type kit struct {
	lex *lexicon.Lexicon
	all *extract.Extractor
	pos *position.Extractor
}

var tools = sync.OnceValues(func() (kit, error) {
	var k kit
	var err error
	if k.lex, err = lexicon.Default(); err != nil {
		return k, err
	}
	if k.all, err = extract.New(k.lex, extract.Options{Cores: 1}); err != nil {
		return k, err
	}
	k.pos, err = position.New(k.lex)
	return k, err
})

func theKit(t testing.TB) kit {
	t.Helper()
	k, err := tools()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// speech reads a text as said by a delegate of a state, "" for a report.
func (k kit) speech(text, state string) (position.Speech, error) {
	rec := &schema.Record{Symbol: "S/PV.5881", Date: "2008-04-30", Speeches: []schema.Speech{{
		N: 1, Speaker: schema.Speaker{State: state}, Role: schema.RoleDelegate, Text: schema.Passage{Text: text},
	}}}
	out, err := k.all.Read(context.Background(), rec)
	if err != nil {
		return position.Speech{}, err
	}
	return out[0][0], nil
}

// ruled are the positions that the rules read in a speech.
func (k kit) ruled(sp position.Speech) []schema.Position {
	var out []schema.Position
	for _, p := range k.pos.Propose(sp) {
		if p.Ruled() {
			out = append(out, p.Position())
		}
	}
	return out
}

// matches reports whether a position is what a line of a sentence file says:
// "[HOLDER] stance [[action, action]]: target".
func matches(p schema.Position, line string) bool {
	head, target, _ := strings.Cut(line, ": ")
	var actions []string
	if a, b, ok := strings.Cut(head, " ["); ok {
		head, actions = a, strings.Split(strings.TrimSuffix(b, "]"), ", ")
	}
	holder := "KAZ"
	if i := strings.LastIndex(head, " "); i > 0 {
		holder, head = head[:i], head[i+1:]
	}
	if p.Holder != holder || string(p.Stance) != head || actions != nil && !slices.Equal(p.Action, actions) {
		return false
	}
	a, b := strings.Fields(strings.ToLower(p.Target)), strings.Fields(strings.ToLower(strings.TrimSuffix(target, ".")))
	hit := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			hit++
		}
	}
	return 4*hit > len(a)+len(b)
}

// TestSentences checks that the rules read what a sentence file wants, and
// that what it does not want is not found.
func TestSentences(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) == 0 {
		t.Fatal("no sentence files")
	}
	k := theKit(t)
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var found, read []schema.Position
		sentence := ""
		for n, line := range strings.Split(string(raw), "\n") {
			want, indented := strings.CutPrefix(line, "\t")
			switch {
			case line == "" || strings.HasPrefix(line, "#"):
			case !indented:
				sentence = line
				sp, err := k.speech(line, "KAZ")
				if err != nil {
					t.Fatal(err)
				}
				found, read = k.pos.Extract(sp), k.ruled(sp)
			default:
				what, not := strings.CutPrefix(want, "not ")
				among := read
				if not {
					among = found
				}
				has := slices.ContainsFunc(among, func(p schema.Position) bool { return matches(p, what) })
				if want == "none" {
					has = len(found) == 0
				}
				if has == not {
					t.Errorf("%s:%d: %s\n\twant %s", f, n+1, sentence, want)
					for _, p := range among {
						t.Logf("\tgot %s %s %v: %s (%.2f)", p.Holder, p.Stance, p.Action, p.Target, p.Confidence)
					}
				}
			}
		}
	}
}

// Every field that a position promises stands in the text where it says.
func TestPositionsPointIntoTheText(t *testing.T) {
	k := theKit(t)
	text := "We support the Arms Trade Treaty.\nKazakhstan calls on all States to ratify the Treaty, and we must also strengthen the Register."
	sp, err := k.speech(text, "KAZ")
	if err != nil {
		t.Fatal(err)
	}
	found := k.pos.Extract(sp)
	if len(found) < 2 {
		t.Fatalf("%d positions", len(found))
	}
	for i, p := range found {
		evidence := strings.Join(strings.Fields(text[p.Start:p.End]), " ")
		if evidence != p.Evidence || !strings.Contains(evidence, p.Target) || !strings.Contains(evidence, p.Cue) || !strings.Contains(evidence, p.Proposition) {
			t.Errorf("not in the text: %+v", p)
		}
		if p.ID == "" || p.HolderID != "state/KAZ" || len(p.Because) == 0 || p.Confidence <= 0 || p.Confidence > 1 || p.Side == "" || p.Lexicon == "" || p.Model == "" {
			t.Errorf("not filled: %+v", p)
		}
		if i > 0 && found[i-1].Start > p.Start {
			t.Error("not in the order of the text")
		}
		if e, ok := k.pos.Explain(sp, p.ID); !ok || len(e.Sentence.Tokens) == 0 || len(e.Features) == 0 {
			t.Errorf("no explanation of %s", p.ID)
		}
	}
	if _, ok := k.pos.Explain(sp, "no such"); ok {
		t.Error("explains what is not there")
	}
}

func TestThePresidingOfficerHoldsNothing(t *testing.T) {
	k := theKit(t)
	sp, err := k.speech("We must adopt the draft resolution.", "KAZ")
	if err != nil {
		t.Fatal(err)
	}
	sp.Speech.Role = schema.RolePresiding
	if got := k.pos.Extract(sp); len(got) != 0 {
		t.Error(got)
	}
}

func TestReportsInTheThirdPerson(t *testing.T) {
	k := theKit(t)
	for _, c := range []struct{ text, want string }{
		{"CANADA, supported by SWITZERLAND and opposed by AUSTRALIA, urged Parties to ensure early payment of contributions.",
			"CAN advocates; CHE supports; AUS opposes"},
		{"KENYA: Wanjiku Otieno, Minister of Trade, urged Parties to ratify the Protocol.", "KEN advocates"},
		{"NORWAY, Mexico and Grenada supported the proposal of the Chair.", "NOR supports; MEX supports; GRD supports"},
	} {
		sp, err := k.speech(c.text, "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range k.pos.Extract(sp) {
			got = append(got, p.Holder+" "+string(p.Stance))
		}
		for _, w := range strings.Split(c.want, "; ") {
			if !slices.Contains(got, w) {
				t.Errorf("%s\n\twant %s, got %v", c.text, w, got)
			}
		}
	}
}

// Every row of stances.tsv yields what its example promises.
func TestExamplesOfTheLexicon(t *testing.T) {
	k := theKit(t)
	failures, err := position.CheckExamples(k.lex, k.speech)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range failures {
		t.Errorf("%s", f)
	}
}

func FuzzExtract(f *testing.F) {
	files, _ := filepath.Glob("../../eval/gold/*.txt")
	if len(files) == 0 {
		f.Fatal("no seeds")
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw[:min(len(raw), 600)]), "KAZ")
	}
	f.Add("CANADA, supported by SWITZERLAND and opposed by the EU, urged Parties to pay.", "")
	f.Add("She[=> Canada] called for talks, including: a start; and an end, and, with FIJI, said [=> no].", "")
	f.Add("must must must, and; and of of (that which", "KAZ")
	k := theKit(f)
	f.Fuzz(func(t *testing.T, text, state string) {
		sp, err := k.speech(text, state)
		if err != nil {
			return
		}
		for _, p := range k.pos.Extract(sp) {
			if !p.Stance.Valid() || p.Target == "" || p.Start < 0 || p.End > len(text) || p.Start >= p.End {
				t.Errorf("%+v", p)
			}
		}
	})
}
