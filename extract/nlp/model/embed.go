package model

import (
	_ "embed"
	"fmt"

	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
)

//go:embed english.model
var english []byte

// EnglishNetwork makes a network of the embedded model. Only its tables and lists are
// kept; the model cannot be written or trained further.
func EnglishNetwork(path kernel.Path) (*Network, error) {
	m, err := English()
	if err != nil {
		return nil, err
	}
	n := NewNetwork(m, path)
	n.slim()
	return n, nil
}

// English reads the model that the program carries. CARD.md says what it was made
// from and how well it does.
func English() (*Model, error) {
	m, err := Read(english)
	if err != nil {
		return nil, fmt.Errorf("embedded model: %w", err)
	}
	return m, nil
}
