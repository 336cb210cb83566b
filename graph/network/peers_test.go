package network

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// python runs a script of testdata and reads its JSON; it skips where python3
// or a module that the script needs is missing.
func python(t *testing.T, needs, script string, answer any, args ...string) {
	t.Helper()
	if err := exec.Command("python3", "-c", "import "+needs).Run(); err != nil {
		t.Skipf("python3 cannot import %s: install it (pip install %s) to compare with it", needs, needs)
	}
	out, err := exec.Command("python3", append([]string{filepath.Join("testdata", script)}, args...)...).Output()
	if err != nil {
		if exit, ok := err.(*exec.ExitError); ok {
			t.Fatalf("%s: %v\n%s", script, err, exit.Stderr)
		}
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, answer); err != nil {
		t.Fatalf("%s: %v in %s", script, err, out)
	}
}

// saved writes a file for a peer to read.
func saved(t *testing.T, name string, write func(io.Writer) error) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := write(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// peerGraph is what a peer reads of a file, and measures. Labels are the
// nodes in their order.
type peerGraph struct {
	Names, Labels                                                         []string
	Edges                                                                 [][3]any
	Betweenness, WeightedBetweenness, Closeness, WeightedCloseness, Eigen []float64
	Modularity                                                            float64
	Spells                                                                int
}

// checkRead compares what was read with g.
func checkRead(t *testing.T, got peerGraph, g *Graph) {
	t.Helper()
	if len(got.Names) != len(g.Nodes) || len(got.Edges) != len(g.Edges) {
		t.Fatalf("%d nodes and %d edges, want %d and %d", len(got.Names), len(got.Edges), len(g.Nodes), len(g.Edges))
	}
	for v, n := range g.Nodes {
		if got.Names[v] != n.ID || got.Labels[v] != n.Label {
			t.Errorf("node %d: %q, %q, want %q, %q", v, got.Names[v], got.Labels[v], n.ID, n.Label)
		}
	}
	weights := map[[2]string]float64{}
	for _, e := range got.Edges {
		a, b := e[0].(string), e[1].(string)
		weights[[2]string{min(a, b), max(a, b)}] = e[2].(float64)
	}
	for _, e := range g.Edges {
		a, b := g.Nodes[e.From].ID, g.Nodes[e.To].ID
		if w, ok := weights[[2]string{min(a, b), max(a, b)}]; !ok || !near(w, e.Weight) {
			t.Errorf("%s, %s: weight %v, want %v", a, b, w, e.Weight)
		}
	}
}

// peerNetwork is a network in pieces, with ties of many weights.
func peerNetwork(t *testing.T) *Graph {
	g, err := twoModeOf(t, random(2, 700, 60, 60), Options{}).Project(Congruence, Cosine)
	if err != nil {
		t.Fatal(err)
	}
	return g.AtLeast(0.1)
}

// networkx reads our GraphML and GEXF, and finds the same centralities and the
// same modularity.
func TestNetworkxAgrees(t *testing.T) {
	g := peerNetwork(t)
	g.Nodes[0].Label = `A <"&é`
	b := Louvain(g, LouvainOptions{})
	g.NodeColumns = append(g.NodeColumns, Column{Name: "bloc", Ints: b.Of})
	for _, end := range []string{"graphml", "gexf"} {
		var got peerGraph
		path := saved(t, "network."+end, func(w io.Writer) error { return writers()[end](w, g) })
		python(t, "networkx", "networkx_read.py", &got, path)
		checkRead(t, got, g)
		if !near(got.Modularity, b.Modularity) {
			t.Errorf("%s: Q = %v, networkx has %v", end, b.Modularity, got.Modularity)
		}
		steps, weights := paths(t, g, PathOptions{}), paths(t, g, PathOptions{Weighted: true})
		checkAll(t, "betweenness", steps.Betweenness, got.Betweenness, 1e-9)
		checkAll(t, "closeness", steps.Closeness, got.Closeness, 1e-9)
		checkAll(t, "betweenness by weight", weights.Betweenness, got.WeightedBetweenness, 1e-9)
		checkAll(t, "closeness by weight", weights.Closeness, got.WeightedCloseness, 1e-9)
		x, err := Eigenvector(t.Context(), g)
		if err != nil {
			t.Fatal(err)
		}
		checkAll(t, "eigenvector", x, got.Eigen, 1e-6)
	}
}

// networkx reads the spells of a dynamic network.
func TestNetworkxReadsSpells(t *testing.T) {
	graphs := slicedSmall(t)
	var got peerGraph
	path := saved(t, "sliced.gexf", func(w io.Writer) error { return WriteGEXF(w, graphs...) })
	python(t, "networkx", "networkx_read.py", &got, path, "spells")
	nodes := 0
	for _, g := range graphs {
		nodes += len(g.Nodes)
	}
	if got.Spells != nodes || nodes == 0 {
		t.Errorf("%d spells of nodes, want %d", got.Spells, nodes)
	}
}

// igraph reads our GraphML, the first graph of several, and our node and edge
// lists.
func TestIgraphReads(t *testing.T) {
	graphs := slicedSmall(t)
	first := graphs[0]
	path := saved(t, "network.graphml", func(w io.Writer) error { return WriteGraphML(w, graphs...) })
	edges := saved(t, "edges.csv", func(w io.Writer) error { return WriteEdges(w, first) })
	nodes := saved(t, "nodes.csv", func(w io.Writer) error { return WriteNodes(w, first) })
	var got struct{ GraphML, Lists peerGraph }
	python(t, "igraph", "igraph_read.py", &got, path, nodes, edges)
	checkRead(t, got.GraphML, first)
	checkRead(t, got.Lists, first)
}
