package lexicon

import "github.com/demarche-kg/demarche/schema"

// A State is a row of states.tsv: a state under every name that records use.
type State struct {
	Row        string // "states.tsv:KAZ"
	Code       string // ISO 3166-1 alpha-3, or that of the time for a withdrawn state
	Name       string // short English name
	Official   string
	Variants   []string // other names for the same state
	Demonyms   []string // its people: "Kazakhs"
	Adjectives []string // "Kazakh", "Kazakhstani"
	Capitals   []string // names of the capital, which may stand for its government
	Metonyms   []string // what else stands for its government: "the Kremlin"
	Since      string   // as a member of the UN, or as an observer
	Until      string
	Status     Status
	Region     string // name of its UN regional group; "" with a reason in Note
	Wikidata   string // IRI
	EU         string // IRI in the EU's authority table of countries
	Source     string
	Note       string
}

// A Status is what a state is, or was, to the United Nations.
type Status string

// The statuses.
const (
	Member    Status = "member"
	Observer  Status = "observer"
	Withdrawn Status = "withdrawn" // no longer a state under this code
	Other     Status = "other"     // neither, but named in records
)

// A Group is a row of groups.tsv: states, or others, acting as one.
type Group struct {
	Row      string // "groups.tsv:european-union"
	ID       string // key without its type: "european-union"
	Name     string
	Aliases  []string
	Kind     string
	Since    string
	Until    string
	Wikidata string
	Source   string
}

// A Belonging is a row of memberships.tsv: a state was in a group or body.
type Belonging struct {
	Row    string
	Group  string // key: "group/european-union", "body/security-council"
	State  string // code
	Since  string // inclusive; "" is since it exists or unknown
	Until  string // inclusive; "" is still
	Source string
}

func statesTable() table {
	return table{
		file: "states.tsv", key: 1,
		columns: []column{
			code("code"), text("name").must().unique(), text("official").unique(), list("variants").unique(),
			list("demonyms").unique(), list("adjectives").unique(), list("capitals").unique(), list("metonyms").unique(),
			date("since"), date("until"),
			one("status", string(Member), string(Observer), string(Withdrawn), string(Other)),
			text("region"), uri("wikidata"), uri("eu"), text("source").must(), text("note"),
		},
		check: func(r row, faults *faultList) {
			span(r, faults)
			status := Status(r.text("status"))
			if (status == Member || status == Observer) && r.text("since") == "" {
				faults.at(r, "since", "a %s has a date of entry", status)
			}
			if status == Withdrawn && r.text("until") == "" {
				faults.at(r, "until", "a withdrawn state has a last day")
			}
			if r.text("region") == "" && r.text("note") == "" {
				faults.at(r, "region", "no regional group, and no reason in note")
			}
		},
		add: func(l *Lexicon, r row) {
			l.States = append(l.States, State{
				Row: r.ref(r.text("code")), Code: r.text("code"), Name: r.text("name"),
				Official: r.text("official"), Variants: r.list("variants"),
				Demonyms: r.list("demonyms"), Adjectives: r.list("adjectives"),
				Capitals: r.list("capitals"), Metonyms: r.list("metonyms"),
				Since: r.text("since"), Until: r.text("until"), Status: Status(r.text("status")),
				Region: r.text("region"), Wikidata: r.text("wikidata"), EU: r.text("eu"),
				Source: r.text("source"), Note: r.text("note"),
			})
		},
	}
}

func groupsTable() table {
	return table{
		file: "groups.tsv", key: 1,
		columns: []column{
			key("id"), text("name").must().unique(), list("aliases").unique(),
			one("kind", "regional group", "regional organization", "international organization",
				"political group", "negotiating coalition", "economic group", "alliance",
				"category of states", "armed group", "other"),
			date("since"), date("until"), uri("wikidata"), text("source").must(),
		},
		check: span,
		add: func(l *Lexicon, r row) {
			l.Groups = append(l.Groups, Group{
				Row: r.ref(r.text("id")), ID: r.text("id"), Name: r.text("name"),
				Aliases: r.list("aliases"), Kind: r.text("kind"), Since: r.text("since"),
				Until: r.text("until"), Wikidata: r.text("wikidata"), Source: r.text("source"),
			})
		},
	}
}

func membershipsTable() table {
	return table{
		file: "memberships.tsv", key: 3,
		columns: []column{
			text("group").must(), code("state").in("states.tsv"), date("since"), date("until"),
			text("source").must(),
		},
		check: span,
		add: func(l *Lexicon, r row) {
			l.Belongings = append(l.Belongings, Belonging{
				Row:   r.ref(r.text("group"), r.text("state"), r.text("since")),
				Group: r.text("group"), State: r.text("state"), Since: r.text("since"),
				Until: r.text("until"), Source: r.text("source"),
			})
		},
	}
}

// Memberships returns who belonged to what and when, as facts for the graph:
// the rows of memberships.tsv, in their order.
func (l *Lexicon) Memberships() []schema.Membership {
	out := make([]schema.Membership, len(l.Belongings))
	for i, b := range l.Belongings {
		out[i] = schema.Membership{
			Member: schema.Key(schema.TypeState, b.State), Group: b.Group,
			Since: b.Since, Until: b.Until,
		}
	}
	return out
}
