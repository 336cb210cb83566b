package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
)

// A tally counts by name.
type tally map[string]int

// write shows the n names that were counted most, ties by name.
func (t tally) write(w io.Writer, title string, n int) {
	names := slices.SortedFunc(maps.Keys(t), func(a, b string) int {
		return cmp.Or(cmp.Compare(t[b], t[a]), cmp.Compare(a, b))
	})
	if len(names) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s:\n", title)
	for _, name := range names[:min(n, len(names))] {
		fmt.Fprintf(w, "  %6d  %s\n", t[name], clip(name, 80))
	}
}

// count says how many there are of something: "1 record", "3 speeches".
func count(n int, what string) string {
	if n != 1 {
		if what == "speech" {
			what += "e"
		}
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
