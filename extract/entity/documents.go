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
	return out
}

// called is what the text calls the document at words [lo, hi).
func called(p *page, lo, hi int, name string) string {
	if strings.Contains(name, "/RES/") {
		return "resolution"
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
