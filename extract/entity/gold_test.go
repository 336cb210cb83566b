package entity

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/demarche-kg/demarche/lexicon"
	"github.com/demarche-kg/demarche/schema"
)

// heldApart are the texts kept for the end.
func heldApart() map[string]bool {
	out := map[string]bool{}
	for _, n := range strings.Fields(`NZL_63_2008_excerpt UNSC_2003_SPV.4726Resumption1_spch046
		UNSC_2014_SPV.7154_spch023 UNSC_2019_SPV.8676_spch013 UNSC_2020_SPV.8703_spch014
		UNSC_2020_SPV.8714_spch005 UNSC_2020_SPV.8734_spch011 UNSC_2020_SPV.8754_spch016
		UNSC_2020_SPV.8770_spch011`) {
		out[n] = true
	}
	return out
}

// shared is the folder of the gold texts; the test is skipped without it.
func shared(t testing.TB) string {
	dir := os.Getenv("DEMARCHE_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	dir = filepath.Join(dir, "gold", "dev")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no gold texts here: set DEMARCHE_SHARED to the folder that has gold/dev")
	}
	return dir
}

type goldPosition struct {
	Holder   string
	Target   string
	Evidence string
	Entities []schema.Mention
}

type goldText struct {
	name, text string
	positions  []goldPosition
}

func goldTexts(t testing.TB) []goldText {
	dir := shared(t)
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(files)
	apart := heldApart()
	var out []goldText
	for _, f := range files {
		g := goldText{name: strings.TrimSuffix(filepath.Base(f), ".jsonl")}
		if apart[g.name] {
			continue
		}
		raw, err := os.ReadFile(strings.TrimSuffix(f, "l")[:len(f)-6] + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		g.text = string(raw)
		lines, err := os.Open(f)
		if err != nil {
			t.Fatal(err)
		}
		sc := bufio.NewScanner(lines)
		for sc.Scan() {
			var p goldPosition
			if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
				t.Fatal(err)
			}
			g.positions = append(g.positions, p)
		}
		lines.Close()
		out = append(out, g)
	}
	return out
}

// locate finds words in text whatever the blanks between them, from byte at.
func locate(text, words string, at int) (schema.Span, bool) {
	fs := strings.Fields(words)
	if len(fs) == 0 {
		return schema.Span{}, false
	}
	for from := at; ; {
		i := strings.Index(text[from:], fs[0])
		if i < 0 {
			return schema.Span{}, false
		}
		start := from + i
		k := start + len(fs[0])
		ok := true
		for _, f := range fs[1:] {
			rest := strings.TrimLeft(text[k:], " \r\n\t")
			if !strings.HasPrefix(rest, f) {
				ok = false
				break
			}
			k = len(text) - len(rest) + len(f)
		}
		if ok {
			return schema.Span{Start: start, End: k}, true
		}
		from = start + 1
	}
}

// yearOf is the year in the name of a gold text.
func yearOf(name string) string {
	for _, part := range strings.Split(name, "_") {
		if len(part) == 4 && (part[:2] == "19" || part[:2] == "20") {
			return part
		}
	}
	return ""
}

// speaker is the holder of most positions.
func speaker(ps []goldPosition) string {
	count := map[string]int{}
	best := ""
	for _, p := range ps {
		count[p.Holder]++
		if n := count[p.Holder]; n > count[best] || n == count[best] && p.Holder < best {
			best = p.Holder
		}
	}
	return best
}

// A score counts.
type score struct{ hit, sys, gold int }

func (s score) figures() (p, r, f float64) {
	if s.sys > 0 {
		p = float64(s.hit) / float64(s.sys)
	}
	if s.gold > 0 {
		r = float64(s.hit) / float64(s.gold)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return
}

// normal is a name as the scorer compares it.
func normal(s string) string {
	s = strings.TrimPrefix(folded(s), "the ")
	return s
}

// TestGold compares what is linked inside each gold target with the gold's
// entities, by type and name.
func TestGold(t *testing.T) {
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	l := NewLinker(lex)
	scores := map[schema.EntityType]*score{}
	of := func(ty schema.EntityType) *score {
		if scores[ty] == nil {
			scores[ty] = &score{}
		}
		return scores[ty]
	}
	for _, g := range goldTexts(t) {
		symbol := "A/PV"
		if strings.Contains(g.name, "SPV") {
			symbol = "S/PV"
		}
		c := NewContext(symbol)
		c.Date, c.Speaker = yearOf(g.name), speaker(g.positions)
		ms := l.Link(g.text, c)
		for _, p := range g.positions {
			ev, ok := locate(g.text, p.Evidence, 0)
			if !ok {
				ev = schema.Span{}
			}
			s, ok := locate(g.text, p.Target, ev.Start)
			if !ok {
				if s, ok = locate(g.text, p.Target, 0); !ok {
					continue
				}
			}
			want := map[string]bool{}
			for _, e := range p.Entities {
				want[string(e.Type)+"|"+normal(e.Name)] = true
			}
			got := map[string]bool{}
			for _, m := range ms {
				if s.Contains(m.Span) {
					got[string(m.Type)+"|"+normal(m.Name)] = true
				} else if m.Start > s.End {
					break
				}
			}
			for k := range want {
				ty, _, _ := strings.Cut(k, "|")
				of(schema.EntityType(ty)).gold++
				if got[k] {
					of(schema.EntityType(ty)).hit++
				} else if os.Getenv("SHOW") != "" {
					t.Logf("MISS %s %s :: %s", g.name, k, p.Target)
				}
			}
			for k := range got {
				ty, _, _ := strings.Cut(k, "|")
				of(schema.EntityType(ty)).sys++
				if !want[k] && os.Getenv("SHOW") != "" {
					t.Logf("EXTRA %s %s :: %s", g.name, k, p.Target)
				}
			}
		}
	}
	var edge score
	for _, ty := range []schema.EntityType{schema.TypeState, schema.TypeInstrument, schema.TypeDocument, schema.TypeBody, schema.TypeGroup, schema.TypeMeeting, schema.TypePerson, schema.TypePlace} {
		s := *of(ty)
		p, r, f := s.figures()
		t.Logf("%-10s precision %.3f recall %.3f F1 %.3f (%d hit, %d linked, %d gold)", ty, p, r, f, s.hit, s.sys, s.gold)
		switch ty {
		case schema.TypeState, schema.TypeInstrument, schema.TypeDocument:
			edge.hit += s.hit
			edge.sys += s.sys
			edge.gold += s.gold
		}
	}
	p, r, f := edge.figures()
	t.Logf("%-10s precision %.3f recall %.3f F1 %.3f (%d hit, %d linked, %d gold)", "edges", p, r, f, edge.hit, edge.sys, edge.gold)
}
