package entity

import "testing"

func TestShortForms(t *testing.T) {
	const poa = "instrument/Programme of Action to Prevent, Combat and Eradicate the Illicit Trade in Small Arms and Light Weapons in All Its Aspects"
	check(t, []linkCase{
		{text: "We ratified the Arms Trade Treaty. The Treaty works. This treaty saves lives.", want: []string{"Treaty = instrument/Arms Trade Treaty", "treaty = instrument/Arms Trade Treaty"}},
		{text: "The Treaty works: the Arms Trade Treaty saves lives.", want: []string{"Treaty = instrument/Arms Trade Treaty"}},
		{text: "The illicit trade in small arms and light weapons kills. We implement the Programme of Action.", want: []string{"Programme of Action = " + poa}},
		{text: "The Council and the Organization uphold the Charter.", want: []string{"Council = body/Security Council", "Organization = body/United Nations", "Charter = instrument/Charter of the United Nations"}},
		{text: "The Council of Europe agreed.", want: []string{"Council of Europe = body/Council of Europe"}},
		{text: "Iraq voted. Iraq is free. The country needs help, and the Government knows it.", want: []string{"country = state/IRQ", "Government = state/IRQ"}},
		{text: "Iraq is free. Iraq needs help at the country level.", without: []string{"country ="}},
		{text: "The Stockholm Agreement holds. We support the agreement.", want: []string{"agreement = instrument/Stockholm Agreement"}},
	})
}

func TestContextCarriesOverSpeeches(t *testing.T) {
	l := newTestLinker(t)
	c := NewContext("A/C.1/63/PV.12")
	l.Link("We signed the Arms Trade Treaty. I thank Mr. Damien Spleeters, of the Kimberley Process Certification Scheme (KPCS).", c)
	text := "The Treaty, Mr. Spleeters, the KPCS and the Committee matter."
	got := show(text, l.Link(text, c))
	for i, want := range []string{"Treaty = instrument/Arms Trade Treaty", "Mr. Spleeters = person/Damien Spleeters",
		"KPCS = instrument/Kimberley Process Certification Scheme", "Committee = body/First Committee"} {
		if i >= len(got) || got[i] != want {
			t.Fatalf("have %v, want %s", got, want)
		}
	}
}

func TestTheSpeakersOwnCountryIsNoShortForm(t *testing.T) {
	l := newTestLinker(t)
	c := NewContext("A/63/PV.9")
	c.Speaker = "KAZ"
	text := "Kazakhstan, Kazakhstan and again Kazakhstan, Kazakhstan and Kazakhstan thank Iraq and Iraq. The Government is ready."
	for _, m := range show(text, l.Link(text, c)) {
		if m == "Government = state/IRQ" {
			t.Error(m)
		}
	}
}

func TestAcronymsAreBoundToWhatTheyAbbreviate(t *testing.T) {
	check(t, []linkCase{
		{text: "The Ruritania Harbour Commission (RHC) met. The RHC reports.", want: []string{"RHC = body/Ruritania Harbour Commission"}},
		{text: "The chair of the Ruritania Harbour Commission (XYZ) met. The XYZ reports.", without: []string{"XYZ ="}},
		{text: "Mr. Adam Black (AB) spoke. AB left.", without: []string{"AB = person"}},
	})
}

func TestItsIsOfTheTextThatHasIt(t *testing.T) {
	const att = "its = instrument/Arms Trade Treaty"
	check(t, []linkCase{
		{text: "We signed the Arms Trade Treaty. Iraq backs its full implementation.", want: []string{att}},
		{text: "The Arms Trade Treaty is young. Time will show. We await its implementation.", without: []string{"its ="}},
		{text: "The Arms Trade Treaty failed, and Iraq defends its people.", without: []string{"its ="}},
	})
}

func TestThePeaceAgreementIsThatOfTheStateSpokenOf(t *testing.T) {
	const revitalized = "instrument/Revitalized Agreement on the Resolution of the Conflict in the Republic of South Sudan"
	check(t, []linkCase{
		{text: "South Sudan is young. South Sudan is free. We back the peace agreement.", want: []string{"peace agreement = " + revitalized}},
		{text: "Mali is old. The Malian parties must carry out the peace accords.", want: []string{"peace accords = instrument/Agreement for Peace and Reconciliation in Mali"}},
		{text: "Iraq is old. Iraq is free. We back the peace agreement.", without: []string{"peace agreement ="}},
		{text: "South Sudan and Mali, South Sudan and Mali. We back the peace agreement.", without: []string{"peace agreement ="}},
	})
}
