package network

import (
	"encoding/csv"
	"io"
)

// WriteEdges writes the edges of graphs as CSV (RFC 4180), headed as Gephi
// reads an edge table; igraph takes the first two columns for the ends
// (graph_from_data_frame). Graphs of slices tell the slice of each edge.
func WriteEdges(w io.Writer, graphs ...*Graph) error {
	c := csv.NewWriter(w)
	head := []string{"Source", "Target", "Type", "Weight"}
	head = append(head, columnNames(graphs, func(g *Graph) []Column { return g.EdgeColumns })...)
	if err := c.Write(head); err != nil {
		return err
	}
	for _, g := range graphs {
		for k, e := range g.Edges {
			row := []string{g.Nodes[e.From].ID, g.Nodes[e.To].ID, "Undirected", number(e.Weight)}
			if err := c.Write(cells(row, g, graphs, g.EdgeColumns, k)); err != nil {
				return err
			}
		}
	}
	c.Flush()
	return c.Error()
}

// WriteNodes writes the nodes of graphs as CSV, headed as Gephi reads a node
// table; igraph takes the first column for the names of vertices. Graphs of
// slices tell the slice of each node.
func WriteNodes(w io.Writer, graphs ...*Graph) error {
	c := csv.NewWriter(w)
	head := []string{"Id", "Label", "Kind"}
	head = append(head, columnNames(graphs, func(g *Graph) []Column { return g.NodeColumns })...)
	if err := c.Write(head); err != nil {
		return err
	}
	for _, g := range graphs {
		for v, n := range g.Nodes {
			row := []string{n.ID, n.Label, string(n.Type)}
			if err := c.Write(cells(row, g, graphs, g.NodeColumns, v)); err != nil {
				return err
			}
		}
	}
	c.Flush()
	return c.Error()
}

// WriteMatrix writes the square matrix of the weights of g as CSV: the keys of
// the nodes head its rows and columns, the diagonal is empty.
func WriteMatrix(w io.Writer, g *Graph) error {
	c := csv.NewWriter(w)
	head := []string{""}
	for _, n := range g.Nodes {
		head = append(head, n.ID)
	}
	if err := c.Write(head); err != nil {
		return err
	}
	type arc struct {
		to     int
		weight string
	}
	rows := make([][]arc, len(g.Nodes))
	for _, e := range g.Edges {
		weight := number(e.Weight)
		rows[e.From] = append(rows[e.From], arc{e.To, weight})
		rows[e.To] = append(rows[e.To], arc{e.From, weight})
	}
	row := make([]string, len(g.Nodes)+1)
	for v, n := range g.Nodes {
		row[0] = n.ID
		for i := range g.Nodes {
			row[i+1] = "0"
		}
		row[v+1] = ""
		for _, a := range rows[v] {
			row[a.to+1] = a.weight
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// WriteStandings writes the matrix of holders and targets as CSV: each cell is
// "+", "-", "0", "±" (both sides) or empty where nothing was said.
func WriteStandings(w io.Writer, t *TwoMode) error {
	c := csv.NewWriter(w)
	head := []string{""}
	for _, n := range t.Targets {
		head = append(head, n.ID)
	}
	if err := c.Write(head); err != nil {
		return err
	}
	row := make([]string, len(t.Targets)+1)
	for h, n := range t.Holders {
		clear(row)
		row[0] = n.ID
		for _, e := range t.Rows[h] {
			row[e.Target+1] = string(e.Standing())
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// columnNames are the names of the columns, and those of the slice where there
// are slices.
func columnNames(graphs []*Graph, of func(*Graph) []Column) []string {
	var names []string
	if len(graphs) > 0 {
		for _, c := range of(graphs[0]) {
			names = append(names, c.Name)
		}
	}
	if sliced(graphs) {
		names = append(names, "slice", "start", "end")
	}
	return names
}

// cells appends the values at i of the columns, and the slice of g.
func cells(row []string, g *Graph, graphs []*Graph, columns []Column, i int) []string {
	for _, c := range columns {
		row = append(row, c.text(i))
	}
	if sliced(graphs) {
		row = append(row, g.Label, g.Start, g.End)
	}
	return row
}

// sliced reports whether the graphs are those of slices of time.
func sliced(graphs []*Graph) bool { return len(graphs) > 0 && graphs[0].Start != "" }
