package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph"
)

// settings are the flags that all subcommands share.
type settings struct {
	db      string // folder of the graph
	lexicon string // folder of the user's own tables; "" for those built in
}

// defaultDB is the folder of the graph where none is named.
const defaultDB = "demarche.db"

// newRootCmd returns the whole command.
func newRootCmd() *cobra.Command {
	var s settings
	root := &cobra.Command{
		Use:   "demarche",
		Short: "Who stands where, and in whose words?",
		Long: `Demarche reads what states say in multilateral meetings and builds a graph of
who holds which position on which instrument, each tied to the words that
carry it.

Exit codes: 0 done; 1 failed; 2 the command line is wrong; 3 done, but some
inputs could not be read (they are listed); 4 another process is writing the
graph; 130 stopped by Ctrl-C.`,
		Example: `  demarche build examples/kazakhstan
  demarche positions --holder KAZ --stance advocates
  demarche query 'g.V("state/KAZ").Out("dm:supports").All()'`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentFlags().StringVar(&s.db, "db", defaultDB, "folder of the graph, or postgres://user@host/database")
	root.PersistentFlags().StringVar(&s.lexicon, "lexicon", "", "folder of your own tables of words and names")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%w\nsee %s --help", err, cmd.CommandPath())
	})
	root.CompletionOptions.HiddenDefaultCmd = true
	for i, group := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"From records to a graph:", []*cobra.Command{newBuildCmd(&s), newWithdrawCmd(&s), newImportCmd(&s)}},
		{"Ask the graph:", []*cobra.Command{newPositionsCmd(&s), newExplainCmd(&s), newQueryCmd(&s),
			newNeighboursCmd(&s), newPathsCmd(&s),
			newCompareCmd(&s), newNetworkCmd(&s), newTimelineCmd(&s)}},
		{"Take it elsewhere:", []*cobra.Command{newExportCmd(&s), newVocabularyCmd(), newDBCmd(&s)}},
		{"One stage at a time:", []*cobra.Command{newReadCmd(&s), newAnnotateCmd(), newExtractCmd(&s)}},
		{"Words, and how well it works:", []*cobra.Command{newLexiconCmd(&s), newEvalCmd(&s), newValidateCmd(&s), newVersionCmd(&s)}},
	} {
		id := strconv.Itoa(i)
		root.AddGroup(&cobra.Group{ID: id, Title: group.title})
		for _, cmd := range group.commands {
			cmd.GroupID = id
			root.AddCommand(cmd)
		}
	}
	tellUsage(root)
	return root
}

// tellUsage makes wrong arguments of cmd, and of the commands below it, faults
// of the command line.
func tellUsage(cmd *cobra.Command) {
	check := cmd.Args
	cmd.Args = func(cmd *cobra.Command, given []string) error {
		if check == nil {
			return nil
		}
		if err := check(cmd, given); err != nil {
			return usagef("%w\nsee %s --help", err, cmd.CommandPath())
		}
		return nil
	}
	for _, below := range cmd.Commands() {
		tellUsage(below)
	}
}

// openToRead opens the graph as it is now; another process may write to it.
func (s *settings) openToRead() (*graph.Graph, error) {
	return graph.Open(s.db, graph.Options{ReadOnly: true})
}
