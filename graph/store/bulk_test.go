package store

import (
	"context"
	"errors"
	"testing"

	"github.com/cayleygraph/quad"
)

// contents returns the quads of a store as N-Quads text.
func contents(t testing.TB, v *view) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	err := v.each(t.Context(), pattern{}, func(q quadID) error {
		full, err := v.quad(q)
		out[full.NQuad()] = true
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func checked(t testing.TB, s interface {
	Check(context.Context) (CheckReport, error)
}) CheckReport {
	t.Helper()
	r, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Error(p)
	}
	return r
}

func same(t testing.TB, got, want map[string]bool) {
	t.Helper()
	for q := range want {
		if !got[q] {
			t.Fatalf("missing: %s (of %d, want %d)", q, len(got), len(want))
		}
	}
	for q := range got {
		if !want[q] {
			t.Fatalf("invented: %s (of %d, want %d)", q, len(got), len(want))
		}
	}
}

// TestBulkLoadIsUpdate loads in one go, with little memory so that runs are
// written, and in two goes that overlap, and compares with plain updates.
func TestBulkLoadIsUpdate(t *testing.T) {
	quads := quadsOf(1, 9000)
	quads = append(quads, quads[100:700]...) // repetitions
	quads = append(quads, quad.MakeIRI("s", "p", "o", ""), quad.Make("s", "p", 5, nil))
	plain := open(t, t.TempDir())
	if err := plain.Update(t.Context(), quads, nil); err != nil {
		t.Fatal(err)
	}
	want := contents(t, plain.view)
	for name, parts := range map[string][][]quad.Quad{
		"once":  {quads},
		"twice": {quads[:5000], quads[3000:]},
		"again": {quads, quads},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(t.TempDir(), Options{NoSync: true, LoadBytes: 1 << 17})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			added := int64(0)
			for _, p := range parts {
				st, err := s.BulkLoad(t.Context(), &sliceReader{p}, nil)
				if err != nil {
					t.Fatal(err)
				}
				if st.Read != int64(len(p)) {
					t.Errorf("read %d of %d", st.Read, len(p))
				}
				added += st.Added
			}
			if added != int64(len(want)) {
				t.Errorf("added %d, want %d", added, len(want))
			}
			same(t, contents(t, s.view), want)
			if r := checked(t, s); r.Quads != int64(len(want)) {
				t.Errorf("%d quads, want %d", r.Quads, len(want))
			}
			if err := s.RemoveGraph(t.Context(), recordLabel(3)); err != nil {
				t.Fatal(err)
			}
			checked(t, s)
		})
	}
}

// failingReader gives an error after some quads.
type failingReader struct {
	sliceReader
	err error
}

func (r *failingReader) ReadQuad() (quad.Quad, error) {
	q, err := r.sliceReader.ReadQuad()
	if err != nil {
		err = r.err
	}
	return q, err
}

// TestBulkLoadAllOrNothing ends loads early in several ways.
func TestBulkLoadAllOrNothing(t *testing.T) {
	s := open(t, t.TempDir())
	before := quadsOf(2, 600)
	if err := s.Update(t.Context(), before, nil); err != nil {
		t.Fatal(err)
	}
	want := contents(t, s.view)
	quads := quadsOf(1, 3000)
	broken := errors.New("broken")
	if _, err := s.BulkLoad(t.Context(), &failingReader{sliceReader{quads}, broken}, nil); !errors.Is(err, broken) {
		t.Errorf("error of the reader: got %v", err)
	}
	bad := append(append([]quad.Quad(nil), quads...), quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p")})
	if _, err := s.BulkLoad(t.Context(), &sliceReader{bad}, nil); !errors.Is(err, ErrInvalidQuad) {
		t.Errorf("quad without an object: got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.BulkLoad(ctx, &sliceReader{quads}, func(p LoadProgress) {
		if p.Phase == "ingest" {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
	same(t, contents(t, s.view), want)
	checked(t, s)
	if _, err := s.BulkLoad(t.Context(), &sliceReader{quads}, nil); err != nil {
		t.Error(err)
	}
	checked(t, s)
}
