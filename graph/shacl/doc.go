// Package shacl checks quads against shapes, as SHACL Core says
// (https://www.w3.org/TR/shacl/), for the part of SHACL Core that
// schema/shapes.ttl uses and a little more:
//
//   - targets: sh:targetClass, sh:targetNode, sh:targetSubjectsOf,
//     sh:targetObjectsOf, and shapes that are classes;
//   - paths: a predicate, and sh:inversePath of one;
//   - constraints: sh:minCount, sh:maxCount, sh:datatype, sh:class,
//     sh:nodeKind, sh:in, sh:pattern with sh:flags "i", sh:minInclusive and
//     sh:maxInclusive of numbers, sh:and, sh:or, sh:not, sh:node,
//     sh:property, sh:closed with sh:ignoredProperties;
//   - sh:message, sh:severity and sh:deactivated.
//
// Any other term of SHACL in a shape is an error, never left out: a graph is
// not called good by a rule that was not applied. Shapes may not be
// recursive, on which SHACL is silent.
//
// It may import graph/rdf, schema and the types of
// github.com/cayleygraph/quad.
package shacl
