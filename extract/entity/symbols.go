package entity

import (
	"regexp"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

var resTmp = regexp.MustCompile(`(?i)(draft )?resolutions? (\d{1,4} \(\d{4}\))|((?:and|,) )(\d{3,4} \(\d{4}\))|((?:S|A)/[A-Za-z0-9/.]*[A-Za-z0-9])`)

func symbols(text string) []Mention {
	var out []Mention
	for _, m := range resTmp.FindAllStringSubmatchIndex(text, -1) {
		n := ""
		s := schema.Span{Start: m[0], End: m[1]}
		switch {
		case m[4] >= 0:
			n = "S/RES/" + text[m[4]:m[5]]
		case m[8] >= 0:
			n = "S/RES/" + text[m[8]:m[9]]
			s.Start = m[8]
		default:
			n = text[m[10]:m[11]]
			s.Start = m[10]
		}
		row := "symbol"
		if strings.Contains(strings.ToLower(text[max(0, m[0]-40):m[0]]), "draft") {
			row = "symbol:draft"
		}
		out = append(out, Mention{Span: s, Type: schema.TypeDocument, Name: n, ID: schema.Key(schema.TypeDocument, n), Use: BySymbol, Row: row})
	}
	return out
}
