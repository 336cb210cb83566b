package entity

import "testing"

func TestTextsThatShareAHead(t *testing.T) {
	check(t, []linkCase{
		{text: "We back the Stockholm, Strelsau and Riyadh agreements.", want: []string{"Stockholm = instrument/Stockholm Agreement",
			"Strelsau = instrument/Strelsau Agreement", "Riyadh agreements = instrument/Riyadh Agreement"}, without: []string{"Stockholm = state"}},
		{text: "In London, Paris and Geneva agreements were signed.", without: []string{"London = instrument"}},
		{text: "The Iraq and Syria agreements failed.", want: []string{"Iraq = state/IRQ"}},
	})
}
