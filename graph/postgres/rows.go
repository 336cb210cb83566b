package postgres

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
)

// A rowReader lists the rows of a statement whose columns are all hashes. A
// short answer comes with one statement; for a long one it opens a cursor, so
// that memory stays bounded.
type rowReader struct {
	src       origin
	statement string
	args      []any
	columns   int

	tried bool
	done  bool
	on    *moment // the cursor's, once open
	end   func()
	name  string
}

// shortAnswer is how many rows come at once. A statement that has more of them
// is begun again with a cursor.
const shortAnswer = 4096

// page returns the next rows, one after the other; none at the end. A null
// is a zero hash.
func (r *rowReader) page(ctx context.Context) ([]graph.ValueHash, error) {
	if r.done {
		return nil, nil
	}
	var page []graph.ValueHash
	raw := make([]sql.RawBytes, r.columns)
	into := make([]any, r.columns)
	for i := range raw {
		into[i] = &raw[i]
	}
	each := func(rows *sql.Rows) error {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for _, b := range raw {
			var h graph.ValueHash
			if b != nil && copy(h[:], b) != len(h) {
				return fmt.Errorf("a hash of %d bytes in the tables", len(b))
			}
			page = append(page, h)
		}
		return nil
	}
	if !r.tried {
		r.tried = true
		err := r.src.query(ctx, each, fmt.Sprintf("SELECT * FROM (%s) answer LIMIT %d", r.statement, shortAnswer+1), r.args...)
		if err != nil || len(page) <= shortAnswer*r.columns {
			r.done = true
			return page, err
		}
		page = page[:0]
		if r.on, r.end, err = r.src.moment(ctx); err != nil {
			return nil, err
		}
		if r.name, err = r.on.open(ctx, r.statement, r.args...); err != nil {
			return nil, err
		}
	}
	err := r.on.query(ctx, each, fmt.Sprintf("FETCH %d FROM %s", shortAnswer, r.name))
	if err == nil && len(page) < shortAnswer*r.columns {
		r.close()
	}
	return page, err
}

// close gives back what the listing holds.
func (r *rowReader) close() {
	r.done = true
	if r.on == nil {
		return
	}
	if r.name != "" {
		r.on.close(r.name)
	}
	r.end()
	r.on = nil
}
