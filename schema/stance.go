package schema

// A Stance is how a holder stands to a target: one of twelve.
type Stance string

// The twelve stances, in the order in which tables list them.
const (
	Supports   Stance = "supports"   // backs a thing, text, effort or body as it is
	Welcomes   Stance = "welcomes"   // approves of a thing done or given
	Recognizes Stance = "recognizes" // judges a thing valuable or valid, asks nothing
	Advocates  Stance = "advocates"  // asks that something be done, by anyone
	Commits    Stance = "commits"    // binds itself, or says it is ready
	Acts       Stance = "acts"       // tells a deed of its own toward the target
	Notes      Stance = "notes"      // takes note without judgement
	Reserves   Stance = "reserves"   // doubts, abstains
	Thanks     Stance = "thanks"     // courtesy toward persons or the chair
	Concerned  Stance = "concerned"  // judges a situation bad, naming no culprit
	Criticizes Stance = "criticizes" // blames an actor, or an actor's deed
	Opposes    Stance = "opposes"    // stands against a proposal, text, practice or idea
)

// Stances returns the twelve, in the order in which tables list them.
func Stances() []Stance {
	return []Stance{Supports, Welcomes, Recognizes, Advocates, Commits, Acts,
		Notes, Reserves, Thanks, Concerned, Criticizes, Opposes}
}

// Valid reports whether s is one of the twelve.
func (s Stance) Valid() bool { return s.Side() != "" }

// TakesAction reports whether a position of this stance may say what is done to
// its target.
func (s Stance) TakesAction() bool { return s == Advocates || s == Commits || s == Acts }

// A Side is which way a stance faces.
type Side string

// The three sides.
const (
	For     Side = "+"
	Neutral Side = "0"
	Against Side = "-"
)

// Side returns which way s faces, "" where s is none of the twelve.
func (s Stance) Side() Side {
	switch s {
	case Supports, Welcomes, Recognizes, Advocates, Commits, Acts:
		return For
	case Notes, Reserves, Thanks:
		return Neutral
	case Concerned, Criticizes, Opposes:
		return Against
	}
	return ""
}
