package lexicon

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/schema"
)

// standard loads the embedded lexicon.
func standard(t testing.TB) *Lexicon {
	t.Helper()
	l, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestEmbeddedTablesPassTheCheck(t *testing.T) {
	for _, f := range Check(Embedded()) {
		t.Error(f)
	}
}

func TestCounts(t *testing.T) {
	l := standard(t)
	members := 0
	for _, s := range l.States {
		if s.Status == Member {
			members++
		}
	}
	if members != 193 {
		t.Errorf("%d member states, want 193", members)
	}
	rows := map[string]bool{}
	stances := map[schema.Stance]int{}
	for _, c := range l.Stances {
		if !rows[c.Row] {
			stances[c.Stance]++
		}
		rows[c.Row] = true
	}
	for _, s := range schema.Stances() {
		if stances[s] < 15 {
			t.Errorf("%d rows for %s, want 15 at least", stances[s], s)
		}
	}
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"groups", len(l.Groups), 150}, {"memberships", len(l.Belongings), 1500},
		{"bodies", len(l.Bodies), 150}, {"offices", len(l.Offices), 80}, {"holders", len(l.Holders), 300},
		{"instruments", len(l.Instruments), 400}, {"topics", len(l.Topics), 100}, {"places", len(l.Places), 80},
		{"stances", len(rows), 300}, {"actions", len(l.Actions), 150},
	} {
		if c.got < c.want {
			t.Errorf("%d %s, want %d at least", c.got, c.what, c.want)
		}
	}
}

func TestEveryStateHasARegionOrAReason(t *testing.T) {
	for _, s := range standard(t).States {
		if s.Region == "" && s.Note == "" {
			t.Errorf("%s has no region and no note", s.Code)
		}
		if s.Status == Member && s.Region == "" {
			t.Errorf("%s is a member with no region", s.Code)
		}
	}
}

// in reports whether a state was in a group on a day.
func in(l *Lexicon, state, group, day string) bool {
	for _, m := range l.Memberships() {
		if m.Member == "state/"+state && m.Group == group && overlap(m.Since, m.Until, day, day) {
			return true
		}
	}
	return false
}

func TestMembershipsHaveSaneDates(t *testing.T) {
	l := standard(t)
	for _, c := range []struct {
		state, group, day string
		want              bool
	}{
		{"GBR", "group/european-union", "2020-01-31", true},
		{"GBR", "group/european-union", "2020-02-01", false},
		{"DEU", "group/european-union", "1958-01-01", true},
		{"DEU", "group/european-union", "1957-12-31", false},
		{"KAZ", "body/security-council", "2017-06-30", true},
		{"KAZ", "body/security-council", "2019-01-01", false},
		{"RUS", "body/security-council", "2008-04-30", true},
		{"SUN", "body/security-council", "1990-08-02", true},
		{"FIN", "group/north-atlantic-treaty-organization", "2022-12-31", false},
		{"ZAF", "group/brics", "2009-12-31", false},
		{"ZAF", "group/brics", "2014-03-15", true},
		{"SVK", "group/visegrad-group", "1992-06-01", false},
		{"KNA", "group/caribbean-community", "2020-02-05", true},
		{"CHN", "group/group-of-77-and-china", "2008-04-30", true},
		{"MEX", "group/group-of-77-and-china", "2008-04-30", false},
		{"KAZ", "group/asia-pacific-group", "2008-04-30", true},
	} {
		if got := in(l, c.state, c.group, c.day); got != c.want {
			t.Errorf("%s in %s on %s: %v, want %v", c.state, c.group, c.day, got, c.want)
		}
	}
	size := func(group, day string) int {
		n := 0
		for _, s := range l.States {
			if in(l, s.Code, group, day) {
				n++
			}
		}
		return n
	}
	for _, c := range []struct {
		group, day string
		want       int
	}{
		{"group/european-union", "1960-01-01", 6}, {"group/european-union", "2015-01-01", 28},
		{"group/european-union", "2021-01-01", 27}, {"group/african-union", "2020-01-01", 54},
		{"group/african-group", "2020-01-01", 54}, {"group/association-of-southeast-asian-nations", "2020-01-01", 10},
		{"group/north-atlantic-treaty-organization", "2024-06-01", 32},
		{"group/organization-of-islamic-cooperation", "2020-01-01", 57},
		{"group/league-of-arab-states", "2020-01-01", 22}, {"group/group-of-seven", "2020-01-01", 7},
		{"group/nordic-countries", "2008-04-30", 5}, {"group/five-permanent-members", "2008-04-30", 5},
	} {
		if got := size(c.group, c.day); got != c.want {
			t.Errorf("%s has %d members on %s, want %d", c.group, got, c.day, c.want)
		}
	}
	for year := 1992; year <= 2026; year++ {
		day := strconv.Itoa(year) + "-06-30"
		if got := size("body/security-council", day); got != 15 {
			t.Errorf("the Security Council has %d members on %s, want 15", got, day)
		}
	}
}

func TestEntitiesAreSortedAndUnique(t *testing.T) {
	l := standard(t)
	all := l.Entities()
	if !slices.IsSortedFunc(all, func(a, b schema.Entity) int { return compare(a.ID, b.ID) }) {
		t.Error("entities are not sorted by ID")
	}
	known := map[string]schema.Entity{}
	for _, e := range all {
		if _, ok := known[e.ID]; ok {
			t.Errorf("%s stands twice", e.ID)
		}
		known[e.ID] = e
		if !slices.IsSorted(e.Aliases) {
			t.Errorf("%s: aliases are not sorted", e.ID)
		}
	}
	for _, e := range all {
		if _, ok := known[e.Parent]; e.Parent != "" && !ok {
			t.Errorf("%s: parent %s is no entity", e.ID, e.Parent)
		}
	}
	for _, m := range l.Memberships() {
		if _, ok := known[m.Member]; !ok {
			t.Errorf("member %s is no entity", m.Member)
		}
		if _, ok := known[m.Group]; !ok {
			t.Errorf("group %s is no entity", m.Group)
		}
	}
	kaz := known["state/KAZ"]
	if kaz.Name != "KAZ" || kaz.Label != "Kazakhstan" || kaz.Since != "1992-03-02" {
		t.Errorf("Kazakhstan is %+v", kaz)
	}
	if e := known["instrument/un-register-of-conventional-arms"]; e.Name != "United Nations Register of Conventional Arms" {
		t.Errorf("the Register is %+v", e)
	}
}

func TestNamesLeadToEntities(t *testing.T) {
	l := standard(t)
	known := map[string]schema.Entity{}
	for _, e := range l.Entities() {
		if e.Type != schema.TypeTopic { // known by its triggers
			known[e.ID] = e
		}
	}
	full := map[string]bool{}
	for _, n := range l.Names() {
		e, ok := known[n.Entity]
		if !ok || e.Type != n.Type {
			t.Errorf("%q leads to %s, which is no %s", n.Text, n.Entity, n.Type)
		}
		if n.Form == FullName {
			full[n.Entity] = true
		} else if !full[n.Entity] {
			t.Errorf("%q comes before the full name of %s", n.Text, n.Entity)
		}
	}
	if len(full) != len(known) {
		t.Errorf("%d entities have a name, want %d", len(full), len(known))
	}
}

// TestNamesOfRecords holds names whose meaning records depend on.
func TestNamesOfRecords(t *testing.T) {
	l := standard(t)
	names := map[string]string{}
	for _, s := range l.States {
		for _, list := range [][]string{{s.Name, s.Official}, s.Variants, s.Demonyms, s.Adjectives, s.Capitals, s.Metonyms} {
			for _, n := range list {
				names[n] = s.Code
			}
		}
	}
	for name, code := range map[string]string{
		"Congo": "COG", "Democratic Republic of the Congo": "COD", "Congolese": "COD",
		"Niger": "NER", "Nigerien": "NER", "Nigerian": "NGA", "Guinea": "GIN", "Bissau-Guinean": "GNB",
		"Republic of Korea": "KOR", "Democratic People's Republic of Korea": "PRK", "Korea": "",
		"Dominican": "DOM", "Dominica": "DMA", "Ireland": "IRL", "the former Yugoslav Republic of Macedonia": "MKD",
		"Bolivia (Plurinational State of)": "BOL", "Cote d'Ivoire": "CIV", "Vietnam": "VNM", "Kremlin": "RUS",
		"USSR": "SUN", "Zaire": "ZAR", "Palestine": "PSE", "Holy See": "VAT", "Nur-Sultan": "KAZ",
	} {
		if names[name] != code {
			t.Errorf("%q is %q, want %q", name, names[name], code)
		}
	}
}

func TestCuesSpellOutTheirChoices(t *testing.T) {
	l := standard(t)
	var got []string
	for _, c := range l.Stances {
		if c.Cue == "disagree with" || strings.HasPrefix(c.Cue, "appeal for/to") || c.Cue == "there be no place for" {
			got = append(got, strings.Join(c.Words, " ")+" "+string(c.POS)+" "+string(rune('0'+c.Head)))
		}
	}
	want := []string{"appeal for N 0", "appeal to N 0", "disagree with V 0", "there be no place for PHRASE 1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestForms(t *testing.T) {
	in := standard(t).Inflector()
	for _, c := range []struct {
		lemma string
		pos   POS
		want  string
	}{
		{"support", Verb, "support supports supported supporting"},
		{"urge", Verb, "urge urges urged urging"},
		{"uphold", Verb, "uphold upholds upheld upholding"},
		{"take", Verb, "take takes took taken taking"},
		{"ratify", Verb, "ratify ratifies ratified ratifying"},
		{"regret", Verb, "regret regrets regretted regretting"},
		{"submit", Verb, "submit submits submitted submitting"},
		{"agree", Verb, "agree agrees agreed agreeing"},
		{"veto", Verb, "veto vetoes vetoed vetoing"},
		{"commitment", Noun, "commitment commitments"},
		{"apology", Noun, "apology apologies"},
	} {
		if got := strings.Join(in.Forms(c.lemma, c.pos), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.lemma, got, c.want)
		}
	}
}

func TestTablesAreListed(t *testing.T) {
	l := standard(t)
	all := l.Tables()
	if len(all) != len(TableNames()) {
		t.Fatalf("%d tables, want %d", len(all), len(TableNames()))
	}
	for i, table := range all {
		if table.Name != TableNames()[i] {
			t.Errorf("table %d is %s, want %s", i, table.Name, TableNames()[i])
		}
		if len(table.Rows) == 0 || table.Title == "" || table.Source == "" || table.Licence == "" || slices.Contains(table.Docs, "") {
			t.Errorf("%s: rows or head are missing", table.Name)
		}
	}
	if _, ok := l.Table("nonsense"); ok {
		t.Error("there is a table of nonsense")
	}
}

func TestVersionChangesWithTheTables(t *testing.T) {
	l := standard(t)
	if len(l.Version) != 12 {
		t.Errorf("version is %q", l.Version)
	}
	files := house(t)
	before, _ := load(files)
	files["places.tsv"].Data = append(files["places.tsv"].Data, '\n')
	after, _ := load(files)
	if before.Version == after.Version {
		t.Error("the version did not change with a table")
	}
}

func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}
