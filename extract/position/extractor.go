package position

import (
	"github.com/demarche-kg/demarche/extract/entity"
	"github.com/demarche-kg/demarche/lexicon"
)

// An Extractor finds positions. It is safe for concurrent use.
type Extractor struct {
	cues    cueIndex
	actions map[string]string
	linker  *entity.Linker
}

// New makes an extractor from the words of the lexicon.
func New(l *lexicon.Lexicon) *Extractor {
	x := &Extractor{cues: newCueIndex(l), actions: map[string]string{}}
	for _, a := range l.Actions {
		x.actions[a.Noun] = a.Verb
	}
	return x
}
