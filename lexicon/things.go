package lexicon

import "fmt"

// An Instrument is a row of instruments.tsv: a treaty, programme, register,
// declaration or agenda that positions are taken on.
type Instrument struct {
	Row      string // "instruments.tsv:arms-trade-treaty"
	ID       string // key without its type
	Title    string
	Short    []string // other and shorter titles
	Acronyms []string
	Kind     string
	Year     string // of adoption
	Topics   []string
	UNTC     string // chapter of the UN Treaty Collection: "XXVI-8"
	Parent   string // ID of the instrument it amends, details or carries out
	Wikidata string
	Matches  []string // IRIs of the nearest concept elsewhere
	Source   string
}

// A Topic is a row of topics.tsv: what positions are about.
type Topic struct {
	Row      string // "topics.tsv:small-arms"
	Key      string
	Label    string
	Triggers []string // phrases that show the topic
	UNBIS    string   // IRI of the nearest UNBIS concept
	Source   string
}

// A Place is a row of places.tsv: somewhere that is not a state.
type Place struct {
	Row      string // "places.tsv:sahel"
	ID       string // key without its type
	Name     string
	Aliases  []string
	Kind     string
	Wikidata string
	Source   string
}

// instrumentKinds are those of the column kind.
func instrumentKinds() []string {
	return []string{"treaty", "protocol", "amendment", "agreement", "peace agreement", "statute",
		"charter", "declaration", "programme of action", "plan of action", "action plan", "agenda",
		"strategy", "framework", "road map", "initiative", "code of conduct", "guidelines",
		"principles", "politically binding instrument", "register", "reporting instrument",
		"mechanism", "resolution", "outcome document", "final document", "goal", "document",
		"memorandum", "compact", "pact", "partnership", "national law"}
}

func instrumentsTable() table {
	return table{
		file: "instruments.tsv", key: 1,
		columns: []column{
			key("id"), text("title").must().unique(), list("short").unique(), list("acronyms").unique(),
			one("kind", instrumentKinds()...), number("year", 1600, 2100),
			keys("topics").must().in("topics.tsv"), {name: "untc", judge: judgeChapter},
			keys("parent").in("instruments.tsv"), uri("wikidata"), uris("matches"), text("source").must(),
		},
		add: func(l *Lexicon, r row) {
			l.Instruments = append(l.Instruments, Instrument{
				Row: r.ref(r.text("id")), ID: r.text("id"), Title: r.text("title"),
				Short: r.list("short"), Acronyms: r.list("acronyms"), Kind: r.text("kind"),
				Year: r.text("year"), Topics: r.list("topics"), UNTC: r.text("untc"),
				Parent: r.text("parent"), Wikidata: r.text("wikidata"),
				Matches: r.list("matches"), Source: r.text("source"),
			})
		},
	}
}

func topicsTable() table {
	return table{
		file: "topics.tsv", key: 1,
		columns: []column{
			key("key"), text("label").must(), list("triggers").must(), uri("unbis"), text("source").must(),
		},
		add: func(l *Lexicon, r row) {
			l.Topics = append(l.Topics, Topic{
				Row: r.ref(r.text("key")), Key: r.text("key"), Label: r.text("label"),
				Triggers: r.list("triggers"), UNBIS: r.text("unbis"), Source: r.text("source"),
			})
		},
	}
}

func placesTable() table {
	return table{
		file: "places.tsv", key: 1,
		columns: []column{
			key("id"), text("name").must().unique(), list("aliases").unique(),
			one("kind", "continent", "region", "territory", "city", "sea", "area", "crossing", "line", "other"),
			uri("wikidata"), text("source").must(),
		},
		add: func(l *Lexicon, r row) {
			l.Places = append(l.Places, Place{
				Row: r.ref(r.text("id")), ID: r.text("id"), Name: r.text("name"),
				Aliases: r.list("aliases"), Kind: r.text("kind"), Wikidata: r.text("wikidata"),
				Source: r.text("source"),
			})
		},
	}
}

// judgeChapter accepts a number of the UN Treaty Collection: a chapter in
// Roman numerals, a treaty in it and, for a protocol, a letter: "XXVI-2-a".
func judgeChapter(s string) string {
	const bad = "%q is no number of the UN Treaty Collection, such as XXVI-8 or XXVI-2-a"
	parts := split(s, "-")
	if len(parts) < 2 || len(parts) > 4 || !within(parts[0], "IVX") || !within(parts[1], "0123456789") {
		return fmt.Sprintf(bad, s)
	}
	for _, p := range parts[2:] {
		if !within(p, "abcdefghijklmnopqrstuvwxyz0123456789") {
			return fmt.Sprintf(bad, s)
		}
	}
	return ""
}
