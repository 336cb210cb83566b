package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph"
)

// newDBCmd returns the subcommand that looks after the folder of the graph.
func newDBCmd(s *settings) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "db",
		Short: "Look after the folder that holds the graph",
		Long: `The graph lives in a folder (--db). One process at a time may write to it, and
any number may read it meanwhile. These commands check it, say how large it is,
make it smaller and copy it.`,
		Example: "  demarche db check\n  demarche db backup before-the-change.db",
		Args:    cobra.NoArgs,
	}
	cmd.AddCommand(newDBCheckCmd(s), newDBStatsCmd(s), newDBCompactCmd(s), newDBBackupCmd(s))
	return cmd
}

func newDBCheckCmd(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Read all of the graph and find every fault",
		Long: `Check reads the whole graph: its indexes must agree with each other, and every
record must be as it was put there. Others may read and write meanwhile.`,
		Example: "  demarche db check --db demarche.db",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			g, err := s.openToRead()
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, g.Close()) }()
			problems, err := g.Check(cmd.Context())
			if err != nil {
				return err
			}
			for _, p := range problems {
				if _, err := fmt.Fprintln(cmd.OutOrStdout(), p); err != nil {
					return err
				}
			}
			if len(problems) > 0 {
				return fmt.Errorf("%w: %s has %s: take it from a backup, or remove it and build it again",
					graph.ErrCorrupt, s.db, count(len(problems), "fault"))
			}
			stats, err := g.Stats(cmd.Context())
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "No faults in %s.\n", count(stats.Quads, "quad"))
			return err
		},
	}
}

func newDBStatsCmd(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:     "stats",
		Short:   "How much the graph holds",
		Long:    "Stats counts the records, quads and values, and how often each predicate stands.",
		Example: "  demarche db stats",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			g, err := s.openToRead()
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, g.Close()) }()
			stats, err := g.Stats(cmd.Context())
			if err != nil {
				return err
			}
			records, err := g.Records(cmd.Context())
			if err != nil {
				return err
			}
			uses, err := g.Uses(cmd.Context())
			if err != nil {
				return err
			}
			return writeStats(cmd.OutOrStdout(), g.Base(), len(records), stats, uses)
		},
	}
}

// writeStats writes what a graph holds.
func writeStats(w io.Writer, base string, records int, s graph.Stats, uses []graph.Use) error {
	_, err := fmt.Fprintf(w, "base IRI  %s\nrecords   %d\nquads     %d\nvalues    %d\nbytes     %d\n\n", base, records, s.Quads, s.Nodes, s.Bytes)
	for _, u := range uses {
		if err != nil {
			break
		}
		_, err = fmt.Fprintf(w, "%9d %s\n", u.Quads, u.Predicate)
	}
	return err
}

func newDBCompactCmd(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "compact",
		Short: "Give the room of what was removed back to the disk",
		Long: `Compact rewrites the files of the graph without what was removed. That happens by
itself in time; this does it now. It needs as much free room as the graph takes.`,
		Example: "  demarche db compact",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			g, err := s.openToMend()
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, g.Close()) }()
			before, err := g.Stats(cmd.Context())
			if err != nil {
				return err
			}
			if err := g.Compact(cmd.Context()); err != nil {
				return err
			}
			after, err := g.Stats(cmd.Context())
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s took %d bytes and takes %d.\n", s.db, before.Bytes, after.Bytes)
			return err
		},
	}
}

func newDBBackupCmd(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "backup DIR",
		Short: "Copy the graph to a new folder",
		Long: `Backup copies the graph, as it is at that moment, to the folder DIR, which must
not exist yet; --db DIR then works on the copy. On the same disk it shares the
files that do not change: copy it to another disk to be safe from that disk.`,
		Example: "  demarche db backup before-the-change.db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			g, err := s.openToMend()
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, g.Close()) }()
			if err := g.Backup(args[0]); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "The copy is in %s.\n", args[0])
			return err
		},
	}
}

// openToMend opens a graph that is there for writing.
func (s *settings) openToMend() (*graph.Graph, error) {
	return graph.Open(s.db, graph.Options{MustExist: true})
}
