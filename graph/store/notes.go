package store

import (
	"context"
	"fmt"

	"github.com/cockroachdb/pebble/v2"
)

// Notes are short texts beside the quads, by name: what a program must know of
// a store before it can make sense of it. No query sees them.

func noteKey(name string) []byte { return append([]byte{tableMeta}, "note:"+name...) }

// Note returns the note of that name; ok is false where there is none.
func (v *view) Note(name string) (text string, ok bool, err error) {
	ok, err = v.get(noteKey(name), func(b []byte) error {
		text = string(b)
		return nil
	})
	return text, ok, err
}

// SetNote keeps a note, in the place of one of that name. It is on disk when
// the call returns.
func (s *Store) SetNote(ctx context.Context, name, text string) error {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.mayWrite(ctx); err != nil {
		return err
	}
	key := noteKey(name)
	if err := s.room(int64(len(key) + len(text))); err != nil {
		return err
	}
	if err := s.db.Set(key, []byte(text), pebble.Sync); err != nil {
		return fmt.Errorf("store: note %q in %s: %w", name, s.dir, err)
	}
	s.view.wrote()
	return s.fail.err()
}

// Sync waits until all writes that have returned are on disk. Only a store
// with Options.NoSync needs it.
func (s *Store) Sync() error {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.mayWrite(context.Background()); err != nil {
		return err
	}
	s.fail.set(s.db.LogData(nil, pebble.Sync))
	return s.fail.err()
}
