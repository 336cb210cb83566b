package position

import (
	_ "embed"
	"strings"
)

// A tone is how a word sounds by itself: -1 bad, +1 good.
type tone int

//go:embed tone.tsv
var toneFile string

// tones reads tone.tsv.
func tones() map[string]tone {
	out := map[string]tone{}
	for _, line := range strings.Split(toneFile, "\n") {
		word, t, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") || t == "tone" {
			continue
		}
		out[word] = -1
		if t == "good" {
			out[word] = 1
		}
	}
	return out
}
