package entity

import "testing"

func TestPersons(t *testing.T) {
	check(t, []linkCase{
		{text: "I thank Mr. Carlos Ruiz Massieu and Ms. Siham Sergewa.", want: []string{"Mr. Carlos Ruiz Massieu = person/Carlos Ruiz Massieu", "Ms. Siham Sergewa = person/Siham Sergewa"}},
		{text: "I thank Special Envoy Martin Griffiths. Mr. Griffiths spoke.", want: []string{"Special Envoy Martin Griffiths = person/Martin Griffiths", "Mr. Griffiths = person/Martin Griffiths"}},
		{text: "Mr. Damien Spleeters briefed us. We thank Spleeters for it.", want: []string{"Spleeters = person/Damien Spleeters"}},
		{text: "Ambassador Marc Pecsteen de Buytswerve and his team", want: []string{"Ambassador Marc Pecsteen de Buytswerve = person/Marc Pecsteen de Buytswerve"}},
		{text: "the Permanent Observer, Mr. Xavier van der Berg, said", want: []string{"Mr. Xavier van der Berg = person/Xavier van der Berg"}},
		{text: "Secretary-General António Guterres and Secretary-General Ban Ki-moon", want: []string{"Secretary-General António Guterres = person/António Guterres", "Secretary-General Ban Ki-moon = person/Ban Ki-moon"}},
		{text: "Special Representative of the Secretary-General Anna Quill-Feather spoke", want: []string{"Anna Quill-Feather = person/Anna Quill-Feather"}},
		{text: "the General Assembly met", want: []string{"General Assembly = body/General Assembly"}},
	})
}

func TestOfficeAndHolder(t *testing.T) {
	l := newTestLinker(t)
	for date, want := range map[string]string{"1997-09-25": "Kofi Annan", "2008": "Ban Ki-moon", "2020-02-05": "António Guterres", "": ""} {
		c := NewContext("S/PV.1")
		c.Date = date
		ms := l.Link("We thank the Secretary-General.", c)
		if len(ms) != 1 || ms[0].Name != "Secretary-General" || ms[0].Office != "Secretary-General" || ms[0].Person != want {
			t.Errorf("%s: %+v, want %s", date, ms, want)
		}
	}
	ms := l.Link("Secretary-General Ban Ki-moon spoke.", NewContext(""))
	if len(ms) != 1 || ms[0].Name != "Ban Ki-moon" || ms[0].Office != "Secretary-General" {
		t.Errorf("%+v", ms)
	}
}
