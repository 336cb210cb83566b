package network

import (
	"io"
	"strings"
)

// WriteDOT writes graphs in the language of Graphviz (graphviz.org/doc/info/lang.html),
// one after the other. Edges are as wide as they are strong, those of negative
// weight are dashed; in a two-mode network, targets are boxes.
func WriteDOT(w io.Writer, graphs ...*Graph) error {
	p := newPrinter(w)
	for _, g := range graphs {
		name := g.Label
		if name == "" {
			name = "positions"
		}
		p.put("graph ", quoteDOT(name), " {\n")
		most := 0.0
		for _, e := range g.Edges {
			most = max(most, e.Weight, -e.Weight)
		}
		for v, n := range g.Nodes {
			p.put("  ", quoteDOT(n.ID), " [label=", quoteDOT(n.Label), ", type=", quoteDOT(string(n.Type)))
			for _, c := range g.NodeColumns {
				p.put(", ", quoteDOT(c.Name), "=", quoteDOT(c.text(v)))
				if c.Name == "mode" && c.text(v) == "target" {
					p.put(", shape=box")
				}
			}
			p.put("];\n")
		}
		for i, e := range g.Edges {
			width := 0.5
			if most > 0 {
				width += 3.5 * max(e.Weight, -e.Weight) / most
			}
			p.put("  ", quoteDOT(g.Nodes[e.From].ID), " -- ", quoteDOT(g.Nodes[e.To].ID),
				" [weight=", weightDOT(e.Weight), ", value=", number(e.Weight), ", penwidth=", number(float64(int(width*100))/100))
			if e.Weight < 0 {
				p.put(", style=dashed")
			}
			for _, c := range g.EdgeColumns {
				p.put(", ", quoteDOT(c.Name), "=", quoteDOT(c.text(i)))
			}
			p.put("];\n")
		}
		p.put("}\n")
	}
	return p.flush()
}

// weightDOT is a weight as Graphviz takes it, which is not below 0; the weight
// itself is the attribute value.
func weightDOT(w float64) string { return number(max(w, 0)) }

// quoteDOT makes a quoted string. A backslash is doubled, as labels take it
// for an escape.
func quoteDOT(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", "", "\x00", "").Replace(s) + `"`
}
