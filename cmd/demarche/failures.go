package main

import (
	"context"
	"fmt"
	"io"
)

// failures gathers what is wrong with single inputs, so that one bad file does
// not stop the others.
type failures struct {
	out    io.Writer // where end lists them
	strict bool      // the first one stops
	of     int       // inputs in all
	all    []error
}

// add notes the outcome of one input. It returns an error where the work is to
// stop: at the first failure if strict, and always when ctx has ended.
func (f *failures) add(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		return nil
	}
	if f.strict || f.of == 1 {
		return err
	}
	f.all = append(f.all, err)
	return nil
}

// end lists the failures; its error is nil where there were none.
func (f *failures) end() error {
	if len(f.all) == 0 {
		return nil
	}
	fmt.Fprintf(f.out, "\n%d of %d files could not be read:\n", len(f.all), f.of)
	for _, err := range f.all {
		fmt.Fprintf(f.out, "  %v\n", err)
	}
	return &someFailed{failed: len(f.all), of: f.of, told: true}
}
