//go:build !unix

package nlp

import "time"

// cpuSeconds returns the time of the clock, in seconds, where that of the processor
// is not to be had.
func cpuSeconds() float64 { return float64(time.Now().UnixNano()) / 1e9 }
