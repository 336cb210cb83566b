package shacl

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
)

// A constraint is one constraint component with its parameters.
type constraint struct {
	component string // "MinCountConstraintComponent"
	// test returns what violates it among the value nodes of a focus node.
	test func(d *data, focus quad.Value, values []quad.Value) []finding
}

// A finding is a value that violates a constraint; nil where the fault is in
// their number. path is set where it is not the path of the shape.
type finding struct{ value, path quad.Value }

// each makes a test of a condition that every value must meet.
func each(good func(*data, quad.Value) bool) func(*data, quad.Value, []quad.Value) []finding {
	return func(d *data, _ quad.Value, values []quad.Value) []finding {
		var out []finding
		for _, v := range values {
			if !good(d, v) {
				out = append(out, finding{value: v})
			}
		}
		return out
	}
}

// constraint reads one parameter of a constraint component. A component of
// SHACL that is not known is an error.
func (l *loader) constraint(id quad.Value, local string, o quad.Value) (constraint, error) {
	switch local {
	case "minCount", "maxCount":
		if _, err := l.one(id, local); err != nil {
			return constraint{}, err
		}
		n, ok := o.(quad.Int)
		if !ok || n < 0 {
			return constraint{}, fmt.Errorf("want an integer from 0")
		}
		name := "MinCountConstraintComponent"
		bad := func(have int) bool { return have < int(n) }
		if local == "maxCount" {
			name, bad = "MaxCountConstraintComponent", func(have int) bool { return have > int(n) }
		}
		return constraint{name, func(_ *data, _ quad.Value, values []quad.Value) []finding {
			if bad(len(values)) {
				return []finding{{}}
			}
			return nil
		}}, nil
	case "datatype":
		if _, err := l.one(id, local); err != nil {
			return constraint{}, err
		}
		iri, _ := o.(quad.IRI)
		form := lexicalSpace(string(iri))
		return constraint{"DatatypeConstraintComponent", each(func(_ *data, v quad.Value) bool {
			chars, datatype, _, ok := rdf.Literal(v)
			return ok && datatype == string(iri) && (form == nil || form.MatchString(chars))
		})}, nil
	case "class":
		return constraint{"ClassConstraintComponent", each(func(d *data, v quad.Value) bool { return d.isA(v, o) })}, nil
	case "nodeKind":
		return nodeKind(o)
	case "in":
		all, err := l.list(o)
		return constraint{"InConstraintComponent", each(func(_ *data, v quad.Value) bool { return slices.Contains(all, v) })}, err
	case "pattern":
		return l.pattern(id, o)
	case "minInclusive", "maxInclusive":
		bound, ok := number(o)
		if !ok {
			return constraint{}, fmt.Errorf("only numbers are supported")
		}
		if local == "minInclusive" {
			return constraint{"MinInclusiveConstraintComponent", each(func(_ *data, v quad.Value) bool {
				x, ok := number(v)
				return ok && x >= bound
			})}, nil
		}
		return constraint{"MaxInclusiveConstraintComponent", each(func(_ *data, v quad.Value) bool {
			x, ok := number(v)
			return ok && x <= bound
		})}, nil
	case "node", "not":
		s, err := l.shape(o)
		if err != nil {
			return constraint{}, err
		}
		if local == "not" {
			return constraint{"NotConstraintComponent", each(func(d *data, v quad.Value) bool { return !d.conforms(v, s) })}, nil
		}
		return constraint{"NodeConstraintComponent", each(func(d *data, v quad.Value) bool { return d.conforms(v, s) })}, nil
	case "and", "or":
		return l.logic(local, o)
	case "closed":
		return l.closed(id, o)
	}
	return constraint{}, fmt.Errorf("this constraint is not supported: leave it out, or check it with another program")
}

func nodeKind(o quad.Value) (constraint, error) {
	kinds := map[quad.Value]string{
		quad.IRI(sh + "IRI"): "i", quad.IRI(sh + "BlankNode"): "b", quad.IRI(sh + "Literal"): "l",
		quad.IRI(sh + "BlankNodeOrIRI"): "bi", quad.IRI(sh + "BlankNodeOrLiteral"): "bl", quad.IRI(sh + "IRIOrLiteral"): "il",
	}[o]
	if kinds == "" {
		return constraint{}, fmt.Errorf("%s is no kind of node", name(o))
	}
	return constraint{"NodeKindConstraintComponent", each(func(_ *data, v quad.Value) bool {
		kind := byte('l')
		switch v.(type) {
		case quad.IRI:
			kind = 'i'
		case quad.BNode:
			kind = 'b'
		}
		return slices.Contains([]byte(kinds), kind)
	})}, nil
}

// pattern compiles sh:pattern. Its language is that of XPath, of which Go
// knows all but character class subtraction and back references, which fail
// to compile.
func (l *loader) pattern(id, o quad.Value) (constraint, error) {
	source, _, _, _ := rdf.Literal(o)
	flags, err := l.one(id, "flags")
	if err != nil {
		return constraint{}, err
	}
	switch flags {
	case nil:
	case quad.String("i"):
		source = "(?i)" + source
	default:
		return constraint{}, fmt.Errorf("only the flag \"i\" is supported")
	}
	re, err := regexp.Compile(source)
	if err != nil {
		return constraint{}, err
	}
	return constraint{"PatternConstraintComponent", each(func(_ *data, v quad.Value) bool {
		switch v := v.(type) {
		case quad.IRI:
			return re.MatchString(string(v))
		case quad.BNode:
			return false
		}
		chars, _, _, _ := rdf.Literal(v)
		return re.MatchString(chars)
	})}, nil
}

func (l *loader) logic(local string, o quad.Value) (constraint, error) {
	list, err := l.list(o)
	if err != nil {
		return constraint{}, err
	}
	var all []*shape
	for _, id := range list {
		s, err := l.shape(id)
		if err != nil {
			return constraint{}, err
		}
		all = append(all, s)
	}
	if local == "and" {
		return constraint{"AndConstraintComponent", each(func(d *data, v quad.Value) bool {
			return !slices.ContainsFunc(all, func(s *shape) bool { return !d.conforms(v, s) })
		})}, nil
	}
	return constraint{"OrConstraintComponent", each(func(d *data, v quad.Value) bool {
		return slices.ContainsFunc(all, func(s *shape) bool { return d.conforms(v, s) })
	})}, nil
}

// closed reads sh:closed: a node has no properties but those of the shape.
func (l *loader) closed(id, o quad.Value) (constraint, error) {
	if o != quad.Bool(true) {
		return constraint{}, nil
	}
	known := map[quad.Value]bool{}
	for _, q := range l.by[id] {
		switch q.Predicate {
		case quad.IRI(sh + "property"):
			for _, p := range l.by[q.Object] {
				if p.Predicate == quad.IRI(sh+"path") {
					known[p.Object] = true
				}
			}
		case quad.IRI(sh + "ignoredProperties"):
			list, err := l.list(q.Object)
			if err != nil {
				return constraint{}, err
			}
			for _, v := range list {
				known[v] = true
			}
		}
	}
	return constraint{"ClosedConstraintComponent", func(d *data, _ quad.Value, values []quad.Value) []finding {
		var out []finding
		for _, v := range values {
			for _, q := range d.by[v] {
				if !known[q.Predicate] {
					out = append(out, finding{q.Object, q.Predicate})
				}
			}
		}
		return out
	}}, nil
}

// number is the value of a numeric literal.
func number(v quad.Value) (float64, bool) {
	chars, datatype, _, ok := rdf.Literal(v)
	if !ok || strings.Trim(chars, "0123456789+-.eE") != "" {
		return 0, false
	}
	switch datatype {
	case xsd + "integer", xsd + "decimal", xsd + "double", xsd + "float", xsd + "int", xsd + "long", xsd + "nonNegativeInteger":
		f, err := strconv.ParseFloat(chars, 64)
		return f, err == nil
	}
	return 0, false
}

// lexicalSpace is what the characters of a datatype look like
// (https://www.w3.org/TR/xmlschema11-2/), nil where that is not known.
func lexicalSpace(datatype string) *regexp.Regexp {
	const zone, real = `(Z|[+-]\d\d:\d\d)?`, `[+-]?((\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|INF)|NaN`
	local, ok := strings.CutPrefix(datatype, xsd)
	form := map[string]string{
		"integer": `[+-]?\d+`, "int": `[+-]?\d+`, "long": `[+-]?\d+`, "nonNegativeInteger": `\+?\d+|-0+`,
		"decimal": `[+-]?(\d+(\.\d*)?|\.\d+)`, "boolean": `true|false|0|1`, "double": real, "float": real,
		"date": `-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])` + zone, "gYearMonth": `-?\d{4,}-(0[1-9]|1[0-2])` + zone,
		"gYear": `-?\d{4,}` + zone, "dateTime": `-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?` + zone,
	}[local]
	if !ok || form == "" {
		return nil
	}
	return regexp.MustCompile(`^(` + form + `)$`)
}
