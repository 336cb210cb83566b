package lexicon

import (
	"slices"

	"github.com/demarche-kg/demarche/schema"
)

// Entities returns everything named in the lexicon, as facts for the graph,
// sorted by ID.
func (l *Lexicon) Entities() []schema.Entity {
	var out []schema.Entity
	for _, s := range l.States {
		out = append(out, schema.Entity{
			ID: schema.Key(schema.TypeState, s.Code), Type: schema.TypeState, Name: s.Code, Label: s.Name,
			Aliases: aliases(s.Name, []string{s.Official}, s.Variants), Kind: string(s.Status),
			Since: s.Since, Until: s.Until, SameAs: nonEmpty(s.EU, s.Wikidata),
		})
	}
	for _, g := range l.Groups {
		out = append(out, schema.Entity{
			ID: g.Key(), Type: schema.TypeGroup, Name: g.Name, Aliases: aliases(g.Name, g.Aliases),
			Kind: g.Kind, Since: g.Since, Until: g.Until, SameAs: nonEmpty(g.Wikidata),
		})
	}
	for _, b := range l.Bodies {
		out = append(out, schema.Entity{
			ID: b.Key(), Type: schema.TypeBody, Name: b.Name, Aliases: aliases(b.Name, b.Aliases),
			Kind: b.Kind, Since: b.Since, Until: b.Until, Parent: under(schema.TypeBody, b.Parent),
			SameAs: nonEmpty(b.Wikidata),
		})
	}
	for _, o := range l.Offices {
		out = append(out, schema.Entity{
			ID: o.Key(), Type: schema.TypePerson, Name: o.Name, Aliases: aliases(o.Name, o.Aliases),
			Kind: "office", Parent: under(schema.TypeBody, o.Body),
		})
	}
	for _, name := range l.persons() {
		out = append(out, schema.Entity{
			ID: schema.Key(schema.TypePerson, name), Type: schema.TypePerson, Name: name, Kind: "office holder",
		})
	}
	for _, i := range l.Instruments {
		out = append(out, schema.Entity{
			ID: i.Key(), Type: schema.TypeInstrument, Name: i.Title, Aliases: aliases(i.Title, i.Short, i.Acronyms),
			Kind: i.Kind, Since: i.Year, Topics: i.Topics, Parent: under(schema.TypeInstrument, i.Parent),
			SameAs: nonEmpty(i.Wikidata), Matches: i.Matches,
		})
	}
	for _, p := range l.Places {
		out = append(out, schema.Entity{
			ID: p.Key(), Type: schema.TypePlace, Name: p.Name, Aliases: aliases(p.Name, p.Aliases),
			Kind: p.Kind, SameAs: nonEmpty(p.Wikidata),
		})
	}
	for _, t := range l.Topics {
		out = append(out, schema.Entity{ID: t.ID(), Type: schema.TypeTopic, Name: t.Label, Matches: nonEmpty(t.UNBIS)})
	}
	slices.SortFunc(out, func(a, b schema.Entity) int { return compare(a.ID, b.ID) })
	return out
}

// Key is the key of the state among entities: "state/KAZ".
func (s State) Key() string { return schema.Key(schema.TypeState, s.Code) }

// Key is the key of the group among entities: "group/european-union".
func (g Group) Key() string { return under(schema.TypeGroup, g.ID) }

// Key is the key of the body among entities: "body/security-council".
func (b Body) Key() string { return under(schema.TypeBody, b.ID) }

// Key is the key of the office among entities: "person/secretary-general".
func (o Office) Key() string { return under(schema.TypePerson, o.ID) }

// Key is the key of the person among entities: "person/kofi-annan".
func (h Holder) Key() string { return schema.Key(schema.TypePerson, h.Person) }

// Key is the key of the instrument among entities:
// "instrument/arms-trade-treaty".
func (i Instrument) Key() string { return under(schema.TypeInstrument, i.ID) }

// Key is the key of the place among entities: "place/sahel".
func (p Place) Key() string { return under(schema.TypePlace, p.ID) }

// ID is the key of the topic among entities: "topic/small-arms".
func (t Topic) ID() string { return under(schema.TypeTopic, t.Key) }

// under is the key of an id of a type, "" where there is none.
func under(t schema.EntityType, id string) string {
	if id == "" {
		return ""
	}
	return string(t) + "/" + id
}

// persons are the names of office holders, sorted, each once.
func (l *Lexicon) persons() []string {
	var out []string
	for _, h := range l.Holders {
		out = append(out, h.Person)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// aliases joins lists of names, sorted, each once, without the name itself.
func aliases(name string, lists ...[]string) []string {
	out := slices.Concat(lists...)
	out = slices.DeleteFunc(out, func(s string) bool { return s == "" || s == name })
	slices.Sort(out)
	return slices.Compact(out)
}

// nonEmpty returns those that are not empty.
func nonEmpty(all ...string) []string {
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}
