//go:build !amd64

package kernel

// Available returns the paths that this machine can run, slowest first.
func Available() []Path { return []Path{Portable} }

func rowBlocks(Path) (big, small int) { return 1, 1 }

func run(Path, int, int, *float32, int, int, *float32, *float32, int) {
	panic("kernel: internal error: no assembly on this machine")
}

func runCell(int, *float32, *float32, *float32, *float32, *float32) {
	panic("kernel: internal error: no assembly on this machine")
}

func runWords(Path, int, int, *int16, int, *int16, *float32, int, *float32, *float32) {
	panic("kernel: internal error: no assembly on this machine")
}

func absMax(int, *float32) float32 {
	panic("kernel: internal error: no assembly on this machine")
}

func roundWords(int, *float32, float32, *int16) {
	panic("kernel: internal error: no assembly on this machine")
}
