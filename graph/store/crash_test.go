package store

// childMain runs the child of a crash test; false when this process is none.
func childMain() bool { return false }
