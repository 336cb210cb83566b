package symbol

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed council.tsv
var council string

// councilYear is the year in which the Security Council adopted its
// resolution n, 0 where it is not in the list.
func councilYear(n int) int {
	if n < 1 {
		return 0
	}
	for line := range strings.Lines(council) {
		y, last, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if l, err := strconv.Atoi(last); err == nil && n <= l {
			return number(y)
		}
	}
	return 0
}
