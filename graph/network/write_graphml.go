package network

import (
	"io"
	"strconv"
)

// WriteGraphML writes graphs as GraphML 1.0 (Brandes, Eiglsperger, Herman,
// Himsolt and Marshall 2002, Graph Drawing, LNCS 2265; graphml.graphdrawing.org),
// one <graph> each: networkx and igraph read it. Of several graphs igraph 1.0
// and the usual functions of networkx read the first alone; WriteGEXF and
// WriteEdges keep slices in a form that all of their readers take.
//
// Nodes are called n0, n1, …, as the key of a thing ("document/S/RES/1540(2004)")
// is no NMTOKEN; the key is the attribute "name", which igraph takes as the
// name of the vertex. Graphs need the same columns, as those of one window
// have.
func WriteGraphML(w io.Writer, graphs ...*Graph) error {
	p := newPrinter(w)
	p.put(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`)
	key := func(id, what, name, kind string) {
		p.put(`  <key id="`, id, `" for="`, what, `" attr.name="`, escape(name), `" attr.type="`, kind, `"/>`, "\n")
	}
	for _, name := range []string{"label", "start", "end"} {
		key("g_"+name, "graph", name, "string")
	}
	for _, name := range []string{"name", "label", "type"} {
		key("n_"+name, "node", name, "string")
	}
	key("e_weight", "edge", "weight", "double")
	if len(graphs) > 0 {
		for i, c := range graphs[0].NodeColumns {
			key("n"+strconv.Itoa(i), "node", c.Name, c.kind())
		}
		for i, c := range graphs[0].EdgeColumns {
			key("e"+strconv.Itoa(i), "edge", c.Name, c.kind())
		}
	}
	for i, g := range graphs {
		graphML(p, "g"+strconv.Itoa(i), g)
	}
	p.put("</graphml>\n")
	return p.flush()
}

// graphML writes one graph.
func graphML(p printer, id string, g *Graph) {
	data := func(key, value string) {
		p.put(`      <data key="`, key, `">`, escape(value), "</data>\n")
	}
	p.put(`  <graph id="`, id, `" edgedefault="undirected">`, "\n")
	if g.Label != "" {
		for _, d := range [][2]string{{"g_label", g.Label}, {"g_start", g.Start}, {"g_end", g.End}} {
			p.put(`    <data key="`, d[0], `">`, escape(d[1]), "</data>\n")
		}
	}
	for v, n := range g.Nodes {
		p.put(`    <node id="n`, strconv.Itoa(v), `">`, "\n")
		data("n_name", n.ID)
		data("n_label", n.Label)
		data("n_type", string(n.Type))
		for i := range g.NodeColumns {
			data("n"+strconv.Itoa(i), g.NodeColumns[i].text(v))
		}
		p.put("    </node>\n")
	}
	for k, e := range g.Edges {
		p.put(`    <edge source="n`, strconv.Itoa(e.From), `" target="n`, strconv.Itoa(e.To), `">`, "\n")
		data("e_weight", number(e.Weight))
		for i := range g.EdgeColumns {
			data("e"+strconv.Itoa(i), g.EdgeColumns[i].text(k))
		}
		p.put("    </edge>\n")
	}
	p.put("  </graph>\n")
}
