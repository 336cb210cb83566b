package entity

import "testing"

func TestDocuments(t *testing.T) {
	check(t, []linkCase{
		{text: "resolutions 1540 (2004) and 1887 (2009)", want: []string{"resolutions 1540 (2004) = document/S/RES/1540 (2004)", "1887 (2009) = document/S/RES/1887 (2009)"}},
		{text: "Security Council resolution 1325 (2000)", want: []string{"Security Council resolution 1325 (2000) = document/S/RES/1325 (2000)"}},
		{text: "UNSCR 1701 and UNSCR 1559 (2004)", want: []string{"UNSCR 1701 = document/S/RES/1701 (2006)", "UNSCR 1559 (2004) = document/S/RES/1559 (2004)"}},
		{text: "resolution 61/89 of the General Assembly", want: []string{"resolution 61/89 = document/A/RES/61/89"}},
		{text: "the presidential statement S/PRST/2007/24 of June", want: []string{"S/PRST/2007/24 = document/S/PRST/2007/24"}},
	})
}

func TestShortFormsOfDocuments(t *testing.T) {
	const draft, resolution = "document/S/2014/189", "document/S/RES/2272 (2016)"
	check(t, []linkCase{
		{text: "The draft resolution (S/2014/189) is balanced. We back the draft resolution. We voted for the draft. The text is good.",
			want: []string{"draft resolution = " + draft, "draft = " + draft, "text = " + draft}},
		{text: "We regret the fate of the draft resolution. The draft contained in document S/2014/189 was balanced.",
			want: []string{"draft resolution = " + draft}},
		{text: "We adopted resolution 2272 (2016). This important resolution matters. We support the text.",
			want: []string{"resolution = " + resolution, "text = " + resolution}},
		{text: "We thank the Secretary-General for his report (S/2019/1011). The report is clear. The report of the Panel is not.",
			want: []string{"report = document/S/2019/1011"}},
		{text: "The Council has before it document S/2014/189, which contains the text of a draft resolution. The draft is good.", want: []string{"draft = " + draft}},
		{text: "I draw attention to document S/2019/1011, which contains the report of the Secretary-General on arms. The report of the Secretary-General on arms is clear.",
			want: []string{"report = document/S/2019/1011"}},
		{text: "We welcome the report of the Panel of Experts on Yemen.", want: []string{"report of the Panel of Experts on Yemen = document/Report of the Panel of Experts on Yemen", "Panel of Experts on Yemen = body/Panel of Experts on Yemen"}},
		{text: "We welcome the report of the Panel of Experts on Yemen (S/2020/70).", without: []string{"report of the Panel of Experts on Yemen = document/Report"}},
		{text: "A draft amendment to S/2014/189 was rejected.", without: []string{"draft ="}},
	})
}
