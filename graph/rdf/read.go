package rdf

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

// Positions returns the positions in the quads of one record, in the order of
// the text.
func Positions(quads []quad.Quad, base string) ([]schema.Position, error) {
	_, ps, err := Read(quads, base)
	return ps, err
}

// Read is the inverse of Record: what the quads of one named graph say of the
// record and its speeches, and its positions in the order of the text. It
// fails where a position's node is not as Record makes it.
func Read(quads []quad.Quad, base string) (schema.Record, []schema.Position, error) {
	g := index(quads, base)
	r := g.record()
	var ps []schema.Position
	for _, n := range g.ofType(schema.ClassPosition) {
		p, err := g.position(n, r.Symbol)
		if err != nil {
			return r, nil, err
		}
		if patch := g.text(n, schema.PropExact); patch != "" {
			if err := mergePatch(&p, patch); err != nil {
				return r, nil, fmt.Errorf("position %s: dm:exact is no JSON object: %w", n, err)
			}
		}
		if !p.Stance.Valid() {
			return r, nil, fmt.Errorf("position %s: %q is no stance: read the record again", n, p.Stance)
		}
		ps = append(ps, p)
	}
	slices.SortFunc(ps, inText)
	return r, ps, nil
}

// inText orders positions as the text has them: by speech, sentence, place of
// the target in the sentence, and then by identity.
func inText(a, b schema.Position) int {
	return cmp.Or(cmp.Compare(a.Speech, b.Speech), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
		cmp.Compare(strings.Index(a.Evidence, a.Target), strings.Index(b.Evidence, b.Target)), strings.Compare(a.ID, b.ID))
}

// A nodes is an index of the statements of one graph by subject.
type nodes struct {
	base string
	by   map[quad.Value][]quad.Quad
}

func index(quads []quad.Quad, base string) nodes {
	g := nodes{base, make(map[quad.Value][]quad.Quad, len(quads)/4)}
	for i := 0; i < len(quads); { // runs of one subject, as sorted quads have them
		j := i + 1
		for j < len(quads) && quads[j].Subject == quads[i].Subject {
			j++
		}
		if run, ok := g.by[quads[i].Subject]; ok {
			g.by[quads[i].Subject] = append(slices.Clip(run), quads[i:j]...)
		} else {
			g.by[quads[i].Subject] = quads[i:j]
		}
		i = j
	}
	return g
}

// ofType returns the nodes of a class, sorted.
func (g nodes) ofType(class string) []quad.IRI {
	var out []quad.IRI
	for s, run := range g.by {
		for _, q := range run {
			if q.Predicate == quad.IRI(rdfType) && q.Object == quad.IRI(class) {
				if n, ok := s.(quad.IRI); ok {
					out = append(out, n)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// all returns the objects of a property, sorted; one returns the first.
func (g nodes) all(s quad.IRI, p string) []quad.Value {
	var out []quad.Value
	for _, q := range g.by[s] {
		if q.Predicate == quad.IRI(p) {
			out = append(out, q.Object)
		}
	}
	if len(out) > 1 {
		slices.SortFunc(out, Compare)
	}
	return out
}

func (g nodes) one(s quad.IRI, p string) quad.Value {
	if out := g.all(s, p); len(out) > 0 {
		return out[0]
	}
	return nil
}

func (g nodes) text(s quad.IRI, p string) string { return lexical(g.one(s, p)) }

func (g nodes) iri(s quad.IRI, p string) quad.IRI {
	n, _ := g.one(s, p).(quad.IRI)
	return n
}

func (g nodes) iris(s quad.IRI, p string) []quad.IRI {
	var out []quad.IRI
	for _, o := range g.all(s, p) {
		if n, ok := o.(quad.IRI); ok {
			out = append(out, n)
		}
	}
	return out
}

func (g nodes) int(s quad.IRI, p string) int {
	n, _ := g.one(s, p).(quad.Int)
	return int(n)
}

func (g nodes) bool(s quad.IRI, p string) bool {
	v, _ := g.one(s, p).(quad.Bool)
	return bool(v)
}

func (g nodes) key(n quad.IRI) string {
	key, _ := Key(g.base, n)
	return key
}

// name is the canonical name of an entity.
func (g nodes) name(n quad.IRI) string {
	if s := g.text(n, notation); s != "" {
		return s
	}
	return g.text(n, prefLabel)
}

func (g nodes) typeOf(n quad.IRI) schema.EntityType {
	for _, c := range g.all(n, rdfType) {
		if c, ok := c.(quad.IRI); ok && typeOf(string(c)) != "" {
			return typeOf(string(c))
		}
	}
	return ""
}

// record reads what is said of the record and its speeches.
func (g nodes) record() schema.Record {
	var r schema.Record
	for _, n := range g.ofType(schema.ClassRecord) {
		r = schema.Record{Symbol: g.text(n, dcID), Title: g.text(n, dcTitle), Date: g.text(n, dcDate),
			File: g.text(n, schema.PropFile), Bytes: g.int(n, schema.PropBytes)}
	}
	for _, n := range g.ofType(schema.ClassSpeech) {
		r.Speeches = append(r.Speeches, schema.Speech{
			N: g.int(n, schema.PropNumber),
			Speaker: schema.Speaker{Name: g.text(n, schema.PropSpeaker), Affiliation: g.text(n, schema.PropAffiliation),
				State: g.name(g.iri(n, schema.PropSpeaksFor))},
			Role: schema.Role(g.text(n, schema.PropRole)), Language: g.text(n, dcLanguage), Page: g.int(n, schema.PropPage),
		})
	}
	slices.SortFunc(r.Speeches, func(a, b schema.Speech) int { return a.N - b.N })
	return r
}

// position reads the node of a position.
func (g nodes) position(n quad.IRI, record string) (schema.Position, error) {
	speech, words := g.iri(n, schema.PropSaidIn), g.iri(n, schema.PropEvidence)
	reading := g.iri(speech, schema.PropReading)
	holder, target, addressee := g.iri(n, schema.PropHolder), g.iri(n, schema.PropTarget), g.iri(n, schema.PropAddressee)
	p := schema.Position{
		ID: strings.TrimPrefix(g.key(n), "position/"), Record: record,
		Speech: g.int(speech, schema.PropNumber), Speaker: g.text(speech, schema.PropSpeaker), Date: g.text(speech, dcDate),
		Page: g.int(words, schema.PropPage), Holder: g.name(holder), HolderID: g.key(holder),
		Stance: schema.Stance(strings.TrimPrefix(string(g.iri(n, schema.PropStance)), schema.Namespace)),
		Target: g.text(target, rdfsLabel),
		Cue:    g.text(n, schema.PropCue), Proposition: g.text(n, schema.PropProposition),
		Negated: g.bool(n, schema.PropNegated), Modality: schema.Modality(g.text(n, schema.PropModality)),
		Strength: g.int(n, schema.PropStrength), Reported: g.bool(n, schema.PropReported), Explicit: g.bool(n, schema.PropExplicit),
		Evidence: g.text(words, oaExact), Start: g.int(words, oaStart), End: g.int(words, oaEnd),
		Lexicon: g.text(reading, schema.PropLexicon), Model: g.text(reading, schema.PropModel),
	}
	p.Side = p.Stance.Side()
	for _, o := range g.iris(n, schema.PropOnBehalfOf) {
		p.OnBehalfOf = append(p.OnBehalfOf, g.name(o))
		p.OnBehalfOfIDs = append(p.OnBehalfOfIDs, g.key(o))
	}
	for _, o := range g.all(n, schema.PropAction) {
		p.Action = append(p.Action, lexical(o))
	}
	for _, o := range g.iris(n, dcSubject) {
		p.Topics = append(p.Topics, strings.TrimPrefix(g.key(o), "topic/"))
	}
	if addressee != "" {
		if label := g.text(addressee, rdfsLabel); label != "" {
			p.Addressee = label
		} else {
			p.Addressee, p.AddresseeID = g.name(addressee), g.key(addressee)
		}
	}
	for _, o := range g.iris(n, schema.PropMention) {
		of := g.iri(o, schema.PropNames)
		p.Entities = append(p.Entities, schema.Mention{
			Mention: g.text(o, oaExact), Type: g.typeOf(of), Name: g.name(of), ID: g.key(of)})
	}
	if c, ok := g.one(n, schema.PropConfidence).(quad.Float); ok {
		p.Confidence = float64(c)
	}
	if steps := g.text(n, schema.PropBecause); steps != "" {
		if err := json.Unmarshal([]byte(steps), &p.Because); err != nil {
			return p, fmt.Errorf("position %s: dm:because is no list of steps: %w", n, err)
		}
	}
	return p, nil
}
