package symbol_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/schema/symbol"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in   string
		out  string // canonical, where it is not in
		want symbol.Symbol
		kind symbol.Kind
	}{
		{in: "S/PV.5881", want: symbol.Symbol{Body: "S", Series: "PV", Number: 5881}, kind: symbol.Record},
		{in: "S/PV.4726 (Resumption 1)", want: symbol.Symbol{Body: "S", Series: "PV", Number: 4726, Resumption: 1}, kind: symbol.Record},
		{in: "S/PV.4726(Resumption1)", out: "S/PV.4726 (Resumption 1)", want: symbol.Symbol{Body: "S", Series: "PV", Number: 4726, Resumption: 1}, kind: symbol.Record},
		{in: "A/63/PV.12", want: symbol.Symbol{Body: "A", Session: "63", Series: "PV", Number: 12}, kind: symbol.Record},
		{in: "A/C.1/63/PV.12", want: symbol.Symbol{Body: "A/C.1", Session: "63", Series: "PV", Number: 12}, kind: symbol.Record},
		{in: "A/PV.2254", want: symbol.Symbol{Body: "A", Series: "PV", Number: 2254}, kind: symbol.Record},
		{in: "A/ES-10/PV.1", want: symbol.Symbol{Body: "A", Session: "ES-10", Series: "PV", Number: 1}, kind: symbol.Record},
		{in: "S/RES/1540 (2004)", want: symbol.Symbol{Body: "S", Series: "RES", Number: 1540, Year: 2004}, kind: symbol.Resolution},
		{in: "S/RES/1540(2004)", out: "S/RES/1540 (2004)", want: symbol.Symbol{Body: "S", Series: "RES", Number: 1540, Year: 2004}, kind: symbol.Resolution},
		{in: "A/RES/61/89", want: symbol.Symbol{Body: "A", Session: "61", Series: "RES", Number: 89}, kind: symbol.Resolution},
		{in: "A/RES/51/45 S", want: symbol.Symbol{Body: "A", Session: "51", Series: "RES", Number: 45, Part: "S"}, kind: symbol.Resolution},
		{in: "A/RES/51/45S", out: "A/RES/51/45 S", want: symbol.Symbol{Body: "A", Session: "51", Series: "RES", Number: 45, Part: "S"}, kind: symbol.Resolution},
		{in: "A/RES/1514 (XV)", want: symbol.Symbol{Body: "A", Session: "XV", Series: "RES", Number: 1514}, kind: symbol.Resolution},
		{in: "A/RES/217 (III) A", want: symbol.Symbol{Body: "A", Session: "III", Series: "RES", Number: 217, Part: "A"}, kind: symbol.Resolution},
		{in: "A/RES/3202 (S-VI)", want: symbol.Symbol{Body: "A", Session: "S-VI", Series: "RES", Number: 3202}, kind: symbol.Resolution},
		{in: "A/RES/ES-10/3", want: symbol.Symbol{Body: "A", Session: "ES-10", Series: "RES", Number: 3}, kind: symbol.Resolution},
		{in: "A/HRC/RES/17/19", want: symbol.Symbol{Body: "A/HRC", Session: "17", Series: "RES", Number: 19}, kind: symbol.Resolution},
		{in: "E/RES/2005/20", want: symbol.Symbol{Body: "E", Year: 2005, Series: "RES", Number: 20}, kind: symbol.Resolution},
		{in: "A/63/L.12/Rev.1", want: symbol.Symbol{Body: "A", Session: "63", Series: "L", Number: 12, Suffix: "Rev.1"}, kind: symbol.Draft},
		{in: "S/2014/189", want: symbol.Symbol{Body: "S", Year: 2014, Number: 189}, kind: symbol.Document},
		{in: "S/2005/10/Add.1/Corr.2", want: symbol.Symbol{Body: "S", Year: 2005, Number: 10, Suffix: "Add.1/Corr.2"}, kind: symbol.Document},
		{in: "S/23500", want: symbol.Symbol{Body: "S", Number: 23500}, kind: symbol.Document},
		{in: "S/PRST/2007/24", want: symbol.Symbol{Body: "S", Year: 2007, Series: "PRST", Number: 24}, kind: symbol.Statement},
		{in: "A/CONF.192/15", want: symbol.Symbol{Body: "A/CONF.192", Number: 15}, kind: symbol.Document},
		{in: "A/CONF.192/2012/RC/4", want: symbol.Symbol{Body: "A/CONF.192/2012/RC", Number: 4}, kind: symbol.Document},
		{in: "A/51/306/Add.1", want: symbol.Symbol{Body: "A", Session: "51", Number: 306, Suffix: "Add.1"}, kind: symbol.Document},
		{in: "A/HRC/43/CRP.1", want: symbol.Symbol{Body: "A/HRC", Session: "43", Series: "CRP", Number: 1}, kind: symbol.Document},
		{in: "NPT/CONF.2010/50", want: symbol.Symbol{Body: "NPT/CONF.2010", Number: 50}, kind: symbol.Document},
		{in: "CCW/GGE.1/2019/3", want: symbol.Symbol{Body: "CCW/GGE.1", Year: 2019, Number: 3}, kind: symbol.Document},
		{in: "E/CN.4/2005/10/Add.3", want: symbol.Symbol{Body: "E/CN.4", Year: 2005, Number: 10, Suffix: "Add.3"}, kind: symbol.Document},
	} {
		got, err := symbol.Parse(c.in)
		if err != nil || got != c.want {
			t.Errorf("Parse(%q) = %+v, %v; want %+v", c.in, got, err, c.want)
			continue
		}
		if c.out == "" {
			c.out = c.in
		}
		if got.String() != c.out {
			t.Errorf("Parse(%q) prints %q, want %q", c.in, got, c.out)
		}
		if got.Kind() != c.kind {
			t.Errorf("%s is a %q, want %q", got, got.Kind(), c.kind)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, in := range []string{
		"", "S", "S/", "HIV/AIDS", "S/PV", "S/PV.", "S/PV.0", "S/PV.x", "S/RES/1540 (2904)",
		"S/RES/1540 (1904)", "S/2014/189 (2014)", "A/RES/1514 (XVX)", "A/RES/1514 ()", "S/2014/189 A",
		"S/2014/189 (Resumption 1)", "S/PV.1/2", "8/2014/189", "s/pv.5881", "S//5", "S/PV.5881 and more",
		"A/Rev.1", "A/Rev.1/3", "S/RES/1540/Rev.1 (2004)", "S/RES/PV/3", "A/RES/51/45S S", "S/2019/l011",
	} {
		if got, err := symbol.Parse(in); !errors.Is(err, symbol.ErrSyntax) {
			t.Errorf("Parse(%q) = %+v, %v; want ErrSyntax", in, got, err)
		}
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // "words = symbol"
	}{
		{"as resolution 1325 (2000) says", []string{"resolution 1325 (2000) = S/RES/1325 (2000)"}},
		{"resolutions 1540 (2004) and 1887 (2009).", []string{"resolutions 1540 (2004) = S/RES/1540 (2004)", "1887 (2009) = S/RES/1887 (2009)"}},
		{"Security Council resolutions 242 (1967), 338 (1973), and 2334\n(2016)", []string{
			"Security Council resolutions 242 (1967) = S/RES/242 (1967)", "338 (1973) = S/RES/338 (1973)", "2334\n(2016) = S/RES/2334 (2016)"}},
		{"General Assembly resolution 61/89 on", []string{"General Assembly resolution 61/89 = A/RES/61/89"}},
		{"Assembly resolution 50/227 and the", []string{"Assembly resolution 50/227 = A/RES/50/227"}},
		{"resolution 51/45 S, prohibits", []string{"resolution 51/45 S = A/RES/51/45 S"}},
		{"resolution 51/45 I say", []string{"resolution 51/45 = A/RES/51/45"}},
		{"resolution 217 A (III)", []string{"resolution 217 A (III) = A/RES/217 (III) A"}},
		{"resolution 1514 (XV) of", []string{"resolution 1514 (XV) = A/RES/1514 (XV)"}},
		{"Human Rights Council resolution 17/19", []string{"Human Rights Council resolution 17/19 = A/HRC/RES/17/19"}},
		{"the draft resolution S/2014/189", []string{"S/2014/189 = S/2014/189"}},
		{"draft resolution (S/2014/189).", []string{"S/2014/189 = S/2014/189"}},
		{"presidential statement S/PRST/2007/24.", []string{"S/PRST/2007/24 = S/PRST/2007/24"}},
		{"(see S/PV.8699 (Resumption 1))", []string{"S/PV.8699 (Resumption 1) = S/PV.8699 (Resumption 1)"}},
		{"A/62/507-S/2007/734", []string{"A/62/507 = A/62/507", "S/2007/734 = S/2007/734"}},
		{"resolution 2254", []string{"resolution 2254 = S/RES/2254 (2015)"}},
		{"S/RES/1540", []string{"S/RES/1540 = S/RES/1540 (2004)"}},
		{"General Assembly resolution 194", nil},
		{"HIV/AIDS, his/her, 24/7, S/1, UNMISS/United, a resolution 10 days", nil},
		{"the resolution 61/89/x and S/2014/189x", nil},
		{"resolution 1325 (2900)", nil},
	} {
		var got []string
		for _, m := range symbol.Find(c.text) {
			got = append(got, c.text[m.Start:m.End]+" = "+m.Symbol.String())
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("Find(%q)\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestMarshalText(t *testing.T) {
	var s symbol.Symbol
	if err := s.UnmarshalText([]byte("S/PV.8713")); err != nil || s.Number != 8713 {
		t.Errorf("UnmarshalText = %+v, %v", s, err)
	}
	if text, err := s.MarshalText(); err != nil || string(text) != "S/PV.8713" {
		t.Errorf("MarshalText = %q, %v", text, err)
	}
	if err := s.UnmarshalText([]byte("nonsense")); err == nil || s.Number != 8713 {
		t.Errorf("a failed UnmarshalText changed the symbol to %+v, error %v", s, err)
	}
	if err := s.UnmarshalText(nil); err != nil || s != (symbol.Symbol{}) || s.String() != "" || s.Kind() != "" {
		t.Errorf("UnmarshalText(nil) = %+v, %v", s, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"S/PV.4726 (Resumption 1)", "A/C.1/63/PV.12", "S/RES/1540 (2004)", "A/RES/1514 (XV)",
		"A/RES/217 (III) A", "A/RES/51/45 S", "A/63/L.12/Rev.1", "S/2005/10/Add.1/Corr.2", "A/ES-10/2", "NPT/CONF.2010/50", "S/RES/1540(2004)", "A/RES/3202 (S-VI)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		s, err := symbol.Parse(in)
		if err != nil {
			return
		}
		out := s.String()
		again, err := symbol.Parse(out)
		if err != nil || again != s || again.String() != out {
			t.Fatalf("%q is %+v, prints %q, which is %+v, %v", in, s, out, again, err)
		}
	})
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"resolutions 1540 (2004) and 1887 (2009)", "draft resolution S/2014/189.", "S/PV.8699 (Resumption 1)",
		"General Assembly resolution 61/89 A, 217 A (III)", "resolution 1325 (2000", "S/S/S/S/S/1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range symbol.Find(text) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("match %+v after byte %d of %d", m, end, len(text))
			}
			end = m.End
			if again, err := symbol.Parse(m.Symbol.String()); err != nil || again != m.Symbol {
				t.Fatalf("found %+v, which prints %q: %+v, %v", m.Symbol, m.Symbol, again, err)
			}
		}
	})
}
