package position_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/schema"
)

// What the rules read in sentences of reports: lines as in testdata, those after
// "not" by no rule.
func TestWhoHoldsWhatInReports(t *testing.T) {
	k := theKit(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"She[=> Denmark] called for a timetable and said it would not be possible to open the annex.", []string{
			"DNK advocates: a timetable"}},
		{"He[=> Costa Rica] opposed the new annex.", []string{
			"CRI opposes: the new annex"}},
		{"PERU noted the new table and the US welcomed the second draft.", []string{
			"USA welcomes: the second draft", "not PER welcomes: the second draft"}},
		{"CHILE voiced doubt over the timetable, and, with PERU and GHANA, called for a second reading of the draft.", []string{
			"CHL advocates: a second reading of the draft", "PER advocates: a second reading of the draft",
			"GHA advocates: a second reading of the draft", "not PER acts: the timetable"}},
		{"With JAPAN and NORWAY, CANADA called for voluntary reporting and with KENYA, TOGO and FIJI stressed the right to development.", []string{
			"JPN advocates: voluntary reporting", "NOR advocates: voluntary reporting", "CAN advocates: voluntary reporting",
			"CAN recognizes: the right to development", "KEN recognizes: the right to development",
			"TGO recognizes: the right to development", "FJI recognizes: the right to development",
			"not JPN recognizes: the right to development", "not FJI advocates: voluntary reporting"}},
		{"INDIA, with BRAZIL and PERU, opposed the new annex and welcomed the second draft.", []string{
			"IND opposes: the new annex", "BRA opposes: the new annex", "PER welcomes: the second draft"}},
		{"INDIA opposed the new annex, while MALI and TOGO, supported by FIJI, welcomed the second draft.", []string{
			"IND opposes: the new annex", "MLI welcomes: the second draft", "TGO welcomes: the second draft",
			"not IND welcomes: the second draft", "not MLI opposes: the new annex", "not FJI opposes: the new annex"}},
		{"The third option was opposed by MALI and TOGO as well as by several island states.", []string{
			"MLI opposes: the third option", "TGO opposes: the third option", "several island states opposes: the third option"}},
		{"On support for adaptation, KENYA called for new funds.", []string{"KEN advocates: new funds"}},
		{"NEPAL, for the LDCs, and INDIA opposed China's proposal.", []string{
			"NPL opposes: China's proposal", "IND opposes: China's proposal", "not CHN opposes: China's proposal"}},
		{"She[=> Peru] called for agreeing on next steps, including: opening the fund; naming the members of the panel; and an early review of the annex.", []string{
			"PER advocates [agree on]: next steps", "PER advocates [open]: the fund",
			"PER advocates [name]: the members of the panel", "PER advocates: an early review of the annex"}},
		{"FIJI opposed several ideas, namely: a levy on trade; new reporting; and a second review.", []string{
			"FJI opposes: a levy on trade", "FJI opposes: new reporting", "FJI opposes: a second review"}},
		{"On the levy: INDIA welcomed progress; CUBA opposed the annex.", []string{"IND welcomes: progress", "CUB opposes: the annex"}},
		{"SBI Chair Ana Lopez (Chile) urged parties to finish the text.", []string{
			"Chair of the Subsidiary Body for Implementation advocates [finish]: the text", "not CHL advocates: the text",
			"not Subsidiary Body for Implementation advocates: the text"}},
		{"Co-Chair Kishan Das (India) stressed the need for a short text.", []string{
			"Co-Chair advocates: a short text", "not IND advocates: a short text"}},
		{"Mr. OKELLO (Uganda) said that the annex should be deleted.", []string{
			"UGA advocates [delete]: the annex", "not OKELLO advocates: the annex"}},
		{"The OCEAN ALLIANCE urged parties to protect the high seas.", []string{"Ocean Alliance advocates [protect]: the high seas"}},
		{"Parties belonging to the AFRICAN GROUP opposed the annex.", []string{"African Group opposes: the annex"}},
		{"He said that the EU is ready to open the fund and called for a new text.", []string{
			"European Union commits [open]: the fund", "European Union advocates: a new text"}},
		{"INDIA opposed the annex. PERU, with FIJI, welcomed it. She also called for a new fund.", []string{
			"PER advocates: a new fund", "not FJI advocates: a new fund", "not IND advocates: a new fund"}},
		{"BOLIVIA, for the LMDCs, rejected market tools as a false solution and welcomed the annex.", []string{
			"BOL opposes: market tools as a false solution", "BOL welcomes: the annex"}},
		{"GRENADA, for AOSIS, and the MALDIVES called for a second round.", []string{
			"GRD advocates: a second round", "MDV advocates: a second round"}},
		{"FIJI asked for a levy, which CHILE and MEXICO firmly opposed.", []string{
			"FJI advocates: a levy", "not FJI opposes: a levy", "not CHL advocates: CHILE"}},
		{"FIJI asked for a levy, which CHILE opposed, and welcomed the annex.", []string{
			"FJI advocates: a levy", "FJI welcomes: the annex", "not CHL welcomes: the annex"}},
		{"Concerns were raised by MALI and TOGO regarding the new annex.", []string{
			"MLI concerned: the new annex", "TGO concerned: the new annex"}},
		{"The need for a new fund was stressed by FIJI and PERU.", []string{
			"FJI advocates: a new fund", "PER advocates: a new fund"}},
	} {
		sp, err := k.speech(c.text, "")
		if err != nil {
			t.Fatal(err)
		}
		read := k.ruled(sp)
		for _, w := range c.want {
			what, not := strings.CutPrefix(w, "not ")
			if slices.ContainsFunc(read, func(p schema.Position) bool { return matches(p, what) }) == not {
				t.Errorf("%s\n\twant %s", c.text, w)
				for _, p := range read {
					t.Logf("\tgot %s %s %v: %s", p.Holder, p.Stance, p.Action, p.Target)
				}
			}
		}
	}
}

// Who takes a side on what another said has that stance, whatever the judge
// thinks of it.
func TestSidesInReports(t *testing.T) {
	k := theKit(t)
	for text, want := range map[string]string{
		"FIJI called for a levy on shipping, which CHILE and MEXICO opposed.": "FJI advocates; CHL opposes; MEX opposes",
		"FIJI called for a levy on shipping, but the US and CUBA objected.":   "FJI advocates; USA opposes; CUB opposes",
		"FIJI called for a levy on shipping, with TOGO and MALI opposing.":    "FJI advocates; TGO opposes; MLI opposes",
		"FIJI called for a levy on shipping; PERU supported this.":            "FJI advocates; PER supports",
	} {
		sp, err := k.speech(text, "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range k.pos.Extract(sp) {
			got = append(got, p.Holder+" "+string(p.Stance))
		}
		for _, w := range strings.Split(want, "; ") {
			if !slices.Contains(got, w) {
				t.Errorf("%s\n\twant %s, got %v", text, w, got)
			}
		}
	}
}
