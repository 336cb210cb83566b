package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/demarche-kg/demarche/graph/network"
)

// table shows networks to people: the blocs, the nodes by the strength of
// their ties, the strongest ties.
func (n *networkCmd) table(w io.Writer, found []measured) error {
	shown := 0
	for _, m := range found {
		if len(m.graph.Nodes) == 0 {
			continue
		}
		if shown++; shown > 1 {
			fmt.Fprintln(w)
		}
		if m.graph.Label != "" {
			fmt.Fprintf(w, "%s\n", m.graph.Label)
		}
		fmt.Fprintf(w, "%s\n", n.title(m))
		if n.blocs {
			writeBlocs(w, m)
		}
		fmt.Fprintln(w)
		if err := n.nodeTable(w, m); err != nil {
			return err
		}
		if len(m.graph.Edges) == 0 {
			continue
		}
		fmt.Fprintln(w)
		if err := n.edgeTable(w, m.graph); err != nil {
			return err
		}
	}
	if shown == 0 {
		_, err := fmt.Fprintln(w, "No positions.")
		return err
	}
	return nil
}

// title says what the network is: "Congruence of 22 holders over 25 targets: …".
func (n *networkCmd) title(m measured) string {
	t := m.of
	if n.mode == twoMode {
		return fmt.Sprintf("%s toward %s: %s from %s.", count(len(t.Holders), "holder"), count(len(t.Targets), "target"),
			count(len(m.graph.Edges), "tie"), count(t.Statements(), "statement"))
	}
	what, over := "holder", "target"
	if n.ofTargets {
		what, over = over, what
	}
	return fmt.Sprintf("%s of %s over %s: %s from %s, normalisation: %s.", capital(n.mode), count(len(t.Holders), what),
		count(len(t.Targets), over), count(len(m.graph.Edges), "tie"), count(t.Statements(), "statement"), n.norm)
}

// capital returns s with its first letter large.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// writeBlocs lists the blocs of two nodes and more, and the modularity.
func writeBlocs(w io.Writer, m measured) {
	fmt.Fprintf(w, "\nBlocs, modularity %.3f:\n", m.blocs.Modularity)
	alone := 0
	for b, members := range m.blocs.Members {
		if len(members) == 1 {
			alone++
			continue
		}
		var names []string
		for _, v := range members {
			names = append(names, nameOf(m.graph.Nodes[v]))
		}
		fmt.Fprintf(w, "%4d  %s\n", b+1, text.WrapSoft(strings.Join(names, ", "), pipeWidth-8))
	}
	if alone > 0 {
		fmt.Fprintf(w, "      and %d alone\n", alone)
	}
}

// nodeTable lists the nodes whose ties are strongest.
func (n *networkCmd) nodeTable(w io.Writer, m measured) error {
	g := m.graph
	degree, strength := network.Degrees(g), network.Strengths(g)
	order := make([]int, len(g.Nodes))
	for v := range order {
		order[v] = v
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(strength[b], strength[a]) })
	t := newTable()
	head := table.Row{"name", "ties", "strength"}
	if n.blocs {
		head = append(head, "bloc")
	}
	if n.centrality {
		head = append(head, "betweenness", "closeness", "eigenvector")
	}
	t.AppendHeader(head)
	numbers(t, 2, len(head))
	for _, v := range order[:min(n.top, len(order))] {
		row := table.Row{clip(nameOf(g.Nodes[v]), 48), degree[v], fmt.Sprintf("%.3f", strength[v])}
		if n.blocs {
			row = append(row, m.blocs.Of[v]+1)
		}
		if n.centrality {
			row = append(row, fmt.Sprintf("%.4f", m.paths.Betweenness[v]), fmt.Sprintf("%.4f", m.paths.Closeness[v]),
				fmt.Sprintf("%.4f", m.eigen[v]))
		}
		t.AppendRow(row)
	}
	return n.rest(w, t, len(order), "node")
}

// edgeTable lists the strongest ties; where there are negative ones, those of
// most conflict come after them.
func (n *networkCmd) edgeTable(w io.Writer, g *network.Graph) error {
	order := make([]int, len(g.Edges))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(g.Edges[b].Weight, g.Edges[a].Weight) })
	t := newTable()
	head := table.Row{"tie", "", "weight"}
	for _, c := range g.EdgeColumns {
		head = append(head, c.Name)
	}
	t.AppendHeader(head)
	numbers(t, 3, len(head))
	add := func(at []int) {
		for _, i := range at {
			e := g.Edges[i]
			row := table.Row{clip(nameOf(g.Nodes[e.From]), 36), clip(nameOf(g.Nodes[e.To]), 36), fmt.Sprintf("%.3f", e.Weight)}
			for _, c := range g.EdgeColumns {
				row = append(row, c.Ints[i])
			}
			t.AppendRow(row)
		}
	}
	if len(order) <= n.top {
		add(order)
		return renderTable(w, t)
	}
	against := min(n.top/2, len(order)-n.firstNegative(g, order))
	add(order[:n.top-against])
	add(order[len(order)-against:])
	return n.rest(w, t, len(order), "tie")
}

// firstNegative is where the negative weights begin.
func (n *networkCmd) firstNegative(g *network.Graph, order []int) int {
	for at, i := range order {
		if g.Edges[i].Weight < 0 {
			return at
		}
	}
	return len(order)
}

// rest writes t, and how many rows it leaves out.
func (n *networkCmd) rest(w io.Writer, t table.Writer, of int, what string) error {
	if err := renderTable(w, t); err != nil || of <= n.top {
		return err
	}
	_, err := fmt.Fprintf(w, "%s in all: --top shows more, --format csv and nodes all.\n", count(of, what))
	return err
}

// numbers aligns the columns from first to last, from 1, to the right.
func numbers(t table.Writer, first, last int) {
	var c []table.ColumnConfig
	for i := first; i <= last; i++ {
		c = append(c, table.ColumnConfig{Number: i, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(c)
}
