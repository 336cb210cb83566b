package model

import (
	"os"
	"strings"
	"testing"
)

// The card is that of the model that is embedded.
func TestCard(t *testing.T) {
	m, err := English()
	if err != nil {
		t.Fatal(err)
	}
	card, err := os.ReadFile("CARD.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"`" + m.Version + "`", "CC BY-SA 4.0", "EWT", "GUM", "GloVe"} {
		if !strings.Contains(string(card), want) {
			t.Errorf("CARD.md has no %s", want)
		}
	}
}

// What is embedded has at most 12 MB.
func TestSize(t *testing.T) {
	if n := len(english) + len(englishLemmas); n > 12_000_000 {
		t.Errorf("%d bytes are embedded", n)
	}
}
