// Package record reads the records of meetings into speeches: plain text,
// one speech or a whole meeting in a file, as the official records, the
// corpora made from them and the clipboards of their readers have it.
//
// Reading undoes what printing did: lines are joined, words hyphenated at line
// ends are whole again, page headers, footers and numbers are gone, and each
// turn at the microphone is a speech with its speaker. Every byte of a speech
// still knows where in the file it came from (schema.Passage). What the
// scanner misread stays as it is.
//
// The package may import schema and schema/symbol, nothing else of this
// module: the names of states and the vocabulary come in through Options.
package record

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/demarche-kg/demarche/schema"
)

// The faults of an input, one of which every error of Read wraps that is not
// the reader's or the context's own.
var (
	// ErrEmpty: there is no text in it.
	ErrEmpty = errors.New("no text")
	// ErrBinary: it is not text. Give the text of the document instead.
	ErrBinary = errors.New("not a text file")
	// ErrTooLarge: the file or a line is longer than Options allow. Split
	// it, or raise the limit.
	ErrTooLarge = errors.New("too large")
	// ErrEncoding: it is neither UTF-8 nor Windows-1252. Convert it.
	ErrEncoding = errors.New("unknown encoding")
)

// Options are what a reader needs to know and cannot. The zero value reads
// all there is, without the states.
type Options struct {
	// State returns the ISO 3166-1 alpha-3 code of the state that a record
	// calls by label ("Kazakhstan", "United States of America"). Where it is
	// nil, only file names give states.
	State func(label string) (code string, ok bool)
	// Known reports whether word, in lower case, is an English word. It
	// helps to tell inter-/national from Ki-/moon, beside the list that the
	// package has; nil knows none.
	Known func(word string) bool
	// MaxBytes is the longest file read, 64 MiB when zero; above 2 GiB it
	// counts as 2 GiB.
	MaxBytes int
	// MaxLine is the longest line read, in bytes, 16 MiB when zero.
	MaxLine int
}

// The limits where Options have none.
const (
	defaultMaxBytes = 64 << 20
	defaultMaxLine  = 16 << 20
)

// state asks o.State about a label, however its blanks are.
func (o Options) state(label string) string {
	if o.State == nil {
		return ""
	}
	for _, l := range []string{label, strings.ReplaceAll(label, " of", " of "), strings.TrimPrefix(label, "the ")} {
		if code, ok := o.State(strings.Join(strings.Fields(l), " ")); ok {
			return code
		}
	}
	return ""
}

// Read reads one file from r. The name, of which only the last element
// counts, stands in errors and tells what it can: the record, the speech, the
// state and the year of the corpora that name their files so
// ("UNSC_2020_SPV.8713_spch008.txt", "KAZ_63_2008.txt").
//
// An error says where (name, byte, line), what, and what to do, and wraps one
// of the Err values, the error of r, or that of ctx. All else that a careful
// user should know is in Record.Warnings. The same bytes under the same name
// and options make the same Record.
func Read(ctx context.Context, r io.Reader, name string, o Options) (*schema.Record, error) {
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	o.MaxBytes = min(o.MaxBytes, math.MaxInt32)
	if o.MaxLine <= 0 {
		o.MaxLine = defaultMaxLine
	}
	if base(name) == "" {
		name = "input"
	}
	data, err := load(ctx, r, name, o)
	if err != nil {
		return nil, err
	}
	source, warnings, err := decode(data, name)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	known := parseName(name)
	lines := split(source.Text)
	front := readFront(source.Text, lines, o)
	width := measure(source.Text, lines)
	date := known.date(front)
	lines = cutPages(source.Text, lines, width, known.symbol(front), date[:min(len(date), 4)])
	f := join(source, lines, width, o)
	rec := &schema.Record{
		Symbol:   known.symbol(front),
		Title:    known.title(front),
		Date:     date,
		File:     base(name),
		Bytes:    len(data),
		Part:     known.part,
		Warnings: append(warnings, known.warnings...),
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	speeches, more := f.speeches(known, front, o)
	rec.Speeches, rec.Warnings = speeches, append(rec.Warnings, more...)
	if len(rec.Speeches) == 0 {
		return nil, fault(name, data, 0, "nothing but page headers and numbers", "give a file with text", ErrEmpty)
	}
	return rec, nil
}

// load reads all of r, within the limits of o. It fails as soon as what it
// has read cannot be accepted, so that an endless line costs no more than the
// limit.
func load(ctx context.Context, r io.Reader, name string, o Options) ([]byte, error) {
	var data []byte
	chunk := make([]byte, 64<<10)
	line := 0 // bytes since the last line end
	for {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("%s: byte %d: %w", name, len(data), err)
		}
		n, err := r.Read(chunk)
		at := len(data)
		data = append(data, chunk[:n]...)
		for i, c := range chunk[:n] {
			switch c {
			case '\n', '\r':
				line = 0
				continue
			case 0:
				return nil, binary(name, data, at+i)
			}
			if line++; line > o.MaxLine {
				return nil, fault(name, data, at+i, fmt.Sprintf("line longer than %d bytes", o.MaxLine), "break it into lines, or raise the limit", ErrTooLarge)
			}
		}
		if len(data) > o.MaxBytes {
			return nil, fault(name, data, o.MaxBytes, fmt.Sprintf("file longer than %d bytes", o.MaxBytes), "split it, or raise the limit", ErrTooLarge)
		}
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: byte %d: %w", name, len(data), err)
		}
	}
}

// fault says what is wrong at byte at of data, and what to do about it. Lines
// are counted from 1, bytes from 0.
func fault(name string, data []byte, at int, what, todo string, err error) error {
	line := 1 + lineEnds(data[:min(at, len(data))])
	return fmt.Errorf("%s: byte %d (line %d): %w: %s: %s", name, at, line, err, what, todo)
}

// lineEnds counts the line ends in data: \n, \r\n and \r alone.
func lineEnds(data []byte) int {
	n := 0
	for i, c := range data {
		if c == '\n' || c == '\r' && (i+1 == len(data) || data[i+1] != '\n') {
			n++
		}
	}
	return n
}

// base is the last element of a path of any system.
func base(name string) string {
	name = strings.TrimRight(name, `/\`)
	return name[strings.LastIndexAny(name, `/\`)+1:]
}
