package symbol

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// A Match is a symbol found in a text.
type Match struct {
	// Start and End are the half-open range of bytes of the words that name
	// the document: "S/2014/189", "General Assembly resolution 61/89". In a
	// list ("resolutions 1540 (2004) and 1887 (2009)") the first name has
	// the noun in its range, the others are the number alone.
	Start, End int
	Symbol     Symbol
}

var (
	bare = regexp.MustCompile(`\b[A-Z][A-Z-]{0,7}(?:/(?:ES-|S-)?[A-Za-z0-9][A-Za-z0-9.]*){1,10}`)
	// after is what may follow the components of a symbol in running text.
	after = regexp.MustCompile(`^(?:\s?\((?:[0-9]{4}|(?:ES-|S-)?[IVX]{1,8}|[Rr]esumption ?[0-9]{0,2})\))`)
	noun  = regexp.MustCompile(`(?i)\b(?:(General Assembly|Assembly|Security Council|Human Rights Council|Economic and Social Council|Council|Commission|Conference)(?:['’]s)?\s)?(resolutions?)\s`)
	// item is one number after the noun: 1540 (2004), 1514 (XV), 217 A (III),
	// 61/89, ES-10/3, 1540.
	item = regexp.MustCompile(`^(?:` +
		`([0-9]{1,4})\s?\(([0-9]{4})\)` +
		`|([0-9]{1,4})(?:\s([A-Z]))?\s?\(((?:ES-|S-)?[IVX]{1,8})\)` +
		`|((?:ES-|S-)?[0-9]{1,3})/([0-9]{1,4})(?:\s?([A-Z]))?` +
		`|([0-9]{3,4})` +
		`)`)
	joint = regexp.MustCompile(`^(?:,?\s(?:and|or|as well as)\s|,\s)(?:(?:of|in|its|resolutions?)\s)?`)
)

// Find returns the documents named in text, in its order, none overlapping.
// It knows symbols ("presidential statement S/PRST/2007/24") and resolutions
// in words: those of the Security Council by year, those of the General
// Assembly by session, either alone or in a list. Where a resolution of the
// Council is named without its year ("resolution 1325"), the year is supplied
// from the Council's own count. What is not certain (a resolution of the
// Assembly without its session) is left out.
func Find(text string) []Match {
	found := symbols(text)
	found = append(found, resolutions(text)...)
	sort.SliceStable(found, func(i, k int) bool { return found[i].Start < found[k].Start })
	kept := found[:0]
	for _, m := range found {
		if n := len(kept); n == 0 || kept[n-1].End <= m.Start {
			kept = append(kept, m)
		}
	}
	return kept
}

// symbols finds the symbols written as such.
func symbols(text string) []Match {
	var found []Match
	for _, at := range bare.FindAllStringIndex(text, -1) {
		start, end := at[0], at[1]
		if start > 0 && text[start-1] == '/' {
			continue
		}
		for end > start && text[end-1] == '.' {
			end--
		}
		if m := after.FindStringIndex(text[end:]); m != nil {
			if s, err := Parse(oneBlank(text[start : end+m[1]])); err == nil {
				found = append(found, Match{start, end + m[1], s})
				continue
			}
		}
		s, err := Parse(text[start:end])
		if err != nil || s.Series == "" && s.Year == 0 && s.Session == "" && !strings.Contains(s.Body, "/") && s.Number < 100 {
			continue // "A/1" and "S/3" are more often something else
		}
		if s.Series == "RES" && s.Body == "S" && s.Year == 0 {
			s.Year = councilYear(s.Number)
		}
		found = append(found, Match{start, end, s})
	}
	return found
}

// resolutions finds the resolutions named in words.
func resolutions(text string) []Match {
	var found []Match
	read := 0 // nouns before this byte stand in a list that is read already
	for _, at := range noun.FindAllStringSubmatchIndex(text, -1) {
		if at[0] < read {
			continue
		}
		organ := ""
		if at[2] >= 0 {
			organ = strings.ToLower(text[at[2]:at[3]])
		}
		start, pos := at[0], at[1]
		for {
			m := item.FindStringSubmatchIndex(text[pos:])
			if m == nil {
				break
			}
			s, end, ok := numbered(organ, text[pos:], m)
			if c := text[pos+end:]; c != "" && (isWord(c[0]) || c[0] == '/') {
				break
			}
			if ok {
				found = append(found, Match{start, pos + end, s})
			}
			pos += end
			read = pos
			j := joint.FindStringIndex(text[pos:])
			if j == nil {
				break
			}
			pos += j[1]
			start = pos
		}
	}
	return found
}

// numbered makes a symbol of a match of item in text, which follows the noun.
// It returns where the item ends and whether the symbol is certain.
func numbered(organ, text string, m []int) (s Symbol, end int, ok bool) {
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	end = m[1]
	council := organ == "" || organ == "council" || organ == "security council"
	assembly := organ == "" || strings.HasSuffix(organ, "assembly")
	switch {
	case part(1) != "":
		s = Symbol{Body: "S", Series: "RES", Number: number(part(1)), Year: year(part(2))}
		ok = council && s.Year != 0
	case part(3) != "":
		s = Symbol{Body: "A", Series: "RES", Number: number(part(3)), Session: part(5), Part: part(4)}
		if letter := regexpLetter.FindString(text[end:]); s.Part == "" && letter != "" {
			s.Part = letter[1:2]
			end += 2
		}
		ok = assembly && romanForm.MatchString(s.Session)
	case part(6) != "":
		s = Symbol{Body: "A", Series: "RES", Session: part(6), Number: number(part(7)), Part: part(8)}
		if s.Part != "" && !regexpLetter.MatchString(" "+text[m[16]:]) {
			s.Part, end = "", m[15]
		}
		switch organ {
		case "human rights council":
			s.Body, ok = "A/HRC", true
		default:
			ok = assembly || organ == "council"
			if organ == "council" {
				s.Body = "A/HRC"
			}
		}
	default:
		s = Symbol{Body: "S", Series: "RES", Number: number(part(9)), Year: councilYear(number(part(9)))}
		ok = council && s.Year != 0
	}
	if s.Number == 0 {
		return s, end, false
	}
	_, err := Parse(s.String())
	return s, end, ok && err == nil
}

// regexpLetter is a letter that belongs to the number before it: "51/45 S,".
var regexpLetter = regexp.MustCompile(`^\s[A-HJ-Z](?:[,.;:)\]]|\s[a-z]|$)`)

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// oneBlank makes every run of white space in s one blank.
func oneBlank(s string) string { return strings.Join(strings.Fields(s), " ") }
