package record

import (
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/schema"
)

// joined is the text of wrapped lines.
func joined(t *testing.T, o Options, text string) string {
	t.Helper()
	p, _, err := decode([]byte(text), "in.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := split(p.Text)
	return join(p, cutPages(p.Text, lines, measure(p.Text, lines), "", ""), measure(p.Text, lines), o).Text
}

func TestHyphens(t *testing.T) {
	for _, c := range []struct{ in, want, why string }{
		{"Ban Ki-\nmoon", "Ban Ki-moon", "listed"},
		{"inter-\nnational", "international", "listed"},
		{"post-\nconflict", "post-conflict", "listed"},
		{"Secretary-\nGeneral", "Secretary-General", "a capital follows"},
		{"thirty-\nfirst", "thirty-first", "a number"},
		{"non-\ncombatant", "non-combatant", "a first part that keeps it"},
		{"justice-\nloving", "justice-loving", "a word before it"},
		{"vis-à-\nvis", "vis-à-vis", "more hyphens"},
		{"state-of-\nthe-art", "state-of-the-art", "more hyphens"},
		{"G-\n77 countries", "G-77 countries", "a figure"},
		{"MH-17-\ntype", "MH-17-type", "a figure"},
		{"pre- and post-\nconflict", "pre- and post-conflict", "listed"},
		{"troop-\nand police-contributing", "troop- and police-contributing", "two words share the rest"},
		{"the xyl-\nophonist, a xylophonist", "the xylophonist, a xylophonist", "seen elsewhere"},
		{"the xylo-\nphone, a xylo-phone", "the xylo-phone, a xylo-phone", "seen elsewhere"},
		{"glo-\nkified", "glokified", "neither half is a word"},
		{"the world -\nand all", "the world - and all", "a dash"},
		{"the world —\nand all", "the world — and all", "a dash"},
		{"inter\u00ad\nnational", "international", "soft"},
		{"co\u00adoperation", "cooperation", "soft, within a line"},
		{"inter-\n19\n\nnational", "international", "over a page number"},
		{"inter-   \r\n   national", "international", "blanks around it"},
		{"-\na", "- a", "nothing before it"},
		{"prosperity-", "prosperity-", "nothing after it"},
	} {
		if got := joined(t, Options{}, c.in); got != c.want {
			t.Errorf("%q is %q, want %q (%s)", c.in, got, c.want, c.why)
		}
	}
	known := Options{Known: func(w string) bool { return w == "xylophonist" }}
	if got := joined(t, known, "xylo-\nphonist"); got != "xylophonist" {
		t.Errorf("a word that Options know is %q", got)
	}
}

func TestInline(t *testing.T) {
	long := strings.Repeat("We support the draft and thank its sponsors. ", 6)
	for _, c := range []struct{ in, want string }{
		{"a grave Maintenance of international peace and security S/PV.8699 concern", "a grave concern"},
		{"right direction.16/01/2020 The situation in the Middle East S/PV.8699 In conclusion", "right direction. In conclusion"},
		{"that logic. The situation in the Middle East 06/02/2020 S/PV.8699 We go on", "that logic. We go on"},
		{"and peacebuilding 20-03616 processes", "and peacebuilding processes"},
		{"and peacebuilding 20-03616 3/30 processes", "and peacebuilding processes"},
		{"and peacebuilding 19-03616 processes", "and peacebuilding 19-03616 processes"},
		{"the last day (see S/PV.8699) and in S/PV.8699 too", "the last day (see S/PV.8699) and in S/PV.8699 too"},
	} {
		text := long + c.in + " " + strings.TrimSpace(long)
		lines := split(text)
		lines = cutPages(text, lines, measure(text, lines), "S/PV.8699", "2020")
		if got := join(schema.Passage{Text: text}, lines, 0, Options{}).Text; got != long+c.want+" "+strings.TrimSpace(long) {
			t.Errorf("%q is %q", c.in, got[len(long)-10:len(got)-len(long)+10])
		}
	}
}

// TestWordList holds that the list can be searched: sorted by bytes, in lower
// case, each word once.
func TestWordList(t *testing.T) {
	last, n := "", 0
	for line := range strings.Lines(words) {
		w := strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(w, "#") {
			continue
		}
		if w <= last || w != strings.ToLower(w) || !isListed(w) {
			t.Errorf("%q after %q", w, last)
		}
		last = w
		n++
	}
	for _, w := range []string{"", "#", "zzzz", "aaaa", "inthe", "a\nb"} {
		if isListed(w) {
			t.Errorf("%q is listed", w)
		}
	}
	if n < 10000 {
		t.Errorf("%d words", n)
	}
}

func TestParagraphs(t *testing.T) {
	full := "This line is as long as the lines of this text can be, no less\n"
	for _, c := range []struct{ name, in, want string }{
		{"wrapped", "and so on\nand on.", "and so on and on."},
		{"short last line", full + full + full + "and ends here.\nThe next begins so it does in a line that is quite long enough.", "and ends here.\n\nThe next"},
		{"full last line", full + full + full + "This line ends with a full stop at the place where lines ends.\nThe next one goes on.", "lines ends. The next"},
		{"abbreviation", full + full + full + "I thank Mr.\nSpleeters.", "I thank Mr. Spleeters."},
		{"blank line in a sentence", full + full + full + "for convening this\n\nimportant debate", "for convening this important debate"},
		{"blank line before a name", full + full + full + "This line is as long as the lines of this text can be, made by\n\nPrevent", "made by Prevent"},
		{"blank line after a sentence", full + full + full + "This line ends with a full stop at the place where lines ends.\n\nThe next", "lines ends.\n\nThe next"},
		{"page break after a full line", full + full + full + "This line ends with a full stop at the place where lines ends.\n\n\n12 08-51749\n\nThe next", "lines ends. The next"},
		{"indented", full + full + full + "This line ends with a full stop at the place where lines ends.\n The next one begins.", "lines ends.\n\nThe next"},
		{"title", full + full + full + "Adoption of the agenda\n\nThe agenda was adopted.", "Adoption of the agenda\n\nThe agenda"},
		{"list", full + full + full + "as follows;\n(a) One;\n(b) Two.", "as follows;\n\n(a) One;\n\n(b) Two."},
		{"many blanks", "a   b\tc\u00a0d", "a b c d"},
	} {
		if got := joined(t, Options{}, c.in); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q has no %q", c.name, got, c.want)
		}
	}
}

func TestHeads(t *testing.T) {
	states := map[string]string{"Kazakhstan": "KAZ", "United Kingdom": "GBR", "Iran (Islamic Republic of)": "IRN", "Islamic Republic of Iran": "IRN", "France": "FRA"}
	o := Options{State: func(l string) (string, bool) { c, ok := states[l]; return c, ok }}
	g := newGrammar()
	official, presiding := schema.RoleOfficial, schema.RolePresiding
	for _, c := range []struct {
		in, name, affiliation, language string
		role                            schema.Role
		rest                            string
	}{
		{"Ms. Alzhanova (Kazakhstan): Let me", "Ms. Alzhanova", "Kazakhstan", "", official, " Let me"},
		{"Mr. INDERFURTH (United States of America): I", "Mr. INDERFURTH", "United States of America", "", official, " I"},
		{"Sir Mark Lyall Grant (United Kingdom) The text", "Sir Mark Lyall Grant", "United Kingdom", "", official, "The text"},
		{"Mr. Michon (spoke in French) (France): I", "Mr. Michon", "France", "French", official, " I"},
		{"Mr. X (Iran (Islamic Republic of)): I", "Mr. X", "Iran (Islamic Republic of)", "", official, " I"},
		{"Mrs. ngu (Nigeria): I", "Mrs. ngu", "Nigeria", "", official, " I"},
		{"Mr. Costa Filho: I", "Mr. Costa Filho", "", "", official, " I"},
		{"Mr. de la Fuente: I", "Mr. de la Fuente", "", "", official, " I"},
		{"Dato Lim Jock Hoi: At", "Dato Lim Jock Hoi", "", "", official, " At"},
		{"King Philippe (spoke in French): I", "King Philippe", "", "French", official, " I"},
		{"Hadiza (spoke in French): I", "Hadiza", "", "French", official, " I"},
		{"Mr. Sonoura (Japan) (spoke in Japanese; interpretation provided by the delegation): I", "Mr. Sonoura", "Japan", "Japanese", official, " I"},
		{"The President: I", "The President", "", "", presiding, " I"},
		{"The PRESIDENT (interpretation from French): I", "The PRESIDENT", "", "French", presiding, " I"},
		{"The Acting Chair: I", "The Acting Chair", "", "", presiding, " I"},
		{"Mr. President (spoke in French): I", "Mr. President", "", "French", presiding, " I"},
		{"The Secretary-General (spoke in French): I", "The Secretary-General", "", "French", official, " I"},
	} {
		h, ok := g.head(c.in, true, o)
		if !ok || h.name != c.name || h.affiliation != c.affiliation || h.language != c.language || h.role != c.role || c.in[h.text:] != c.rest {
			t.Errorf("head(%q) = %+v, %v", c.in, h, ok)
		}
	}
	for _, in := range []string{
		"Mr. President: we ask", "Madam President: we", "The question is this: how", "The representative of France: he", "We ask two things: one",
		"Mr. Nesho (Albania), Mr. Baali (Algeria)", "Mr. Guterres (Kazakhstan) took the seats", "Mr. Mahendran (Kazakhstan) and Mr. X", "Sir Mark (Atlantis) The text", "Mr. Mehmet (Kazakhstan) Mr. Byron (France)",
		"Mr. Obama said: we", "President Nazarbayev has launched the Abolish Testing: one", "Lord, how do I save myself? He replied: leave", "President, Thabo Mbeki: so",
		"The President of the Council: he", "Security Council: a body", "Mr.: x", "Mr. 7 (Kazakhstan): x", "(spoke in French): x", ": x", "", "Mr. A (Kazakhstan", "Mr. Minister: x",
		"Resolution 1540 (2004): a", "General Assembly: so", "Chief among them: x",
	} {
		if h, ok := g.head(in, true, o); ok {
			t.Errorf("head(%q) = %+v", in, h)
		}
	}
	// In the middle of a sentence a name and a colon are no head.
	for _, in := range []string{"Mr. Mandela: a man", "The President: a man", "Sir Mark Lyall Grant (United Kingdom) The text"} {
		if h, ok := g.head(in, false, o); ok {
			t.Errorf("head(%q) in a sentence = %+v", in, h)
		}
	}
}

func TestCapacities(t *testing.T) {
	states := map[string]string{"Belgium": "BEL", "Niger": "NER", "Central African Republic": "CAF"}
	o := Options{State: func(l string) (string, bool) { c, ok := states[l]; return c, ok }}
	for _, c := range []struct{ in, want, state string }{
		{"I shall now make a statement in my national capacity. Belgium asks.", "Belgium asks.", ""},
		{"I shall now make a statement in my capacity as the representative of Belgium. We ask.", "We ask.", "BEL"},
		{"I shall now make a statement in my capacity as Deputy Prime Minister and Minister of Finance and Development of Belgium. We ask.", "We ask.", "BEL"},
		{"I shall now like to make a statement in my capacity as the representative of the Niger on behalf of the three. We ask.", "We ask.", "NER"},
		{"It is now my privilege to make a statement in my capacity as the representative of Atlantis. We ask.", "We ask.", ""},
		{"Thank you. In my national capacity, let me say no.", "In my national capacity, let me say no.", ""},
		{"| shall now make a statement in my capacity as the representative of Belgium. We ask.", "We ask.", "BEL"},
		{"I will now brief the Security Council in my capacity as Chair of the Committee. We met.", "-", ""},
		{"I shall speak in my capacity as Chair of the Central African Republic configuration. We met.", "-", ""},
		{"I should better reserve that for my statement in my national capacity. Thank you.", "-", ""},
	} {
		got := openings(c.in, o)
		if c.want == "-" {
			if len(got) > 0 {
				t.Errorf("%q opens at %q", c.in, c.in[got[0].at:])
			}
			continue
		}
		if len(got) != 1 || c.in[got[0].at:] != c.want || got[0].state != c.state {
			t.Errorf("%q: %+v, want %q for %q", c.in, got, c.want, c.state)
		}
	}
}
