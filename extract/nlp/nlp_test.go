package nlp

import (
	"context"
	"fmt"
	"testing"
)

func TestSmoke(t *testing.T) {
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.Annotate(context.Background(), "Mr. President, 1 should like to thank Ban Ki-\nmoon. Canada regrets that X failed to agree, and urges Y to ratify S/RES/1540 (2004).", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range s {
		for _, k := range x.Tokens {
			fmt.Printf("%+v\n", k)
		}
		fmt.Println()
	}
}
