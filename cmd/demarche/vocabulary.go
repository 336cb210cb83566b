package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

// newVocabularyCmd returns the subcommand that prints the vocabulary.
func newVocabularyCmd() *cobra.Command {
	name := "turtle"
	var shapes, context bool
	cmd := &cobra.Command{
		Use:   "vocabulary",
		Short: "Print the vocabulary, its shapes or its JSON-LD context",
		Long: `Vocabulary prints the terms that the graph is written in, with labels and
definitions in English, French and Spanish: in Turtle as it was written, or in
another format. --shapes prints what a graph must look like, in SHACL.`,
		Example: `  demarche vocabulary --format rdfxml > demarche.owl
  demarche vocabulary --shapes > shapes.ttl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			format, err := rdf.FormatByName(name)
			if err != nil {
				return &usageError{err}
			}
			text := schema.Vocabulary()
			switch {
			case context && (shapes || cmd.Flags().Changed("format")):
				return usagef("--context is JSON: it goes with no other flag")
			case context:
				text = schema.Context()
			case shapes:
				text = schema.Shapes()
			}
			if format == rdf.Turtle {
				_, err := io.WriteString(cmd.OutOrStdout(), text)
				return err
			}
			return writeTo("", false, cmd.OutOrStdout(), func(w io.Writer) error {
				return rdf.Convert(w, format, rdf.Options{Base: schema.Namespace}, strings.NewReader(text), rdf.Turtle, rdf.ParseOptions{})
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&name, "format", name, formatList())
	f.BoolVar(&shapes, "shapes", false, "the SHACL shapes instead")
	f.BoolVar(&context, "context", false, "the JSON-LD context instead")
	return cmd
}
