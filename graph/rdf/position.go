package rdf

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/schema"
)

// position adds the node of p, what it refers to, and its edges.
func (b *builder) position(p *schema.Position) {
	n := b.node(p)
	b.add(n, rdfType, quad.IRI(schema.ClassPosition))
	holder := b.entity(holderKey(p), typeOfKey(holderKey(p)), p.Holder)
	b.add(n, schema.PropHolder, holder)
	for i, name := range p.OnBehalfOf {
		key := "group/" + slug(name)
		if i < len(p.OnBehalfOfIDs) {
			key = p.OnBehalfOfIDs[i]
		}
		b.add(n, schema.PropOnBehalfOf, b.entity(key, typeOfKey(key), name))
	}
	b.add(n, schema.PropStance, StanceIRI(p.Stance))
	for _, lemma := range p.Action {
		b.text(n, schema.PropAction, lemma)
	}
	if p.Addressee != "" {
		b.add(n, schema.PropAddressee, b.addressee(p))
	}
	target := b.words("target", p.Target)
	b.add(n, schema.PropTarget, target)
	b.entities(n, p)
	for _, topic := range p.Topics {
		b.add(n, dcSubject, IRI(b.base, "topic/"+topic))
	}

	b.source(n, p)
	b.text(n, schema.PropCue, p.Cue)
	b.text(n, schema.PropProposition, p.Proposition)
	b.bool(n, schema.PropNegated, p.Negated)
	b.text(n, schema.PropModality, string(p.Modality))
	b.int(n, schema.PropStrength, p.Strength)
	b.bool(n, schema.PropReported, p.Reported)
	b.bool(n, schema.PropExplicit, p.Explicit)
	if finite(p.Confidence) != 0 {
		b.add(n, schema.PropConfidence, quad.Float(p.Confidence))
	}
	if len(p.Because) > 0 {
		b.json(n, schema.PropBecause, p.Because)
	}
	for _, step := range p.Because {
		if step.Row != "" {
			b.add(n, influenced, IRI(b.base, "lexicon/"+step.Row))
		}
	}
	for _, to := range edges(p, b.base, target) {
		b.add(holder, schema.Namespace+string(p.Stance), to)
	}
}

// node is the node of p.
func (b *builder) node(p *schema.Position) quad.IRI { return IRI(b.base, "position/"+p.ID) }

// finite is f, or 0 where f is no number that a confidence can be.
func finite(f float64) float64 {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return f
}

// source ties p to its speech and its evidence. Speaker, date and versions
// belong to the speech; where two positions of a speech differ in them the
// first speaks for it and dm:exact has the other.
func (b *builder) source(n quad.IRI, p *schema.Position) {
	speech := b.speech(p.Speech)
	b.add(n, schema.PropSaidIn, speech)
	b.speaker(speech, p.Speaker)
	b.dateOnce(speech, p.Date)
	if (p.Lexicon != "" || p.Model != "") && b.once(speech+"#reading") {
		b.add(speech, schema.PropReading, b.reading(p.Lexicon, p.Model))
	}
	words := speech + quad.IRI(fmt.Sprintf("/bytes/%d-%d", p.Start, p.End))
	b.add(n, schema.PropEvidence, words)
	if b.once(words) {
		b.add(words, rdfType, quad.IRI(oaQuote))
		b.add(words, rdfType, quad.IRI(oaPosition))
		b.text(words, oaExact, p.Evidence)
		b.add(words, oaStart, quad.Int(p.Start))
		b.add(words, oaEnd, quad.Int(p.End))
		b.int(words, schema.PropPage, p.Page)
	}
}

// entities adds the named things that p bears on and the words that name
// them.
func (b *builder) entities(n quad.IRI, p *schema.Position) {
	for i, m := range p.Entities {
		node := b.entity(mentionKey(m), m.Type, m.Name)
		b.add(n, schema.PropAbout, node)
		mention := n + quad.IRI(fmt.Sprintf("/mention/%d", i+1))
		b.add(n, schema.PropMention, mention)
		b.add(mention, schema.PropNames, node)
		b.text(mention, oaExact, m.Mention)
	}
}

// addressee is the entity that is asked, or a node for the words.
func (b *builder) addressee(p *schema.Position) quad.IRI {
	if p.AddresseeID != "" {
		return b.entity(p.AddresseeID, typeOfKey(p.AddresseeID), p.Addressee)
	}
	return b.words("addressee", p.Addressee)
}

// words is the node of what only words name. Its label is the first wording
// met; a position that words it otherwise has its own in dm:exact. It gets no
// type, as there are so many: the range of dm:target says what it is.
func (b *builder) words(room, words string) quad.IRI {
	node := IRI(b.base, TargetKey(room, words))
	if b.once(node) {
		b.text(node, rdfsLabel, words)
	}
	return node
}

// edges returns what the holder of p stands to, for the edges to traverse:
// the states, groups, bodies, instruments, documents and meetings among the
// entities of p, but
//
//   - not the holder itself ("our commitment to our own plan"),
//   - not the state that an instrument belongs to ("the United Kingdom's
//     initiative": the stance is to the initiative);
//
// and the target node where nothing is left.
func edges(p *schema.Position, base string, target quad.IRI) []quad.IRI {
	var to []quad.IRI
	for _, m := range p.Entities {
		key := mentionKey(m)
		if key == holderKey(p) || m.Type == schema.TypePerson || m.Type == schema.TypePlace || owner(p, m) {
			continue
		}
		to = append(to, IRI(base, key))
	}
	if len(to) == 0 {
		to = append(to, target)
	}
	return to
}

// owner reports whether m is a state that owns an instrument of p: its words
// stand in the instrument's ("United Kingdom's initiative on transfers"), or
// the target gives it in the possessive.
func owner(p *schema.Position, m schema.Mention) bool {
	if m.Type != schema.TypeState || m.Mention == "" {
		return false
	}
	for _, other := range p.Entities {
		if other.Type != schema.TypeInstrument {
			continue
		}
		if strings.Contains(other.Mention, m.Mention) ||
			strings.Contains(p.Target, m.Mention+"'s ") || strings.Contains(p.Target, m.Mention+"’s ") {
			return true
		}
	}
	return false
}

func holderKey(p *schema.Position) string {
	if p.HolderID == "" {
		return "holder/" + slug(p.Holder)
	}
	return p.HolderID
}

func mentionKey(m schema.Mention) string {
	if m.ID == "" {
		return schema.Key(m.Type, m.Name)
	}
	return m.ID
}

// TargetKey is the key of the node for words in a room ("target",
// "addressee"): "The two-State solution" in target is
// "target/two-state-solution". Long words are cut, and told apart by a hash.
func TargetKey(room, words string) string {
	key := slug(words)
	for _, article := range []string{"the-", "a-", "an-"} {
		if rest, ok := strings.CutPrefix(key, article); ok && rest != "" {
			key = rest
			break
		}
	}
	const most = 96
	switch {
	case key == "":
		key = Digest(words)
	case len(key) > most:
		cut := most
		if i := strings.LastIndexByte(key[:most], '-'); i > most/2 {
			cut = i
		}
		key = strings.ToValidUTF8(key[:cut], "") + "-" + Digest(key)
	}
	return room + "/" + key
}

// slug lowers s and joins its runs of letters and digits by hyphens, as
// schema.Key does.
func slug(s string) string {
	s = strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), "-")
}

// Digest is a short hash of strings.
func Digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s,", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}
