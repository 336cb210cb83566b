package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/extract"
)

// newVersionCmd returns the subcommand that tells what the program is made of.
func newVersionCmd(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Versions of the program, its lexicon and its model",
		Long: `Version prints the versions of the program, of the lexicon and of the model.
Every position carries the last two, so that a graph tells what made it.`,
		Example: "  demarche version",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := s.loadLexicon()
			if err != nil {
				return err
			}
			x, err := extract.New(l, extract.Options{})
			if err != nil {
				return err
			}
			v := x.Versions()
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "demarche %s\nlexicon  %s\nmodel    %s\n", programVersion(), v.Lexicon, v.Model)
			return err
		},
	}
}

// programVersion is the version that the program was built from.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
