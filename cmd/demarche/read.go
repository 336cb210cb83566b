package main

import (
	"bufio"
	"encoding/json"

	"github.com/spf13/cobra"
)

// newReadCmd returns the subcommand that shows what the reader of records
// makes of a file.
func newReadCmd(s *settings) *cobra.Command {
	var strict bool
	cmd := &cobra.Command{
		Use:   "read FILE|DIR...",
		Short: "Speeches of a record, with their speakers",
		Long: `Read prints the record that is in each file as one line of JSON: its symbol and
date, and every speech with its speaker and text. The anchors of a text lead
back from its bytes to those of the file.`,
		Example: "  demarche read examples/small-arms-2020 | jq '.speeches[].speaker'",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := inputs(args)
			if err != nil {
				return err
			}
			l, err := s.loadLexicon()
			if err != nil {
				return err
			}
			out := bufio.NewWriter(cmd.OutOrStdout())
			in := newReader(l)
			failures := &failures{out: cmd.ErrOrStderr(), strict: strict, of: len(files)}
			enc := json.NewEncoder(out)
			enc.SetEscapeHTML(false)
			for _, file := range files {
				rec, err := in.read(cmd.Context(), file)
				if err == nil {
					err = enc.Encode(rec)
				}
				if err := failures.add(cmd.Context(), err); err != nil {
					return err
				}
			}
			if err := out.Flush(); err != nil {
				return err
			}
			return failures.end()
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "stop at the first file that cannot be read")
	return cmd
}
