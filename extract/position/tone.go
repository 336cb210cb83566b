package position

// A tone is how a word sounds by itself: -1 bad, +1 good.
type tone int
