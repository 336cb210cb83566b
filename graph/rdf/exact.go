package rdf

import (
	"bytes"
	"encoding/json"

	"github.com/demarche-kg/demarche/schema"
)

// exact makes the quads of b give ps back to the letter. Statements are a set
// and nodes are shared, so a list in an order of its own, a second name for
// one key, or a speaker that two positions of a speech give differently would
// be lost. Whatever reading back would change is added to the position as
// dm:exact, a JSON Merge Patch (RFC 7396). Few positions need one.
func (b *builder) exact(ps []schema.Position) {
	g := index(b.done(), b.base)
	record := g.text(b.label, dcID)
	for i := range ps {
		want := ps[i]
		want.Confidence = finite(want.Confidence)
		got, err := g.position(b.node(&want), record)
		if err != nil {
			panic("rdf: internal error: " + err.Error()) // the quads are our own
		}
		if patch := difference(got, want); len(patch) > 0 && b.once(b.node(&want)+"#exact") {
			b.json(b.node(&want), schema.PropExact, patch)
		}
	}
}

// difference is the merge patch that turns one position into another.
func difference(from, to schema.Position) map[string]json.RawMessage {
	if same(from, to) {
		return nil
	}
	a, b := fields(from), fields(to)
	patch := map[string]json.RawMessage{}
	for name := range a {
		if _, ok := b[name]; !ok {
			patch[name] = json.RawMessage("null")
		}
	}
	for name, v := range b {
		if !bytes.Equal(a[name], v) {
			patch[name] = v
		}
	}
	return patch
}

// same reports whether two positions have one JSON form.
func same(a, b schema.Position) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// fields is the JSON form of a position, field by field.
func fields(p schema.Position) map[string]json.RawMessage {
	data, err := json.Marshal(p)
	if err != nil {
		panic("rdf: internal error: " + err.Error()) // see builder.json
	}
	var out map[string]json.RawMessage
	if err := json.Unmarshal(data, &out); err != nil {
		panic("rdf: internal error: " + err.Error())
	}
	return out
}

// mergePatch applies a patch of difference.
func mergePatch(p *schema.Position, patch string) error {
	var changes map[string]json.RawMessage
	if err := json.Unmarshal([]byte(patch), &changes); err != nil {
		return err
	}
	all := fields(*p)
	for name, v := range changes {
		if string(v) == "null" {
			delete(all, name)
		} else {
			all[name] = v
		}
	}
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	*p = schema.Position{}
	return json.Unmarshal(data, p)
}
