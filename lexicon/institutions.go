package lexicon

// A Body is a row of bodies.tsv: an organ, agency, operation, court or
// non-governmental organization.
type Body struct {
	Row      string // "bodies.tsv:security-council"
	ID       string // key without its type
	Name     string
	Aliases  []string
	Kind     string
	Parent   string // ID of the body it belongs to
	Since    string
	Until    string
	Wikidata string
	Source   string
}

// An Office is a row of offices.tsv: a post, which one person holds at a time.
type Office struct {
	Row     string // "offices.tsv:secretary-general"
	ID      string // key without its type, which is person
	Name    string
	Aliases []string
	Body    string // ID of the body it belongs to, "" where that is unlisted
	Source  string
}

// A Holder is a row of holders.tsv: a person held an office for a time.
type Holder struct {
	Row    string
	Office string // ID
	Person string
	Since  string
	Until  string // inclusive; "" is still, or unknown
	Source string
}

func bodiesTable() table {
	return table{
		file: "bodies.tsv", key: 1,
		columns: []column{
			key("id"), text("name").must().unique(), list("aliases").unique(),
			one("kind", "principal organ", "subsidiary organ", "committee", "commission",
				"sanctions committee", "panel", "fund or programme", "specialized agency",
				"related organization", "department", "peace operation", "political mission",
				"military operation", "court", "treaty body", "regional body", "export control regime",
				"national body", "non-governmental organization", "other"),
			keys("parent").in("bodies.tsv"), date("since"), date("until"), uri("wikidata"),
			text("source").must(),
		},
		check: span,
		add: func(l *Lexicon, r row) {
			l.Bodies = append(l.Bodies, Body{
				Row: r.ref(r.text("id")), ID: r.text("id"), Name: r.text("name"),
				Aliases: r.list("aliases"), Kind: r.text("kind"), Parent: r.text("parent"),
				Since: r.text("since"), Until: r.text("until"), Wikidata: r.text("wikidata"),
				Source: r.text("source"),
			})
		},
	}
}

func officesTable() table {
	return table{
		file: "offices.tsv", key: 1,
		columns: []column{
			key("id"), text("name").must().unique(), list("aliases").unique(),
			keys("body").in("bodies.tsv"), text("source").must(),
		},
		add: func(l *Lexicon, r row) {
			l.Offices = append(l.Offices, Office{
				Row: r.ref(r.text("id")), ID: r.text("id"), Name: r.text("name"),
				Aliases: r.list("aliases"), Body: r.text("body"), Source: r.text("source"),
			})
		},
	}
}

func holdersTable() table {
	return table{
		file: "holders.tsv", key: 3,
		columns: []column{
			key("office").in("offices.tsv"), text("person").must(), date("since"), date("until"),
			text("source").must(),
		},
		check: span,
		add: func(l *Lexicon, r row) {
			l.Holders = append(l.Holders, Holder{
				Row:    r.ref(r.text("office"), r.text("person"), r.text("since")),
				Office: r.text("office"), Person: r.text("person"),
				Since: r.text("since"), Until: r.text("until"), Source: r.text("source"),
			})
		},
	}
}
