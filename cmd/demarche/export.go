package main

import (
	"io"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph"
	"github.com/demarche-kg/demarche/graph/rdf"
)

// newExportCmd returns the subcommand that writes the graph as RDF.
func newExportCmd(s *settings) *cobra.Command {
	var chosen choice
	var name string
	var describe bool
	cmd := &cobra.Command{
		Use:   "export [FILE]",
		Short: "Write the graph as RDF",
		Long: `Export writes the graph, or the positions that the flags choose with what they
refer to, to FILE or to standard output. The name of FILE tells the format, and
one that ends in .gz is compressed; --format tells that of standard output.

Formats: ` + formatList() + `. Those with named
graphs (nquads, trig, jsonld) can be imported as they were.

--describe writes what is in the graph instead: a description in VoID and DCAT,
with the number of things of each class and of triples of each property.`,
		Example: `  demarche export positions.ttl
  demarche export --holder KAZ --format nquads | gzip > kazakhstan.nq.gz
  demarche export --describe void.ttl`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			filter, err := chosen.filter()
			if err != nil {
				return err
			}
			if describe && !reflect.DeepEqual(filter, graph.Filter{}) {
				return usagef("--describe tells of the whole graph: leave out what chooses")
			}
			format, zipped, file := rdf.NQuads, false, ""
			switch {
			case len(args) > 0 && name != "":
				return usagef("--format is for standard output: the name of %s tells its format", args[0])
			case len(args) > 0:
				file = args[0]
				format, zipped, err = rdf.FormatByFile(file)
			case name != "":
				format, err = rdf.FormatByName(name)
			}
			if err != nil {
				return &usageError{err}
			}
			g, err := s.openToRead()
			if err != nil {
				return err
			}
			defer g.Close()
			return writeTo(file, zipped, cmd.OutOrStdout(), func(w io.Writer) error {
				if describe {
					return g.Describe(cmd.Context(), w, format)
				}
				return g.Export(cmd.Context(), w, format, filter)
			})
		},
	}
	chosen.flags(cmd)
	cmd.Flags().BoolVar(&describe, "describe", false, "write a description of the graph, not the graph")
	cmd.Flags().StringVar(&name, "format", "", "format of standard output (default "+rdf.NQuads.String()+")")
	return cmd
}

func formatList() string {
	var all []string
	for _, f := range rdf.Formats() {
		all = append(all, f.String())
	}
	return strings.Join(all, ", ")
}
