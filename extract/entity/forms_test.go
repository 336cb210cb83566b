package entity

import "testing"

func TestUnlistedThings(t *testing.T) {
	check(t, []linkCase{
		{text: "We welcome the Strelsau Initiative on Nuclear Disarmament and Security.", want: []string{"Strelsau Initiative on Nuclear Disarmament and Security = instrument/Strelsau Initiative on Nuclear Disarmament and Security"}},
		{text: "under the Waterloo Convention on Tin, Copper and Lead of 1999", want: []string{"Waterloo Convention on Tin, Copper and Lead = instrument/Waterloo Convention on Tin, Copper and Lead"}},
		{text: "The Ruritanian Truth and Justice Commission met.", want: []string{"Ruritanian Truth and Justice Commission = body/Ruritanian Truth and Justice Commission"}},
		{text: "the Commission for the Follow-up of Harbours", want: []string{"Commission for the Follow-up of Harbours = body/Commission for the Follow-up of Harbours"}},
		{text: "the Ruritania Committee and the Strelsau Fund", want: []string{"Ruritania Committee = body/Ruritania Committee", "Strelsau Fund = body/Strelsau Fund"}},
		{text: "appointed to Libya's Joint Harbour Commission", want: []string{"Joint Harbour Commission = body/Joint Harbour Commission", "Libya = state/LBY"}},
		{text: "the 1993 Strelsau Declaration and the 1988 Convention", want: []string{"Strelsau Declaration = instrument/Strelsau Declaration", "1988 Convention = instrument/1988 Convention"}},
		{text: "The Indian Constitution protects it.", want: []string{"Indian Constitution = instrument/Constitution of India"}},
		{text: "the sixty-third session of the General Assembly", want: []string{"sixty-third session of the General Assembly = meeting/sixty-third session of the General Assembly"}},
		{text: "the Committee established pursuant to resolution 1970 (2011) concerning Libya",
			want: []string{"Committee established pursuant to resolution 1970 (2011) concerning Libya = body/Security Council Committee established pursuant to resolution 1970 (2011) concerning Libya"}},
	})
}

func TestFormsThatNameNothing(t *testing.T) {
	check(t, []linkCase{
		{text: "What Council would accept it?", without: []string{"What"}},
		{text: "Thank you, Mr. President, for holding it.", without: []string{"Mr."}},
		{text: "the Council on Monday discussed Haiti", without: []string{"Council on"}},
		{text: "the Prime Minister on 25 March said", without: []string{"Prime Minister on"}},
		{text: "the Permanent Representative of Belgium spoke", want: []string{"Belgium = state/BEL"}, without: []string{"Permanent"}},
		{text: "a treaty and an initiative were mentioned", without: []string{"treaty", "initiative"}},
		{text: "I ask the Protocol Officer to leave.", without: []string{"Protocol"}},
		{text: "WORKING GROUP AGENDA ITEMS", without: []string{"WORKING"}},
	})
}

func TestOwnedThings(t *testing.T) {
	check(t, []linkCase{
		{text: "We support the United Kingdom's initiative on universal standards in the sphere of transfers of conventional weapons and other steps.",
			want: []string{
				"United Kingdom's initiative on universal standards in the sphere of transfers of conventional weapons = instrument/United Kingdom's initiative on universal standards in the sphere of transfers of conventional weapons",
				"United Kingdom = state/GBR",
			}},
		{text: "We back the UK’s initiative on transfers.", want: []string{"UK’s initiative on transfers = instrument/United Kingdom's initiative on transfers", "UK = state/GBR"}},
		{text: "We value the French initiative.", want: []string{"French initiative = instrument/French initiative", "French = state/FRA"}},
		{text: "efforts through the Astana format go on", want: []string{"Astana format = meeting/Astana format"}, without: []string{"Astana = "}},
		{text: "the Secretary-General's harbour proposals were", want: []string{"Secretary-General's harbour proposals = instrument/Secretary-General's harbour proposals", "Secretary-General = person/Secretary-General"}},
		{text: "the initiative of the United States and other States, which", want: []string{"initiative of the United States and other States = instrument/initiative of the United States and other States", "United States = state/USA"}},
		{text: "President Nazarbayev's initiative to convene a summit", want: []string{"President Nazarbayev's initiative to convene a summit = instrument/Nazarbayev's initiative to convene a summit"}},
		{text: "Azerbaijan supported proposals of that kind", without: []string{"Azerbaijan supported"}},
	})
}

func TestOwnerAndKindAreKept(t *testing.T) {
	l := newTestLinker(t)
	ms := l.Link("We support the United Kingdom's initiative on transfers.", NewContext(""))
	if len(ms) != 2 || ms[0].Owner != "state/GBR" || ms[0].Kind != "initiative" || ms[0].ID != "instrument/united-kingdoms-initiative-on-transfers" {
		t.Errorf("%+v", ms)
	}
}
