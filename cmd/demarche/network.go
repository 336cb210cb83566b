package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph/network"
)

// newNetworkCmd returns the subcommand that makes networks of the positions.
func newNetworkCmd(s *settings) *cobra.Command {
	var n networkCmd
	cmd := &cobra.Command{
		Use:   "network",
		Short: "Who stands with whom, in which blocs?",
		Long: `Network makes a network of the positions in the graph, after the practice of
discourse network analysis (Leifeld 2017). Its modes:

  congruence  ties those who take the same side toward the same things
  conflict    ties those who take opposite sides
  subtract    congruence less conflict
  two-mode    ties holders to what their positions are toward

--normalise corrects for how much each says: average (activity), jaccard,
cosine, product or none. --blocs finds who stands together (Louvain), and
--centrality who stands between them. --window cuts time; a position counts in
a slice if the whole of its date, as exact as known, lies in it.

Formats: table, graphml (networkx, igraph), gexf (Gephi; dynamic with a window),
dot (Graphviz), csv (edges), nodes (the nodes as CSV), matrix (CSV). With a
window graphml has a graph for each slice, of which most readers take the first:
gexf and csv tell them apart in one network.`,
		Example: `  demarche network --mode subtract --blocs
  demarche network --by topic --window 5y/1y --format gexf --out blocs.gexf`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := n.check(); err != nil {
				return err
			}
			all, err := n.collect(cmd.Context(), s)
			if err != nil {
				return err
			}
			return n.write(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr(), all)
		},
	}
	n.networkChoice.flags(cmd)
	n.windowFlag(cmd)
	f := cmd.Flags()
	f.StringVar(&n.mode, "mode", string(network.Congruence), "congruence, conflict, subtract or two-mode")
	f.StringVar(&n.norm, "normalise", "", "none, average, jaccard, cosine or product (default average; none for two-mode)")
	f.BoolVar(&n.ofTargets, "of-targets", false, "tie targets that the same holders stand for, not holders")
	f.Float64Var(&n.threshold, "threshold", 0, "least weight of a tie (default: every tie)")
	f.BoolVar(&n.blocs, "blocs", false, "find blocs")
	f.Float64Var(&n.louvain.Resolution, "resolution", 1, "of the blocs: more than 1 for smaller ones, less for larger")
	f.Uint64Var(&n.louvain.Seed, "seed", 0, "of the random orders in which blocs are sought")
	f.BoolVar(&n.centrality, "centrality", false, "measure betweenness, closeness and eigenvector centrality")
	f.BoolVar(&n.paths.Weighted, "weighted", false, "make strong ties short when measuring betweenness and closeness")
	f.IntVar(&n.top, "top", 15, "most rows of each table")
	f.StringVar(&n.format, "format", "table", "table, graphml, gexf, dot, csv, nodes or matrix")
	f.StringVar(&n.out, "out", "", "file to write (default: standard output); .gz is compressed")
	cmd.PreRun = func(cmd *cobra.Command, args []string) { n.cut = cmd.Flags().Changed("threshold") }
	return cmd
}

// twoMode is the mode of the network of holders and targets.
const twoMode = "two-mode"

// networkCmd is the flags of network.
type networkCmd struct {
	networkChoice
	mode, norm  string
	ofTargets   bool
	threshold   float64
	cut         bool // threshold was given
	blocs       bool
	louvain     network.LouvainOptions
	centrality  bool
	paths       network.PathOptions
	top         int
	format, out string
}

// check finds what is wrong with the flags before anything is read.
func (n *networkCmd) check() error {
	switch {
	case n.mode == twoMode && n.norm != "" && n.norm != string(network.NoNorm):
		return usagef("--normalise %s is for networks of holders: leave it out with --mode two-mode", n.norm)
	case n.mode == twoMode && n.ofTargets:
		return usagef("--of-targets is for networks of one kind: leave it out with --mode two-mode")
	case n.louvain.Resolution <= 0:
		return usagef("--resolution %v is not above 0", n.louvain.Resolution)
	case n.top < 1:
		return usagef("--top %d is not above 0", n.top)
	case n.format == "matrix" && n.window != "":
		return usagef("--format matrix shows one network: leave out --window, or choose with --since and --until")
	}
	if n.norm == "" {
		n.norm = string(network.AverageActivity)
	}
	if n.mode != twoMode {
		if _, err := (&network.TwoMode{}).Project(network.Mode(n.mode), network.Norm(n.norm)); err != nil {
			return usagef("%w; --mode two-mode is the network of holders and targets", err)
		}
	}
	if _, ok := graphWriters()[n.format]; !ok && n.format != "table" && n.format != "matrix" {
		return usagef("--format %q is none of table, graphml, gexf, dot, csv, nodes, matrix", n.format)
	}
	_, err := n.options()
	return err
}

// graphWriters are the formats that graphs are written in.
func graphWriters() map[string]func(io.Writer, ...*network.Graph) error {
	return map[string]func(io.Writer, ...*network.Graph) error{
		"graphml": network.WriteGraphML,
		"gexf":    network.WriteGEXF,
		"dot":     network.WriteDOT,
		"csv":     network.WriteEdges,
		"nodes":   network.WriteNodes,
	}
}

// write makes the networks of what was read and writes them.
func (n *networkCmd) write(ctx context.Context, stdout, stderr io.Writer, all *network.Collection) error {
	slices, err := n.slices(all)
	if err != nil {
		return err
	}
	if n.window != "" && all.Outside > 0 {
		fmt.Fprintf(stderr, "demarche: %s in no slice: the date is missing, or less exact than --window %s\n",
			count(all.Outside, "position")+" "+map[bool]string{true: "is", false: "are"}[all.Outside == 1], n.window)
	}
	var found []measured
	for _, t := range slices {
		m, err := n.measure(ctx, t)
		if err != nil {
			return err
		}
		found = append(found, m)
	}
	return writeTo(n.out, strings.HasSuffix(n.out, ".gz"), stdout, func(w io.Writer) error {
		switch {
		case n.format == "table":
			return n.table(w, found)
		case n.format == "matrix" && n.mode == twoMode:
			return network.WriteStandings(w, found[0].of)
		case n.format == "matrix":
			return network.WriteMatrix(w, found[0].graph)
		}
		var graphs []*network.Graph
		for _, m := range found {
			graphs = append(graphs, m.graph)
		}
		return graphWriters()[n.format](w, graphs...)
	})
}

// measured is one network and what was measured of it.
type measured struct {
	of    *network.TwoMode
	graph *network.Graph
	blocs network.Blocs
	paths network.Paths
	eigen []float64
}

// measure makes the network of t; what it measures becomes columns of it.
func (n *networkCmd) measure(ctx context.Context, t *network.TwoMode) (m measured, err error) {
	m.of = t
	switch {
	case n.mode == twoMode:
		m.graph = t.Graph()
	case n.ofTargets:
		m.of = t.Transpose()
		fallthrough
	default:
		if m.graph, err = m.of.Project(network.Mode(n.mode), network.Norm(n.norm)); err != nil {
			return m, err
		}
	}
	g := m.graph
	if n.cut {
		g = g.AtLeast(n.threshold)
		m.graph = g
	}
	add := func(c network.Column) { g.NodeColumns = append(g.NodeColumns, c) }
	add(network.Column{Name: "degree", Ints: network.Degrees(g)})
	add(network.Column{Name: "strength", Floats: network.Strengths(g)})
	if n.blocs {
		m.blocs = network.Louvain(g, n.louvain)
		of := make([]int, len(m.blocs.Of))
		for v, b := range m.blocs.Of {
			of[v] = b + 1
		}
		add(network.Column{Name: "bloc", Ints: of})
	}
	if n.centrality {
		if m.paths, err = network.ShortestPaths(ctx, g, n.paths); err != nil {
			return m, err
		}
		if m.eigen, err = network.Eigenvector(ctx, g); err != nil {
			return m, err
		}
		add(network.Column{Name: "betweenness", Floats: m.paths.Betweenness})
		add(network.Column{Name: "closeness", Floats: m.paths.Closeness})
		add(network.Column{Name: "eigenvector", Floats: m.eigen})
	}
	return m, nil
}
