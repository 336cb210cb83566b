package postgres

import (
	"database/sql"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"

	"github.com/demarche-kg/demarche/graph/store"
)

// nodeColumns are those of a value, after its hash.
const nodeColumns = "value, value_string, datatype, language, iri, bnode, value_int, value_bool, value_float, value_time"

// A node is a value as a row has it.
type node struct {
	value          []byte // what the other columns cannot hold, as pquads
	text           sql.NullString
	datatype, lang sql.NullString
	iri, bnode     sql.NullBool
	integer        sql.NullInt64
	boolean        sql.NullBool
	float          sql.NullFloat64
	instant        sql.NullTime
}

// canonical returns a value as every store of ours keeps it, and its hash: see
// store.Canonical. The hash of no value is zero.
func canonical(v quad.Value) (quad.Value, graph.ValueHash, error) {
	if v == nil {
		return nil, graph.ValueHash{}, nil
	}
	v, err := store.Canonical(v)
	if err != nil {
		return nil, graph.ValueHash{}, err
	}
	return v, graph.HashOf(v), nil
}

// nodeOf makes a row of a canonical value.
func nodeOf(v quad.Value) (n node, err error) {
	text := func(s string) bool {
		// Neither is a text of PostgreSQL, and Cayley reads \x00 as zero byte.
		if strings.Contains(s, "\x00") || strings.Contains(s, `\x00`) || !utf8.ValidString(s) {
			return false
		}
		n.text = sql.NullString{String: s, Valid: true}
		return true
	}
	yes := sql.NullBool{Bool: true, Valid: true}
	fits := false
	switch v := v.(type) {
	case quad.IRI:
		n.iri, fits = yes, text(string(v))
	case quad.BNode:
		n.bnode, fits = yes, text(string(v))
	case quad.String:
		fits = text(string(v))
	case quad.LangString:
		fits = utf8.ValidString(v.Lang) && !strings.Contains(v.Lang, "\x00") && text(string(v.Value))
		n.lang = sql.NullString{String: v.Lang, Valid: true}
	case quad.TypedString:
		fits = utf8.ValidString(string(v.Type)) && !strings.Contains(string(v.Type), "\x00") && text(string(v.Value))
		n.datatype = sql.NullString{String: string(v.Type), Valid: true}
	case quad.Int:
		n.integer, fits = sql.NullInt64{Int64: int64(v), Valid: true}, true
	case quad.Bool:
		n.boolean, fits = sql.NullBool{Bool: bool(v), Valid: true}, true
	case quad.Float:
		n.float, fits = sql.NullFloat64{Float64: float64(v), Valid: true}, true
	case quad.Time:
		t := time.Time(v)
		n.instant = sql.NullTime{Time: t.UTC(), Valid: true}
		fits = t.Nanosecond()%1000 == 0 && t.Year() >= 1 && t.Year() <= 9999
	}
	if fits {
		return n, nil
	}
	b, err := pquads.MarshalValue(v)
	if err != nil {
		return node{}, fmt.Errorf("value %v: %w", v, err)
	}
	return node{value: b}, nil
}

// row returns the columns, for COPY.
func (n *node) row() []any {
	// A nil []byte in an interface would be an empty value, not none.
	var blob any
	if n.value != nil {
		blob = n.value
	}
	return []any{blob, n.text, n.datatype, n.lang, n.iri, n.bnode, n.integer, n.boolean, n.float, n.instant}
}

// fields are where a row is scanned to.
func (n *node) fields() []any {
	return []any{&n.value, &n.text, &n.datatype, &n.lang, &n.iri, &n.bnode, &n.integer, &n.boolean, &n.float, &n.instant}
}

// unpack makes a value of a row.
func (n *node) unpack() (quad.Value, error) {
	switch {
	case n.text.Valid && n.iri.Bool:
		return quad.IRI(n.text.String), nil
	case n.text.Valid && n.bnode.Bool:
		return quad.BNode(n.text.String), nil
	case n.text.Valid && n.lang.Valid:
		return quad.LangString{Value: quad.String(n.text.String), Lang: n.lang.String}, nil
	case n.text.Valid && n.datatype.Valid:
		return quad.TypedString{Value: quad.String(n.text.String), Type: quad.IRI(n.datatype.String)}, nil
	case n.text.Valid:
		return quad.String(n.text.String), nil
	case n.integer.Valid:
		return quad.Int(n.integer.Int64), nil
	case n.boolean.Valid:
		return quad.Bool(n.boolean.Bool), nil
	case n.float.Valid:
		return quad.Float(n.float.Float64), nil
	case n.instant.Valid:
		return quad.Time(n.instant.Time.UTC()), nil
	}
	v, err := pquads.UnmarshalValue(n.value)
	if err != nil {
		return nil, fmt.Errorf("a value in the table nodes is damaged: %w", err)
	}
	return v, nil
}
