package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
)

// schemaVersion is that of the tables. What changes them adds a step to
// settle and one here.
const schemaVersion = 1

// noteSchema is the note that has the version.
const noteSchema = "schema"

// lockSchema is the advisory lock under which tables are made.
const lockSchema = 0x64656d61726368 // "demarch"

// tables makes everything. The columns are those of Cayley's sql backend.
const tables = `
CREATE TABLE demarche (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE nodes (
	hash bytea PRIMARY KEY,
	refs int NOT NULL,
	value bytea,
	value_string text,
	datatype text,
	language text,
	iri boolean,
	bnode boolean,
	value_int bigint,
	value_bool boolean,
	value_float double precision,
	value_time timestamp with time zone
);
CREATE TABLE quads (
	horizon bigserial PRIMARY KEY,
	subject_hash bytea NOT NULL,
	predicate_hash bytea NOT NULL,
	object_hash bytea NOT NULL,
	label_hash bytea,
	ts timestamp
);
CREATE INDEX nodes_unused ON nodes (refs) WHERE refs <= 0;
CREATE INDEX nodes_int ON nodes (value_int) WHERE value_int IS NOT NULL;
CREATE INDEX nodes_float ON nodes (value_float) WHERE value_float IS NOT NULL;
CREATE INDEX nodes_time ON nodes (value_time) WHERE value_time IS NOT NULL;
CREATE UNIQUE INDEX quads_unique ON quads (subject_hash, predicate_hash, object_hash, (coalesce(label_hash, ''::bytea)));
CREATE INDEX quads_ops ON quads (object_hash, predicate_hash, subject_hash);
CREATE INDEX quads_pos ON quads (predicate_hash, object_hash, subject_hash);
CREATE INDEX quads_label ON quads (label_hash);
`

// strangers names tables and views in the schema that are neither ours nor of
// an extension, or that have our names without being ours.
const strangers = `
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1 LIMIT 1`

// settle checks the tables, or makes them in an empty database.
func (s *Store) settle(ctx context.Context, mustExist bool) error {
	version, found, err := s.version(ctx, s.db)
	if err != nil || found {
		return errors.Join(err, checkVersion(version))
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(lockSchema)); err != nil {
		return err
	}
	// Another process may have made them while we waited.
	version, found, err = s.version(ctx, tx)
	if err != nil || found {
		return errors.Join(err, checkVersion(version))
	}
	if err := s.onlyOurs(ctx, tx); err != nil {
		return err
	}
	if mustExist {
		return fmt.Errorf("%w: build it first", ErrNone)
	}
	if _, err := tx.ExecContext(ctx, tables); err != nil {
		return err
	}
	if err := setNote(ctx, tx, noteSchema, strconv.Itoa(schemaVersion)); err != nil {
		return err
	}
	return commit(tx)
}

// A querier is a database or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// version returns the version of the tables, and whether there are any.
func (s *Store) version(ctx context.Context, q querier) (version int, found bool, err error) {
	var schema sql.NullString
	err = q.QueryRowContext(ctx, `SELECT current_schema(),
		EXISTS (SELECT FROM pg_class WHERE relname = 'demarche' AND relnamespace = current_schema()::regnamespace)`).Scan(&schema, &found)
	if err != nil {
		return 0, false, err
	}
	if !schema.Valid {
		return 0, false, errors.New("there is no schema to keep tables in: create one, or choose one with search_path in the address")
	}
	if !found {
		return 0, false, nil
	}
	text, ok, err := note(ctx, q, noteSchema)
	if err != nil {
		var columns int
		if q.QueryRowContext(ctx, `SELECT count(*) FROM pg_attribute WHERE attrelid = 'demarche'::regclass AND attname IN ('name', 'value')`).Scan(&columns) == nil && columns < 2 {
			return 0, false, fmt.Errorf("%w: its table demarche is not ours: name an empty database", ErrForeign)
		}
		return 0, false, err
	}
	if version, err = strconv.Atoi(text); !ok || err != nil || version < 1 {
		return 0, false, fmt.Errorf("%w: its table demarche names no version: name an empty database, or restore it from a backup", ErrForeign)
	}
	return version, true, nil
}

func checkVersion(version int) error {
	if version > schemaVersion {
		return fmt.Errorf("%w: they have version %d, and this program knows up to %d: use a newer demarche", ErrNewer, version, schemaVersion)
	}
	return nil
}

// onlyOurs makes sure that the schema is empty.
func (s *Store) onlyOurs(ctx context.Context, q querier) error {
	var table string
	switch err := q.QueryRowContext(ctx, strangers).Scan(&table); {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return err
	}
	return fmt.Errorf("%w: it has the table %q, which is not ours, and was not touched: name an empty database, or a schema with search_path in the address", ErrForeign, table)
}

// note returns the note of that name; ok is false where there is none.
func note(ctx context.Context, q querier, name string) (text string, ok bool, err error) {
	err = q.QueryRowContext(ctx, `SELECT value FROM demarche WHERE name = $1`, name).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return text, err == nil, err
}

func setNote(ctx context.Context, q querier, name, text string) error {
	_, err := q.ExecContext(ctx, `INSERT INTO demarche (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value`, name, text)
	return err
}

// Note returns the note of that name; ok is false where there is none. Notes
// are short texts beside the quads that no query sees.
func (s *Store) Note(ctx context.Context, name string) (text string, ok bool, err error) {
	text, ok, err = note(ctx, s.db, name)
	return text, ok, s.fault(ctx, err)
}

// BeginNote keeps a note unless there is one of that name, and returns the
// one that there is then.
func (s *Store) BeginNote(ctx context.Context, name, text string) (string, error) {
	_, err := s.db.ExecContext(ctx, `INSERT INTO demarche (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING`, name, text)
	if err != nil {
		return "", s.fault(ctx, err)
	}
	text, _, err = s.Note(ctx, name)
	return text, err
}

// SetNote keeps a note, in the place of one of that name.
func (s *Store) SetNote(ctx context.Context, name, text string) error {
	return s.fault(ctx, setNote(ctx, s.db, name, text))
}
