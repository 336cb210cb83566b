package lexicon

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
)

//go:embed *.tsv
var embedded embed.FS

// A Lexicon is every table, read and checked. Its rows are in the order of
// their files. It is not to be changed once it is loaded, and may then be
// read by many at once.
type Lexicon struct {
	// Version is the first 12 hexadecimal digits of the SHA-256 over the
	// tables in the order of their names: it changes with every edit.
	Version string

	States       []State
	Groups       []Group
	Belongings   []Belonging
	Bodies       []Body
	Offices      []Office
	Holders      []Holder
	Instruments  []Instrument
	Topics       []Topic
	Places       []Place
	Stances      []StanceCue
	Actions      []Action
	Negations    []Negation
	Moods        []Mood
	Attributions []Attribution
	Verbs        []Irregular
	Pronouns     []Pronoun
	Heads        []Head
	Fixed        []Fixed
	Namings      []Naming

	sheets []sheet
}

// tables returns what every file of the lexicon must look like, in the order
// of their names.
func tables() []table {
	out := []table{
		statesTable(), groupsTable(), membershipsTable(), bodiesTable(), officesTable(), holdersTable(),
		instrumentsTable(), topicsTable(), placesTable(), stancesTable(), actionsTable(),
		negationTable(), modalityTable(), attributionTable(), verbsTable(), pronounsTable(),
		headsTable(), fixedTable(), namingTable(),
	}
	slices.SortFunc(out, func(a, b table) int { return compare(a.file, b.file) })
	return out
}

// Default returns the lexicon that the program carries.
func Default() (*Lexicon, error) { return Load(embedded) }

// Embedded returns the files of the lexicon that the program carries: to
// check, or to copy out and extend.
func Embedded() fs.FS { return embedded }

// Load reads every table from the top folder of fsys. Where one does not pass
// Check, the error is a Faults and there is no lexicon.
func Load(fsys fs.FS) (*Lexicon, error) {
	l, faults := load(fsys)
	if len(faults) > 0 {
		return nil, Faults(faults)
	}
	return l, nil
}

// Check reads every table from the top folder of fsys and returns what is
// wrong, all of it up to a bound, by file, line and column.
func Check(fsys fs.FS) []Fault {
	_, faults := load(fsys)
	return faults
}

// load reads and checks; a row with a fault is left out.
func load(fsys fs.FS) (*Lexicon, []Fault) {
	l, faults := new(Lexicon), new(faultList)
	hash := sha256.New()
	for _, spec := range tables() {
		s := read(fsys, spec, faults)
		fmt.Fprintf(hash, "%s %d\n", spec.file, len(s.raw))
		hash.Write(s.raw)
		s.raw = nil
		checkSheet(&s, faults)
		for _, r := range s.rows {
			spec.add(l, r)
		}
		l.sheets = append(l.sheets, s)
	}
	l.Version = hex.EncodeToString(hash.Sum(nil))[:12]
	checkHouse(l, faults)
	return l, faults.sorted()
}
