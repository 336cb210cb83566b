package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph/rdf"
)

// newExportCmd returns the subcommand that writes the graph as RDF.
func newExportCmd(s *settings) *cobra.Command {
	var chosen choice
	var name string
	cmd := &cobra.Command{
		Use:   "export [FILE]",
		Short: "Write the graph as RDF",
		Long: `Export writes the graph, or the positions that the flags choose with what they
refer to, to FILE or to standard output. The format is that of --format, or the
one that the name of FILE ends in; a name that ends in .gz is compressed.

Formats: ` + formatList() + `.`,
		Example: `  demarche export positions.ttl
  demarche export --holder KAZ --format nquads | gzip > kazakhstan.nq.gz`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			filter, err := chosen.filter()
			if err != nil {
				return err
			}
			file := ""
			if len(args) > 0 {
				file = args[0]
			}
			format, zipped, err := exportFormat(name, file)
			if err != nil {
				return err
			}
			g, err := s.openToRead()
			if err != nil {
				return err
			}
			defer g.Close()
			return writeTo(file, zipped, cmd.OutOrStdout(), func(w io.Writer) error {
				return g.Export(cmd.Context(), w, format, filter)
			})
		},
	}
	chosen.flags(cmd)
	cmd.Flags().StringVar(&name, "format", "", "name of the format (default: by the name of FILE, else "+rdf.NQuads.String()+")")
	return cmd
}

// exportFormat finds the format by its name, else by that of the file.
func exportFormat(name, file string) (f rdf.Format, zipped bool, err error) {
	zipped = strings.HasSuffix(file, ".gz")
	switch {
	case name != "":
		f, err = rdf.FormatByName(name)
	case file != "":
		f, zipped, err = rdf.FormatByFile(file)
	default:
		f = rdf.NQuads
	}
	if err != nil {
		return 0, false, &usageError{err}
	}
	return f, zipped, nil
}

func formatList() string {
	var all []string
	for _, f := range rdf.Formats() {
		all = append(all, f.String())
	}
	return strings.Join(all, ", ")
}

// writeTo hands write a buffered writer to the file, or to standard output
// where file is "". The file appears when all of it is written; where that
// fails, what stood under its name stays.
func writeTo(file string, zipped bool, stdout io.Writer, write func(io.Writer) error) (err error) {
	out := stdout
	if file != "" {
		tmp, err2 := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
		if err2 != nil {
			return err2
		}
		defer func() {
			err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
			if err == nil {
				err = os.Rename(tmp.Name(), file)
			}
			if err != nil {
				os.Remove(tmp.Name())
			}
		}()
		out = tmp
	}
	b := bufio.NewWriterSize(out, 1<<16)
	if !zipped {
		return errors.Join(write(b), b.Flush())
	}
	z := gzip.NewWriter(b)
	return errors.Join(write(z), z.Close(), b.Flush())
}
