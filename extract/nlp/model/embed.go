package model

import (
	_ "embed"
	"fmt"
)

//go:embed english.model
var english []byte

// English reads the model that the program carries. CARD.md says what it was made
// from and how well it does.
func English() (*Model, error) {
	m, err := Read(english)
	if err != nil {
		return nil, fmt.Errorf("embedded model: %w", err)
	}
	return m, nil
}
