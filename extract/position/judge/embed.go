package judge

import (
	_ "embed"
	"fmt"
)

//go:embed english.judge
var english []byte

// English reads the judge that the program carries.
func English() (*Judge, error) {
	j, err := Read(english)
	if err != nil {
		return nil, fmt.Errorf("embedded judge: %w", err)
	}
	return j, nil
}
