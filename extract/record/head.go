package record

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demarche-kg/demarche/schema"
)

//go:embed heads.tsv
var headWords string

const (
	// maxHead is the longest head, in bytes; maxPersonName the longest name in
	// it and maxParens the longest thing in parentheses.
	maxHead       = 480
	maxPersonName = 90
	maxParens     = 220
)

var (
	// note is a remark on the language of what follows.
	note = regexp.MustCompile(`\((?:[Ss]poke|[Cc]ontinued|[Ii]nterpretation|[Ii]nterpreted|[Ss]peaking)\s+(?:in|from)\s+([A-Z][a-z]+)(?:\s*;[^()]{0,80})?\)`)
	// displaced is such a note with other words run into it, as columns
	// taken for lines leave it.
	displaced = regexp.MustCompile(`^[Ss]poke\s+(\S.*\S)\s+in\s+([A-Z][a-z]+)$`)
)

// A head is what a record prints before a speech.
type head struct {
	name        string
	affiliation string
	language    string // as named
	role        schema.Role
	// inner are words of the speech that stand within the head; text is
	// where the rest of the speech begins. Both are bytes from the head's
	// start.
	inner schema.Span
	text  int
	colon bool
}

// A grammar is heads.tsv, by kind and word.
type grammar map[string]map[string]string

func newGrammar() grammar {
	g := grammar{"honorific": {}, "title": {}, "particle": {}, "office": {}, "language": {}}
	for row := range strings.Lines(headWords) {
		if f := strings.Split(strings.TrimSuffix(row, "\n"), "\t"); !strings.HasPrefix(row, "#") && len(f) >= 2 {
			g[f[0]][strings.ToLower(f[1])] = f[len(f)-1]
		}
	}
	return g
}

// head reads the head with which s, which begins a line, begins. fresh says
// that what stood before the line is finished. A head without its colon needs
// a state that is known, and a fresh line; whatever else follows a name in
// running text is none.
func (g grammar) head(s string, fresh bool, o Options) (h head, ok bool) {
	s = s[:min(len(s), maxHead)]
	end := strings.IndexAny(s[:min(len(s), maxPersonName)], "(:")
	if end <= 0 {
		return h, false
	}
	h.name = strings.TrimSpace(s[:end])
	at := end
	state := ""
	for {
		for at < len(s) && (s[at] == ' ' || s[at] == '\n') {
			at++
		}
		if at == len(s) || s[at] != '(' {
			break
		}
		stop := closing(s[at:])
		if stop < 0 {
			return h, false
		}
		in := s[at+1 : at+stop]
		switch m := note.FindStringSubmatch(s[at : at+stop+1]); {
		case m != nil && m[0] == s[at:at+stop+1]:
			h.language = m[1]
		case h.language == "" && displaced.MatchString(in):
			m := displaced.FindStringSubmatchIndex(in)
			h.language = in[m[4]:m[5]]
			h.inner = schema.Span{Start: at + 1 + m[2], End: at + 1 + m[3]}
		case h.affiliation == "":
			h.affiliation = strings.Join(strings.Fields(in), " ")
			state = o.state(h.affiliation)
		default:
			return h, false
		}
		at += stop + 1
	}
	if at < len(s) && s[at] == ':' {
		h.colon = true
		at++
	}
	h.text = at
	return h, g.isHead(&h, s, fresh, state != "")
}

// isHead judges the parts of h and sets its role.
func (g grammar) isHead(h *head, s string, fresh, state bool) bool {
	parens := h.affiliation != "" || h.language != ""
	if !h.colon {
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[h.text:], " \n\"“‘'"))
		if !fresh || !state || h.text == len(s) || !unicode.IsUpper(next) && !unicode.IsDigit(next) || g.isHonorific(s[h.text:]) {
			return false
		}
	}
	words := strings.Fields(h.name)
	if len(words) == 0 || len(words) > 9 {
		return false
	}
	first := strings.ToLower(strings.TrimSuffix(words[0], "."))
	h.role = schema.RoleOfficial
	if first == "the" {
		role, ok := g["office"][strings.ToLower(strings.Join(words[1:], " "))]
		h.role = schema.Role(role)
		return ok && h.colon && (fresh || parens)
	}
	_, honorific := g["honorific"][first]
	_, title := g["title"][first]
	switch {
	case honorific && len(words) > 1 && h.colon && fresh && h.language != "" && g["office"][strings.ToLower(strings.Join(words[1:], " "))] == string(schema.RolePresiding):
		// "Mr. President (spoke in French):", a slip that records have.
		h.role = schema.RolePresiding
		return true
	case honorific && len(words) > 1:
		// A name that the scanner broke is a name still where the rest of
		// the head is whole.
		return g.isName(words[1:], parens && h.colon) && !g.isVocative(words[1:]) && (parens || fresh)
	case title && len(words) > 1:
		return g.isName(words[1:], false) && !g.isVocative(words[1:]) && (parens || fresh)
	}
	return fresh && h.colon && len(words) <= 5 && g.isName(words, false) && (h.language != "" || state)
}

// isHonorific reports whether s begins with a person's honorific, as the next
// line of a list of persons does.
func (g grammar) isHonorific(s string) bool {
	s = strings.TrimLeft(s, " \n")
	if i := strings.IndexAny(s, " ."); i > 0 {
		_, ok := g["honorific"][strings.ToLower(s[:i])]
		return ok
	}
	return false
}

// isName reports whether words can be a person's name; loose allows for words
// in lower case.
func (g grammar) isName(words []string, loose bool) bool {
	capital := false
	for i, w := range words {
		if strings.ContainsAny(w, ",;!?\"“”/0123456789") || strings.HasSuffix(w, ".") && len(w) > 4 {
			return false
		}
		r, n := utf8.DecodeRuneInString(strings.TrimLeft(w, "'‘’"))
		_, particle := g["particle"][w]
		switch {
		case n > 0 && unicode.IsUpper(r):
			capital = true
		case particle && i+1 < len(words):
		case strings.Contains(w, "-") && !loose && i > 0: // "al-Hussein"
		case !loose:
			return false
		}
	}
	return capital || loose
}

// isVocative reports whether words are an office, as in "Mr. President:",
// which nobody is called in a head.
func (g grammar) isVocative(words []string) bool {
	last := strings.ToLower(words[len(words)-1])
	_, office := g["office"][strings.ToLower(strings.Join(words, " "))]
	return office || last == "minister" || last == "speaker" || last == "ambassador" || last == "assembly"
}

// closing is the index of the parenthesis that closes the one s begins with,
// -1 where none does within a head.
func closing(s string) int {
	depth := 0
	for i := 0; i < min(len(s), maxParens); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
