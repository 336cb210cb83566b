package rdf

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

// example is two positions of one sentence, as a person would check them.
func example() (schema.Record, []schema.Position) {
	sentence := `We support the United Kingdom's initiative on transfers and call for strengthening the "Register".`
	base := schema.Position{
		Record: "S/PV.5881", Speech: 12, Speaker: "Ms. Alzhanova", Date: "2008-04-30", Page: 7, Holder: "KAZ", HolderID: "state/KAZ",
		Explicit: true, Evidence: sentence, Start: 1204, End: 1204 + len(sentence), Lexicon: "2026-11-24",
	}
	initiative, register := base, base
	initiative.Stance, initiative.Side, initiative.Cue, initiative.Strength = schema.Supports, schema.For, "support", 2
	initiative.Target = "the United Kingdom's initiative on transfers"
	initiative.Confidence = 0.93
	initiative.Entities = []schema.Mention{
		{Mention: "United Kingdom's initiative on transfers", Type: schema.TypeInstrument, Name: "United Kingdom's initiative on transfers",
			ID: "instrument/united-kingdoms-initiative-on-transfers"},
		{Mention: "United Kingdom", Type: schema.TypeState, Name: "GBR", ID: "state/GBR"},
	}
	initiative.Because = []schema.Step{{Rule: "clause"}, {Rule: "cue", Row: "S-001", Text: "support"}}
	initiative.SetID()
	register.Stance, register.Side, register.Cue, register.Strength = schema.Advocates, schema.For, "call for", 2
	register.Action, register.Target, register.Confidence = []string{"strengthen"}, `the "Register"`, 0.8
	register.Topics = []string{"conventional-arms", "transparency"}
	register.Entities = []schema.Mention{{Mention: "Register", Type: schema.TypeInstrument,
		Name: "United Nations Register of Conventional Arms", ID: "instrument/united-nations-register-of-conventional-arms"}}
	register.Because = []schema.Step{{Rule: "coordination"}, {Rule: "cue", Row: "S-017", Text: "call for"}}
	register.SetID()
	r := schema.Record{Symbol: "S/PV.5881", Title: "Small arms", Date: "2008-04-30", File: "SPV.5881.txt", Bytes: 6021,
		Speeches: []schema.Speech{{N: 12, Speaker: schema.Speaker{Name: "Ms. Alzhanova", Affiliation: "Kazakhstan", State: "KAZ"},
			Role: schema.RoleDelegate, Page: 7}}}
	return r, []schema.Position{initiative, register}
}

func TestARecordComesBack(t *testing.T) {
	r, ps := example()
	gotRecord, got, err := Read(Record(r, ps, DefaultBase), DefaultBase)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, ps) {
		t.Errorf("got %+v\nwant %+v", got, ps)
	}
	if !reflect.DeepEqual(gotRecord, r) {
		t.Errorf("got %+v\nwant %+v", gotRecord, r)
	}
}

// A dice makes positions that are as odd as positions can be: few words, so
// that all is shared and clashes, and orders of their own.
type dice struct{ *rand.Rand }

func (d dice) word() string {
	return []string{"", "x", "the X", "The x", "a b", `"q" \ é`, "line\nbreak", "日本", "100%", "a/b", "..", "#?[]", "\u0000\u007f"}[d.IntN(13)]
}

func (d dice) words() []string {
	var out []string
	for range d.IntN(4) {
		out = append(out, d.word())
	}
	return out
}

func (d dice) position() schema.Position {
	all := schema.Stances()
	p := schema.Position{
		ID: fmt.Sprintf("%x", d.Uint64()), Record: "R", Speech: d.IntN(3), Speaker: d.word(), Page: d.IntN(3),
		Date:   []string{"", "2008", "2008-04", "2008-04-30", "last week"}[d.IntN(5)],
		Holder: "h" + d.word(), HolderID: []string{"state/KAZ", "body/x", ""}[d.IntN(3)],
		Stance: all[d.IntN(len(all))], Action: d.words(), Addressee: d.word(), AddresseeID: []string{"", "state/FRA", "group/x y"}[d.IntN(3)],
		Target: d.word(), Topics: d.words(), Cue: d.word(), Proposition: d.word(), Negated: d.IntN(2) == 0,
		Modality: schema.Modality(d.word()), Strength: d.IntN(4), Reported: d.IntN(2) == 0, Explicit: d.IntN(2) == 0,
		Evidence: d.word(), Start: d.IntN(5), End: d.IntN(50), Confidence: float64(d.IntN(5)) / 7,
		Lexicon: d.word(), Model: d.word(),
	}
	p.Side = p.Stance.Side()
	for range d.IntN(4) {
		p.OnBehalfOf = append(p.OnBehalfOf, "g"+d.word())
		p.OnBehalfOfIDs = append(p.OnBehalfOfIDs, "group/"+d.word())
	}
	for range d.IntN(12) {
		p.Entities = append(p.Entities, schema.Mention{Mention: d.word(), Name: d.word(), ID: []string{"", "state/KAZ", "document/A/1 (2)"}[d.IntN(3)],
			Type: []schema.EntityType{schema.TypeState, schema.TypePlace, schema.TypeInstrument, "other"}[d.IntN(4)]})
	}
	for range d.IntN(4) {
		p.Because = append(p.Because, schema.Step{Rule: d.word(), Row: d.word(), Text: d.word()})
	}
	return p
}

// letter is the JSON form of positions, sorted, so that they compare.
func letter(t testing.TB, ps []schema.Position) []string {
	t.Helper()
	var out []string
	for _, p := range ps {
		data, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(data))
	}
	slices.Sort(out)
	return out
}

func TestOddPositionsComeBackToTheLetter(t *testing.T) {
	for seed := range uint64(300) {
		d := dice{rand.New(rand.NewPCG(seed, 1))}
		var ps []schema.Position
		for range d.IntN(12) {
			ps = append(ps, d.position())
		}
		quads := Record(schema.Record{Symbol: "R"}, ps, DefaultBase)
		d.Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
		got, err := Positions(quads, DefaultBase)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if got, want := letter(t, got), letter(t, ps); !slices.Equal(got, want) {
			i := 0
			for i < len(got) && i < len(want) && got[i] == want[i] {
				i++
			}
			t.Fatalf("seed %d: got %d, want %d positions; from number %d on got\n%s\nwant\n%s", seed, len(got), len(want), i,
				strings.Join(got[i:min(i+1, len(got))], ""), strings.Join(want[i:min(i+1, len(want))], ""))
		}
	}
}

func FuzzPositionsComeBackToTheLetter(f *testing.F) {
	_, ps := example()
	for seed := range uint64(5) {
		ps = append(ps, dice{rand.New(rand.NewPCG(seed, 2))}.position())
	}
	for i, p := range ps {
		a, err := json.Marshal(p)
		if err != nil {
			f.Fatal(err)
		}
		b, err := json.Marshal(ps[len(ps)-1-i])
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a, b)
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		var ps []schema.Position
		for _, data := range [][]byte{a, b} {
			var p schema.Position
			if json.Unmarshal(data, &p) != nil || !p.Stance.Valid() {
				return
			}
			p.Record, p.Side = "R", p.Stance.Side()
			if len(ps) == 1 && ps[0].ID == p.ID {
				return
			}
			ps = append(ps, p)
		}
		quads := Record(schema.Record{Symbol: "R"}, ps, DefaultBase)
		got, err := Positions(quads, DefaultBase)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := letter(t, got), letter(t, ps); !slices.Equal(got, want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

func TestEdges(t *testing.T) {
	named := func(typ schema.EntityType, words, name string) schema.Mention {
		return schema.Mention{Mention: words, Type: typ, Name: name, ID: schema.Key(typ, name)}
	}
	for _, c := range []struct {
		name   string
		target string
		named  []schema.Mention
		want   []string
	}{
		{"an instrument", "the Register", []schema.Mention{named("instrument", "Register", "Register")}, []string{"instrument/register"}},
		{"no named thing: the words", "The two-State solution", nil, []string{"target/two-state-solution"}},
		{"an initiative, not its owner", "the United Kingdom's initiative", []schema.Mention{
			named("instrument", "United Kingdom's initiative", "Initiative"), named("state", "United Kingdom", "GBR")}, []string{"instrument/initiative"}},
		{"its owner in the possessive", "the United Kingdom’s text on arms", []schema.Mention{
			named("instrument", "text on arms", "Text"), named("state", "United Kingdom", "GBR")}, []string{"instrument/text"}},
		{"two states", "Israel and Lebanon", []schema.Mention{named("state", "Israel", "ISR"), named("state", "Lebanon", "LBN")},
			[]string{"state/ISR", "state/LBN"}},
		{"not the holder itself", "our own plan", []schema.Mention{named("state", "our", "KAZ")}, []string{"target/our-own-plan"}},
		{"a person is no node to meet at", "Mr. Ban", []schema.Mention{named("person", "Mr. Ban", "Ban Ki-moon")}, []string{"target/mr-ban"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := schema.Position{ID: "1", Record: "R", Holder: "KAZ", HolderID: "state/KAZ", Stance: schema.Supports, Target: c.target, Entities: c.named}
			var got []string
			for _, q := range Quads(p, DefaultBase) {
				if q.Subject == IRI(DefaultBase, "state/KAZ") && q.Predicate == StanceIRI(schema.Supports) {
					key, _ := Key(DefaultBase, q.Object.(quad.IRI))
					got = append(got, key)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestKeysComeBackFromIRIs(t *testing.T) {
	for _, key := range []string{"state/KAZ", "document/S/RES/1540(2004)", "record/S/PV.5881", "record/a b", "record/../x", "record/./x",
		"group/côte-d’ivoire", "target/日本", "record/100%", "record/a#b?c", "record/<>\"{}|\\^`", "record/\xff", "record/\u200e\ue000"} {
		iri := IRI(DefaultBase, key)
		if got, ok := Key(DefaultBase, iri); !ok || got != key {
			t.Errorf("%q became %s and then %q", key, iri, got)
		}
		if !bare(string(iri)) {
			t.Errorf("%s is no IRI", iri)
		}
	}
	if got := IRI(DefaultBase, "document/S/RES/1540(2004)"); got != DefaultBase+"document/S/RES/1540(2004)" {
		t.Errorf("got %s", got)
	}
}

func TestBrokenNodesAreErrors(t *testing.T) {
	_, ps := example()
	quads := Quads(ps[0], DefaultBase)
	for i := range quads {
		if quads[i].Predicate == quad.IRI(schema.PropStance) {
			quads[i].Object = quad.IRI(schema.Namespace + "adores")
		}
	}
	if _, err := Positions(quads, DefaultBase); err == nil || !strings.Contains(err.Error(), `"adores" is no stance`) {
		t.Errorf("got %v", err)
	}
}

func TestCheckBase(t *testing.T) {
	for _, good := range []string{DefaultBase, "http://example.org/#", "urn:x:/"} {
		if err := CheckBase(good); err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []string{"", "x/", "https://example.org", "https://exa mple.org/", "https://example.org/<"} {
		if CheckBase(bad) == nil {
			t.Errorf("%q passes", bad)
		}
	}
}

func BenchmarkRecord(b *testing.B) {
	d := dice{rand.New(rand.NewPCG(1, 1))}
	r, _ := example()
	var ps []schema.Position
	for range 100 {
		ps = append(ps, d.position())
	}
	for b.Loop() {
		Record(r, ps, DefaultBase)
	}
}
