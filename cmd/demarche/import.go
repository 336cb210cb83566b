package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph"
	"github.com/demarche-kg/demarche/graph/rdf"
)

// newImportCmd returns the subcommand that reads RDF into the graph.
func newImportCmd(s *settings) *cobra.Command {
	var base, label, relative string
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Read RDF into the graph",
		Long: `Import reads RDF files into the graph; the name of a file tells its format, and
one that ends in .gz is compressed. A named graph takes the place of the one with
its label, so that what export wrote with named graphs (nquads, trig, jsonld)
comes back as it was. Statements outside of any named graph go to a graph of
their own, import/ and the name of the file, or --graph.

A fault in a file is told with its line and column, and then nothing changes: all
files are read before the first goes into the graph.`,
		Example: `  demarche import positions.nq.gz
  demarche import --graph https://example.org/treaties treaties.ttl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if label != "" && len(args) > 1 {
				return usagef("--graph names one graph, and there are %d files: import them one by one", len(args))
			}
			if base == "" {
				if base, err = s.base(); err != nil {
					return err
				}
			} else if err := rdf.CheckBase(base); err != nil {
				return &usageError{err}
			}
			var documents []*graph.Document
			taken := map[string]string{}
			for _, file := range args {
				o := graph.ImportOptions{File: file, Graph: label, Base: relative}
				if label == "" {
					o.Graph = string(rdf.IRI(base, "import/"+graphName(file)))
				}
				if other, ok := taken[o.Graph]; ok {
					return usagef("%s and %s would go to one graph, <%s>: import them one by one with --graph", other, file, o.Graph)
				}
				taken[o.Graph] = file
				d, err := readDocument(cmd.Context(), file, o)
				if err != nil {
					return err
				}
				documents = append(documents, d)
			}
			g, err := graph.Open(s.db, graph.Options{Base: base})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, g.Close()) }()
			sum, err := g.Import(cmd.Context(), documents...)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s in %s, in %s.\n", count(sum.Quads, "quad"), count(sum.Graphs, "named graph"), graph.Name(s.db))
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&base, "base", "", "base IRI of the data in a new graph")
	f.StringVar(&label, "graph", "", "IRI of the graph for what stands in none")
	f.StringVar(&relative, "relative-to", "", "IRI against which relative IRIs of the file are resolved")
	return cmd
}

// graphName is the name of a file without what tells its format.
func graphName(file string) string {
	name := strings.TrimSuffix(filepath.Base(file), ".gz")
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// base is the base IRI of the graph that there is, or else of a new one.
func (s *settings) base() (string, error) {
	g, err := s.openToRead()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return rdf.DefaultBase, nil
	case err != nil:
		return "", err
	}
	return g.Base(), g.Close()
}

// readDocument reads one file.
func readDocument(ctx context.Context, file string, o graph.ImportOptions) (*graph.Document, error) {
	format, zipped, err := rdf.FormatByFile(file)
	if err != nil {
		return nil, &usageError{err}
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, pathError(err)
	}
	defer f.Close()
	var in io.Reader = f
	if zipped {
		z, err := gzip.NewReader(f)
		switch {
		case errors.Is(err, gzip.ErrHeader):
			return nil, fmt.Errorf("%s: this is not compressed: leave .gz out of its name", file)
		case err != nil:
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		in = z
	}
	d, err := graph.ReadDocument(ctx, in, format, o)
	if zipped && errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("%w: the compressed file is cut short: fetch it again", err)
	}
	return d, err
}
