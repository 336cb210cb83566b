package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// A Position is one stance of one holder toward one target, as one passage
// says it.
type Position struct {
	// ID is a hash of what makes the position: see SetID.
	ID string `json:"id"`

	// Where it was said.
	Record  string `json:"record"`            // symbol, or the file's base name
	Speech  int    `json:"speech,omitempty"`  // number in the record, from 1
	Speaker string `json:"speaker,omitempty"` // the person, as printed
	Date    string `json:"date,omitempty"`    // ISO 8601, as exact as known
	Page    int    `json:"page,omitempty"`    // from 1; 0 where unknown

	// Who stands how, to what.
	Holder        string    `json:"holder"`                     // a state's alpha-3, or a full English name
	HolderID      string    `json:"holder_id"`                  // key: "state/KAZ"
	OnBehalfOf    []string  `json:"on_behalf_of,omitempty"`     // groups spoken for
	OnBehalfOfIDs []string  `json:"on_behalf_of_ids,omitempty"` // their keys, in the same order
	Stance        Stance    `json:"stance"`
	Side          Side      `json:"side"`
	Action        []string  `json:"action,omitempty"`       // lemmas of what is done to the target
	Addressee     string    `json:"addressee,omitempty"`    // who is asked
	AddresseeID   string    `json:"addressee_id,omitempty"` // its key, where it is a named thing
	Target        string    `json:"target"`                 // verbatim, its line breaks as blanks
	Entities      []Mention `json:"entities,omitempty"`
	Topics        []string  `json:"topics,omitempty"`

	// How it is said.
	Cue         string   `json:"cue,omitempty"`         // the words of stance, verbatim
	Proposition string   `json:"proposition,omitempty"` // the whole complement, verbatim
	Negated     bool     `json:"negated,omitempty"`     // polarity of the clause
	Modality    Modality `json:"modality,omitempty"`
	Strength    int      `json:"strength,omitempty"` // 1 weakest to 3 strongest
	Reported    bool     `json:"reported,omitempty"` // the holder is not the speaker
	Explicit    bool     `json:"explicit,omitempty"` // words of stance say it
	Evidence    string   `json:"evidence"`           // the whole sentence, its line breaks as blanks
	// Start and End are the half-open byte range of the evidence in the
	// input file.
	Start int `json:"start"`
	End   int `json:"end"`

	// How it was found.
	Confidence float64 `json:"confidence,omitempty"` // 0 to 1
	Because    []Step  `json:"because,omitempty"`    // in the order applied
	Lexicon    string  `json:"lexicon,omitempty"`    // version
	Model      string  `json:"model,omitempty"`      // version; "" where no model was used
}

// A Modality is the mood in which an action is put.
type Modality string

// The modalities, named by the plainest verb that carries each.
const (
	Must   Modality = "must"
	Should Modality = "should"
	Would  Modality = "would"
	Can    Modality = "can"
	May    Modality = "may"
	Will   Modality = "will"
)

// A Step is one reason for a position: the rule that was applied and the row
// of the lexicon that it used, if any.
type Step struct {
	Rule string `json:"rule"`
	Row  string `json:"row,omitempty"` // "S-017"
	Text string `json:"text,omitempty"`
}

// SetID gives p its identity: the hash of the record, the place of the
// evidence and the fields that make the position (holder, stance, action,
// addressee, target, whether reported). It is the same from run to run and
// does not depend on rules, confidence or versions.
func (p *Position) SetID() {
	h := sha256.New()
	for _, f := range []string{
		p.Record, fmt.Sprint(p.Speech, p.Start, p.End), p.HolderID, string(p.Stance),
		strings.Join(p.Action, " "), p.Addressee, p.Target, fmt.Sprint(p.Reported),
	} {
		fmt.Fprintf(h, "%d:%s,", len(f), f)
	}
	p.ID = hex.EncodeToString(h.Sum(nil))[:20]
}
