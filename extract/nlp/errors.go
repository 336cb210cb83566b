package nlp

import "fmt"

// A SpanError is returned for a joined span that cannot be one token: correct the
// range, or leave the span out.
type SpanError struct {
	Span Span
	Why  string
}

func (e *SpanError) Error() string {
	return fmt.Sprintf("joined span %d to %d %s", e.Span.Start, e.Span.End, e.Why)
}
