package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph"
	"github.com/demarche-kg/demarche/schema"
)

// newBuildCmd returns the subcommand that goes all the way from files to a
// graph.
func newBuildCmd(s *settings) *cobra.Command {
	var strict bool
	var base string
	cmd := &cobra.Command{
		Use:   "build FILE|DIR...",
		Short: "Read records, find positions, put them into the graph",
		Long: `Build reads each file, finds the positions in it and puts them into the graph,
one named graph a record. A record that the graph has already is replaced; of a
file with single speeches of a record, only those speeches are. Folders are
searched for texts. A file that cannot be read is listed at the end and does
not stop the others.

Each record is in the graph as soon as it is done, whole: stopped by Ctrl-C, the
graph keeps those, and of the others what it had before.`,
		Example: `  demarche build examples/kazakhstan
  demarche build --db small-arms.db speeches/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			ctx := cmd.Context()
			files, err := inputs(args)
			if err != nil {
				return err
			}
			p, err := s.newPipeline()
			if err != nil {
				return err
			}
			g, err := graph.Open(s.db, graph.Options{Base: base, NoSync: true})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, g.Close()) }()

			bar := newProgress(cmd.ErrOrStderr(), "reading", len(files))
			failed := &failures{out: cmd.ErrOrStderr(), strict: strict, of: len(files)}
			var sum summary
			err = p.run(ctx, files, func(group []found) error {
				if sum.files == 0 && slices.ContainsFunc(group, found.ok) { // names first
					if err := g.ReplaceLexicon(ctx, p.lexicon.Entities(), p.lexicon.Memberships()); err != nil {
						return err
					}
				}
				if err := put(ctx, g, group); err != nil {
					return err
				}
				for _, f := range group {
					if f.ok() {
						sum.add(f)
					}
					if err := failed.add(ctx, f.err); err != nil {
						return err
					}
					bar.step()
				}
				return nil
			})
			bar.end()
			if err != nil {
				return err
			}
			if err := sum.write(cmd.OutOrStdout()); err != nil {
				return err
			}
			if sum.files > 0 {
				if _, err := fmt.Fprintf(cmd.OutOrStdout(), "\nThe graph is in %s.\n", graph.Name(s.db)); err != nil {
					return err
				}
			}
			return failed.end()
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "stop at the first file that cannot be read")
	cmd.Flags().StringVar(&base, "base", "", "base IRI of the data in a new graph")
	return cmd
}

// put puts what was found in a group of files into the graph: all parts of the
// record at once.
func put(ctx context.Context, g *graph.Graph, group []found) error {
	var record schema.Record
	var positions []schema.Position
	for _, f := range group {
		if !f.ok() {
			continue
		}
		speeches := append(record.Speeches, f.record.Speeches...)
		record = *f.record
		record.Speeches = speeches
		positions = append(positions, f.positions...)
	}
	if record.Symbol == "" {
		return nil
	}
	return g.Put(ctx, record, positions)
}

// A summary is what a build found.
type summary struct {
	files, speeches, found int
	records                map[string]bool
	stances                map[schema.Stance]int
	holders, things        tally
	// few are the positions themselves, while there are not many.
	few []schema.Position
}

// fewPositions is how many positions are shown one by one.
const fewPositions = 40

func (s *summary) add(f found) {
	if s.records == nil {
		s.records, s.stances = map[string]bool{}, map[schema.Stance]int{}
		s.holders, s.things = tally{}, tally{}
	}
	s.files++
	s.speeches += len(f.record.Speeches)
	s.records[f.record.Symbol] = true
	s.found += len(f.positions)
	for _, p := range f.positions {
		s.stances[p.Stance]++
		if p.Stance == schema.Thanks {
			continue
		}
		s.holders[p.Holder]++
		for _, e := range p.Entities {
			if e.Type == schema.TypeInstrument || e.Type == schema.TypeDocument {
				s.things[e.Name]++
			}
		}
	}
	if s.found <= fewPositions {
		s.few = append(s.few, f.positions...)
	}
}

// write shows the positions where they are few, and the sums.
func (s *summary) write(w io.Writer) error {
	if s.files == 0 {
		return nil
	}
	if s.found <= fewPositions {
		if err := writeTable(w, w, s.few); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%s in %s of %s.\n", count(s.found, "position"), count(s.speeches, "speech"), count(len(s.records), "record"))
	for _, st := range schema.Stances() {
		if n := s.stances[st]; n > 0 {
			fmt.Fprintf(w, "  %-10s %s %6d\n", st, st.Side(), n)
		}
	}
	if s.found > fewPositions {
		s.holders.write(w, "Most heard", 10)
		s.things.write(w, "Most spoken of", 10)
	}
	return nil
}
