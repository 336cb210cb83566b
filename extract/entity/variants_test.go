package entity

import "testing"

func TestNamesInOtherWords(t *testing.T) {
	const cwc = "instrument/Convention on the Prohibition of the Development, Production, Stockpiling and Use of Chemical Weapons and on Their Destruction"
	check(t, []linkCase{
		{text: "We back the Convention on Chemical Weapons.", want: []string{"Convention on Chemical Weapons = " + cwc}},
		{text: "The Minsk agreement and the Dayton Agreements hold.", want: []string{"Minsk agreement = instrument/Minsk agreements",
			"Dayton Agreements = instrument/General Framework Agreement for Peace in Bosnia and Herzegovina"}},
		{text: "CARICOM's 2011 declaration on small arms and light weapons stands.", want: []string{
			"CARICOM's 2011 declaration on small arms and light weapons = instrument/CARICOM Declaration on Small Arms and Light Weapons", "CARICOM = group/Caribbean Community"}},
		{text: "the OAU Mechanism for Conflict Prevention, Resolution and Management", want: []string{
			"OAU Mechanism for Conflict Prevention, Resolution and Management = instrument/Mechanism for Conflict Prevention, Management and Resolution"}},
		{text: "the South-East Asia Nuclear-Weapon-Free Zone Treaty", want: []string{"South-East Asia Nuclear-Weapon-Free Zone Treaty = instrument/Treaty on the Southeast Asia Nuclear-Weapon-Free Zone"}},
		{text: "the Programme of Action to Prevent, Combat and Eradicate is old", want: []string{
			"Programme of Action to Prevent, Combat and Eradicate = instrument/Programme of Action to Prevent, Combat and Eradicate the Illicit Trade in Small Arms and Light Weapons in All Its Aspects"}},
		{text: "the Kinshasa Convention on Chemical Weapons", without: []string{"Kinshasa Convention on Chemical Weapons = " + cwc}},
	})
}

func TestWhatIsAgreedLaterBoreNoNameBefore(t *testing.T) {
	l := newTestLinker(t)
	for date, want := range map[string]string{"1997-09-22": "Algiers Agreement", "2020-01-01": "Agreement for Peace and Reconciliation in Mali"} {
		c := NewContext("A/52/PV.9")
		c.Date = date
		if got := l.Link("We back the Algiers Agreement.", c); len(got) != 1 || got[0].Name != want {
			t.Errorf("%s: %+v, want %s", date, got, want)
		}
	}
}
