package entity

import (
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// A head is a word that names a kind of thing: what "the … Treaty" is.
type head struct {
	word string
	typ  schema.EntityType
	// lower says that the word makes a thing in lower case too, where it has
	// an owner: "the United Kingdom's initiative on …".
	lower bool
	// short says that "the Treaty" alone stands for the last thing so named.
	short bool
}

// heads are the words that end the name of an unlisted thing.
func heads() []head {
	i, b, m, d := schema.TypeInstrument, schema.TypeBody, schema.TypeMeeting, schema.TypeDocument
	return []head{
		{"accord", i, false, true}, {"act", i, false, false}, {"agenda", i, true, true},
		{"agreement", i, true, true}, {"agreements", i, true, true}, {"charter", i, false, true},
		{"code", i, false, true}, {"compact", i, false, true}, {"constitution", i, false, true},
		{"convention", i, false, true}, {"conventions", i, false, true}, {"covenant", i, false, true},
		{"declaration", i, true, true}, {"framework", i, false, true}, {"goals", i, false, true},
		{"initiative", i, true, true}, {"instrument", i, true, true}, {"memorandum", i, false, true},
		{"pact", i, false, true}, {"plan", i, true, true}, {"principles", i, false, true},
		{"proposal", i, true, false}, {"proposals", i, true, false}, {"programme", i, false, true},
		{"project", i, true, false}, {"protocol", i, false, true}, {"protocols", i, false, true},
		{"register", i, false, true}, {"roadmap", i, true, true}, {"road map", i, true, true},
		{"statute", i, false, true}, {"strategy", i, true, true}, {"treaty", i, false, true},
		{"agency", b, false, true}, {"authority", b, false, true}, {"bank", b, false, false},
		{"board", b, false, false}, {"bureau", b, false, false}, {"centre", b, false, true},
		{"commission", b, false, true}, {"committee", b, false, true}, {"council", b, false, true},
		{"court", b, false, true}, {"force", b, false, true}, {"fund", b, false, true},
		{"group", b, false, true}, {"institute", b, false, false}, {"mission", b, false, true},
		{"office", b, false, true}, {"organization", b, false, false}, {"panel", b, false, true},
		{"tribunal", b, false, true}, {"university", b, false, false},
		{"conference", m, false, true}, {"forum", m, false, true}, {"meeting", m, false, true},
		{"session", m, false, false}, {"summit", m, false, true}, {"symposium", m, false, false},
		{"report", d, true, true}, {"resolution", d, false, true}, {"draft resolution", d, false, true},
	}
}

// headTable finds heads by their folded word.
func headTable() map[string]head {
	t := map[string]head{}
	for _, h := range heads() {
		t[strings.ReplaceAll(h.word, " ", "")] = h
		t[h.word] = h
	}
	return t
}

// small words may stand inside a capitalized name, never at its ends.
func small(w string) bool {
	switch w {
	case "of", "on", "for", "the", "and", "in", "to", "against", "de", "la", "des", "with", "by", "from", "all", "its", "a":
		return true
	}
	return false
}
