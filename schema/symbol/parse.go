package symbol

import (
	_ "embed"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// ErrSyntax says that a text is no document symbol.
var ErrSyntax = errors.New("no United Nations document symbol")

//go:embed roots.txt
var roots string

// The years a symbol may bear: from the founding of the United Nations to
// beyond the life of this program.
const (
	firstYear = 1945
	lastYear  = 2100
)

var (
	// bodyForm is a component after the root that names a body: "C.1", "HRC".
	bodyForm = regexp.MustCompile(`^[A-Z]{1,10}(\.[0-9]{1,4})?$`)
	// seriesForm is a component that names series and number: "PV.12".
	seriesForm = regexp.MustCompile(`^([A-Z]{1,5})\.([1-9][0-9]{0,6})$`)
	// suffixForm is a component that tells a change: "Rev.1".
	suffixForm = regexp.MustCompile(`^(Add|Amend|Corr|Rev|Sum)\.([1-9][0-9]{0,2})$`)
	// sessionForm is a session in Arabic numerals: "63", "ES-10".
	sessionForm = regexp.MustCompile(`^((ES|S)-)?[1-9][0-9]{0,2}$`)
	numberForm  = regexp.MustCompile(`^([1-9][0-9]{0,6})([A-Z]?)$`)
	// romanForm is a session of the General Assembly up to 1975.
	romanForm  = regexp.MustCompile(`^((ES|S)-)?(X{0,3})(IX|IV|V?I{0,3})$`)
	resumption = regexp.MustCompile(`^[Rr]esumption ?([1-9][0-9]?)?$`)
	// tail is what follows the components: one thing in parentheses, a
	// letter, a change, a resumption.
	tail = regexp.MustCompile(`^((?:/(?:ES-|S-)?[A-Za-z0-9.]+)+)` +
		`(?:\s*\(([0-9]{4}|(?:ES-|S-)?[IVX]+)\))?` +
		`(?:\s([A-Z]))?` +
		`((?:/(?:Add|Amend|Corr|Rev|Sum)\.[0-9]+)*)` +
		`(?:\s*\(([Rr]esumption ?[0-9]*)\))?$`)
)

// slashed reports whether the number of a series follows a slash and its
// session, not a point.
func slashed(series string) bool { return series == "RES" || series == "DEC" || series == "PRST" }

// dotted reports whether series is one that a number follows after a point
// and that is no body.
func dotted(series string) bool {
	switch series {
	case "PV", "SR", "L", "INF", "CRP", "WP", "NGO", "BP", "RA", "MISC", "TP":
		return true
	}
	return false
}

// Parse reads one symbol, which must be the whole of text. It takes what
// offices and typists make of blanks ("S/RES/1540(2004)", "S/PV.8699
// (Resumption1)"), nothing else: a symbol whose year cannot be or whose parts
// stand in the wrong order is an error, which wraps ErrSyntax.
func Parse(text string) (Symbol, error) {
	fail := func(what string) (Symbol, error) {
		if len(text) > 80 {
			text = text[:80] + "..."
		}
		return Symbol{}, fmt.Errorf("symbol %q: %s: %w", text, what, ErrSyntax)
	}
	root, rest, ok := strings.Cut(text, "/")
	if !ok || !isRoot(root) {
		return fail("does not begin with an organ, as S/ or A/ do")
	}
	m := tail.FindStringSubmatch("/" + rest)
	if m == nil {
		return fail("parts are missing or out of order")
	}
	parts := strings.Split(m[1][1:], "/")
	s := Symbol{Part: m[3]}
	var suffix []string
	for len(parts) > 0 && suffixForm.MatchString(parts[len(parts)-1]) {
		suffix = append([]string{parts[len(parts)-1]}, suffix...)
		parts = parts[:len(parts)-1]
	}
	if m[4] != "" {
		for _, p := range strings.Split(m[4][1:], "/") {
			if !suffixForm.MatchString(p) {
				return fail(p + " is no change of a document")
			}
			suffix = append(suffix, p)
		}
	}
	s.Suffix = strings.Join(suffix, "/")
	parts, what := s.series(parts)
	if what != "" {
		return fail(what)
	}
	for _, p := range parts {
		if series, _, _ := strings.Cut(p, "."); slashed(series) || dotted(series) || !bodyForm.MatchString(p) && year(p) == 0 {
			return fail(p + " names no body")
		}
	}
	s.Body = strings.Join(append([]string{root}, parts...), "/")
	if what := s.parens(m[2], m[5]); what != "" {
		return fail(what)
	}
	if s.Part != "" && (s.Series != "RES" && s.Series != "DEC" || s.Session == "") {
		return fail("only resolutions of a session have a letter")
	}
	return s, nil
}

// series takes series, number, session and year from the end of the
// components. It returns those that are left, or what is wrong.
func (s *Symbol) series(parts []string) (rest []string, what string) {
	if len(parts) == 0 {
		return nil, "no number"
	}
	last := parts[len(parts)-1]
	parts = parts[:len(parts)-1]
	if m := seriesForm.FindStringSubmatch(last); m != nil && dotted(m[1]) {
		s.Series = m[1]
		s.Number, _ = strconv.Atoi(m[2])
		return s.session(parts), ""
	}
	m := numberForm.FindStringSubmatch(last)
	if m == nil {
		return nil, last + " is no number"
	}
	s.Number, _ = strconv.Atoi(m[1])
	if m[2] != "" {
		if s.Part != "" {
			return nil, "two letters"
		}
		s.Part = m[2]
	}
	parts = s.session(parts)
	if n := len(parts); n > 0 && slashed(parts[n-1]) {
		s.Series = parts[n-1]
		parts = parts[:n-1]
	}
	return parts, ""
}

// session takes a session or a year from the end of the components.
func (s *Symbol) session(parts []string) []string {
	if n := len(parts); n > 0 {
		if y := year(parts[n-1]); y != 0 {
			s.Year = y
			return parts[:n-1]
		}
		if sessionForm.MatchString(parts[n-1]) {
			s.Session = parts[n-1]
			return parts[:n-1]
		}
	}
	return parts
}

// parens takes the year or session and the resumption that stood in
// parentheses. It returns what is wrong.
func (s *Symbol) parens(when, again string) string {
	if when != "" {
		if s.Series != "RES" && s.Series != "DEC" || s.Session != "" || s.Year != 0 || s.Suffix != "" {
			return "(" + when + ") is out of place"
		}
		if y := year(when); y != 0 && s.Body == "S" {
			s.Year = y
		} else if strings.ContainsAny(when, "IVX") && romanForm.MatchString(when) && !strings.HasSuffix(when, "-") {
			s.Session = when
		} else {
			return "(" + when + ") is no year or session"
		}
	}
	if again != "" {
		m := resumption.FindStringSubmatch(again)
		if m == nil || s.Kind() != Record {
			return "(" + again + ") is out of place"
		}
		s.Resumption = 1
		if m[1] != "" {
			s.Resumption, _ = strconv.Atoi(m[1])
		}
	}
	if s.Body == "S" && s.Series == "RES" && s.Session == "" && s.Suffix != "" {
		return "resolutions of the Security Council have no " + s.Suffix
	}
	return ""
}

// year is the plausible year that p is, 0 where it is none.
func year(p string) int {
	if len(p) != 4 {
		return 0
	}
	y, err := strconv.Atoi(p)
	if err != nil || y < firstYear || y > lastYear {
		return 0
	}
	return y
}

func isRoot(p string) bool {
	return p != "" && !strings.ContainsAny(p, "#\n ") && strings.Contains(roots, "\n"+p+"\n")
}
