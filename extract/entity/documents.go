package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/schema"
	"github.com/demarche-kg/demarche/schema/symbol"
)

// documents finds documents by symbol and resolutions by number. What the
// words around the symbol call it (a draft, a report) is its Kind.
func (l *Linker) documents(p *page) []find {
	var out []find
	at := 0
	for _, m := range symbol.Find(p.text) {
		at = p.wordFrom(at, m.Start)
		hi := at
		for hi < len(p.words) && p.words[hi].Start < m.End {
			hi++
		}
		if hi == at {
			continue
		}
		name := m.Symbol.String()
		d := Mention{Type: schema.TypeDocument, Name: name, ID: schema.Key(schema.TypeDocument, name), Use: BySymbol, Row: "symbol"}
		d.Span = schema.Span{Start: m.Start, End: m.End}
		d.Kind = called(p, at, hi, name)
		f := find{Mention: d, lo: at, hi: hi}
		f.Span = schema.Span{Start: m.Start, End: max(m.End, p.words[hi-1].End)}
		out = append(out, f)
	}
	return append(out, l.numbered(p)...)
}

// numbered finds "UNSCR 1701" and "SCR 1325 (2000)".
func (l *Linker) numbered(p *page) []find {
	var out []find
	for i := 0; i+1 < len(p.words); i++ {
		w := p.words[i]
		if !w.caps || w.folded != "unscr" && w.folded != "scr" || !p.words[i+1].within() {
			continue
		}
		const noun = "resolution "
		rest := p.text[p.words[i+1].Start:min(len(p.text), p.words[i+1].Start+16)]
		found := symbol.Find(noun + rest)
		if len(found) == 0 || found[0].Start > 0 {
			continue
		}
		name := found[0].Symbol.String()
		m := Mention{Type: schema.TypeDocument, Name: name, ID: schema.Key(schema.TypeDocument, name), Use: BySymbol, Row: "symbol", Kind: "resolution"}
		end := p.wordFrom(i+1, p.words[i+1].Start+found[0].End-len(noun))
		f := p.find(i, end, m)
		f.End = max(f.End, p.words[i+1].Start+found[0].End-len(noun))
		out = append(out, f)
	}
	return out
}

// says reports whether word k is this one.
func (p *page) says(k int, folded string) bool {
	return k < len(p.words) && p.words[k].folded == folded
}

// called is what the text calls the document at words [lo, hi).
func called(p *page, lo, hi int, name string) string {
	if strings.Contains(name, "/RES/") {
		return "resolution"
	}
	if k := hi + 2; k < len(p.words) && (phrase(p.words[hi:k]) == "which contains" || phrase(p.words[hi:k]) == "that contains") || p.says(hi, "containing") {
		// "document S/2020/25, which contains the text of a draft resolution"
		for k := hi; k < len(p.words) && k < hi+8 && p.words[k].gap != gapStop; k++ {
			switch p.words[k].folded {
			case "draft":
				return "draft resolution"
			case "report", "letter", "statement":
				return p.words[k].folded
			}
		}
	}
	for k := lo - 1; k >= 0 && k >= lo-12 && p.words[k+1].gap != gapStop; k-- {
		switch p.words[k].folded {
		case "draft", "resolution":
			return "draft resolution"
		case "report", "reports":
			return "report"
		case "statement":
			return "statement"
		case "letter", "note":
			return p.words[k].folded
		}
	}
	return "document"
}

// reports finds the reports that go by whose they are and have no symbol by
// them: "the report of the Panel of Experts on Mali". The body stays a mention
// of its own.
func (l *Linker) reports(p *page) []find {
	var out []find
	for k, f := range p.finds {
		if f.Type != schema.TypeBody || f.Use != ByName && f.Use != ByForm || f.hi-f.lo < 2 {
			continue
		}
		lo := f.lo - 1
		if p.says(max(0, lo), "the") {
			lo--
		}
		if lo < 2 || p.words[lo].folded != "of" || p.words[lo-1].folded != "report" || !p.words[lo].within() || !p.free(lo-1, f.lo) {
			continue
		}
		if k+1 < len(p.finds) && p.finds[k+1].Use == BySymbol && p.finds[k+1].lo <= f.hi+12 && p.words[p.finds[k+1].lo].gap != gapStop {
			continue
		}
		name := "Report of the " + f.Name
		m := Mention{Type: schema.TypeDocument, Name: name, ID: schema.Key(schema.TypeDocument, name), Use: ByForm, Kind: "report", Owner: f.ID, Row: "form:owner:report"}
		p.owners = append(p.owners, f.Mention)
		out = append(out, p.find(lo-1, f.hi, m))
	}
	return out
}
