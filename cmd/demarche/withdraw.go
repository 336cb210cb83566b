package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// newWithdrawCmd returns the subcommand that takes records out of the graph.
func newWithdrawCmd(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "withdraw RECORD...",
		Short: "Take records out of the graph",
		Long: `Withdraw removes all that the graph holds of each record, by its symbol; nothing
else moves. Where one of them is not in the graph, none is removed.`,
		Example: "  demarche withdraw S/PV.5881",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			g, err := s.openToMend()
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, g.Close()) }()
			for _, record := range args {
				held, err := g.Has(cmd.Context(), record)
				if err != nil {
					return err
				}
				if !held {
					return fmt.Errorf("%s: there is no record %q: demarche positions --format csv lists what there is", s.db, record)
				}
			}
			for _, record := range args {
				if _, err := g.RemoveRecord(cmd.Context(), record); err != nil {
					return err
				}
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s withdrawn from %s.\n", count(len(args), "record"), s.db)
			return err
		},
	}
}
