package model

import "strings"

// Ids of the first two rows of the word table.
const (
	RootWord    = 0
	UnknownWord = 1
)

// RootName and UnknownName stand for those rows in a vocabulary.
const (
	RootName    = "<root>"
	UnknownName = "<unknown>"
)

// Affixes is the number of affix features of a word.
const Affixes = 10

// Features are the rows of the embedding tables that make up a word.
type Features struct {
	Word   int32
	Vector int32 // -1 where the word has no vector
	Affix  [Affixes]int32
}

// Root returns the features of the root, which stands before the first word.
func Root() Features { return Features{Word: RootWord, Vector: -1} }

// Features returns the features of a form.
func (m *Model) Features(form string) Features {
	f := Features{Word: UnknownWord, Vector: -1}
	if i, ok := m.words[Normalize(form)]; ok {
		f.Word = i
	}
	low := strings.ToLower(form)
	if i, ok := m.vectors[low]; ok {
		f.Vector = i
	} else if i, ok := m.vectors[plainQuotes.Replace(low)]; ok {
		f.Vector = i
	}
	for i, h := range [Affixes]uint32{
		hash(suffix(low, 1), 1), hash(suffix(low, 2), 2), hash(suffix(low, 3), 3), hash(suffix(low, 4), 4), hash(suffix(low, 5), 5),
		hash(prefix(low, 1), 6), hash(prefix(low, 2), 7), hash(prefix(low, 3), 8), hash(prefix(low, 4), 9), hash(Shape(form), 10),
	} {
		f.Affix[i] = int32(h % uint32(m.Buckets))
	}
	return f
}

var plainQuotes = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "--", "—", "--")

// Normalize returns the key of a form in the word table: its shape where it has
// digits, else the form in lower case.
func Normalize(form string) string {
	if strings.ContainsAny(form, "0123456789") {
		return Shape(form)
	}
	return strings.ToLower(form)
}

// Shape maps letters and digits to classes and cuts runs to three: "Xxx" for
// "Canada", "X/XXX/dddd" for "S/RES/1540".
func Shape(s string) string {
	b := make([]byte, 0, 16)
	for _, r := range s {
		c := byte('p')
		switch {
		case r >= 'A' && r <= 'Z':
			c = 'X'
		case r >= 'a' && r <= 'z':
			c = 'x'
		case r >= '0' && r <= '9':
			c = 'd'
		case r > 127:
			c = 'u'
		case r == '-' || r == '.' || r == '\'' || r == '/':
			c = byte(r)
		}
		if n := len(b); n >= 3 && b[n-1] == c && b[n-2] == c && b[n-3] == c {
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// suffix returns the last n bytes of s, or s between marks if it is no longer.
func suffix(s string, n int) string {
	if len(s) <= n {
		return "^" + s + "$"
	}
	return s[len(s)-n:]
}

func prefix(s string, n int) string {
	if len(s) <= n {
		return "^" + s + "$"
	}
	return s[:n]
}

// hash is FNV-1a with a salt and a final mix.
func hash(s string, salt uint32) uint32 {
	h := uint32(2166136261) ^ salt*0x9E3779B9
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	return h
}

// Rank returns the place of a word, in lower case, among the words with vectors,
// which are sorted by frequency, or -1.
func (m *Model) Rank(lower string) int {
	if i, ok := m.vectors[lower]; ok {
		return int(i)
	}
	return -1
}
