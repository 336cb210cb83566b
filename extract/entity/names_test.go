package entity

import "testing"

func TestStatesUnderAllNames(t *testing.T) {
	check(t, []linkCase{
		{text: "We thank the Republic of Kazakhstan and its neighbours.", want: []string{"Republic of Kazakhstan = state/KAZ"}},
		{text: "CANADA, supported by SWITZERLAND, urged Parties to pay.", want: []string{"CANADA = state/CAN", "SWITZERLAND = state/CHE"}},
		{text: "The U.S. proposal failed.", want: []string{"U.S. = state/USA"}},
		{text: "Let us begin.", without: []string{"us ="}},
		{text: "The French position and that of the Iraqis differ.", want: []string{"French = state/FRA", "Iraqis = state/IRQ"}},
		{text: "We call on Moscow to withdraw its troops.", want: []string{"Moscow = state/RUS"}},
		{text: "The talks in Berlin ended.", want: []string{"Berlin = place/Berlin"}, without: []string{"Berlin = state"}},
		{text: "The humanitarian situation in eastern Ukraine is dire.", want: []string{"Ukraine = state/UKR"}},
		{text: "Canada, Australia and New Zealand spoke.", want: []string{"Canada = state/CAN", "Australia = state/AUS", "New Zealand = state/NZL"}},
	})
}

func TestUsesOfNames(t *testing.T) {
	l := newTestLinker(t)
	for text, want := range map[string]Use{
		"France": ByName, "Iraqis": ByPeople, "French": ByAdjective, "Moscow": ByCapital, "the Kremlin": ByCapital,
		"S/2014/189": BySymbol, "the Kinshasa Initiative on Peace": ByForm,
	} {
		text = "We note " + text + "."
		ms := l.Link(text, NewContext(""))
		if len(ms) != 1 || ms[0].Use != want {
			t.Errorf("%q: %+v, want use %d", text, ms, want)
		}
	}
}

func TestSpoiledNames(t *testing.T) {
	check(t, []linkCase{
		{text: "the remit of the UnitedNations Register of Conventional Arms", want: []string{"UnitedNations Register of Conventional Arms = instrument/United Nations Register of Conventional Arms"}},
		{text: "We thank the Secretary- General for it.", want: []string{"Secretary- General = person/Secretary-General"}},
		{text: "the Security Coun-\ncil met", want: []string{"Security Coun- cil = body/Security Council"}},
		{text: "He thanked South A frica warmly.", want: []string{"South A frica = state/ZAF"}},
		{text: "the Peace-building Commission met", want: []string{"Peace-building Commission = body/Peacebuilding Commission"}},
		{text: "in Cote d’Ivoire and Côte d'Ivoire", want: []string{"Cote d’Ivoire = state/CIV", "Côte d'Ivoire = state/CIV"}},
		{text: "the Treaty on the Non-\nProliferation of Nuclear\nWeapons", want: []string{"Treaty on the Non- Proliferation of Nuclear Weapons = instrument/Treaty on the Non-Proliferation of Nuclear Weapons"}},
	})
}

func TestGroups(t *testing.T) {
	check(t, []linkCase{
		{text: "I speak on behalf of the European Union and the G-77/CHINA.", want: []string{"European Union = group/European Union", "G-77/CHINA = group/Group of 77 and China"}},
		{text: "Nauru, for AOSIS, stressed it.", want: []string{"AOSIS = group/Alliance of Small Island States"}},
		{text: "The Non-Aligned Movement and troop-contributing countries agree.", want: []string{"Non-Aligned Movement = group/Non-Aligned Movement", "troop-contributing countries = group/troop-contributing countries"}},
	})
}

func TestSameNameAtTwoTimes(t *testing.T) {
	n := &named{since: "2000-01", until: "2005"}
	for date, want := range map[string]bool{"": true, "1999": false, "2000": true, "2003-04-01": true, "2005-12-31": true, "2006": false} {
		if n.at(date) != want {
			t.Errorf("at(%q) = %v", date, !want)
		}
	}
}

func TestLanguagesAreNoStates(t *testing.T) {
	check(t, []linkCase{
		{text: "Mr. Weber (spoke in French): We thank the French delegation.", want: []string{"French = state/FRA"}},
		{text: "I shall now speak in Russian. The use of the Russian language by Russian-speaking people is free.", without: []string{"Russian ="}},
	})
}

func TestWhatIsGoneIsStillNamed(t *testing.T) {
	check(t, []linkCase{
		{text: "The Soviet Union and the Commission on Human Rights are gone.", want: []string{"Soviet Union = state/SUN", "Commission on Human Rights = body/Commission on Human Rights"}},
		{text: "Serbia and Montenegro voted.", want: []string{"Serbia = state/SRB", "Montenegro = state/MNE"}},
	})
}

func TestNamesThatOnlyBearAStatesName(t *testing.T) {
	check(t, []linkCase{
		{text: "Settlements in the West Bank grow.", want: []string{"West Bank = place/West Bank"}, without: []string{"the West = "}},
		{text: "It paid US dollars to Malaysia Airlines by the Niger River and in the New Guinea highlands.", without: []string{"US =", "Malaysia =", "Niger =", "Guinea ="}},
		{text: "He visited Khartoum for the Paris meeting on the Damascus regime.", want: []string{"Khartoum = place/Khartoum", "Paris = place/Paris", "Damascus = state/SYR"}},
		{text: "South American and American forces", want: []string{"South American = place/South America", "American = state/USA"}},
		{text: "Kazakstan and the Republic of China (Taiwan) spoke.", want: []string{"Kazakstan = state/KAZ", "Republic of China (Taiwan = state/TWN"}},
	})
}
