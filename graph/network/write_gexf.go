package network

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// WriteGEXF writes graphs as one GEXF 1.3 document (gexf.net/1.3), which Gephi
// and networkx read. One graph of all time is static. Graphs of the slices of
// a window are one dynamic network: each node and edge has a spell for each
// slice that it is in, and its values, weight among them, have the time for
// which they hold.
//
// Spells do not overlap. One of a slice begins with the slice, or on the day
// after the slice before it ended if that is later: with sliding and
// cumulative windows, a day shows the window that ended last.
func WriteGEXF(w io.Writer, graphs ...*Graph) error {
	p := newPrinter(w)
	p.put(`<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <meta>
    <creator>Demarche</creator>
  </meta>
`)
	if len(graphs) == 1 && graphs[0].Start == "" {
		staticGEXF(p, graphs[0])
	} else {
		dynamicGEXF(p, graphs)
	}
	p.put("</gexf>\n")
	return p.flush()
}

// gexfAttributes declares columns, numbered from 0, after those that are given
// by name.
func gexfAttributes(p printer, class, mode string, columns []Column, more ...[3]string) {
	p.put(`    <attributes class="`, class, `" mode="`, mode, `">`, "\n")
	for _, a := range more {
		p.put(`      <attribute id="`, a[0], `" title="`, a[1], `" type="`, a[2], `"/>`, "\n")
	}
	for i, c := range columns {
		p.put(`      <attribute id="`, strconv.Itoa(i), `" title="`, escape(c.Name), `" type="`, c.kind(), `"/>`, "\n")
	}
	p.put("    </attributes>\n")
}

// gexfValue writes one value; when is ` start="…" end="…"` or "".
func gexfValue(p printer, id, value, when string) {
	p.put(`          <attvalue for="`, id, `" value="`, escape(value), `"`, when, "/>\n")
}

// staticGEXF writes a graph of all time.
func staticGEXF(p printer, g *Graph) {
	p.put(`  <graph defaultedgetype="undirected" mode="static">`, "\n")
	gexfAttributes(p, "node", "static", g.NodeColumns, [3]string{"type", "type", "string"})
	gexfAttributes(p, "edge", "static", g.EdgeColumns)
	p.put("    <nodes>\n")
	for v, n := range g.Nodes {
		p.put(`      <node id="`, escape(n.ID), `" label="`, escape(n.Label), `">`, "\n        <attvalues>\n")
		gexfValue(p, "type", string(n.Type), "")
		for i := range g.NodeColumns {
			gexfValue(p, strconv.Itoa(i), g.NodeColumns[i].text(v), "")
		}
		p.put("        </attvalues>\n      </node>\n")
	}
	p.put("    </nodes>\n    <edges>\n")
	for k, e := range g.Edges {
		p.put(`      <edge id="`, strconv.Itoa(k), `" source="`, escape(g.Nodes[e.From].ID), `" target="`, escape(g.Nodes[e.To].ID),
			`" weight="`, number(e.Weight), `">`, "\n        <attvalues>\n")
		for i := range g.EdgeColumns {
			gexfValue(p, strconv.Itoa(i), g.EdgeColumns[i].text(k), "")
		}
		p.put("        </attvalues>\n      </edge>\n")
	}
	p.put("    </edges>\n  </graph>\n")
}

// A place is where a node or an edge lies: in which graph, and there where.
type place struct{ graph, at int }

// dynamicGEXF writes the graphs of the slices of a window.
func dynamicGEXF(p printer, graphs []*Graph) {
	type ends struct{ from, to string }
	nodes, edges := map[string][]place{}, map[ends][]place{}
	for k, g := range graphs {
		for v, n := range g.Nodes {
			nodes[n.ID] = append(nodes[n.ID], place{k, v})
		}
		for i, e := range g.Edges {
			at := ends{g.Nodes[e.From].ID, g.Nodes[e.To].ID}
			edges[at] = append(edges[at], place{k, i})
		}
	}
	p.put(`  <graph defaultedgetype="undirected" mode="dynamic" timeformat="date" timerepresentation="interval">`, "\n")
	var nodeColumns, edgeColumns []Column
	if len(graphs) > 0 {
		nodeColumns, edgeColumns = graphs[0].NodeColumns, graphs[0].EdgeColumns
	}
	gexfAttributes(p, "node", "static", nil, [3]string{"type", "type", "string"})
	gexfAttributes(p, "node", "dynamic", nodeColumns)
	gexfAttributes(p, "edge", "dynamic", edgeColumns, [3]string{"weight", "Weight", "double"})
	when := spells(graphs)
	put := func(places []place, value func(place, string)) {
		p.put("        <attvalues>\n")
		for _, at := range places {
			value(at, when[at.graph])
		}
		p.put("        </attvalues>\n        <spells>\n")
		for _, at := range places {
			p.put("          <spell", when[at.graph], "/>\n")
		}
		p.put("        </spells>\n")
	}

	p.put("    <nodes>\n")
	for _, id := range slices.Sorted(maps.Keys(nodes)) {
		places := nodes[id]
		first := graphs[places[0].graph].Nodes[places[0].at]
		p.put(`      <node id="`, escape(id), `" label="`, escape(first.Label), `">`, "\n")
		put(places, func(at place, when string) {
			if at == places[0] {
				gexfValue(p, "type", string(first.Type), "")
			}
			for i, c := range graphs[at.graph].NodeColumns {
				gexfValue(p, strconv.Itoa(i), c.text(at.at), when)
			}
		})
		p.put("      </node>\n")
	}
	p.put("    </nodes>\n    <edges>\n")
	order := slices.SortedFunc(maps.Keys(edges), func(a, b ends) int {
		return cmp.Or(strings.Compare(a.from, b.from), strings.Compare(a.to, b.to))
	})
	for k, at := range order {
		p.put(`      <edge id="`, strconv.Itoa(k), `" source="`, escape(at.from), `" target="`, escape(at.to), `">`, "\n")
		put(edges[at], func(at place, when string) {
			g := graphs[at.graph]
			gexfValue(p, "weight", number(g.Edges[at.at].Weight), when)
			for i, c := range g.EdgeColumns {
				gexfValue(p, strconv.Itoa(i), c.text(at.at), when)
			}
		})
		p.put("      </edge>\n")
	}
	p.put("    </edges>\n  </graph>\n")
}

// spells are the stretches of time for which the graphs hold, as attributes.
func spells(graphs []*Graph) []string {
	var all []string
	last := ""
	for _, g := range graphs {
		start := g.Start
		if t, err := time.Parse(time.DateOnly, last); err == nil {
			start = max(start, t.AddDate(0, 0, 1).Format(time.DateOnly))
		}
		all = append(all, ` start="`+start+`" end="`+g.End+`"`)
		last = g.End
	}
	return all
}
