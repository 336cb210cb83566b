package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// The lines of the vocabulary that a context takes from.
var (
	prefixLine = regexp.MustCompile(`^@prefix ([a-z]+):\s+<([^>]+)> \.$`)
	rangeLine  = regexp.MustCompile(`^\s+rdfs:range ([a-zA-Z]+:[A-Za-z]+) ;$`)
)

// context returns a JSON-LD context (https://www.w3.org/TR/json-ld11/#the-context)
// for the vocabulary: its prefixes, and a term for each class and property.
// What a property leads to is read as its type and range say: other nodes as
// "@id", literals other than strings as their datatype.
func context(source []byte) ([]byte, error) {
	terms, err := parse(source)
	if err != nil {
		return nil, err
	}
	ranges := map[string]string{}
	var b bytes.Buffer
	b.WriteString("{\"@context\": {\n  \"@version\": 1.1")
	current := ""
	for _, line := range strings.Split(string(source), "\n") {
		if m := prefixLine.FindStringSubmatch(line); m != nil {
			fmt.Fprintf(&b, ",\n  %q: %q", m[1], m[2])
		} else if m := head.FindStringSubmatch(line); m != nil {
			current = m[1]
		} else if m := rangeLine.FindStringSubmatch(line); m != nil && ranges[current] == "" {
			ranges[current] = m[1]
		}
	}
	for _, t := range terms {
		as := ""
		switch {
		case t.types == "owl:Class":
		case t.types == "owl:ObjectProperty" || strings.Contains(t.types, "rdf:Property"):
			as = "@id"
		case t.types == "owl:DatatypeProperty":
			if as = ranges[t.local]; as == "xsd:string" {
				as = ""
			}
			if as == "xsd:integer" || as == "xsd:boolean" { // JSON has its own
				as = ""
			}
		default:
			continue
		}
		if as == "" {
			fmt.Fprintf(&b, ",\n  %q: %q", t.local, "dm:"+t.local)
		} else {
			fmt.Fprintf(&b, ",\n  %q: {\"@id\": %q, \"@type\": %q}", t.local, "dm:"+t.local, as)
		}
	}
	b.WriteString("\n}}\n")
	if !json.Valid(b.Bytes()) {
		return nil, fmt.Errorf("the context is no JSON: a term has a character that must not be")
	}
	return b.Bytes(), nil
}
