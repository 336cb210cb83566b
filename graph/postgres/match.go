package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
)

// Match calls use for each quad that has the values of p, nil standing for
// any, until use returns an error, which it then returns. The order is that of
// the hashes of the values.
func (r *reader) Match(ctx context.Context, p quad.Quad, use func(quad.Quad) error) error {
	var where []string
	var args []any
	for _, d := range quad.Directions {
		if p.Get(d) == nil {
			continue
		}
		_, h, err := canonical(p.Get(d))
		if err != nil {
			return nil // what cannot be kept is not there
		}
		args = append(args, h[:])
		where = append(where, fmt.Sprintf("%s = $%d", column(d), len(args)))
	}
	condition := ""
	if len(where) > 0 {
		condition = `WHERE ` + strings.Join(where, ` AND `)
	}
	return r.each(ctx, condition, args, use)
}

// each calls use with the quads that pass a condition.
func (r *reader) each(ctx context.Context, condition string, args []any, use func(quad.Quad) error) error {
	rows := &rowReader{src: r.src, columns: 4, args: args,
		statement: `SELECT subject_hash, predicate_hash, object_hash, label_hash FROM quads ` + condition + ` ORDER BY 1, 2, 3, 4`}
	defer rows.close()
	for {
		page, err := rows.page(ctx)
		if err != nil {
			return r.store.fault(ctx, err)
		}
		if len(page) == 0 {
			return nil
		}
		values, err := r.values(ctx, page)
		if err != nil {
			return err
		}
		for i := 0; i < len(page); i += 4 {
			q := quad.Quad{Subject: values[page[i]], Predicate: values[page[i+1]], Object: values[page[i+2]], Label: values[page[i+3]]}
			if err := use(q); err != nil {
				return err
			}
		}
	}
}

// Objects calls use for each value that a quad with the predicate has as its
// object, each once; given a subject, a quad of that subject.
func (r *reader) Objects(ctx context.Context, subject, predicate quad.Value, use func(quad.Value) error) error {
	_, p, err := canonical(predicate)
	if err != nil {
		return nil
	}
	statement, args := `SELECT DISTINCT object_hash FROM quads WHERE predicate_hash = $1`, []any{p[:]}
	if subject != nil {
		_, s, err := canonical(subject)
		if err != nil {
			return nil
		}
		statement, args = statement+` AND subject_hash = $2`, append(args, s[:])
	}
	refs, err := r.list(ctx, statement+` ORDER BY 1`, args...)
	if err != nil {
		return err
	}
	for len(refs) > 0 {
		some := refs[:min(len(refs), shortAnswer)]
		refs = refs[len(some):]
		values, err := r.ValuesOf(ctx, some)
		if err != nil {
			return err
		}
		for _, v := range values {
			if err := use(v); err != nil {
				return err
			}
		}
	}
	return nil
}

// Note returns the note of that name at the moment of the view; ok is false
// where there is none.
func (v *View) Note(name string) (text string, ok bool, err error) {
	err = v.src.query(context.Background(), func(rows *sql.Rows) error {
		ok = true
		return rows.Scan(&text)
	}, `SELECT value FROM demarche WHERE name = $1`, name)
	return text, ok, v.store.fault(context.Background(), err)
}
