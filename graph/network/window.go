package network

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Unit is the step of the calendar that windows are measured in.
type Unit string

// The units. Weeks are seven days.
const (
	Year  Unit = "y"
	Month Unit = "m"
	Day   Unit = "d"
)

// A Window cuts time into slices. The zero value does not cut it.
//
// Dates are as exact as they are known, and a position counts in a slice if
// the whole of its date lies in it: "2008" counts in every slice that holds
// all of 2008, and in no slice of a month. Positions without a date, or whose
// date fits in no slice, are counted as Collection.Outside.
type Window struct {
	// Unit is that of Width and Step.
	Unit Unit
	// Width is how long a slice is. Slices begin at multiples of Step since
	// the year 0 or Monday, 1 January of the year 1: those of five years in
	// 2000, 2005 and so on, those of seven days on Mondays.
	Width int
	// Step is from the start of one slice to the start of the next: with
	// Width they do not overlap (fixed), with less they do (sliding). 0 is
	// Width.
	Step int
	// Cumulative slices begin with the first position, and end a Width
	// after each other.
	Cumulative bool
}

// maxSlices bounds how many slices one window may cut.
const maxSlices = 10_000

// ParseWindow reads a window: "1y" (each year), "6m" (each half-year), "7d"
// (each week), "5y/1y" (five years, every year) or "cumulative/1y" (all until
// the end of each year).
func ParseWindow(s string) (Window, error) {
	var w Window
	fail := fmt.Errorf("%q is no window: write 1y, 6m, 7d, 5y/1y or cumulative/1y", s)
	width, step, both := strings.Cut(s, "/")
	if width == "cumulative" && both {
		w.Cumulative, width, both = true, step, false
	}
	var ok bool
	if w.Width, w.Unit, ok = parseLength(width); !ok {
		return Window{}, fail
	}
	w.Step = w.Width
	if both {
		var unit Unit
		if w.Step, unit, ok = parseLength(step); !ok || unit != w.Unit {
			return Window{}, fail
		}
		if w.Step > w.Width {
			return Window{}, fmt.Errorf("window %q leaves gaps: its step must not be longer than itself", s)
		}
	}
	return w, nil
}

func parseLength(s string) (n int, u Unit, ok bool) {
	if len(s) < 2 {
		return 0, "", false
	}
	u = Unit(s[len(s)-1:])
	n, err := strconv.Atoi(s[:len(s)-1])
	return n, u, err == nil && n > 0 && n <= 100_000 && (u == Year || u == Month || u == Day)
}

// zero reports whether w does not cut time.
func (w Window) zero() bool { return w.Width <= 0 }

// A span is from the first to the last unit that a date may lie in. One whose
// first is after its last is unknown.
type span struct{ first, last int32 }

// unknown is the span of no date.
func unknown() span { return span{1, 0} }

func (s span) known() bool { return s.first <= s.last }

// span returns where a date lies: in the calendar's units, as counted by
// number.
func (u Unit) span(date string) span {
	first, last, ok := days(date)
	if !ok {
		return unknown()
	}
	return span{u.number(first), u.number(last)}
}

// number counts the units from the year 0, or from Monday, 1 January of the
// year 1, to t.
func (u Unit) number(t time.Time) int32 {
	switch u {
	case Year:
		return int32(t.Year())
	case Month:
		return int32(12*t.Year() + int(t.Month()) - 1)
	}
	const toUnix = 719_162 // days from 0001-01-01 to 1970-01-01
	return int32(floorDiv(int(t.Unix()), 24*60*60) + toUnix)
}

// day is the first day of unit n.
func (u Unit) day(n int) time.Time {
	switch u {
	case Year:
		return time.Date(n, 1, 1, 0, 0, 0, 0, time.UTC)
	case Month:
		return time.Date(0, time.Month(n+1), 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1, 1, 1+n, 0, 0, 0, 0, time.UTC)
}

// days are the first and last day that a date may be: "2008", "2008-04" or
// "2008-04-30", with or without a time of day.
func days(date string) (first, last time.Time, ok bool) {
	date, _, _ = strings.Cut(date, "T")
	forms := map[int]string{4: "2006", 7: "2006-01", 10: "2006-01-02"}
	first, err := time.Parse(forms[len(date)], date)
	if err != nil || date == "" {
		return first, last, false
	}
	switch len(date) {
	case 4:
		last = first.AddDate(1, 0, -1)
	case 7:
		last = first.AddDate(0, 1, -1)
	default:
		last = first
	}
	return first, last, true
}

// floorDiv is the greatest whole number that is not above a/b.
func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// A Slice is a stretch of time, both days inclusive. The zero value is all
// time.
type Slice struct {
	Label      string // "2008", "2008-04", "2004–2008"
	Start, End string // first and last day: "2008-01-01", "2008-12-31"
}

// cut is a slice with its span in units.
type cut struct {
	Slice
	span
}

// cuts returns the slices that cover the units from first to last.
func (w Window) cuts(all span) ([]cut, error) {
	step := w.Step
	if step <= 0 {
		step = w.Width
	}
	start := floorDiv(int(all.first), step) * step
	if n := (int(all.last) - start) / step; n >= maxSlices {
		return nil, fmt.Errorf("the window cuts the time from %s to %s into more than %d slices: take a longer one",
			w.Unit.day(int(all.first)).Format(time.DateOnly), w.Unit.day(int(all.last)).Format(time.DateOnly), maxSlices)
	}
	var cuts []cut
	for from := start; ; from += step {
		s := span{int32(from), int32(from + w.Width - 1)}
		if w.Cumulative {
			s.first = int32(start)
		}
		cuts = append(cuts, cut{w.slice(s), s})
		if s.last >= all.last {
			return cuts, nil
		}
	}
}

// slice is the stretch of time that s is.
func (w Window) slice(s span) Slice {
	first := w.Unit.day(int(s.first))
	last := w.Unit.day(int(s.last)+1).AddDate(0, 0, -1)
	form := map[Unit]string{Year: "2006", Month: "2006-01"}[w.Unit]
	if form == "" {
		form = time.DateOnly
	}
	label := first.Format(form)
	if end := last.Format(form); end != label {
		label += "–" + end
	}
	return Slice{label, first.Format(time.DateOnly), last.Format(time.DateOnly)}
}
